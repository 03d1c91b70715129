"""What an installation is: its definitions, its association's decisions and its limits. Made once, in app.py."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.vitals import Vitals
from flows.association import Association
from flows.catalogue import Catalogue
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from flows.timing.schedule import SendWindow


@dataclass(frozen=True, repr=False)
class House:
    """The frozen surroundings of every action; no value to be written out, for it would be pages long."""

    catalogue: Catalogue
    association: Association
    window: SendWindow
    minimum_base: int
    languages: tuple[str, ...]
    """Languages offered, Swedish first."""
    bot_name: str = ""
    """The bot's Telegram user name, for links; empty where Telegram could not be asked."""
    vitals: Callable[[], Vitals] | None = None
    """Tells how the bot is that runs; nothing where none does."""

    def programme(self, key: str) -> Programme | None:
        """Give a programme."""
        return self.catalogue.programmes.get(key)

    def questionnaire(self, key: str, version: str) -> Questionnaire | None:
        """Give the questionnaire if its present version is this one."""
        found = self.catalogue.questionnaires.get(key)
        return found if found and found.version == version else None

    def is_offered(self, questionnaire: str) -> bool:
        """Whether people are asked to answer a form from now on."""
        found = self.catalogue.questionnaires.get(questionnaire)
        return found is not None and found.is_offered

    def may_use_telegram(self, programme: str) -> bool:
        """Whether the programme's impact assessment is on record: membership itself can be health data."""
        return programme in self.association.assessments

    def link(self, payload: str) -> str | None:
        """Give the link that opens the bot with a payload, if the bot's name is known."""
        return f"https://t.me/{self.bot_name}?start={payload}" if self.bot_name else None
