"""Merged reports as JSON: the same words as a report's own (design: 4)."""

from collections.abc import Mapping

from flows.reports.merging import GoalSum, Merged, Sum


def merged_json(merged: Merged) -> dict[str, object]:
    """Write what several reports come to together, with those that it is made of."""
    return {
        "period": merged.period,
        "reports": [{"programme": each.programme, "checksum": each.checksum} for each in merged.reports],
        "minimum_base": merged.minimum,
        "people": dict(merged.people),
        "flow": dict(merged.flow),
        "questions": [
            {**_sum_json(each), "moment": each.moment, "declined": each.declined} for each in merged.questions
        ],
        "goals": [_goal_json(each) for each in merged.goals],
        "key_figures": [_sum_json(each) for each in merged.key_figures],
        "left_out": list(merged.left_out),
    }


def _sum_json(found: Sum) -> Mapping[str, object]:
    options = [
        {"key": option.key, "label": option.label, "count": option.count, "share": float(share)}
        for option, share in found.options
    ]
    written = {"key": found.key, "text": found.text, "reports": found.reports, "of": found.of, "options": options}
    return written | ({"withheld": "few"} if found.of is None else {})


def _goal_json(goal: GoalSum) -> Mapping[str, object]:
    share = None if goal.share is None else float(goal.share)
    written = {"key": goal.key, "text": goal.text, "reports": goal.reports, "n": goal.n, "of": goal.of}
    return written | {"share": share, "target": goal.target} | ({"withheld": "few"} if goal.of is None else {})
