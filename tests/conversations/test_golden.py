"""Whole conversations, word for word, as the files in ``golden/`` have them."""

from tests.conversations.scene import Scene
from tests.conversations.transcript import Transcript
from tests.harness import PROGRAMME, shows


async def test_a_participants_conversation(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = Transcript(scene, scene.stage.world.person("Alva", "sv"))
    await alva.say(f"/start {(await scene.link()).invitation.payload}")
    await alva.press("Svenska", "Läs mer", *["Nästa"] * 5, "Tillbaka", "Ja", "Börja", "Studier", "3")
    await alva.say("kanske")
    await alva.press("Ganska dåligt")
    await alva.say("Ring mig på 070-174 06 35")
    await alva.say("Mer tid och färre möten på samma dag")
    await alva.press("Ändra 2", "Behåll mitt svar", "Ändra 4", "Hoppa över", "Pausa")
    await alva.say("/enkat")
    await alva.press("Fortsätt", "Skicka in")
    await alva.say("/mindata")
    await alva.press("Ta bort ur chatten")
    await scene.close(coach)
    await alva.later("Hej! Här är några frågor till dig.", "en tid senare")
    await alva.press("Börja", *4 * ["Instämmer till stor del"])
    await alva.press("Hoppa över", "Skicka in")
    await alva.say("tack själv")
    await alva.say("/hjalp")
    await alva.say("/enkat")
    await alva.say("/radera")
    await alva.press("Radera")
    await alva.say("hej")
    alva.check("participant")


async def test_a_participant_who_says_no(scene: Scene) -> None:
    alva = Transcript(scene, scene.stage.world.person("Alva", "sv"))
    await alva.say("/start")
    await alva.say((await scene.link()).invitation.code.lower())
    await alva.press("Svenska", "Nej")
    alva.check("participant-declines")


async def test_an_english_participants_conversation(scene: Scene) -> None:
    alva = Transcript(scene, scene.stage.world.person("Alva", "en"))
    await alva.say(f"/start {(await scene.link()).invitation.payload}")
    await alva.press("English", "Yes", "Start", "Studies", "3", "Very good", "Send in")
    alva.check("participant-english")


async def test_a_coachs_conversation(scene: Scene) -> None:
    coach = Transcript(scene, scene.stage.world.person("Coach", "sv"))
    await coach.say(f"/start {(await scene.staff_link('coach', PROGRAMME)).payload}")
    await coach.press("Börja")
    await coach.say("/ny")
    await coach.say("19811218-9876")
    await coach.say("A-17")
    await coach.press("Hoppa över", "Ja")
    link = (await shows(coach.person, "Länk till A-17:")).text.split("\n")[2]
    await coach.say(f"/start {link.partition('start=')[2]}")
    await coach.press("Prova", "Studier", "Avbryt")
    alva = scene.stage.world.person("Alva", "sv")
    alva.open(link)
    await scene.quiet()
    await scene.walk(alva)
    await coach.say("/avsluta")
    await coach.press("A-17", "Studier", "Idag", "Nej", "Ja", "Igår")
    await coach.say("lön")
    await coach.press("Avsluta")
    await shows(alva, "Hej! Här är några frågor till dig.")
    await coach.say("/deltagare")
    await coach.press("A-17", "Registrera", "Kön", "Kvinna", "Födelseår")
    await coach.say("sjuttio")
    await coach.say("1960")
    await coach.press("Ort", "Annan ort", "Ort", "Gnosjö", "Anvisande part", "Tillbaka", "Till personen", "Underlag")
    await coach.say("/avsluta")
    await coach.say("hej")
    await coach.say("/hjalp")
    coach.check("coach")


async def test_a_coordinators_conversation(scene: Scene) -> None:
    coordinator = Transcript(scene, scene.stage.world.person("Samordnare", "sv"))
    await coordinator.say(f"/start {(await scene.staff_link('coordinator')).payload}")
    await coordinator.press("Börja")
    for number in range(5):
        await scene.walk(await scene.invited(f"Person {number}"))
    await coordinator.say("/status")
    await coordinator.press("Svar", "Varför?", "Vad vill du helst nå?", "Tillbaka", "Till läget", "Mål för mål")
    await coordinator.say("/status enter")
    await coordinator.press("Alla insatser")
    await coordinator.say("/mal")
    await coordinator.press("Samverkansteam Finnveden")
    await coordinator.say("/ny")
    await coordinator.say("/anteckna")
    await coordinator.press("Stöd till arbete - SE/IPS", "Programtrohet enligt IPS", "Gnosjö")
    await coordinator.say("126")
    await coordinator.say("88 poäng")
    await coordinator.press("Idag")
    await coordinator.say("/anteckna")
    for text in ("stöd till arbete - se/ips", "programtrohet enligt ips", "gnosjö", "92", "idag"):
        await coordinator.say(text)
    await coordinator.say("/anteckna")
    await coordinator.press("Stöd till arbete - SE/IPS", "Ta bort en anteckning")
    label = next(key for row in coordinator.person.chat.from_bot[-1].labels for key in row if "88" in key)
    await scene.press(coordinator.person, label)
    assert coordinator.person.chat.text == "Anteckningen är borttagen."
    coordinator.check("coordinator")
