"""When a form is asked, in words: "vid avslut", "6 månader efter avslut"."""

import re
from collections.abc import Iterator

from locales.translator import Translator, marked

_MOMENT = re.compile(r"(?P<anchor>[a-z_]+)(?:\+(?P<later>[0-9mwd]+))?(?:-(?P<sooner>[0-9mwd]+))?")
_AT = {
    "referral": marked("vid anvisningen"),
    "start": marked("vid start"),
    "group_start": marked("vid gruppens start"),
    "planned_end": marked("vid planerat slut"),
    "closure": marked("vid avslut"),
    "calendar": marked("återkommande"),
}
_AFTER = {
    "referral": marked("{span} efter anvisningen"),
    "start": marked("{span} efter start"),
    "group_start": marked("{span} efter gruppens start"),
    "planned_end": marked("{span} efter planerat slut"),
    "closure": marked("{span} efter avslut"),
    "calendar": marked("återkommande"),
}
_BEFORE = {**_AFTER, "planned_end": marked("{span} före planerat slut"), "group_start": marked("{span} före start")}


def asked_when(t: Translator, moment: str, *, repeats: bool = False) -> str:
    """Say at what moment a form is asked; ``""`` is a moment that was not kept.

    :param moment: of the asking (``flows.timing.plan.When.moment``)
    :param repeats: whether it is asked again and again
    """
    found = _MOMENT.fullmatch(moment)
    if found is None or found["anchor"] not in _AT:
        return t("okänt när")
    if repeats:
        return t("återkommande")
    later, sooner = (", ".join(_parts(t, found[name] or "")) for name in ("later", "sooner"))
    if later and sooner:
        return t(_AFTER[found["anchor"]], span=t("{later} minus {sooner}", later=later, sooner=sooner))
    if later or sooner:
        return t((_AFTER if later else _BEFORE)[found["anchor"]], span=later or sooner)
    return t(_AT[found["anchor"]])


def _parts(t: Translator, span: str) -> Iterator[str]:
    for number, unit in re.findall(r"(\d+)([mwd])", span):
        n = int(number)
        match unit:
            case "m":
                yield t.plural("{n} månad", "{n} månader", n)
            case "w":
                yield t.plural("{n} vecka", "{n} veckor", n)
            case _:
                yield t.plural("{n} dag", "{n} dagar", n)
