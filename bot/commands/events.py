"""Commands about events: an anonymous survey for as many as come, by one link."""
# ruff: noqa: PLC0415  # see bot.terminal

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Json, a_day, group
from bot.terminal import WRONG_USE, act, fail, print_json, wants_json

if TYPE_CHECKING:
    from bot.actions.here import Here
    from bot.house import House
    from storage.events import Event

app = group("Events.")
event = group("Open, list and close the surveys of staff events.")
app.add_typer(event, name="event")


@event.command("open")
def event_open(
    questionnaire: Annotated[str, typer.Option(help="The form's key.")],
    title: Annotated[str, typer.Option(help="What those who answer read.")],
    until: Annotated[str, typer.Option(help="The last day, as 2026-09-30.")],
    programme: Annotated[str, typer.Option(help="The programme's key; the whole association's if left out.")] = "",
    sheet: Annotated[Path | None, typer.Option(help="A PDF to write: the QR code, to put on a wall.")] = None,
    *,
    json: Json = False,
) -> None:
    """Open an event: prints a link for many."""
    from bot.actions.coordinator.events import Opening
    from bot.actions.coordinator.events_named import open_named

    if sheet and (sheet.suffix != ".pdf" or not sheet.parent.is_dir()):
        fail(f"{sheet} cannot be written; name a file in a folder that is there, ending in .pdf", WRONG_USE)
    opening = Opening(programme, questionnaire, title, a_day(until))
    made, house = act(lambda here: open_named(here, opening), needs_link=True)
    link, expires = house.link(made.payload), made.closes.isoformat(timespec="seconds")
    if wants_json(json):
        print_json({"payload": made.payload, "link": link, "expires": expires})
    else:
        typer.echo(f"{link or made.payload}\nGäller till och med {made.last_day}")
    if sheet:
        _write_poster(sheet, made, house)


def _write_poster(file: Path, made: "Event", house: "House") -> None:
    from bot.paper.poster import Poster, poster_pdf
    from locales.translator import translator

    link, t = house.link(made.payload), translator("sv")
    if link is None:
        fail("Telegram could not be asked for the bot's name, so there is no link to print; see /traff later")
    says = (
        t("Vad tyckte du? Rikta mobilens kamera mot rutan."),
        t("Det är anonymt och frivilligt. Svara senast {date}.", date=t.date(made.last_day)),
    )
    try:
        file.write_bytes(poster_pdf(Poster(made.title, link, made.last_day, says)))
    except OSError as error:
        fail(f"{file} cannot be written ({error.strerror}); the link above works all the same")


@event.command("list")
def event_list(*, json: Json = False) -> None:
    """List events by number, the newest first."""
    from bot.actions.coordinator.events import events_seen

    def seen(here: "Here") -> list[dict[str, object]]:
        return [
            {
                "id": each.id,
                "programme": each.programme or None,
                "questionnaire": each.questionnaire,
                "title": each.title,
                "until": each.last_day.isoformat(),
                "open": each.is_open(here.now),
                "answered": each.answered,
            }
            for each in events_seen(here)
        ]

    found, _ = act(seen)
    if wants_json(json):
        print_json(found)
        return
    for each in found:
        state = "open" if each["open"] else "closed"
        typer.echo(f"{each['id']}: {each['title']} ({each['programme'] or 'all'}), {each['until']}, {state}")


@event.command("status")
def event_status(
    number: Annotated[int | None, typer.Argument(metavar="ID", help="The event; all if left out.")] = None,
    *,
    json: Json = False,
) -> None:
    """Show what came of events; looking releases answers that have gathered."""
    from bot.actions.coordinator.event_figures import all_event_figures, event_figures
    from bot.chat.coordinator.event_words import event_text
    from bot.paper.event_json import event_json
    from locales.translator import translator

    found, _ = act(
        lambda here: all_event_figures(here) if number is None else (event_figures(here, number),), forget=True
    )
    if json:
        print_json(event_json(found[0]) if number is not None else [event_json(each) for each in found])
    else:
        typer.echo("\n\n\n".join(event_text(translator("sv"), each) for each in found))


@event.command("close")
def event_close(number: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Let an event's link hold no more, before its last day is over."""
    from bot.actions.coordinator.events_named import close_named

    act(lambda here: close_named(here, number))
