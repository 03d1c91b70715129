"""A report as CSV, as Excel in Sweden reads it."""

import csv
import io

from bot.paper.csv_file import csv_bytes
from tests.paper.sample import report


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "Excel reads å, ä and ö only after this mark"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_tables_follow_what_identifies_the_report() -> None:
    found = rows(csv_bytes(report()))
    assert found[:3] == [[report().title], [report().subtitle], ["Nummer", "SF-2026-Q3"]]
    statement = found.index(["nytta", *(getattr(report().tables[4], part) for part in ("caption", "note"))])
    assert found[statement + 1] == ["Svar", "Antal", "Andel", "Andel: antal", "Andel: av"]
    assert found[statement + 3] == ["Instämmer till stor del", "15", "0,3125", "15", "48"]
    assert found[statement + 8] == []
    assert ["Genomströmningstid, månader", "7,5", "5,0", "10,25", "52"] in found
    assert ["2026-09-24", "Arbetsgivarfrukost", "Gislaved", "34"] in found
    assert ["Arbete", "för få svar", "för få svar", "21", "0,40384615384615385", "21", "52"] in found


def test_what_is_preliminary_says_so() -> None:
    assert rows(csv_bytes(report(is_preliminary=True)))[2] == ["Preliminär: siffrorna kan ändras"]
