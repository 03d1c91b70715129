"""An export as a file."""

import json
from collections.abc import Callable
from dataclasses import asdict

from bot.actions.coordinator.export import Code, Export
from bot.paper.csv_file import tables_csv
from bot.paper.document import Cell, Table
from bot.paper.excel import tables_xlsx
from bot.paper.status_json import question_json


def _json(export: Export) -> bytes:
    content = {
        "programme": export.programme,
        "responses": [asdict(response) for response in export.responses],
        "questions": [question_json(figure) for figure in export.figures],
        "comments": export.comments,
        "codebook": [asdict(code) for code in export.codebook],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


MAKERS: dict[str, Callable[[Export], bytes]] = {
    ".csv": lambda export: tables_csv(_tables(export)),
    ".xlsx": lambda export: tables_xlsx(_tables(export)),
    ".json": _json,
}
"""What makes a file, by the ending of its name."""


_RESPONSE = ("id", "questionnaire", "version", "moment", "quarter")
_QUESTION = ("questionnaire", "version", "moment", "key", "text", "option", "count", "of", "withheld")


def _tables(export: Export) -> tuple[Table, ...]:
    fields = tuple(dict.fromkeys(code.column for code in export.codebook if code.column))
    responses = tuple(
        (
            each.id,
            each.questionnaire,
            each.version,
            each.moment,
            each.quarter,
            *(each.answers.get(field) for field in fields),
            each.register,
            each.supported,
        )
        for each in export.responses
    )
    questions = tuple(
        (
            *(each.questionnaire, each.version, each.moment, each.key, each.text),
            *(option.label, option.count, each.of, each.withheld),
        )
        for each in export.figures
        for option in each.options
    )
    return (
        _table("responses", (*_RESPONSE, *fields, "register", "supported"), responses),
        _table("questions", _QUESTION, questions),
        _table("codebook", _CODE, tuple(map(_code, export.codebook))),
        _table("comments", ("text",), tuple((text,) for text in export.comments)),
    )


_CODE = ("questionnaire", "version", "in use", "key", "text", "kind", "indicators", "column", "option", "label")


def _code(code: Code) -> tuple[Cell, ...]:
    indicators = ", ".join(f"indikator {number}" for number in code.indicators)
    return (
        *(code.questionnaire, code.version, "ja" if code.in_use else "nej", code.key, code.text, code.kind),
        *(indicators, code.column, code.option, code.label),
    )


def _table(name: str, headings: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(name=name, caption="", headings=headings, rows=rows)
