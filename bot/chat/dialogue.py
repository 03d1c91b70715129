"""Dialogues of several steps with a member of staff. Where one stands follows from what was said so far (a draft).

A step is answered by a button or by typing. A press counts only if its button stands on the screen of the step that the
dialogue is at; an older button of the same dialogue shows where it stands now.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from bot.actions import drafts
from bot.actions.drafts import Draft
from bot.actions.here import NotAllowed
from bot.chat import staff_screens
from bot.chat.buttons import Cancel
from bot.chat.caught_words import looks_like, remove_it, written_without
from bot.chat.coach.coach_buttons import Fill
from bot.chat.incoming import Kind
from bot.chat.reply import Reply
from bot.chat.screen import Key, Row, Screen, column, fitting, plain
from bot.chat.turn import Turn
from flows.forms.personal_data import find, without
from flows.forms.questionnaire import Questionnaire
from locales.translator import Translator
from storage.people import Role

_LEFT = "~"
"""What a draft holds, and a button says, of a text that can be kept without personal data."""


class Misread(Exception):
    """What was typed cannot be taken; the message says why, to the one who typed it."""

    def __init__(self, words: str, *, take_away: bool = False, without: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.without = without
        """What can be kept of it, if anything: the text without personal data."""
        self.take_away = take_away
        """Whether it must not stay in the chat."""


def _always(_turn: Turn, _draft: Draft) -> bool:
    return True


def _not_over(_turn: Turn, _draft: Draft) -> None:
    return None


@dataclass(frozen=True)
class Step:
    """A step: what it shows, how what is typed is read, and whether the answers so far lead to it.

    ``read`` gives the answer as it is kept, or raises ``Misread``; ``None`` takes buttons only, by word or number too.
    """

    key: str
    screen: Callable[[Turn, Draft], Screen]
    read: Callable[[Turn, Draft, str], str] | None = None
    asked: Callable[[Turn, Draft], bool] = _always


Steps: TypeAlias = Callable[[Turn, Draft], Iterator[Step]]
"""Gives the steps that depend on the answers so far."""


@dataclass(frozen=True)
class Dialogue:
    """A dialogue. ``finish`` acts when no step is left; ``after`` shows what came of it, by its subject, if it can.

    It is answered to nobody who has none of the ``roles`` anywhere (any more); what it does is checked in its actions.
    """

    kind: str
    steps: tuple[Step | Steps, ...]
    finish: Callable[[Turn, Draft], Reply]
    after: Callable[[Turn, int], Reply | None]
    over: Callable[[Turn, Draft], Reply | None] = _not_over
    """What to show where someone else has made the dialogue needless."""
    roles: tuple[Role, ...] = field(kw_only=True)

    def _check(self, turn: Turn) -> None:
        if not turn.here.programmes(*self.roles):
            raise NotAllowed

    def step(self, turn: Turn, draft: Draft) -> Step | None:
        """Give the first step that is asked and has no answer."""
        steps = self._steps(turn, draft)
        return next((each for each in steps if each.key not in draft.answers and each.asked(turn, draft)), None)

    def _steps(self, turn: Turn, draft: Draft) -> Iterator[Step]:
        for each in self.steps:
            yield from (each,) if isinstance(each, Step) else each(turn, draft)

    def begin(self, turn: Turn, subject: int, notice: str = "", **answers: str) -> Reply:
        """Begin, in place of any other dialogue.

        :param notice: a line above the first step
        """
        self._check(turn)
        found = drafts.current(turn.here)
        is_under_way = found is not None and (found.kind, found.subject) == (self.kind, subject)
        if not turn.first_time and not is_under_way:
            return self.after(turn, subject) or self.show(turn, Draft(self.kind, subject, answers), notice)
        return self.go_on(turn, found if found and not turn.first_time else Draft(self.kind, subject, answers), notice)

    def go_on(self, turn: Turn, draft: Draft, notice: str = "") -> Reply:
        """Show the step that comes next, or finish."""
        over = self.over(turn, draft)
        if over:
            drafts.drop(turn.here)
            return over
        if self.step(turn, draft) is None:
            drafts.drop(turn.here)
            return self.finish(turn, draft)
        if turn.first_time:
            drafts.keep(turn.here, draft)
        return self.show(turn, draft, notice)

    def show(self, turn: Turn, draft: Draft, notice: str = "") -> Reply:
        """Show the step that a draft is at."""
        step = self.step(turn, draft)
        if step is None:
            raise NotAllowed
        screen = self._screen(turn, draft, step)
        return turn.show(screen.with_notice(notice) if notice else screen)

    def _screen(self, turn: Turn, draft: Draft, step: Step) -> Screen:
        """Give a step's screen; where something was caught in a text, with the button that leaves that out first."""
        screen = step.screen(turn, draft)
        if not draft.get(_LEFT):
            return screen
        remove = Key(turn.t("Ta bort det"), Fill(draft.kind, draft.subject, step.key, _LEFT))
        return Screen(screen.text, (*column(remove), *screen.rows))

    def pressed(self, turn: Turn, button: Fill) -> Reply:
        """Take a press.

        :raises NotAllowed: if the dialogue is over and nothing of it can be shown
        """
        self._check(turn)
        draft = drafts.current(turn.here)
        if draft is None or (draft.kind, draft.subject) != (button.kind, button.subject):
            return self.after(turn, button.subject) or _no_longer()
        step = self.step(turn, draft)
        is_offered = step is not None and button in _buttons(self._screen(turn, draft, step))
        if turn.first_time and is_offered and step and step.read and button.value == _LEFT:
            return self._read(turn, draft.without(_LEFT), step, step.read, draft.get(_LEFT))
        draft = draft.without(_LEFT) if turn.first_time and is_offered else draft
        answered = draft.answered(button.step, button.value) if turn.first_time and is_offered else draft
        return self.go_on(turn, answered)

    def typed(self, turn: Turn, draft: Draft) -> Reply:
        """Take what was typed: a button's word, or the step's own answer."""
        self._check(turn)
        step = self.step(turn, draft)
        if step is None or not turn.first_time:
            return self.show(turn, draft)
        screen, text = self._screen(turn, draft, step), turn.incoming.text
        button = screen.labelled(text) if step.read else screen.typed(text)
        if isinstance(button, Fill) and button.value != _LEFT:
            return self._answered(turn, draft.without(_LEFT), button.step, button.value)
        if isinstance(button, Cancel):
            drafts.drop(turn.here)
            return turn.show(staff_screens.cancelled(turn.t))
        if step.read is None:
            return turn.show(screen)
        text = draft.get(_LEFT) if isinstance(button, Fill) else text
        return self._read(turn, draft.without(_LEFT), step, step.read, text)

    def _read(self, turn: Turn, draft: Draft, step: Step, read: Callable[[Turn, Draft, str], str], text: str) -> Reply:
        try:
            value = read(turn, draft, text)
        except Misread as misread:
            draft = draft.answered(_LEFT, misread.without) if misread.without else draft
            drafts.keep(turn.here, draft)
            reply = self.show(turn, draft, misread.words)
            typed = turn.incoming.message if turn.incoming.kind is Kind.TEXT else None
            return replace(reply, delete=(typed,)) if typed and misread.take_away else reply
        return self._answered(turn, draft, step.key, value)

    def _answered(self, turn: Turn, draft: Draft, step: str, value: str) -> Reply:
        """Go on with what was typed; where that was all, the same text delivered again shows what came of it."""
        reply = self.go_on(turn, draft.answered(step, value))
        is_over = drafts.current(turn.here) is None and turn.incoming.kind is Kind.TEXT
        return replace(reply, again=Fill(self.kind, draft.subject, step, "")) if is_over else reply


