"""People who fill in the first form from wherever they stand in it, and what of it a database holds."""

from bot.playground import Message, Person
from flows.forms.conditions import Answer
from storage import linked, people, runs
from storage.unit import Unit
from tests.promises.crowd import Respondent, forms, labels
from tests.promises.test_p01_kept_once import START, enrolment_of

Answers = dict[int, dict[str, Answer]]
"""By chat, by question."""


def held(unit: Unit, chats: Answers) -> Answers:
    """Give what a database holds of these people."""
    found: Answers = {}
    for chat in chats:
        if people.by_chat(unit, chat):
            [run] = runs.of_enrolment(unit, enrolment_of(unit, chat))
            found[chat] = dict(linked.answers(unit, run.id))
    return found


def sent_in(unit: Unit, chats: Answers) -> set[int]:
    return {chat for chat in chats if runs.of_enrolment(unit, enrolment_of(unit, chat))[0].state == "sent"}


async def fill(respondent: Respondent) -> None:
    """Ask for the form, and fill in what is left of it."""
    person, before = respondent.person, newest(respondent.person)
    last = before.id if before else 0
    await respondent.do(lambda: person.send("/enkat"), lambda _: bool((now := newest(person)) and now.id > last))
    shown = newest(person)
    if shown and "Börja" in labels(shown):
        await respondent.do(lambda: person.press_label("Börja", message=shown), lambda chat: any(forms(chat)))
    await respondent.finish(START)


def newest(person: Person) -> Message | None:
    return max(person.chat.from_bot, key=lambda message: message.id, default=None)
