"""The attack: who holds all that lies there tries to tell whose answers are whose.

That is the database file, its log, backups, the association's key and the batch keys, exports, logs at every level and
the clock. ``attack`` makes claims ("this enrolment chose this"), each by a named method. It knows only what lies there;
what it is worth, ``grading`` tells against the truth.

The methods: drafts of forms that were sent in, still in their table or left in free space; copies of the database that
differ by one person, in what waits or in what is counted; a place where only one answered; texts in which somebody and
an answer, or two answers, stand on one line; and orders: answers are lined up with people by every order that either
of them has (of selecting, of keys, of where they lie in the file, of first appearance in the log or in a text, of every
table that names people), and answers with one another.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from storage.seal import Seal
from tests.storage.leftovers import Known, leftovers
from tests.storage.loot import Copy, Respondent, Row, read

_Thing = TypeVar("_Thing")


class Claim(NamedTuple):
    """Somebody (an enrolment's id, less than 0 a guest's run, or by words that were written) answered a question so."""

    method: str
    who: int | str
    question: str
    answer: str


Texts = Mapping[str, str]
"""Exports and logs, by name."""


def attack(
    database: Path,
    keys: Sequence[str],
    backups: Sequence[Path] = (),
    *,
    key_folders: Sequence[Path] = (),
    texts: Texts | None = None,
) -> tuple[Claim, ...]:
    """Give everything that can be claimed.

    :param backups: oldest first
    :param key_folders: batch keys that were taken elsewhere, such as with the backups
    """
    seal = Seal(keys)
    now = read(database, seal, key_folders)
    earlier = [read(backup, seal, (*key_folders, database.with_name(f"{database.name}-keys"))) for backup in backups]
    enrolment_of = {respondent.run: respondent.enrolment for respondent in now.respondents}
    claims = [*_from_orders(now, texts or {}), *_from_neighbours(now), *_from_places(now)]
    claims += [*_from_differences([*earlier, now]), *_told_together(now, texts or {})]
    for copy in (now, *earlier):
        claims += [Claim("draft kept", enrolment_of[r], q, a) for r, q, a in copy.drafts if r in enrolment_of]
        known = Known(set(enrolment_of), {row.question for row in now.rows}, copy.live)
        found = leftovers(copy.raw + copy.log, seal, known)
        claims += [Claim("draft left over", enrolment_of[r], q, a) for r, q, a in found]
    return tuple(dict.fromkeys(claims))


_RowOrders = Mapping[str, Callable[[Row], Any]]
_PeopleOrders = Mapping[str, Callable[[Respondent], Any]]


def _row_orders(copy: Copy, texts: Texts) -> _RowOrders:
    def down(row: Row) -> tuple[int, ...]:
        page, place = copy.places.get(row.key, (0, 0))
        return page, -place

    def copies(row: Row) -> tuple[int, ...]:
        return copy.raw.count(row.key) + copy.log.count(row.key), -copy.raw.find(row.key)

    selected = {row.key: number for number, row in enumerate(copy.rows)}
    return {
        "select": lambda row: selected[row.key],
        "key": lambda row: row.key,
        "place": lambda row: copy.places.get(row.key, (0, 0)),
        "place down the page": down,
        "log": lambda row: copy.log.find(row.key) if row.key in copy.places else 0,
        "copies": lambda row: copies(row) if row.key in copy.places else (),
        **{name: lambda row, text=text: text.find(row.answer) if row.is_words else 0 for name, text in texts.items()},  # type: ignore[misc]  # bound at once
    }


def _respondent_orders(copy: Copy, texts: Texts) -> _PeopleOrders:
    def down(respondent: Respondent) -> tuple[int, ...]:
        page, place = copy.places[respondent.run]
        return page, -place

    def first(respondent: Respondent, text: str) -> int:
        return max((text.find(name) for name in copy.names.get(respondent.enrolment, ())), default=-1)

    def last(respondent: Respondent, mentioned: Mapping[int, object]) -> tuple[object, ...]:
        found = mentioned.get(respondent.enrolment)
        return (found is not None, found or "", respondent.run)

    return {
        "run": lambda respondent: respondent.run,
        "day": lambda respondent: (respondent.day, respondent.run),
        "message": lambda respondent: (respondent.message, respondent.run),
        "place": down,
        **{name: lambda one, text=text: (first(one, text), one.run) for name, text in texts.items()},  # type: ignore[misc]  # bound at once
        **{name: lambda one, of=of: last(one, of) for name, of in copy.mentions.items()},  # type: ignore[misc]  # bound at once
    }


def _lines(of: Sequence[_Thing], orders: Mapping[str, Callable[[_Thing], Any]]) -> Iterator[tuple[str, list[_Thing]]]:
    """Give things in every order that differs from those before."""
    seen = set[tuple[_Thing, ...]]()
    for name, by in orders.items():
        line = sorted(of, key=by)
        if tuple(line) not in seen:
            seen.add(tuple(line))
            yield name, line


def _from_orders(copy: Copy, texts: Texts) -> Iterator[Claim]:
    row_orders, people_orders = _row_orders(copy, texts), _respondent_orders(copy, texts)
    for form in sorted({row.form for row in copy.rows}):
        people = list(_lines([each for each in copy.respondents if each.form == form], people_orders))
        of_form = [row for row in copy.rows if row.form == form]
        words = [row for row in of_form if row.is_words]
        for question in sorted({row.question for row in of_form}):
            for row_order, rows in _lines([row for row in of_form if row.question == question], row_orders):
                yield from _with_people(row_order, people, rows)
                by: Callable[[Row], Any] = row_orders[row_order]
                yield from _with_words(row_order, sorted(words, key=by), rows)


def _with_words(row_order: str, words: Sequence[Row], rows: Sequence[Row]) -> Iterator[Claim]:
    """Line answers up with those who wrote words."""
    if not rows[0].is_words:
        for writer, row in zip(words, rows, strict=False):
            yield Claim(f"together by {row_order}", writer.answer, row.question, row.answer)


def _with_people(row_order: str, people: Sequence[tuple[str, list[Respondent]]], rows: list[Row]) -> Iterator[Claim]:
    """Line rows up with people from the start and from the end, as the earliest or the latest may be there still."""
    for order, line in people:
        for way, answers in (("", rows), (" backwards", rows[::-1])):
            for side, aligned in (("first", line), ("last", line[-len(answers) :])):
                for person, row in zip(aligned, answers, strict=False):
                    yield Claim(f"{row_order} by {order}, {side}{way}", person.enrolment, row.question, row.answer)


def _from_neighbours(copy: Copy) -> Iterator[Claim]:
    """Take the options that lie before somebody's words, in any order of rows, for what the same person chose."""
    options = sorted({row.question for row in copy.rows if "=" in row.question})
    for row_order, by in _row_orders(copy, {}).items() if options else ():
        before = set[str]()
        for row in sorted(copy.rows, key=by):
            if row.is_words:
                yield from (Claim(f"before by {row_order}", row.answer, each, str(each in before)) for each in options)
                before.clear()
            before.add(row.question)


