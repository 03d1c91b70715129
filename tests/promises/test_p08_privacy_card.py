"""P8: what the privacy card says of who sees what is so, cell by cell; and the card says it of every cell."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.participant.privacy_screens import privacy
from bot.playground import Person
from flows.association import OnRequest, Retention
from flows.catalogue import SHIPPED, read_association
from flows.disclosure.seen import SEEN, Sight, State, Who
from flows.timing.spans import Span
from locales.translator import translator
from storage import batches, figures, linked, runs, unlinked
from storage.batches import Form
from storage.unit import Unit
from tests.conversations.leafing import leafed
from tests.conversations.scene import Scene, set_scene
from tests.conversations.test_words import MOST_WORDS, words
from tests.figures.answering import CLOSING, START, send_in_linked
from tests.harness import PROGRAMME, shows
from tests.promises.telling import Tell
from tests.storage.attack import attack
from tests.storage.grading import grades
from tests.waiting import waiting

WORDS, LINKED_ANSWER, OPTION = "Mer tid och färre möten", "Ganska dåligt", "Instämmer helt"
OTHERS = 4
Cells = dict[tuple[State, Who], Sight]


class Looking:
    """One who answers, and everybody else who may look at it."""

    def __init__(self, scene: Scene, alva: Person, coach: Person, coordinator: Person) -> None:
        self.scene, self.alva, self.coach, self.coordinator = scene, alva, coach, coordinator

    async def at(self, state: State) -> Cells:
        """Let everybody look."""
        return {
            (state, Who.SELF): await self._self(state),
            (state, Who.COACH): await self._coach(),
            (state, Who.COORDINATOR): await self._coordinator(state),
            (state, Who.OPERATOR): await self.scene.database.read(lambda unit: self._operator(unit, state)),
            (state, Who.TELEGRAM): self._telegram(state),
        }

    async def _self(self, state: State) -> Sight:
        await self.scene.say(self.alva, "/mindata")
        shown = "".join(await leafed(self.scene, self.alva))
        await self.scene.press(self.alva, "Ta bort ur chatten")
        return Sight.CONTENT if (LINKED_ANSWER if state is State.LINKED else WORDS) in shown else Sight.THAT

    async def _coach(self) -> Sight:
        await self.scene.say(self.coach, "/deltagare")
        if any(each in self.coach.chat.transcript for each in (WORDS, LINKED_ANSWER, OPTION)):
            return Sight.CONTENT
        told = await self.scene.database.read(lambda unit: [run.state for run in of_alva(unit)])
        return Sight.WAITS if "open" in told else Sight.THAT

    async def _coordinator(self, state: State) -> Sight:
        await self.scene.say(self.coordinator, "/status")
        form = START if state is State.LINKED else CLOSING
        shown = await self.scene.stage.figures()
        if any(each["of"] for each in shown["questions"] if each["questionnaire"] == form.key):
            return Sight.FIGURES
        return Sight.HOW_MANY if "1 svar väntar" in self.coordinator.chat.text else Sight.NOTHING

    def _operator(self, unit: Unit, state: State) -> Sight:
        """See what can be read with disk and keys."""
        [first, *rest] = of_alva(unit)
        if state is State.LINKED:
            return Sight.CONTENT if linked.answers(unit, first.id) else Sight.NOTHING
        if any(WORDS in map(str, unlinked.draft(unit, run.id).values()) for run in rest):
            return Sight.CONTENT
        if any(each.words == WORDS for each in waiting(unit)):
            return Sight.GUESS if self._is_not_found(unit) else Sight.CONTENT
        return (
            Sight.FIGURES
            if any(WORDS in row for row in figures.comments(unit, PROGRAMME, CLOSING.key))
            else Sight.NOTHING
        )

    def _is_not_found(self, unit: Unit) -> bool:
        """Whether no method beats chance, with the few that wait."""
        stage, [_, run] = self.scene.stage, of_alva(unit)
        told: dict[int | str, dict[str, str]] = {run.enrolment: {"egna-ord": WORDS}}
        found = grades(attack(stage.database, [stage.environment["FOLJSAM_KEY"]]), told)
        return bool(found) and not any(each.beats_chance for each in found)

    def _telegram(self, state: State) -> Sight:
        came = self.scene.stage.world.inbox.history
        written = str([each.body for each in came])
        is_seen = any(each.kind == "callback_query" for each in came) if state is State.LINKED else WORDS in written
        return Sight.PRESSES if is_seen else Sight.NOTHING


def of_alva(unit: Unit) -> list[runs.Run]:
    return list(runs.of_enrolment(unit, 1))


async def looked_at(tmp_path: Path) -> Cells:
    """Let somebody answer both forms, and everybody look after each step."""
    async with set_scene(tmp_path) as scene:
        coach = await scene.staff("coach", PROGRAMME)
        looking = Looking(scene, await scene.participant(), coach, await scene.staff("coordinator", PROGRAMME))
        alva = looking.alva
        for label in ("Börja", "Studier", "3", LINKED_ANSWER, "Hoppa över", "Skicka in"):
            await scene.press(alva, label)
        await scene.database.write(others_answer_the_start)
        seen = await looking.at(State.LINKED)
        await scene.close(coach)
        await shows(alva, "Hej! Här är några frågor till dig.")
        await scene.press(alva, "Börja")
        for _ in CLOSING.questions[:-1]:
            await scene.press(alva, OPTION)
        await scene.say(alva, WORDS)
        seen |= await looking.at(State.DRAFT)
        await scene.press(alva, "Skicka in")
        seen |= await looking.at(State.WAITING)
        await scene.database.write(others_answer_the_end)
        assert WORDS not in str([message.text for message in alva.chat.messages.values()])
        return seen | await looking.at(State.RELEASED)


def others_answer_the_start(unit: Unit) -> None:
    for _ in range(OTHERS):
        send_in_linked(unit, PROGRAMME, {each.key: each.answers()[0].key for each in START.questions if each.answers()})


def others_answer_the_end(unit: Unit) -> None:
    given = {each.key: each.answers()[0].key if each.kind != "text" else "Tack" for each in CLOSING.questions}
    form = Form(PROGRAMME, CLOSING.key, CLOSING.version)
    batches.add(unit, form, unlinked.taken_apart(CLOSING, given, "closure", {}) * OTHERS)


async def test_everybody_sees_what_the_card_says_and_no_more(tmp_path: Path, record_property: Tell) -> None:
    seen = await looked_at(tmp_path)

    assert seen == {(state, who): SEEN[state][who] for state in State for who in Who}
    record_property("P8", f"privacy card: {len(seen)} cells (state of an answer × who looks), all as the card says")


async def test_it_shows_if_the_card_says_too_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlinked, "drop_draft", lambda *_: None)

    seen = await looked_at(tmp_path)

    assert {cell for cell, sight in seen.items() if SEEN[cell[0]][cell[1]] is not sight} == {
        (State.WAITING, Who.OPERATOR),
        (State.RELEASED, Who.OPERATOR),
    }


DECIDED = {"decided": date(2026, 1, 1), "decided_by": "styrelsen"}
LONGEST = Retention(**DECIDED, on_request=OnRequest.KEEP, keep_for=Span(months=6), answers=Span(months=24))


@pytest.mark.parametrize("decision", [None, Retention(**DECIDED), LONGEST])
def test_the_card_has_a_line_for_every_cell_in_every_language(decision: Retention | None) -> None:
    association = read_association(SHIPPED / "association.yaml").model_copy(update={"retention": decision})
    for language in ("sv", "en"):
        pages = privacy(translator(language), association)
        assert [page.text.count("\n• ") for page in pages] == [0, *[len(Who)] * len(State), 0]
        assert all(len(words(page)) <= MOST_WORDS for page in pages)


@pytest.mark.parametrize(
    ("decision", "how_long"),
    [
        (None, "Sparas tills förbundet har beslutat om gallring."),
        (Retention(**DECIDED), "Sparas tills du raderar dem."),
        (
            Retention(**DECIDED, answers=Span(months=1, days=3)),
            "Sparas tills du raderar dem. Sparas som längst 2 månader efter att stödet har slutat.",
        ),
        (LONGEST, "Ber du om radering måste förbundet ändå spara dem i upp till 6 månader."),
    ],
)
def test_the_card_tells_how_long_as_the_retention_decision_says(decision: Retention | None, how_long: str) -> None:
    association = read_association(SHIPPED / "association.yaml").model_copy(update={"retention": decision})
    assert privacy(translator("sv"), association)[1].text.endswith(how_long)
