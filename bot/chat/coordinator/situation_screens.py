"""``/status`` of a programme: its situation on one screen, and the details behind it."""

from collections.abc import Iterator
from fractions import Fraction

from bot.actions.coordinator.explain import ATTENTION, CHANGES, GOAL, OVERVIEW, PEOPLE, address, of_form
from bot.actions.coordinator.situation import Situation
from bot.actions.coordinator.status import FormStatus
from bot.chat.buttons import StatusOf
from bot.chat.coordinator.attention_words import changed_goal, changed_people, to_do
from bot.chat.coordinator.figure_buttons import DrawGoals, ShowAnswers, ShowGoals, ShowOverview
from bot.chat.coordinator.figure_lines import Block, Line, ask_why, heading, html, paged, turns
from bot.chat.coordinator.goal_charts import goal_chart
from bot.chat.coordinator.goal_words import in_brief, in_one_line, judgement, more_needed, uncertainty
from bot.chat.coordinator.status_screen import answer_blocks, detail_blocks, form_title, states
from bot.chat.screen import Key, Screen, column, pairs
from flows.goals.judging import Verdict
from locales.translator import Translator

SUMMARY, GOALS, ANSWERS = "s", "g", "a"
"""Screens, by what stands for them on a button that asks why."""
_SMALL = 100
"""Below so many the interval is wider than ten percentage points to each side."""
_LONGEST_GOAL = 80
_MOST_OTHERS = 3
"""So many parts of a goal, and goals without a number, are named; more stand under "Mål för mål"."""


def summary(
    t: Translator, found: Situation, breakdowns: tuple[Key, ...] = (), *, one_of_several: bool = False
) -> Screen:
    """Show a programme's situation: people, goals, answers, what has changed and what is to be done.

    :param breakdowns: buttons to the same by place, gender and group
    """
    every = column(Key(t("Alla insatser"), ShowOverview())) if one_of_several else ()
    if found.is_empty:
        return Screen(html(summary_blocks(t, found)), every)
    key = found.programme.key
    drawn = (Key(t("Bild"), DrawGoals(key)),) if goal_chart(t, found.status) else ()
    goals = (Key(t("Mål för mål"), ShowGoals(key, 0)),) if found.status.verdicts or found.status.noted else ()
    answers = (Key(t("Svar"), ShowAnswers(key, 0)),) if found.status.forms else ()
    keys = (*drawn, *goals, *answers, ask_why(t, key, SUMMARY))
    return Screen(html(summary_blocks(t, found)), (*pairs(keys), *pairs(breakdowns), *every))


def summary_blocks(t: Translator, found: Situation) -> tuple[Block, ...]:
    """Give what stands on a programme's summary."""
    title = heading(t(found.programme.title))
    if found.is_empty:
        return ((title, Line(t("Ingen är med och inget är noterat än, så det finns inget att räkna."))),)
    return tuple(
        block
        for block in (
            (title, Line(t("Allt från början till nu."))),
            _section(t("Personer"), _people(t, found)),
            _section(t("Mål"), _goals(t, found)),
            _section(t("Svar"), _answers(t, found)),
            _changes(t, found),
            (heading(t("Att göra")), *_to_do(t, found)),
        )
        if block
    )


def _section(title: str, lines: Iterator[Line]) -> Block:
    """Give a section with its heading, or nothing where there is nothing to say."""
    found = tuple(lines)
    return (heading(title), *found) if found else ()


def _people(t: Translator, found: Situation) -> Iterator[Line]:
    if not found.programme.has_participants:
        return
    about, label = address(found.programme.key, PEOPLE), t("Personer")
    room, people = found.programme.capacity, found.status.people
    if room and found.places_taken is not None:
        yield Line(_places(t, found.places_taken, room.people, room.per), about, label)
    yield Line(states(t, people) or t("Inga personer än."), about, label)
    if people["closed"] and not any(people[state] for state in ("invited", "waiting", "active", "paused")):
        yield Line(t("Ingen är med just nu."))


def _places(t: Translator, taken: int, room: int, per: str) -> str:
    match per:
        case "year":
            return t("{taken} av {room} platser i år", taken=taken, room=room)
        case "half_year":
            return t("{taken} av {room} platser det här halvåret", taken=taken, room=room)
    return t("{taken} av {room} platser", taken=taken, room=room)


