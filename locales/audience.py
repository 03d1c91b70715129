"""Which modules speak to participants: their room in the chat, and what it takes from the rest of the chat.

Nobody keeps a list. Whoever writes a sentence in the participants' room, or has that room import another module of the
chat, thereby has it translated into every participant's language.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOM = "bot/chat/participant"
_CHAT = "bot/chat"


def speak_to_participants(root: Path) -> frozenset[str]:
    """Give the files, from the root with slashes, whose sentences participants meet.

    :raises SyntaxError: if a module cannot be read
    """
    found: set[str] = set()
    waiting = [path.relative_to(root).as_posix() for path in sorted((root / ROOM).rglob("*.py"))]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _taken(root, file)
    return frozenset(found)


def _taken(root: Path, file: str) -> Iterator[str]:
    """Give the modules of the chat that a file imports."""
    for node in ast.walk(ast.parse((root / file).read_text("utf-8"), file)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                path = f"{name.replace('.', '/')}.py"
                if path.startswith(f"{_CHAT}/") and (root / path).is_file():
                    yield path
