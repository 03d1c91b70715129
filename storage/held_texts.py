"""Free texts that wait for their writer's word. Whatever else is done with the form lets them go, by a trigger."""

from dataclasses import dataclass

from storage.unit import Unit


@dataclass(frozen=True)
class HeldText:
    """A text to a question of a form, without personal data, and why it waits."""

    question: str
    why: str
    words: str


def hold(unit: Unit, run: int, held: HeldText) -> None:
    """Let a text wait, in place of an earlier one."""
    unit.run(
        "INSERT OR REPLACE INTO held_texts (run, question, why, words) VALUES (?, ?, ?, ?)",
        run,
        held.question,
        held.why,
        unit.seal.close(held.words),
    )


def of_run(unit: Unit, run: int) -> HeldText | None:
    """Give the text that waits in a form."""
    row = unit.row("SELECT * FROM held_texts WHERE run = ?", run)
    return HeldText(row["question"], row["why"], unit.seal.open(row["words"])) if row else None