def _goals(t: Translator, found: Situation) -> Iterator[Line]:
    """Give the goals that are judged; of the others each in a line, or how many they are where they are many."""
    key, others = found.programme.key, [each for each in found.status.verdicts if not each.has_numbers]
    for verdict in found.status.verdicts:
        about, label = address(key, GOAL, verdict.goal.key), t(verdict.goal.text)
        if verdict.has_numbers:
            yield Line(in_brief(t, verdict), about, label, "bold")
            yield from (Line(each, about, label) for each in _judged(t, found, verdict))
    if len(others) > _MOST_OTHERS:
        said = t.plural("– {n} mål utan siffra än", "– {n} mål utan siffra än", len(others))
        yield Line(said, address(key, OVERVIEW), t("Mål utan siffra"))
        return
    for verdict in others:
        text = t(verdict.goal.text)
        yield Line(f"{judgement(t, verdict)}: {text}", address(key, GOAL, verdict.goal.key), text)


def _judged(t: Translator, found: Situation, verdict: Verdict) -> Iterator[str]:
    text = t(verdict.goal.text)
    yield text if len(text) <= _LONGEST_GOAL else f"{text[: _LONGEST_GOAL - 1].rstrip()}…"
    if len(verdict.parts) <= _MOST_OTHERS:
        yield from (in_one_line(t, part) for part in verdict.parts)
    small = uncertainty(t, verdict) if verdict.of and verdict.of < _SMALL else ""
    if said := " ".join(filter(None, (small, more_needed(t, verdict)))):
        yield said
    if found.since and (change := found.since.change_of(verdict.goal.key)):
        yield changed_goal(t, found.since.quarter, change)


def _answers(t: Translator, found: Situation) -> Iterator[Line]:
    """Give the response rates, and which forms nobody has got yet."""
    shown = (form for form in found.status.forms if form.is_present and form.moment)
    forms = [(form, form_title(t, form, found.status)) for form in shown]
    for form, title in forms:
        if form.responses.asked:
            about = of_form(found.programme.key, form)
            yield Line(_rate(t, form, title, found.status.minimum), about, t("Svarsfrekvens: {form}", form=title))
    if titles := ", ".join(title for form, title in forms if not form.responses.asked):
        yield Line(t("Ingen har fått frågorna än: {forms}", forms=titles))


def _rate(t: Translator, form: FormStatus, title: str, minimum: int) -> str:
    answered, asked = form.responses.answered, form.responses.asked
    said = t("{form}: {n} av {of} som har fått frågorna har svarat", form=title, n=answered, of=asked)
    return f"{said} ({t.percent(Fraction(answered, asked))})" if asked >= minimum else said


def _changes(t: Translator, found: Situation) -> Block:
    if found.since is None:
        return ()
    title = t("Sedan {quarter} tog slut", quarter=found.since.quarter)
    about = address(found.programme.key, CHANGES)
    return (Line(title, about, title, "bold"), Line(changed_people(t, found.since), about))


def _to_do(t: Translator, found: Situation) -> Iterator[Line]:
    about, label = address(found.programme.key, ATTENTION), t("Att göra")
    lines = tuple(to_do(t, found.attention, found.status.minimum))
    if not found.attention.kinds:
        yield Line(t("Inget just nu."))
    yield from (Line(f"• {each}", about, label) for each in lines)


def goals(t: Translator, found: Situation, page: int) -> Screen:
    """Show a page of a programme's goals, each with how it is counted, and of the numbers that are noted."""
    return _page(t, (GOALS, ShowGoals), found, detail_blocks(t, found.status), page)


def answers(t: Translator, found: Situation, page: int) -> Screen:
    """Show a page of how a programme's questions were answered."""
    return _page(t, (ANSWERS, ShowAnswers), found, answer_blocks(t, found.status), page)


def _page(
    t: Translator,
    of: tuple[str, type[ShowGoals | ShowAnswers]],
    found: Situation,
    blocks: tuple[Block, ...],
    page: int,
) -> Screen:
    (screen, button), key = of, found.programme.key
    pages = paged(blocks)
    place = min(page, len(pages) - 1)
    title = html(((heading(t(found.programme.title)),),))
    keys = (ask_why(t, key, screen, place), Key(t("Till läget"), StatusOf(key)))
    turning = turns(t, place, len(pages), lambda to: button(key, to))
    return Screen(f"{title}\n\n{html(pages[place])}", (*turning, *pairs(keys)))
