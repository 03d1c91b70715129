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
"""The examples of one function that are kept: of each number of buttons one, the longest first."""

_MADE = {Screen, tuple[Screen, ...]}

Values = tuple[tuple[Any, ...], dict[str, Any]]


class Recorder:
    """Remembers with which values each screen was made."""

    def __init__(self) -> None:
        self.functions: dict[str, FunctionType] = {}
        self.calls: dict[str, dict[tuple[int, ...], tuple[int, bytes]]] = defaultdict(dict)

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
        screens = each_of(made)
        size = sum(len(each.text) for each in screens)
        shape = tuple(len(each.reading_order()) for each in screens)
        kept = self.calls[name(function)]
        if size > kept.get(shape, (-1, b""))[0]:
            kept[shape] = (size, packed((args[1:], kwargs)))
        return made

    def pack(self) -> bytes:
        """Write what was kept, for the process that gathers it."""
        return pickle.dumps(dict(self.calls))

    def add(self, packed: bytes) -> None:
        """Take in what another process kept."""
        for function, calls in pickle.loads(packed).items():  # noqa: S301  # from our own test worker
            for shape, call in calls.items():
                self.calls[function][shape] = max(call, self.calls[function].get(shape, (-1, b"")))

    def missing(self) -> list[str]:
        """Give the functions that no test has called."""
        return sorted(self.functions.keys() - self.calls.keys())

    def examples(self) -> Iterator[Example]:
        """Give the screens in every language that is complete: staff's in those that staff read."""
        participants = speak_to_participants(ROOT)
        for key, function in sorted(self.functions.items()):
            found = sorted(self.calls[key].values(), reverse=True)[:MOST_OF_A_KIND]
            for _, packed in found:
                args, kwargs = pickle.loads(packed)  # noqa: S301  # our own, or our worker's
                is_participants = f"{function.__module__.replace('.', '/')}.py" in participants
                languages = [each for each in spoken() if is_participants or each.is_for_staff]
                made = {each: each_of(function(translator(each.code), *args, **kwargs)) for each in languages}
                yield Example(key, (function.__doc__ or "").partition("\n")[0], made, is_participants)


class _Packing(pickle.Pickler):
    """Packs values without what the running bot lends them a method of, which ends with it."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  # as pickle has it
        return (type(None), ()) if isinstance(value, MethodType) else NotImplemented


def packed(values: object) -> bytes:
    """Write the values of a call."""
    written = BytesIO()
    _Packing(written).dump(values)
    return written.getvalue()


def makers(module: ModuleType) -> Iterator[FunctionType]:
    """Give a module's own functions that make screens from a translator."""
    for value in vars(module).values():
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
