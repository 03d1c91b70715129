"""An export as a file."""

import json
from dataclasses import asdict
from pathlib import Path

from bot.actions.export import Export
from bot.actions.status import as_json
from bot.paper.tables import Table, csv_bytes, xlsx_bytes


def write_export(export: Export, path: Path) -> None:
    """Write an export in the form that the file's ending names: ``.csv``, ``.xlsx`` or ``.json``.

    :raises OSError: if the file cannot be written
    """
    makers = {".csv": lambda: csv_bytes(_tables(export)), ".xlsx": lambda: xlsx_bytes(_tables(export))}
    path.write_bytes(makers.get(path.suffix, lambda: _json(export))())


def _json(export: Export) -> bytes:
    content = {
        "programme": export.status.programme.key,
        "responses": [asdict(response) for response in export.responses],
        "questions": as_json(export.status)["questions"],
        "comments": export.comments,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _tables(export: Export) -> tuple[Table, ...]:
    fields = tuple(dict.fromkeys(field for response in export.responses for field in response.answers))
    responses = tuple(
        (each.id, each.questionnaire, each.version, each.quarter, *(each.answers.get(field) for field in fields))
        for each in export.responses
    )
    questions = tuple(
        (
            figure.questionnaire,
            figure.version,
            figure.key,
            figure.text,
            option.label,
            option.count,
            figure.of,
            figure.withheld,
        )
        for form in export.status.forms
        for figure in form.figures
        for option in figure.options
    )
    return (
        Table("responses", ("id", "questionnaire", "version", "quarter", *fields), responses),
        Table("questions", ("questionnaire", "version", "key", "text", "option", "count", "of", "withheld"), questions),
        Table("comments", ("text",), tuple((text,) for text in export.comments)),
    )
