"""Words that reports and their screens share: periods, titles, counts, and why something is not shown."""

from collections.abc import Sequence

from bot.actions.coordinator.report import Report
from bot.chat.coordinator.asking_words import asked_when
from flows.figures import Withheld as Why
from flows.reports.periods import Period
from flows.reports.report import Figures, Flow, Form
from locales.translator import Translator, marked

_TITLES = {
    "month": marked("Månadsrapport"),
    "quarter": marked("Kvartalsrapport"),
    "half_year": marked("Delårsrapport"),
    "year": marked("Årsrapport"),
    "all": marked("Slutrapport"),
}
_WHY: dict[Why, str] = {
    "few": marked("för få"),
    "complement": marked("dolt för att skydda enskilda"),
    "batch": marked("väntar på fler svar"),
}


def title_of(t: Translator, period: Period) -> str:
    """Name a report by its kind of period."""
    return t(_TITLES[period.kind])


def period_words(t: Translator, period: Period) -> str:
    """Name a period: "kvartal 3 2026"."""
    if period.first is None:
        return t("hela tiden")
    year, month = str(period.first.year), period.first.month
    match period.kind:
        case "month":
            return t.month(period.first)
        case "quarter":
            return t("kvartal {n} {year}", n=(month + 2) // 3, year=year)
        case "half_year":
            return t("halvår {n} {year}", n=1 if month == 1 else 2, year=year)
        case _:
            return t("år {year}", year=year)


def why(t: Translator, withheld: Why | None) -> str:
    """Say why something is not shown."""
    return t(_WHY[withheld or "few"])


def state_of(t: Translator, report: Report) -> str:
    """Say how far a report has come."""
    edition = report.edition
    if edition is None:
        return t("Preliminär: perioden är inte slut.")
    name = t("Nummer {number}, utgåva {edition}", number=edition.number, edition=edition.edition)
    if edition.sent_on:
        return t("{name}. Skickad {day}.", name=name, day=t.date(edition.sent_on))
    return t("{name}. Utkast.", name=name)


def form_title(t: Translator, form: Form, beside: Sequence[Form]) -> str:
    """Name a form among others: with the moment of asking where there are several, and whether it is an old one."""
    moments = {each.moment for each in beside if each.key == form.key}
    title = t(form.title)
    if len(moments) > 1:
        title = f"{title}, {asked_when(t, form.moment, repeats=form.repeats)}"
    return title if form.is_present else t("{title}, tidigare lydelse", title=title)


def flow_rows(t: Translator, flow: Flow, before: Flow | None) -> tuple[tuple[str, int, int | None], ...]:
    """Give the flow of people line by line, beside the period before."""
    return (
        (t("Inbjudna"), flow.invited, before.invited if before else None),
        (t("Började"), flow.enrolled, before.enrolled if before else None),
        (t("Avslutade"), flow.closed, before.closed if before else None),
    )


def room(t: Translator, figures: Figures) -> str:
    """Say how many of the places were taken at the end of the period; nothing where there is no limit."""
    limit = figures.capacity
    if limit is None:
        return ""
    per = {"year": t("per år"), "half_year": t("per halvår"), "total": t("samtidigt")}[limit.per]
    if limit.per != "total":
        return t("Insatsen har {room} platser {per}. {n} hade börjat.", room=limit.people, per=per, n=figures.taken)
    return t("Insatsen har {room} platser {per}. {n} var tagna.", room=limit.people, per=per, n=figures.taken)


STATES = {
    "invited": marked("Inbjudna som inte har svarat"),
    "declined": marked("Har tackat nej"),
    "waiting": marked("Står i kö"),
    "active": marked("Deltar"),
    "paused": marked("Är pausade"),
    "closed": marked("Är avslutade"),
    "unreachable": marked("Kan inte nås"),
    "erased": marked("Har raderat sina uppgifter"),
}
"""People by state, in the plural."""
