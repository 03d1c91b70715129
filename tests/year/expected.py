"""What the year must bring, worked out apart from the bot: from the plan and from what people did, day by day.

It knows the rules that people are promised, and neither the database nor the bot's own decisions.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from flows.timing.free_days import is_working_day
from flows.timing.plan import Days, moment_of, plan
from flows.timing.schedule import quarter
from flows.timing.spans import after
from tests.year.behaviour import BEGIN, COACHES_HOUR, END, PARTICIPANTS_HOUR, Behaviour, Year, days_between
from tests.year.letters import OPENS, TEAM, WINDOW, Came, opening, to_participant
from tests.year.zone import STOCKHOLM


@dataclass(frozen=True)
class ToDo:
    """Something that a coach has to do about someone, on the day on which it is due."""

    year: Year
    number: str
    text: str
    day: date

    @property
    def line(self) -> str:
        """How it stands in the list."""
        return f"{self.year.reference} · {self.text}"

    @property
    def how(self) -> str:
        """What its coach does with it; empty where it is simply done."""
        words = self.year.follow_ups.get(self.number, "")
        is_back = words.startswith("snoozed") and date.fromisoformat(words.split()[1]) <= self.day
        return "" if is_back else words


@dataclass
class Expected:
    """All that must come, once each."""

    behaviour: Behaviour
    done: dict[tuple[str, date], list[ToDo]] = field(default_factory=dict)
    """What each coach found to do on the days on which they worked through their list."""

    @cached_property
    def everything(self) -> Counter[Came]:
        """Give everything, counted."""
        open_items = self._follow_up()
        return Counter(
            came
            for part in (
                *(to_participant(year) for year in self.behaviour.people),
                *(_to_coach_at_once(year) for year in self.behaviour.people),
                open_items,
                _quarters(),
                _activities(),
            )
            for came in part
        )

    def _follow_up(self) -> list[Came]:
        """Go through the year with the lists: what stands in them, what is told as late, what the coaches did."""
        items = [item for year in self.behaviour.people for item in _to_do(year) if item.day <= END]
        came: list[Came] = []
        told: set[tuple[str, str, date]] = set()
        for day, hour in self._looks():
            if hour == COACHES_HOUR:
                items = self._work(day, items)
            here = {year.reference for year in self.behaviour.people if _is_shown(year, day, hour)}
            shown = [item for item in items if item.year.reference in here]
            for item in shown:
                is_late = day > item.day + timedelta(weeks=2)
                if is_late and (item.line, item.number, item.day) not in told:
                    told.add((item.line, item.number, item.day))
                    came.append(Came(day, hour, item.year.coach, f"late {item.line}"))
            if hour == OPENS:
                came += self._lists(day, shown)
        return came

    def _looks(self) -> Iterator[tuple[date, int]]:
        """Give when the bot may begin a conversation and has reason to look: each opening, and after each act."""
        openings = {(day, OPENS) for day in days_between(BEGIN, END) if is_working_day(day)}
        return iter(sorted(openings | {each for each in self.behaviour.moments if is_working_day(each[0])}))

    def _lists(self, day: date, shown: list[ToDo]) -> Iterator[Came]:
        sunday = day + timedelta(days=6 - day.weekday())
        for coach in self.behaviour.coaches:
            mine = [item for item in shown if item.year.coach == coach and item.day <= sunday]
            wishes = sum(
                year.coach == coach and year.holds("asks for contact", "had contact", day, OPENS)
                for year in self.behaviour.people
            )
            counts = (
                wishes,
                sum(item.day < day for item in mine),
                sum(item.day == day for item in mine),
                sum(item.day > day for item in mine),
            )
            if any(counts[:3]):
                yield Came(day, OPENS, coach, f"digest {counts}")
        if not any(map(is_working_day, days_between(day - timedelta(days=day.weekday()), day - timedelta(days=1)))):
            late = sum(item.day < day for item in shown)
            lost = sum(
                year.holds("blocks", "returns", day, OPENS) and _takes_part(year, day, OPENS)
                for year in self.behaviour.people
            )
            if late or lost:
                yield Came(day, OPENS, "coordinator", f"week {late} {lost}")

    def _work(self, day: date, items: list[ToDo]) -> list[ToDo]:
        """Let the coaches whose day it is work through what presses; give what is left."""
        for coach in self.behaviour.coaches:
            if day not in self.behaviour.works_the_list[coach]:
                continue
            pressing = [
                item
                for item in items
                if item.year.coach == coach and item.day <= day and _is_shown(item.year, day, COACHES_HOUR)
            ]
            self.done[coach, day] = sorted(pressing, key=lambda item: item.day)
            items = [left for item in items if (left := _handled(item) if item in pressing else item)]
        return items


def _quarters() -> Iterator[Came]:
    """Give the summary of each quarter that ends within the year, on the first working day after it."""
    for first in (day for day in days_between(BEGIN + timedelta(days=1), END) if (day.day, day.month % 3) == (1, 1)):
        yield Came(opening(first), OPENS, "coordinator", f"quarter {quarter(first - timedelta(days=1))}")


def _activities() -> Iterator[Came]:
    """Give what the coordinator is told of activities left, a month before a half-year ends: nobody notes any here."""
    for day in days_between(BEGIN, END):
        last = day + timedelta(days=30)
        if (last.month, last.day) in {(6, 30), (12, 31)}:
            words = {6: "30 juni", 12: "31 dec"}[last.month]
            yield Came(opening(day), OPENS, "coordinator", f"left {words}")


def _handled(item: ToDo) -> ToDo | None:
    """Give what is left of an item once its coach has handled it: nothing, unless it was snoozed."""
    if item.how.startswith("snoozed"):
        return replace(item, day=opening(date.fromisoformat(item.how.split()[1])))
    return None


def _takes_part(year: Year, day: date, hour: int) -> bool:
    gone = any(year.has(word, day, hour) for word in ("closed", "erases", "erased", "declines"))
    return year.has("joins", day, hour) and not gone


def _is_shown(year: Year, day: date, hour: int) -> bool:
    return _takes_part(year, day, hour) and not year.holds("paused", "resumed", day, hour)


def _to_do(year: Year) -> Iterator[ToDo]:
    """Give what the plan holds for the coach. Until someone is closed, nobody knows that they will be."""
    joined = year.first("joins")
    planned = plan((), TEAM.staff_reminders, Days(start=joined.day)) if joined else ()
    texts = {reminder.key: reminder.text for reminder in TEAM.staff_reminders}
    for each in planned:
        number = each.moment.partition("#")[2] or each.item
        yield ToDo(year, number, texts[each.item], moment_of(each, WINDOW, STOCKHOLM).astimezone(STOCKHOLM).date())


def _to_coach_at_once(year: Year) -> Iterator[Came]:
    """Give what the coach must know at once, in the first window after it happened."""
    for word, ends in (("asks for contact", "had contact"), ("blocks", "returns")):
        for act in (each for each in year.acts if each.words == word):
            hour = PARTICIPANTS_HOUR if is_working_day(act.day) else OPENS
            day = opening(act.day)
            if year.holds(word, ends, day, hour):
                yield Came(day, hour, year.coach, f"{word} {year.reference}")
    joined = year.first("joins")
    if joined and TEAM.longest:
        day = opening(after(joined.day, TEAM.longest) + timedelta(days=1))
        if day <= END and _is_shown(year, day, OPENS):
            yield Came(day, OPENS, year.coach, f"longest {year.reference}")
