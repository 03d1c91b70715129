"""Goals through the chat: 15 of 20 meets 75 %, 17 of 20 meets 85 %, 16 of 20 does not, 4 of 4 is too few."""

import shutil
from pathlib import Path

from flows.catalogue import SHIPPED
from tests.figures.walking import NBSP, answered, asks, presses
from tests.harness import PROGRAMME, staged

YES, MOSTLY, NO, DECLINE = "Instämmer helt", "Instämmer till stor del", "Instämmer delvis", "Vill inte svara"

USEFUL = [YES] * 10 + [MOSTLY] * 5 + [NO] * 5
HEARD = [YES] * 17 + [NO] * 3
NEARER = [MOSTLY] * 16 + [NO] * 4
COPING = [YES] * 4 + [DECLINE] * 16
SHEETS = [(*sheet, "Hoppa över") for sheet in zip(USEFUL, HEARD, NEARER, COPING, strict=True)]

TWO_MORE_GOALS = """
  - key: narmat-sig
    kind: answer_share
    text: 85 % har tydligt närmat sig arbetsmarknaden
    source: påhittat
    questionnaire: avslut
    question: narmat-mig
    counted: [helt, till-stor-del]
    target: "0.85"
  - key: hantera
    kind: answer_share
    text: 75 % kan hantera sin situation
    source: påhittat
    questionnaire: avslut
    question: hantera-situation
    counted: [helt, till-stor-del]
    target: "0.75"
"""

VERDICTS = """\
✓ Målet är nått: 15 av 20 (75_%), mål 75_%
75 % av deltagarna har fått stöd på ett sätt som är till stor nytta
Räknas: Instämmer helt, Instämmer till stor del. Osäkerhet: 53_% till 89_%.

✓ Målet är nått: 17 av 20 (85_%), mål 85_%
85 % av deltagarna anser att personalen har tagit tillvara deras erfarenheter, kunskaper och synpunkter
Räknas: Instämmer helt, Instämmer till stor del. Osäkerhet: 64_% till 95_%.

✗ Målet är inte nått: 16 av 20 (80_%), mål 85_%
85 % har tydligt närmat sig arbetsmarknaden
1 till hade behövts.
Räknas: Instämmer helt, Instämmer till stor del. Osäkerhet: 58_% till 92_%.

– För få svar än
75 % kan hantera sin situation
""".replace("_", NBSP)


async def test_goals_are_judged_by_what_was_answered_in_the_chat(tmp_path: Path) -> None:
    definitions = tmp_path / "definitions"
    shutil.copytree(SHIPPED, definitions)
    with (definitions / "programmes" / f"{PROGRAMME}.yaml").open("a", encoding="utf-8") as programme:
        programme.write(TWO_MORE_GOALS)
    async with staged(tmp_path, definitions=str(definitions)) as stage:
        coach = await stage.staff("coach", PROGRAMME)
        coordinator = await stage.staff("coordinator", PROGRAMME)
        await answered(stage, coach, PROGRAMME, SHEETS)

        await asks(coordinator, "/status")
        in_chat = await presses(coordinator, "Mål för mål")
        await presses(coordinator, "Till läget")
        await presses(coordinator, "Bild")
        picture = coordinator.chat.from_bot[-1]
        assert picture.content
        assert "✗ 85 % har tydligt närmat sig arbetsmarknaden: 16 av 20" in picture.text
        assert await presses(coordinator, "Varför?") == "Vilken siffra?"
        assert coordinator.chat.from_bot[-1].id > picture.id
        status = await stage.figures()

        assert VERDICTS.rstrip() in in_chat
        assert [(each["n"], each["of"], each["share"], each["verdict"]) for each in status["goals"]] == [
            (None, None, None, "too_few"),
            (15, 20, 0.75, "met"),
            (17, 20, 0.85, "met"),
            (16, 20, 0.8, "not_met"),
            (None, None, None, "too_few"),
        ]
        coping = next(each for each in status["questions"] if each["key"] == "hantera-situation")
        assert (coping["of"], coping["declined"], coping["withheld"]) == (None, None, "few")
        assert {option["count"] for option in coping["options"]} == {None}
        assert len(in_chat.encode("utf-16-le")) / 2 <= 4096
        assert stage.world.calls.refused == []
