"""A pytest plugin that keeps every screen which the tests meet, and writes them to one page at the end.

A screen is made by a pure function from values and a translator. The plugin puts itself before each of these functions
and remembers with which values the bot called it, so the page shows what people really met, and can show it in every
language. ``pytest -p tests.screens.recorder --screens FILE`` fails where a function was never called, or where a screen
does not fit a phone.
"""

import importlib
import pickle
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial, update_wrapper
from inspect import get_annotations
from io import BytesIO
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any

import pytest

import bot.chat
from bot.chat.screen import Screen
from locales.audience import speak_to_participants
from locales.catalogue_file import ROOT
from locales.offered import spoken
from locales.translator import Translator, translator
from tests.screens.page import Example, misfits, page

MOST_OF_A_KIND = 6
"""The examples of one function that the page shows: of each number of buttons one, the longest first."""

_MADE = {Screen, tuple[Screen, ...]}

Shape = tuple[int, tuple[int, ...]]
"""How long a made screen's text is, and how many buttons each of its parts has."""
Origin = tuple[str, bytes, int]
"""By which function a screen was made, from which packed values, and as which of its screens."""


class Recorder:
    """Remembers with which values each screen was made."""

    def __init__(self) -> None:
        self.functions: dict[str, FunctionType] = {}
        self.calls: dict[str, dict[bytes, Shape]] = defaultdict(dict)
        self.origins: dict[int, Origin] = {}
        self.seen: list[Screen] = []
        self.unpacked: tuple[bytes, Any] = (b"", None)
        """The values unpacked last, for the same call is made in every language; none that differ by language."""

    def watch(self) -> None:
        """Stand before every function that makes a screen, wherever it is named."""
        modules = [importlib.import_module(each.name) for each in pkgutil.walk_packages(bot.chat.__path__, "bot.chat.")]
        self.functions = {name(each): each for module in modules for each in makers(module)}
        watched = {each: update_wrapper(partial(self._call, each), each) for each in self.functions.values()}
        for module in [each for key, each in sys.modules.items() if key.startswith("bot.")]:
            for key, value in vars(module).items():
                if isinstance(value, FunctionType) and value in watched:
                    setattr(module, key, watched[value])

    def _call(self, function: FunctionType, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # passed on as they came
        made = function(*args, **kwargs)
        values = self._packed((args[1:], kwargs))
        screens = each_of(made)
        for place, each in enumerate(screens):
            self.seen.append(each)  # an address tells a screen for as long as it lives
            self.origins[id(each)] = (name(function), values, place)
        shape = tuple(len(each.reading_order()) for each in screens)
        self.calls[name(function)][values] = (sum(len(each.text) for each in screens), shape)
        return made

    def _packed(self, values: object) -> bytes:
        written = BytesIO()
        _Packing(written, self.origins).dump(values)
        return written.getvalue()

    def remade(self, function: str, packed: bytes, t: Translator) -> tuple[Screen, ...]:
        """Make a screen anew in a language, and in it those that it was made from."""
        if packed != self.unpacked[0]:
            unpacking = _Unpacking(BytesIO(packed), self, t)
            values = unpacking.load()
            if unpacking.has_screens:
                return each_of(self.functions[function](t, *values[0], **values[1]))
            self.unpacked = (packed, values)
        args, kwargs = self.unpacked[1]
        return each_of(self.functions[function](t, *args, **kwargs))

    def pack(self) -> bytes:
        """Write what was kept, for the process that gathers it."""
        return pickle.dumps(dict(self.calls))

    def add(self, packed: bytes) -> None:
        """Take in what another process kept."""
        for function, calls in pickle.loads(packed).items():  # noqa: S301  # from our own test worker
            self.calls[function] |= calls

    def missing(self) -> list[str]:
        """Give the functions that no test has called."""
        return sorted(self.functions.keys() - self.calls.keys())

    def examples(self) -> Iterator[Example]:
        """Give the screens in every language that is complete: staff's in those that staff read.

        Of the participants' each is given, for each is measured; of the staff's those that the page shows.
        """
        participants = speak_to_participants(ROOT)
        for key, function in sorted(self.functions.items()):
            is_participants = f"{function.__module__.replace('.', '/')}.py" in participants
            languages = [each for each in spoken() if is_participants or each.is_for_staff]
            shown = self._longest(key)
            for packed in sorted(self.calls[key], key=lambda call: call not in shown):
                if packed in shown or is_participants:
                    made = {each: self.remade(key, packed, translator(each.code)) for each in languages}
                    about = (function.__doc__ or "").partition("\n")[0]
                    yield Example(key, about, made, is_participants, is_shown=packed in shown)

    def _longest(self, key: str) -> frozenset[bytes]:
        """Give of the calls with each number of buttons the longest, the first few of these."""
        longest = {shape: (size, packed) for packed, (size, shape) in sorted(self.calls[key].items(), key=_size)}
        return frozenset(packed for _, packed in sorted(longest.values(), reverse=True)[:MOST_OF_A_KIND])


def _size(call: tuple[bytes, Shape]) -> int:
    return call[1][0]


class _Packing(pickle.Pickler):
    """Packs values: of a screen how it was made, for it is to be read in another language."""

    def __init__(self, file: BytesIO, origins: dict[int, Origin]) -> None:
        super().__init__(file)
        self.origins = origins

    def persistent_id(self, value: object) -> Origin | None:
        return self.origins.get(id(value)) if isinstance(value, Screen) else None

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  # as pickle has it
        """Leave out what the running bot lends a method of, which ends with it."""
        return (type(None), ()) if isinstance(value, MethodType) else NotImplemented


class _Unpacking(pickle.Unpickler):
    """Unpacks values: a screen is made anew."""

    def __init__(self, file: BytesIO, recorder: Recorder, t: Translator) -> None:
        super().__init__(file)
        self.recorder, self.t = recorder, t
        self.has_screens = False

    def persistent_load(self, origin: Origin) -> Screen:
        self.has_screens = True
        function, packed, place = origin
        return self.recorder.remade(function, packed, self.t)[place]


def makers(module: ModuleType) -> Iterator[FunctionType]:
    """Give a module's own functions that make screens from a translator, also where a recorder stands before them."""
    for value in [getattr(each, "__wrapped__", each) for each in vars(module).values()]:
        if isinstance(value, FunctionType) and value.__module__ == module.__name__ and value.__name__[0] != "_":
            hints = get_annotations(value, eval_str=True)
            if hints.get("return") in _MADE and next(iter(hints.values()), None) is Translator:
                yield value


def name(function: Callable[..., object]) -> str:
    """Name a function as ``survey_screens.intro``."""
    return f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"


def each_of(made: Screen | tuple[Screen, ...]) -> tuple[Screen, ...]:
    """Give the screens made."""
    return made if isinstance(made, tuple) else (made,)


_RECORDER = Recorder()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take where to write the page."""
    parser.addoption("--screens", type=Path, help="write every screen to this page, and check that it fits a phone")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to watch."""
    if config.getoption("--screens"):
        _RECORDER.watch()


def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401  # pytest-xdist publishes no type
    """Take in what a worker kept."""
    packed = getattr(node, "workeroutput", {}).get("screens")
    if packed:
        _RECORDER.add(packed)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand on what was kept, or write the page."""
    config = session.config
    file: Path | None = config.getoption("--screens")
    if file is None:
        return
    if hasattr(config, "workeroutput"):
        config.workeroutput["screens"] = _RECORDER.pack()
        return
    examples = list(_RECORDER.examples())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(examples), "utf-8")
    faults = [f"{each}: no test meets this screen" for each in _RECORDER.missing()]
    faults += [fault for each in examples for fault in misfits(each)]
    for fault in faults:
        print(f"\n{fault}", end="")  # noqa: T201  # a fault is for people to read
    if faults and not exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
