"""What is kept about a person as a file that programs can read too (GDPR 15.3, 20): JSON in the person's language."""

import json
from collections.abc import Iterator

from bot.actions.participant.erase import Kept
from bot.actions.participant.forms import Form
from bot.chat.participant.answer_words import answer_text
from bot.chat.participant.fact_value import shown
from bot.house import House
from flows.programme import Programme
from locales.translator import Translator
from storage.people import Person
from storage.unit import stamp

NAME = "mindata.json"

_Object = dict[str, object]


def as_file(t: Translator, house: House, person: Person, kept: tuple[Kept, ...]) -> bytes:
    """Write everything that is kept about a person; nothing of others, and nothing that is linked to nobody."""
    found: _Object = {
        "chat": {
            "telegram_id": person.chat,
            "language": person.language,
            "reachable": person.reachable,
            "quiet": person.silent,
            "name": person.name,
            "roles": [{"role": grant.role, "programme": grant.programme} for grant in person.grants],
        },
        "taking_part": [_enrolment(t, house, each) for each in kept],
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def _enrolment(t: Translator, house: House, kept: Kept) -> _Object:
    programme, of = house.programme(kept.enrolment.programme), kept.enrolment
    days = ("invited_on", "referred_on", "enrolled_on", "planned_end", "closed_on", "withdrawn_on")
    return {
        "programme": programme.title if programme else of.programme,
        "state": of.state,
        "reference": of.reference,
        **{day: str(found) if (found := getattr(of, day)) else None for day in days},
        "outcome": of.outcome,
        "group": of.cohort,
        "secrecy_waiver_on_file": of.waiver,
        "handed_over": of.handed_over,
        "said_yes_to": {"text": of.agreed_to, "language": of.agreed_in} if of.agreed_to else None,
        "forms": [_form(t, form) for form in kept.forms],
        "recorded_by_staff": list(_facts(t, programme, kept)),
        "planned_and_sent": [
            {"what": each.kind, "about": each.item, "for": each.audience, "due": stamp(each.due), "state": each.state}
            for each in kept.occasions
        ],
        "wishes": [
            {"what": each.kind, "by": str(each.due_on) if each.due_on else None, "done": each.done}
            for each in kept.tasks
        ],
    }


def _form(t: Translator, form: Form) -> _Object:
    is_anonymous = form.run.state == "sent" and not form.run.linked
    answered = () if is_anonymous else [each for each in form.questionnaire.questions if each.key in form.answers]
    return {
        "form": t(form.questionnaire.title),
        "moment": form.run.moment,
        "state": form.run.state,
        "anonymous": is_anonymous,
        "words": form.run.register,
        "helped": form.run.supported,
        "answers": [
            {"question": t(each.text), "answer": answer_text(t, each, form.answers[each.key])} for each in answered
        ],
    }


def _facts(t: Translator, programme: Programme | None, kept: Kept) -> Iterator[_Object]:
    for key, recorded in kept.facts.items():
        fact = programme.fact(key) if programme else None
        value = shown(t, fact, recorded.value) if fact else str(recorded.value)
        yield {"fact": t(fact.label) if fact else key, "value": value, "recorded": stamp(recorded.at)}
