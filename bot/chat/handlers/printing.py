"""``/blankett``: a form to print, in a language, as a file."""

from dataclasses import replace

from bot.actions.coordinator.printing import forms_to_print, programmes_to_print
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.coordinator import note_screens
from bot.chat.coordinator import print_screens as screens
from bot.chat.dialogue import Dialogue, Step
from bot.chat.participant.form_on_paper import on_paper
from bot.chat.reply import Attachment, Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from locales.translator import translator
from storage.people import Role


def blankett(turn: Turn) -> Reply:
    """``/blankett``: which programme, form and language, and then the file."""
    found = programmes_to_print(turn.here)
    return DIALOGUE.begin(turn, turn.here.update or 0, **({"programme": "0"} if len(found) == 1 else {}))


def _programme(turn: Turn, draft: Draft) -> Programme:
    return programmes_to_print(turn.here)[int(draft.get("programme"))]


def _forms(turn: Turn, draft: Draft) -> tuple[Questionnaire, ...]:
    return forms_to_print(turn.here, _programme(turn, draft).key)


def _ask_language(turn: Turn, draft: Draft) -> Screen:
    form = _forms(turn, draft)[int(draft.get("form"))]
    offered = tuple(code for code in turn.here.house.languages if form.is_official_in(code))
    return screens.language(turn.t, draft, offered)


def _finish(turn: Turn, draft: Draft) -> Reply:
    form = _forms(turn, draft)[int(draft.get("form"))]
    code = draft.get("language")
    if code not in turn.here.house.languages:
        raise NotAllowed
    pages = on_paper(translator(code), form)

    def make() -> bytes:
        from bot.paper.printed_form import printed_form_pdf  # noqa: PLC0415  # the library takes long to load

        return printed_form_pdf(pages)

    attachment = Attachment(f"{form.key}-{code}.pdf", make, screens.caption(turn.t, form))
    return replace(turn.show(screens.sent(turn.t, form)), attachment=attachment)


def _after(_turn: Turn, _subject: int) -> Reply | None:
    return None


DIALOGUE = Dialogue(
    "blankett",
    (
        Step("programme", lambda turn, draft: note_screens.programme(turn.t, draft, programmes_to_print(turn.here))),
        Step("form", lambda turn, draft: screens.form(turn.t, draft, _forms(turn, draft))),
        Step("language", _ask_language),
    ),
    _finish,
    _after,
    roles=(Role.COACH, Role.COORDINATOR),
)
