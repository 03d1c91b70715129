"""Whether anonymous paper answers seem to be some that were counted, which no name on them could tell.

Of a file only the tallies are remembered, as a keyed hash, and only where they are of as many people as may be shown:
a hash of few people's answers would tell whoever holds the key which of the waiting answers came together. The same
few are recognised for as long as their sender's last file is remembered, by how many they are.
"""

import json
from collections import Counter
from datetime import date

from bot.actions.coordinator.read_paper import Filled
from bot.actions.here import Here
from flows.forms.questionnaire import Questionnaire
from storage import paper_uploads, papers_counted
from storage.answers import as_text


def seen(here: Here, programme: str, form: Questionnaire, filled: tuple[Filled, ...]) -> date | None:
    """Give the day on which what seems to be the same was counted; a linked form cannot be sent in twice anyway."""
    if form.linked:
        return None
    if len(filled) >= here.house.minimum_base:
        return papers_counted.counted_on(here.unit, programme, form.key, _tallies(filled), here.today)
    last = paper_uploads.of_person(here.unit, here.person().id, here.now)
    is_same = last and (last.programme, last.questionnaire, last.counted) == (programme, form.key, len(filled))
    return here.today if is_same else None


def remember(here: Here, programme: str, form: Questionnaire, filled: tuple[Filled, ...]) -> None:
    """Remember that answers were counted."""
    if not form.linked and len(filled) >= here.house.minimum_base:
        papers_counted.keep(here.unit, programme, form.key, _tallies(filled), here.today)


def let_go(here: Here) -> None:
    """Forget what was counted too long ago."""
    papers_counted.forget_old(here.unit, here.today)


def _tallies(filled: tuple[Filled, ...]) -> str:
    counted = Counter((key, as_text(value)) for each in filled for key, value in each.answers.items())
    return json.dumps([len(filled), *sorted((*pair, n) for pair, n in counted.items())])
