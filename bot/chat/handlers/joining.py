"""Handlers of links, language and taking part."""

from bot.actions import forms, join
from bot.actions.here import NotAllowed
from bot.actions.join import Choice, Door, Entry, Opened
from bot.actions.menus import renew_menu
from bot.actions.person import set_language
from bot.chat import commands, join_screens, staff_screens, survey_screens
from bot.chat.buttons import AcceptRole, ChooseLanguage, ShowPrivacy, ShowTakingPart, TakePart
from bot.chat.handlers import same_person
from bot.chat.handlers.survey import fresh, show_form, under_way
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn, phone_language
from storage import runs
from storage.enrolments import State


def start(turn: Turn) -> Reply:
    """``/start``, with or without a link's payload."""
    return open_word(turn, turn.incoming.text) if turn.incoming.text else home(turn)


def open_word(turn: Turn, word: str) -> Reply:
    """Open a link or a typed code."""
    opened = join.open_link(turn.here, word)
    if opened.door is Door.OWN:
        return home(turn)
    if opened.door is Door.AGAIN:
        return same_person.ask(turn, opened)
    return turn.show(_first_screen(turn, opened))


def _first_screen(turn: Turn, opened: Opened) -> Screen:
    match opened:
        case Opened(door=Door.PARTICIPANT):
            return join_screens.languages(turn.here.house.languages, opened.word)
        case Opened(door=Door.STAFF, invitation=invitation) if invitation:
            return staff_screens.role_offer(turn.t, opened.word, invitation.grants)
        case Opened(door=Door.COLLEAGUE, enrolment=enrolment) if enrolment:
            programme = turn.here.house.programme(enrolment.programme)
            if programme:
                return staff_screens.colleague(turn.t, programme, enrolment.reference)
    return join_screens.link_does_not_work(turn.t)


def home(turn: Turn) -> Reply:
    """Show what the caller should see first: the form under way, the question of taking part, or help."""
    person = turn.here.caller.person
    if person is None:
        return turn.show(join_screens.stranger(turn.t))
    waiting = join.pending(turn.here)
    if waiting:
        return turn.show(join_screens.taking_part(turn.t, waiting.id))
    found = forms.open_forms(turn.here)
    if found:
        return fresh(turn, found[0]) if len(found) == 1 else turn.show(survey_screens.chooser(turn.t, found))
    return turn.show(staff_screens.welcome(turn.t, commands.of(turn.t, turn.here, person)))


def choose_language(turn: Turn, button: ChooseLanguage) -> Reply:
    """Read in another language; after a link this is the first choice, which uses the link."""
    if not button.word:
        turn.once(set_language, button.language)
        return _in_new_language(turn.again())
    if turn.first_time:
        join.enter(turn.here, Entry(button.word, button.language))
        renew_menu(turn.again().here)
    now = turn.again()
    waiting = join.pending(now.here)
    return now.show(join_screens.taking_part(now.t, waiting.id)) if waiting else home(now)


def _in_new_language(turn: Turn) -> Reply:
    """Confirm a new language by showing what the person was at in it."""
    form = under_way(turn)
    waiting = join.pending(turn.here)
    if form:
        return show_form(turn, form.run.id)
    if waiting:
        return turn.show(join_screens.taking_part(turn.t, waiting.id))
    return turn.show(join_screens.language_kept(turn.t))


def sprak(turn: Turn) -> Reply:
    """``/sprak``: the languages by their own names."""
    if turn.here.caller.person is None:
        return turn.show(join_screens.stranger(turn.t))
    return turn.show(join_screens.languages(turn.here.house.languages))


def accept_role(turn: Turn, button: AcceptRole) -> Reply:
    """Become staff."""
    if turn.first_time:
        language = phone_language(turn.here.house, turn.incoming)
        join.enter(turn.here, Entry(button.word, language, name=turn.incoming.name))
        renew_menu(turn.again().here)
    now = turn.again()
    person = now.here.person()
    return now.show(staff_screens.welcome(now.t, commands.of(now.t, now.here, person)))


def take_part(turn: Turn, button: TakePart) -> Reply:
    """Say yes or no to taking part."""
    if not turn.first_time and turn.here.caller.person is None:
        return turn.show(join_screens.declined(turn.t))
    turn.once(join.choose, Choice(button.enrolment, button.yes))
    now = turn.again()
    if now.here.caller.person is None or not _has(now, button.enrolment):
        return Reply(join_screens.declined(turn.t), edit=turn.incoming.message, forget=True, clear_menu=True)
    if turn.first_time:
        renew_menu(now.here)
    return _what_now(now)


def _has(turn: Turn, enrolment: int) -> bool:
    try:
        join.own_enrolment(turn.here, enrolment)
    except NotAllowed:
        return False
    return True


def _what_now(turn: Turn) -> Reply:
    """After a yes: the form of the start in the same message, or thanks where there is none."""
    found = forms.open_forms(turn.here)
    if not found:
        return turn.show(join_screens.nothing_more_now(turn.t))
    form = found[0]
    screen = survey_screens.form_screen(turn.t, form) if form.run.begun else survey_screens.intro(turn.t, form)
    if turn.incoming.message:
        runs.show_in(turn.here.unit, form.run.id, turn.incoming.message)
    return Reply(screen, edit=turn.incoming.message, run=form.run.id)


def show_privacy(turn: Turn, button: ShowPrivacy) -> Reply:
    """Show what is kept, with the way back to the question."""
    enrolment = join.own_enrolment(turn.here, button.enrolment)
    waits = enrolment.id if enrolment.state is State.INVITED else None
    return turn.show(join_screens.privacy(turn.t, turn.here.house.association, waits))


def show_taking_part(turn: Turn, button: ShowTakingPart) -> Reply:
    """Go back to the question of taking part."""
    enrolment = join.own_enrolment(turn.here, button.enrolment)
    return turn.show(join_screens.taking_part(turn.t, enrolment.id)) if enrolment.state is State.INVITED else home(turn)


def integritet(turn: Turn) -> Reply:
    """``/integritet``: what is kept, by whom, and who sees what."""
    return turn.show(join_screens.privacy(turn.t, turn.here.house.association))


def hjalp(turn: Turn) -> Reply:
    """``/hjalp``: the person's commands."""
    person = turn.here.caller.person
    if person is None:
        return turn.show(join_screens.stranger(turn.t))
    return turn.show(staff_screens.welcome(turn.t, commands.of(turn.t, turn.here, person)))