def caught(turn: Turn, text: str) -> Misread:
    """Give what to say of a text in which personal data was caught: the question, and what would be left."""
    left = without(text)
    asks = f"{looks_like(turn.t, find(text)[0])} {remove_it(turn.t)}"
    words = f"{asks} {written_without(turn.t, left)}" if left else asks
    return Misread(words, take_away=True, without=left)


def _buttons(screen: Screen) -> tuple[object, ...]:
    return tuple(key.button for key in screen.reading_order())


def _no_longer() -> Reply:
    raise NotAllowed


@dataclass(frozen=True)
class Offer:
    """Makes the buttons of a step."""

    draft: Draft
    step: str

    def key(self, label: str, value: str, step: str = "") -> Key:
        """Give the button that answers the step (or another one) with a value."""
        return Key(label, Fill(self.draft.kind, self.draft.subject, step or self.step, value))

    def day(self, label: str, day: date) -> Key:
        """Give the button that answers the step with a day; on another day it is an old button."""
        return self.key(label, day.isoformat())


def which_form(t: Translator, draft: Draft, question: str, forms: Iterable[Questionnaire]) -> Screen:
    """Ask for a form, which is kept by its place among those."""
    offer = Offer(draft, "form")
    keys = (offer.key(fitting(t(each.title)), str(place)) for place, each in enumerate(forms))
    return Screen(plain(question), with_cancel(t, *column(*keys)))


def with_cancel(t: Translator, *rows: Row) -> tuple[Row, ...]:
    """Give a step's rows, with the way out last."""
    return (*rows, *column(Key(t("Avbryt"), Cancel())))
