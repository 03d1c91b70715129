"""An export as a file."""

import json
from collections.abc import Callable
from dataclasses import asdict

from bot.actions.export import Export
from bot.paper.status_json import question_json
from bot.paper.tables import Table, csv_bytes, xlsx_bytes


def _json(export: Export) -> bytes:
    content = {
        "programme": export.programme,
        "responses": [asdict(response) for response in export.responses],
        "questions": [question_json(figure) for figure in export.figures],
        "comments": export.comments,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


MAKERS: dict[str, Callable[[Export], bytes]] = {
    ".csv": lambda export: csv_bytes(_tables(export)),
    ".xlsx": lambda export: xlsx_bytes(_tables(export)),
    ".json": _json,
}
"""What makes a file, by the ending of its name."""


def _tables(export: Export) -> tuple[Table, ...]:
    fields = tuple(dict.fromkeys(field for response in export.responses for field in response.answers))
    responses = tuple(
        (each.id, each.questionnaire, each.version, each.quarter, *(each.answers.get(field) for field in fields))
        for each in export.responses
    )
    questions = tuple(
        (each.questionnaire, each.version, each.key, each.text, option.label, option.count, each.of, each.withheld)
        for each in export.figures
        for option in each.options
    )
    return (
        Table("responses", ("id", "questionnaire", "version", "quarter", *fields), responses),
        Table("questions", ("questionnaire", "version", "key", "text", "option", "count", "of", "withheld"), questions),
        Table("comments", ("text",), tuple((text,) for text in export.comments)),
    )
