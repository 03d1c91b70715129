"""The buttons that a person was last shown, so that every button has a typed equivalent.

Forms need no such memory: what they show follows from the answers. Of labels only keyed hashes are kept, for a coach's
references stand on buttons.
"""

import json

from bot.actions.here import Here
from bot.actions.words import tidied_line
from bot.chat.button import Button, parse
from bot.chat.buttons import AcceptRole, ChooseLanguage, Hide
from bot.chat.coach.coach_buttons import SamePerson
from bot.chat.screen import Screen, folded
from storage import expectations

_KIND = "buttons"


def is_kept(here: Here) -> bool:
    """Whether anything is kept that a form shown now would take the place of."""
    return here.caller.person is None or expectations.expected(here.unit, here.caller.person.id) is not None


def remember(here: Here, screen: Screen, *, is_form: bool) -> None:
    """Keep what the buttons of a screen mean; a text that was asked for is still expected, though.

    Not where a form is shown: words meant for one's own form must not become a note about somebody else.
    """
    person = here.person()
    expected = expectations.expected(here.unit, person.id)
    if is_form:
        if expected:
            expectations.clear(here.unit, person.id)
        return
    if expected and expected[0] != _KIND:
        return
    buttons = _by_word(here, screen)
    if buttons:
        expectations.expect(here.unit, person.id, _KIND, json.dumps(buttons))


def remember_words(here: Here, letter: Screen) -> None:
    """Keep what the labels of a letter mean too; a number still means the screen that was answered with."""
    person = here.person()
    kind, detail = expectations.expected(here.unit, person.id) or (_KIND, "{}")
    buttons = _hashed(here, _labels(letter)) if kind == _KIND else {}
    if buttons:
        expectations.expect(here.unit, person.id, _KIND, json.dumps(json.loads(detail) | buttons))


def _by_word(here: Here, screen: Screen) -> dict[str, str]:
    return _hashed(here, screen.numbered() | _labels(screen))


def _labels(screen: Screen) -> dict[str, Button]:
    return {folded(key.label): key.button for key in screen.reading_order()}


def _hashed(here: Here, words: dict[str, Button]) -> dict[str, str]:
    return {here.unit.seal.hash(word).hex(): button.pack() for word, button in words.items() if _may_be_kept(button)}


def _may_be_kept(button: Button) -> bool:
    """Not a link's secret, and nothing that needs the message it stands in."""
    return not isinstance(button, AcceptRole | SamePerson | Hide) and not (
        isinstance(button, ChooseLanguage) and button.word
    )


def has_buttons(here: Here) -> bool:
    """Whether a screen with buttons of its own was shown last, and no form."""
    kind, _ = expectations.expected(here.unit, here.person().id) or ("", "")
    return kind == _KIND


def meant(here: Here, text: str) -> Button | None:
    """Give the button that a typed text means on the screen shown last."""
    kind, detail = expectations.expected(here.unit, here.person().id) or ("", "")
    if kind != _KIND:
        return None
    buttons = json.loads(detail)
    hashes = (hashed.hex() for hashed in here.unit.seal.hashes(folded(tidied_line(text))))
    return next((parse(buttons[hashed]) for hashed in hashes if hashed in buttons), None)
