"""``/papper``: a coordinator sends paper answers in a file, sees what can be counted, and says whether it counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.actions.coordinator import paper_upload as papers
from bot.actions.coordinator.paper_upload import Asked
from bot.actions.coordinator.read_paper import Filled, Paper, read_rows
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat.buttons import Cancel
from bot.chat.coordinator import note_screens
from bot.chat.coordinator import paper_screens as screens
from bot.chat.coordinator.paper_buttons import CountIn, EmptyForm, LeaveOut
from bot.chat.dialogue import Dialogue, Step
from bot.chat.handlers.staff import cancel
from bot.chat.incoming import SentFile
from bot.chat.reply import Attachment, Fetch, Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from bot.paper.answers_file import MOST_BYTES, AnswersFault, read_answers, too_large
from flows.programme import Programme
from flows.said import Said, said
from storage.people import Role


def papper(turn: Turn) -> Reply:
    """``/papper``: which programme and form, and then what file to send."""
    found = papers.programmes_with_forms(turn.here)
    answers = {"programme": "0"} if len(found) == 1 else {}
    if len(found) == 1 and len(papers.forms(turn.here, found[0])) == 1:
        answers["form"] = "0"
    return DIALOGUE.begin(turn, turn.here.update or 0, **answers)


def _programme(turn: Turn, draft: Draft) -> Programme:
    return papers.programmes_with_forms(turn.here)[int(draft.get("programme"))]


def _ask_form(turn: Turn, draft: Draft) -> Screen:
    return screens.form(turn.t, draft, papers.forms(turn.here, _programme(turn, draft)))


def _finish(turn: Turn, draft: Draft) -> Reply:
    programme = _programme(turn, draft)
    asked = Asked(programme, papers.forms(turn.here, programme)[int(draft.get("form"))])
    if turn.first_time:
        papers.ask(turn.here, asked)
    return turn.show(screens.send_file(turn.t, asked))


def _after(turn: Turn, _: int) -> Reply | None:
    asked = papers.asked_for(turn.here)
    return turn.show(screens.send_file(turn.t, asked)) if asked else None


DIALOGUE = Dialogue(
    "papper",
    (
        Step(
            "programme",
            lambda turn, draft: note_screens.programme(turn.t, draft, papers.programmes_with_forms(turn.here)),
        ),
        Step("form", _ask_form),
    ),
    _finish,
    _after,
    roles=(Role.COORDINATOR,),
)


def typed(turn: Turn, _: str) -> Reply:
    """Take the word on a button while a file is waited for; anything else is answered with what to send."""
    asked = _asked(turn)
    screen = screens.send_file(turn.t, asked)
    match screen.typed(turn.incoming.text):
        case Cancel() as button:
            return cancel(turn, button)
        case EmptyForm() as button:
            return empty_form(turn, button)
    return turn.show(screen)


def _asked(turn: Turn) -> Asked:
    asked = papers.asked_for(turn.here)
    if asked is None:
        raise NotAllowed
    return asked


def empty_form(turn: Turn, _: EmptyForm) -> Reply:
    """Send an empty file with the right columns."""
    asked = _asked(turn)
    columns = screens.empty_columns(turn.t, asked.form)

    def make() -> bytes:
        from bot.paper.answers_form import empty_form as made  # noqa: PLC0415  # the library takes half a second

        return made(columns)

    attachment = Attachment(f"{asked.programme.key}-{asked.form.key}.xlsx", make, screens.empty_file(turn.t))
    return Reply(attachment=attachment)


def received(turn: Turn, file: SentFile) -> Reply | None:
    """Fetch the file that was waited for, once this is committed; ``None`` where none was."""
    asked = papers.asked_for(turn.here)
    if asked is None:
        return _shown_again(turn)
    if file.size > MOST_BYTES:
        return _unreadable(turn, too_large())
    reading = replace(asked, reading=turn.incoming.update)
    if turn.first_time:
        papers.ask(turn.here, reading)
    elif asked.reading != reading.reading:
        return turn.show(screens.send_file(turn.t, asked))
    return Reply(fetch=Fetch(file.id, _reader(reading, file.name, turn.here.today)))


def _shown_again(turn: Turn) -> Reply | None:
    """Show what became of a file that is delivered once more."""
    if turn.first_time or turn.here.caller.person is None:
        return None
    try:
        upload = papers.held(turn.here, turn.incoming.update)
    except NotAllowed:
        return None
    if upload.counted is not None:
        return turn.show(screens.counted(turn.t, upload.counted))
    return turn.show(screens.waiting(turn.t, papers.size(upload), screens.Waiting(upload.update, upload.seen)))


def _reader(asked: Asked, name: str, today: date) -> Callable[[bytes | None], Callable[[Turn], Reply]]:
    """Give what reads a file, away from the database, and what is then done with it."""

    def read(data: bytes | None) -> Callable[[Turn], Reply]:
        if data is None:
            return lambda turn: _unreadable(turn, said("Den gick inte att hämta från Telegram. Skicka den igen."))
        try:
            table = read_answers(name, data)
        except AnswersFault as fault:
            why = fault.said
            return lambda turn: _unreadable(turn, why)
        filled, problems = read_rows(Paper(asked.programme, asked.form, table.columns, table.rows), today)
        return lambda turn: _looked_through(turn, asked, filled, problems)

    return read


def _unreadable(turn: Turn, why: Said) -> Reply:
    return _without_file(turn, turn.show(screens.unreadable(turn.t, why)))


def _looked_through(turn: Turn, asked: Asked, filled: tuple[Filled, ...], problems: tuple[Said, ...]) -> Reply:
    """Hold what can be counted, and show it; the file is taken out of the chat."""
    waited_for = papers.asked_for(turn.here)
    if waited_for != asked:
        return Reply()
    checked, seen = papers.hold(turn.here, asked, filled)
    file = screens.Waiting(asked.reading, seen)
    return _without_file(turn, turn.show(screens.looked_through(turn.t, checked, problems, file)))


def _without_file(turn: Turn, reply: Reply) -> Reply:
    message = turn.incoming.message
    return replace(reply, delete=(message,)) if message else reply


def count_in(turn: Turn, button: CountIn) -> Reply:
    """Count the answers that are held."""
    problems = turn.once(papers.count_in, button.update)
    if problems:
        return turn.show(screens.not_counted(turn.t, problems))
    upload = papers.held(turn.here, button.update)
    if upload.counted is None:
        return turn.show(screens.waiting(turn.t, papers.size(upload), screens.Waiting(upload.update, upload.seen)))
    return replace(turn.show(screens.counted(turn.t, upload.counted)), forget=True)


def leave_out(turn: Turn, button: LeaveOut) -> Reply:
    """Let the answers go that are held."""
    turn.once(papers.leave, button.update)
    return replace(turn.show(screens.left_out(turn.t)), forget=True)
