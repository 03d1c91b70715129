"""Plans as tables that people read: one line a day, with its weekday."""

from collections.abc import Iterable
from datetime import date
from textwrap import dedent

from flows.programme import Programme
from flows.timing.plan import Days, Planned, plan

_WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")

GREEN = Programme.model_validate(
    {
        "key": "gron-rehabilitering",
        "title": "Grön rehabilitering",
        "neutral_title": "Gröna gruppen",
        "owner": "Förbundet",
        "source": "Test",
        "groups": {"least": 6, "most": 8},
        "longest": {"weeks": 10},
        "questionnaires": [
            {
                "questionnaire": "halsa",
                "at": "group_start",
                "before": {"weeks": 1},
                "open_for": {"weeks": 2},
                "reminders": {"at_most": 1, "every": {"weeks": 1}},
            },
            {
                "questionnaire": "halsa",
                "at": "planned_end",
                "open_for": {"weeks": 3},
                "reminders": {"at_most": 2, "every": {"weeks": 1}, "last_day": True},
            },
            *(
                {
                    "questionnaire": "halsa",
                    "at": "planned_end",
                    "after": {"months": months},
                    "open_for": {"days": 30},
                    "reminders": {"at_most": 1, "every": {"weeks": 2}, "last_day": True},
                }
                for months in (6, 12)
            ),
        ],
        "staff_reminders": [
            {
                "key": "langsta-tid",
                "text": "Tio veckor om en vecka",
                "at": "group_start",
                "after": {"weeks": 10},
                "before": {"weeks": 1},
            },
            *(
                {
                    "key": f"atertraff-{months}",
                    "text": "Bjud in till återträff",
                    "at": "planned_end",
                    "after": {"months": months},
                }
                for months in (3, 6, 12)
            ),
        ],
        "outcomes": [{"key": "arbete", "label": "Arbete"}],
    }
)
"""Grön rehabilitering's rhythm: a group of ten weeks, asked before, at the end and after six and twelve months."""


def plan_of(programme: Programme, **days: date) -> tuple[Planned, ...]:
    """Plan a programme for an enrolment with these days."""
    return plan(programme.questionnaires, programme.staff_reminders, Days(**days))


def table(planned: Iterable[Planned]) -> str:
    """Write a plan with a line for each occasion."""
    return "\n".join(map(_line, planned))


def _line(each: Planned) -> str:
    until = f" till {each.expires}" if each.expires else ""
    what = f"{each.item} {each.moment}"
    return f"{each.day} {_WEEKDAYS[each.day.weekday()]}  {each.audience:<11}  {each.kind:<8}  {what}{until}"


def golden(text: str) -> str:
    """Give a table as it is written in a test."""
    return dedent(text).strip()