def _from_places(copy: Copy) -> Iterator[Claim]:
    """Take the only answer from a place for that of the only one there who is known to have answered."""
    answered = Counter((each.form, each.place) for each in copy.respondents)
    for person in copy.respondents:
        rows = [row for row in copy.rows if person.place and (row.form, row.place) == (person.form, person.place)]
        alone = Counter(row.question for row in rows)
        for row in rows:
            if answered[person.form, person.place] == alone[row.question] == 1:
                yield Claim("place", person.enrolment, row.question, row.answer)


def _from_differences(copies: list[Copy]) -> Iterator[Claim]:
    """Compare copies that follow each other: what is new came from whoever is new, if that is one."""
    for before, after in pairwise(copies):
        new_people = set(after.respondents) - set(before.respondents)
        if len(new_people) == 1:
            (person,) = new_people
            new = _answers(after, person.form) - _answers(before, person.form)
            alone = Counter(question for question, _ in new.elements())
            for question, answer in new:
                if alone[question] == 1:
                    yield Claim("difference", person.enrolment, question, answer)


def _answers(copy: Copy, mine: tuple[str, str, str]) -> Counter[tuple[str, str]]:
    """Count the answers to a form, those that wait and those in tallies."""
    counted = Counter({(question, answer): n for (form, question, answer), n in copy.tallies.items() if form == mine})
    return counted + Counter((row.question, row.answer) for row in copy.rows if row.form == mine)


def _told_together(copy: Copy, texts: Texts) -> Iterator[Claim]:
    """Look for lines on which somebody's words stand beside their name, or beside other words."""
    words = [row for row in copy.rows if row.is_words]
    for line in (line for text in texts.values() for line in text.splitlines()):
        on_it = [row for row in words if row.answer in line]
        for one, names in copy.names.items() if on_it else ():
            if any(name in line for name in names):
                yield from (Claim("told together", one, row.question, row.answer) for row in on_it)
        for row in on_it:
            others = (other for other in on_it if other.question != row.question)
            yield from (Claim("told together", row.answer, other.question, other.answer) for other in others)
