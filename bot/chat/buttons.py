"""All buttons there are, each with what pressing it means."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ChooseLanguage(Button):
    """Read in this language from now on; with a link's payload, also use the link."""

    code: ClassVar[str] = "l"
    language: str
    word: str


@dataclass(frozen=True)
class AcceptRole(Button):
    """Become staff by a link."""

    code: ClassVar[str] = "sb"
    word: str


@dataclass(frozen=True)
class TakePart(Button):
    """Take part in the programme, or not."""

    code: ClassVar[str] = "tp"
    enrolment: int
    yes: bool
    text: str
    """How the version of the text begins that is answered."""


@dataclass(frozen=True)
class ShowPrivacy(Button):
    """Read a page on what is kept; before choosing, with the enrolment to choose about, else with 0."""

    code: ClassVar[str] = "pi"
    enrolment: int
    page: int


@dataclass(frozen=True)
class ShowTakingPart(Button):
    """Back to the question of taking part."""

    code: ClassVar[str] = "tq"
    enrolment: int


@dataclass(frozen=True)
class Begin(Button):
    """Begin a form, or take it up again."""

    code: ClassVar[str] = "b"
    run: int


@dataclass(frozen=True)
class Choose(Button):
    """Answer a question with its option of this place; of a thermometer, with this number."""

    code: ClassVar[str] = "a"
    run: int
    index: int
    option: int


@dataclass(frozen=True)
class Mark(Button):
    """Choose an option of several, or choose it no longer."""

    code: ClassVar[str] = "m"
    run: int
    index: int
    option: int
    chosen: bool


@dataclass(frozen=True)
class Done(Button):
    """Let what is chosen of several be the answer."""

    code: ClassVar[str] = "mk"
    run: int
    index: int


@dataclass(frozen=True)
class ShowTen(Button):
    """See the ten numbers from this one on a thermometer."""

    code: ClassVar[str] = "mt"
    run: int
    index: int
    ten: int


@dataclass(frozen=True)
class ChooseDay(Button):
    """Answer with the day that was so many days ago."""

    code: ClassVar[str] = "ad"
    run: int
    index: int
    ago: int


@dataclass(frozen=True)
class Decline(Button):
    """Choose not to answer a question."""

    code: ClassVar[str] = "d"
    run: int
    index: int


@dataclass(frozen=True)
class Read(Button):
    """An information card was read."""

    code: ClassVar[str] = "r"
    run: int
    index: int


@dataclass(frozen=True)
class Back(Button):
    """See the question before this one again."""

    code: ClassVar[str] = "z"
    run: int
    index: int


@dataclass(frozen=True)
class Change(Button):
    """See an answered question again, from the review."""

    code: ClassVar[str] = "c"
    run: int
    index: int


@dataclass(frozen=True)
class KeepAnswer(Button):
    """Leave an answer seen again as it was."""

    code: ClassVar[str] = "k"
    run: int
    index: int


@dataclass(frozen=True)
class KeepHeld(Button):
    """Let the text that waits be the answer, without the personal data that was in it."""

    code: ClassVar[str] = "hk"
    run: int
    index: int


@dataclass(frozen=True)
class WriteAnew(Button):
    """Let go of the text that waits, and be asked again."""

    code: ClassVar[str] = "hw"
    run: int
    index: int


@dataclass(frozen=True)
class SendIn(Button):
    """Send the form in."""

    code: ClassVar[str] = "s"
    run: int


@dataclass(frozen=True)
class Pause(Button):
    """Leave the form for now."""

    code: ClassVar[str] = "p"
    run: int


@dataclass(frozen=True)
class AskHelp(Button):
    """Say who helps with a form."""

    code: ClassVar[str] = "ha"
    run: int


@dataclass(frozen=True)
class SetHelp(Button):
    """Answer a form by oneself (0), read aloud by somebody (1), or with an interpreter (2)."""

    code: ClassVar[str] = "hb"
    run: int
    by: int


@dataclass(frozen=True)
class Try(Button):
    """As staff: see a question of a form as a participant would; nothing is kept."""

    code: ClassVar[str] = "t"
    programme: str
    form: int
    index: int


@dataclass(frozen=True)
class Erase(Button):
    """Erase what is kept about the person, or keep it."""

    code: ClassVar[str] = "e"
    yes: bool


@dataclass(frozen=True)
class StopTakingPart(Button):
    """Take part no longer, and have nothing erased."""

    code: ClassVar[str] = "ew"


@dataclass(frozen=True)
class ShowMyData(Button):
    """See a page of what is kept about the person."""

    code: ClassVar[str] = "md"
    page: int


@dataclass(frozen=True)
class ShowCorrection(Button):
    """See the answers of a form that was sent in, to correct one."""

    code: ClassVar[str] = "mr"
    run: int


@dataclass(frozen=True)
class Correct(Button):
    """Answer a question of a form that was sent in once more."""

    code: ClassVar[str] = "mc"
    run: int
    index: int


@dataclass(frozen=True)
class FetchMyData(Button):
    """Get what is kept about the person as a file."""

    code: ClassVar[str] = "mf"


@dataclass(frozen=True)
class Hide(Button):
    """Take the message out of the chat."""

    code: ClassVar[str] = "h"


@dataclass(frozen=True)
class CloseWho(Button):
    """As coach: close this enrolment."""

    code: ClassVar[str] = "cw"
    enrolment: int


@dataclass(frozen=True)
class CloseList(Button):
    """As coach: show a page of those who can be closed."""

    code: ClassVar[str] = "cl"
    page: int


@dataclass(frozen=True)
class StatusOf(Button):
    """As coordinator: show a programme's status."""

    code: ClassVar[str] = "so"
    programme: str


@dataclass(frozen=True)
class Cancel(Button):
    """Leave what was begun undone."""

    code: ClassVar[str] = "x"
