"""``/anteckna`` for the report: in a few taps, or in one go; changed, removed and listed."""

from bot.playground import Person
from tests.conversations.scene import Scene

ENTER = "enter"


async def through(scene: Scene, person: Person, *texts: str) -> str:
    for text in texts:
        await scene.say(person, text)
    return person.chat.text


async def test_what_is_written_with_the_command_is_noted_in_one_tap(scene: Scene) -> None:
    cia = await scene.staff("coordinator", ENTER)
    await scene.say(cia, "/anteckna Öppet hus <b>fet</b> & =1+1")
    await scene.press(cia, "Genomförd aktivitet")
    assert cia.chat.text.startswith("Antecknat: Genomförd aktivitet, ")
    assert cia.chat.text.endswith("\n\nÖppet hus <b>fet</b> & =1+1")
    assert scene.count("report_notes") == 1


async def test_a_meeting_is_noted_with_its_day_and_how_many_came_changed_listed_and_removed(scene: Scene) -> None:
    cia = await scene.staff("coordinator", ENTER)
    said = await through(scene, cia, "/anteckna", "möte", "Styrgruppen\nvar nöjd", "igår", "sju")
    assert said.startswith("Antecknat: Möte, ")
    assert said.endswith(", 7 kom.\n\nStyrgruppen\nvar nöjd")
    assert (await through(scene, cia, "ändra hur många", "8")).split("\n")[0].endswith(", 8 kom")
    assert "idag" not in await through(scene, cia, "ändra dagen", "idag")
    assert "Mysam var nöjd" in await through(scene, cia, "ändra texten", "Mysam var nöjd")
    listed = await through(scene, cia, "rapportens anteckningar")
    assert "Möte\n• " in listed
    assert "Mysam var nöjd" in listed
    await scene.press_first(cia)
    await scene.press(cia, "Ta bort")
    assert cia.chat.from_bot[-1].labels == (("Behåll", "Ta bort"),)
    await scene.press(cia, "Ta bort")
    assert cia.chat.text == "Anteckningen är borttagen."
    assert scene.count("report_notes") == 0


async def test_personal_data_is_turned_back_and_taken_out_of_the_chat(scene: Scene) -> None:
    cia = await scene.staff("coordinator", ENTER)
    asks = "Det ser ut som ett telefonnummer. Vill du ta bort det? Inget är sparat än. Så här blir texten: Ring …"
    for texts, answer in (
        (("/anteckna Ring 070-123 45 67",), "utan personnummer, telefonnummer eller e-post"),
        (("/anteckna", "avvikelse", "Ring 070-123 45 67"), asks),
    ):
        said = await through(scene, cia, *texts)
        assert answer in said
        assert "070-123" not in "\n".join(message.text for message in cia.chat.shown)
    assert scene.count("report_notes") == 0
    await scene.press_first(cia)
    assert scene.count("report_notes") == 1
    assert "Ring …" in cia.chat.transcript


async def test_the_longest_note_is_shown_whole(scene: Scene) -> None:
    cia = await scene.staff("coordinator", ENTER)
    words = "=HYPERLINK <i>&" + "å" * 4081
    await through(scene, cia, "/anteckna", "avvikelse", words)
    assert cia.chat.from_bot[-1].text == words
    assert cia.chat.from_bot[-2].text.startswith("Antecknat: Avvikelse, ")


async def test_another_programmes_coordinator_reaches_no_note(scene: Scene) -> None:
    cia = await scene.staff("coordinator", ENTER)
    await through(scene, cia, "/anteckna Öppet hus", "brukarmedverkan")
    di = await scene.staff("coordinator", "mitt-val", name="Di")
    before = scene.tables()
    for data in ("no:1", "nc:1:words", "nr:1:0", "nr:1:1", f"nl:{ENTER}:0:0", "nl:mitt-val:999999999:0"):
        press = await scene.press_data(di, data)
        assert press.toast
        assert press.toast.text == "Knappen gäller inte längre", data
    assert scene.tables() == before


async def test_trisams_figures_come_out_of_the_status_as_entered(scene: Scene) -> None:
    """seed-facts D9: 122 = 74 + 48, and a total that was mistyped until it is mended."""
    cia = await scene.staff("coordinator", "connect")
    new = ("Trisam: nya ärenden", "123"), ("Trisam: nya ärenden, kvinnor", "74"), ("Trisam: nya ärenden, män", "48")
    for label, value in new:
        await through(scene, cia, "/anteckna", label, value, "2021-12-31")
    assert cia.chat.text.endswith("Trisam: nya ärenden, 2021: Delarna 74 och 48 blir 122, men 123 är angivet.")
    assert cia.chat.from_bot[-1].labels == (("Varför?",),)
    said = await through(scene, cia, "/anteckna", new[0][0], "122", "2021-12-31")
    assert said.endswith("Delarna 74 och 48 blir 122, som angivet.")
    assert "Trisam: nya ärenden, 2021: 122\nDelarna 74 och 48 blir 122, som angivet.\n" in (
        await through(scene, cia, "/status", "Mål för mål")
    )
    status = await scene.stage.json("status", "--programme", "connect")
    assert [(each["key"], each["year"], each["value"], each.get("agrees")) for each in status["noted"]] == [
        ("trisam-nya", 2021, 122, True),
        ("trisam-nya-kvinnor", 2021, 74, None),
        ("trisam-nya-man", 2021, 48, None),
    ]
