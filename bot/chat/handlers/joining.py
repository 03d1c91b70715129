"""Handlers of links, language and taking part."""

from dataclasses import replace

from bot.actions.menus import renew_menu
from bot.actions.participant import answer as answering
from bot.actions.participant import choice, forms, join
from bot.actions.participant.choice import Choice
from bot.actions.participant.join import Door, Entry, Opened
from bot.actions.participant.person import set_language
from bot.chat import commands, staff_screens
from bot.chat.buttons import AcceptRole, ChooseLanguage, ShowPrivacy, ShowTakingPart, TakePart
from bot.chat.handlers import attending, same_person
from bot.chat.handlers.survey import fresh, show_form, under_way, which
from bot.chat.incoming import Kind
from bot.chat.participant import guest_screens, join_screens, privacy_screens, survey_screens
from bot.chat.participant.command_words import can_do
from bot.chat.reader import as_staff, choices
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn, phone_language
from bot.taking_part import waits_for_a_choice
from locales.offered import is_draft
from storage import enrolments


def start(turn: Turn) -> Reply:
    """``/start``, with or without a link's payload."""
    return open_word(turn, turn.incoming.text) if turn.incoming.text else home(turn)


def open_word(turn: Turn, word: str) -> Reply:
    """Open a link or a typed code."""
    opened = join.open_link(turn.here, word)
    if opened.door is Door.NOTHING:
        turn.once(join.guessed_wrong, None)
    if opened.door is Door.OWN:
        return home(turn)
    if opened.door is Door.AGAIN:
        return same_person.ask(turn, opened)
    if opened.door is Door.EVENT:
        return attending.welcome(turn, opened)
    return turn.show(_first_screen(turn, opened))


def _first_screen(turn: Turn, opened: Opened) -> Screen:
    match opened:
        case Opened(door=Door.PARTICIPANT):
            return join_screens.languages(turn.here.house.languages, opened.word)
        case Opened(door=Door.STAFF, invitation=invitation) if invitation:
            return staff_screens.role_offer(as_staff(turn.t), opened.word, invitation.grants)
        case Opened(door=Door.COLLEAGUE, enrolment=enrolment) if enrolment:
            programme = turn.here.house.programme(enrolment.programme)
            if programme:
                return staff_screens.colleague(turn.t, programme, enrolment.reference)
        case Opened(door=Door.ANSWERED):
            return guest_screens.answered_already(turn.t)
    return join_screens.link_does_not_work(turn.t)


def home(turn: Turn) -> Reply:
    """Show what the caller should see first: the question of taking part, the form that waits, or help."""
    person = turn.here.caller.person
    found = forms.open_forms(turn.here)
    stopped = choice.withdrawn(turn.here)
    if person is None or not (found or commands.is_someone(turn.here, person)):
        return turn.show(join_screens.stranger(turn.t))
    waiting = choice.pending(turn.here)
    if waiting:
        return turn.show(join_screens.taking_part(turn.t, turn.here.house.association, waiting))
    if stopped and not (found or person.grants):
        return turn.show(join_screens.stopped(turn.t, stopped))
    if found:
        return fresh(turn, found[0]) if len(found) == 1 else turn.show(which(turn, found))
    if person.grants:
        return hjalp(turn)
    return turn.show(survey_screens.nothing_to_answer(turn.t))


def choose_language(turn: Turn, button: ChooseLanguage) -> Reply:
    """Read in another language; after a link this is the first choice, which uses the link."""
    if not button.word:
        turn.once(set_language, button.language)
        return _with_swedish(turn.again(), _in_new_language(turn.again()))
    now = _entered(turn, Entry(button.word, button.language))
    attending_now = attending.told(now, button.word) if now else None
    if now is None:
        return turn.show(join_screens.link_does_not_work(turn.t))
    return _with_swedish(now, attending_now or _after_link(now))


def _after_link(turn: Turn) -> Reply:
    waiting = choice.pending(turn.here)
    if waiting is None:
        return home(turn)
    return turn.show(join_screens.taking_part(turn.t, turn.here.house.association, waiting))


def _with_swedish(turn: Turn, reply: Reply) -> Reply:
    """Say of a translation that nobody has reviewed that it is a draft, with Swedish one tap away."""
    if reply.screen is None or not is_draft(turn.t.language):
        return reply
    return replace(reply, screen=join_screens.as_draft(turn.t, reply.screen))


def _entered(turn: Turn, entry: Entry) -> Turn | None:
    """Use a link, and give the turn of whom it made the caller; ``None`` where the link is not the caller's to use."""
    opened = turn.once(join.enter, entry)
    now = turn.again()
    if opened and opened.event:
        return now
    if now.here.caller.person is None or (opened and opened.door is Door.NOTHING):
        return None
    if turn.first_time:
        renew_menu(now.here)
    return now


