"""The commands that participants see in the menu and in ``/hjalp``, and the list that ``/hjalp`` shows."""

from bot.chat.screen import Screen, paragraphs, plain
from locales.translator import Translator, marked

PARTICIPANT = (
    ("enkat", marked("svara på frågor")),
    ("sprak", marked("byt språk")),
    ("mindata", marked("se det som gäller dig")),
    ("radera", marked("radera det som gäller dig")),
    ("integritet", marked("hur dina uppgifter hanteras")),
    ("avbryt", marked("pausa frågorna")),
    ("kontakt", marked("be om kontakt")),
    ("paus", marked("hör inte av dig ett tag")),
)
EVERYONE = (("hjalp", marked("visa hjälp")),)


def can_do(t: Translator, commands: tuple[tuple[str, str], ...]) -> Screen:
    """List a person's commands with what each does."""
    listed = "\n".join(t.line(f"{t.aside(f'/{command}')} – {plain(text)}") for command, text in commands)
    return Screen(paragraphs(plain(t("Det här kan du göra:")), listed))
