"""What people said yes to: the text's version and language, and the text itself, so that it can be shown."""

from dataclasses import dataclass

from storage.unit import Unit


@dataclass(frozen=True)
class Agreed:
    """A text that was said yes to, as it stood in a language."""

    version: str
    language: str
    body: str


def agree(unit: Unit, enrolment: int, agreed: Agreed) -> None:
    """Keep that the person of an enrolment said yes to a text."""
    unit.run(
        "INSERT INTO taking_part_texts (version, language, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        agreed.version,
        agreed.language,
        agreed.body,
    )
    unit.run(
        "UPDATE enrolments SET agreed_to = ?, agreed_in = ? WHERE id = ?", agreed.version, agreed.language, enrolment
    )