def _in_new_language(turn: Turn) -> Reply:
    """Confirm a new language by showing what the person was at in it."""
    form = under_way(turn)
    waiting = choice.pending(turn.here)
    if form:
        return show_form(turn, form.run.id) if turn.incoming.kind is Kind.PRESS else fresh(turn, form)
    if waiting:
        return turn.show(join_screens.taking_part(turn.t, turn.here.house.association, waiting))
    return turn.show(join_screens.language_kept(turn.t))


def sprak(turn: Turn) -> Reply:
    """``/sprak``: the languages by their own names."""
    return turn.show(join_screens.languages(choices(turn.here.house, turn.here.caller.person)))


def accept_role(turn: Turn, button: AcceptRole) -> Reply:
    """Become staff."""
    entry = Entry(button.word, phone_language(turn.here.house, turn.incoming), name=turn.incoming.name)
    now = _entered(turn, entry)
    if now is None:
        return turn.show(join_screens.link_does_not_work(turn.t))
    return now.show(staff_screens.welcome(now.t, commands.of(now.t, now.here, now.here.person())))


def take_part(turn: Turn, button: TakePart) -> Reply:
    """Say yes or no to taking part."""
    holds = turn.once(choice.choose, Choice(button.enrolment, button.yes, button.text))
    now = turn.again()
    enrolment = enrolments.by_id(now.here.unit, button.enrolment)
    if holds is False and enrolment:
        notice = now.t("Texten ändrades medan du läste. Här är den nya.")
        return now.show(join_screens.taking_part(now.t, now.here.house.association, enrolment, notice))
    is_gone = now.here.caller.person is None
    if turn.first_time and not is_gone:
        renew_menu(now.here)
    if not choice.takes_part(now.here, button.enrolment):
        return Reply(
            join_screens.declined(turn.t), edit=_pressed(turn), forget=True, clear_menu=is_gone and turn.first_time
        )
    if enrolment and enrolment.withdrawn_on is not None:
        return now.show(join_screens.stopped(now.t))
    return _form_that_waits(now)


def _form_that_waits(turn: Turn) -> Reply:
    """Show the form in whose message the text was read, taken up again where it stood; or else the first that waits."""
    found = sorted(forms.open_forms(turn.here), key=lambda form: form.run.message != turn.incoming.message)
    if not found:
        return turn.show(join_screens.nothing_more_now(turn.t))
    if found[0].answers and found[0].run.message == turn.incoming.message:
        turn.once(answering.begin, found[0].run.id)
    return show_form(turn, found[0].run.id)


def _pressed(turn: Turn) -> int | None:
    return turn.incoming.message if turn.incoming.kind is Kind.PRESS else None


def show_privacy(turn: Turn, button: ShowPrivacy) -> Reply:
    """Show a page of what is kept, with the way back to the question where one waits."""
    enrolment = choice.own_enrolment(turn.here, button.enrolment) if button.enrolment else None
    waits = enrolment.id if enrolment and waits_for_a_choice(turn.here.house, enrolment) else 0
    pages = privacy_screens.privacy(turn.t, turn.here.house.association, waits)
    return turn.show(pages[min(button.page, len(pages) - 1)])


def show_taking_part(turn: Turn, button: ShowTakingPart) -> Reply:
    """Go back to the question of taking part."""
    enrolment = choice.own_enrolment(turn.here, button.enrolment)
    if enrolment.withdrawn_on is None and not waits_for_a_choice(turn.here.house, enrolment):
        return home(turn)
    return turn.show(join_screens.taking_part(turn.t, turn.here.house.association, enrolment))


def integritet(turn: Turn) -> Reply:
    """``/integritet``: what is kept, by whom, who sees what and for how long."""
    return turn.show(privacy_screens.privacy(turn.t, turn.here.house.association)[0])


def hjalp(turn: Turn) -> Reply:
    """``/hjalp``: the person's commands."""
    person = turn.here.caller.person
    if person is None or not commands.is_someone(turn.here, person):
        return turn.show(join_screens.stranger(turn.t))
    return turn.show(can_do(turn.t, commands.of(turn.t, turn.here, person)))


def asked_again_first(turn: Turn, reply: Reply, run: int) -> Reply:
    """Ask about a changed text instead of showing the form that a reply shows; what was answered is kept.

    The form is set aside: no answer may be typed to it under words that no longer hold.
    """
    enrolment = enrolments.of_run(turn.here.unit, run)
    if enrolment is None or not waits_for_a_choice(turn.here.house, enrolment):
        return reply
    turn.once(answering.set_aside, run)
    return replace(
        reply, screen=join_screens.taking_part(turn.again().t, turn.here.house.association, enrolment), is_aside=True
    )
