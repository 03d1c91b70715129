"""Settings from the environment and ``.env``, named ``FOLJSAM_…``; an unknown or bad one stops the start."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.house import House
from bot.key_file import KeyFileFault, read_keys
from bot.wire.places import Hook, Place, check_hook, read_place
from flows.association import Association
from flows.catalogue import SHIPPED, Catalogue, read_association, read_catalogue
from flows.timing.keeping import Keeping
from flows.timing.schedule import SendWindow
from locales.offered import offered
from storage.seal import Seal
from storage.shelf import Shelf

_PREFIX = "FOLJSAM_"
_ENV_FILE = Path(".env")


class SettingsFault(Exception):
    """A setting cannot be used; the message is one line that says what to do."""


def _is_window(text: str) -> str:
    SendWindow.parse(text, working_days_only=True)
    return text


def _is_token(token: SecretStr) -> SecretStr:
    if not re.fullmatch(r"(?:[0-9]+:[A-Za-z0-9_-]+)?", token.get_secret_value()):
        raise ValueError
    return token


def _is_address(text: str) -> str:
    """Accept what an HTTP client can call; a bad port raises by itself."""
    address = urlsplit(text)
    if not (address.hostname and address.port != 0 and text.isascii() and text.isprintable()):
        raise ValueError
    return text


def _is_hook(text: str) -> str:
    return check_hook(text) if text else text


def _is_place(text: str) -> str:
    if text:
        read_place(text)
    return text


def _is_secret(secret: SecretStr) -> SecretStr:
    """Accept what Telegram accepts."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.get_secret_value()):
        raise ValueError
    return secret


class Settings(BaseSettings):
    """What an operator may set (the contract, design: 4)."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file=_ENV_FILE, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: Annotated[SecretStr, AfterValidator(_is_token)] = SecretStr("")
    api_url: Annotated[str, Field(pattern=r"^https?://\S+/bot$"), AfterValidator(_is_address)] = (
        "https://api.telegram.org/bot"
    )
    database: Path = Path("foljsam.db")
    key: SecretStr | None = None
    key_file: Path | None = None
    definitions: Path = SHIPPED
    association: Path | None = None
    send_window: Annotated[str, AfterValidator(_is_window)] = "08:00-19:00"
    working_days_only: bool = True
    minimum_base: int = Field(default=5, ge=3)
    draft_languages: bool = False
    tick_seconds: float = Field(default=30, gt=0, le=3600)
    backups: Path | None = None
    backup_days: int = Field(default=7, ge=1, le=366)
    backup_weeks: int = Field(default=4, ge=0, le=53)
    webhook_url: Annotated[str, AfterValidator(_is_hook)] = ""
    webhook_secret: Annotated[SecretStr, AfterValidator(_is_secret)] = SecretStr("")
    listen: Annotated[str, AfterValidator(_is_place)] = ""
    log_format: Literal["console", "json"] = "console"

    def house(self) -> House:
        """Read the definitions and the association's file, and give what they make.

        :raises SettingsFault: if one of them is not there
        :raises DefinitionsError: with every fault in the files
        """
        association = self.read_association()
        return House(
            catalogue=self.read_catalogue(),
            association=association,
            window=self.window(),
            minimum_base=max(self.minimum_base, association.minimum_base),
            languages=offered(association.languages, drafts=self.draft_languages),
        )

    def read_catalogue(self) -> Catalogue:
        """Read the definitions.

        :raises SettingsFault: if their folder is not there
        :raises DefinitionsError: with every fault
        """
        if not self.definitions.is_dir():
            raise SettingsFault(f"FOLJSAM_DEFINITIONS names '{self.definitions}', which is no folder; correct it")
        return read_catalogue(self.definitions)

    def read_association(self) -> Association:
        """Read the association's file.

        :raises SettingsFault: if none is named, or it is not there
        :raises DefinitionsError: with every fault
        """
        file = self.association_file()
        if file is None:
            raise SettingsFault(
                "FOLJSAM_ASSOCIATION is missing; make a file with: foljsam association new --output association.yaml"
            )
        return read_association(file)

    def association_file(self) -> Path | None:
        """Give the association's file, if one is named.

        :raises SettingsFault: if it is not there
        """
        if self.association and not self.association.is_file():
            raise SettingsFault(f"FOLJSAM_ASSOCIATION names '{self.association}', which is no file; correct it")
        return self.association

    def seal(self) -> Seal:
        """Give the seal made of the keys.

        :raises SettingsFault: if the key file cannot be read
        :raises KeyFault: if there is no key, or one is malformed
        """
        return Seal(self.keys())

    def secrets(self) -> tuple[str, ...]:
        """Give what no log line may hold.

        :raises SettingsFault: if the key file cannot be read
        """
        values = (getattr(self, name) for name in type(self).model_fields)
        return (*(each.get_secret_value() for each in values if isinstance(each, SecretStr)), *self.keys())

    def keys(self) -> tuple[str, ...]:
        """Give the keys as they stand now, newest first.

        :raises SettingsFault: if the key file cannot be read
        """
        if self.key:
            return _each(self.key.get_secret_value())
        try:
            return _each(read_keys(self.key_file)) if self.key_file else ()
        except KeyFileFault as fault:
            raise SettingsFault(str(fault)) from fault

    def shelf(self) -> Shelf | None:
        """Give the folder of nightly backups, if one is named.

        :raises SettingsFault: if it is something else than a folder
        """
        if self.backups is None:
            return None
        if self.backups.exists() and not self.backups.is_dir():
            raise SettingsFault(f"FOLJSAM_BACKUPS names '{self.backups}', which is no folder; correct it")
        return Shelf(self.backups, Keeping(self.backup_days, self.backup_weeks))

    def place(self) -> Place | None:
        """Give where to listen, if anywhere."""
        return read_place(self.listen) if self.listen else None

    def hook(self) -> Hook | None:
        """Give the webhook, if updates are to be brought.

        :raises SettingsFault: if what it needs is not set
        """
        if not self.webhook_url:
            return None
        if not self.webhook_secret.get_secret_value():
            raise SettingsFault(
                "FOLJSAM_WEBHOOK_URL needs FOLJSAM_WEBHOOK_SECRET: 1 to 256 of A-Z a-z 0-9 _ -, made up at random"
            )
        if not self.listen:
            raise SettingsFault("FOLJSAM_WEBHOOK_URL needs FOLJSAM_LISTEN: host:port where updates arrive here")
        return Hook(self.webhook_url, self.webhook_secret.get_secret_value())

    def window(self) -> SendWindow:
        """Give the send window."""
        return SendWindow.parse(self.send_window, working_days_only=self.working_days_only)


def _each(keys: str) -> tuple[str, ...]:
    return tuple(keys.replace(",", " ").split())


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    :raises SettingsFault: for the first that is unknown or bad
    """
    try:
        unknown = next(_unknown(environment), None)
        if unknown:
            raise SettingsFault(_not_known(unknown))
        return Settings()
    except ValidationError as error:
        raise SettingsFault(_in_words(error.errors(include_input=False)[0])) from None
    except UnicodeDecodeError:
        raise SettingsFault("the file .env is not UTF-8; save it again as UTF-8") from None
    except OSError as error:
        raise SettingsFault(f"the file .env cannot be read ({error.strerror}); see to its rights") from error


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    """Give what looks like a setting and is none: of a line in ``.env`` without =, the whole line."""
    names = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    written = dotenv_values(_ENV_FILE, interpolate=False) if _ENV_FILE.is_file() else {}
    given = {**environment, **written}
    yield from sorted(
        name
        for name, value in given.items()
        if name.upper().startswith(_PREFIX) and (value is None or name.upper() not in names)
    )


def _not_known(name: str) -> str:
    """Say so without what may stand behind the name: a token after a colon in place of =."""
    begins = re.match(r"[A-Za-z_]+", name)
    return (
        f"{begins.group() if begins else _PREFIX} is no setting as it stands; write NAME=value with a name that stands"
        " in README.md, or remove it"
    )


_EXAMPLES = {
    "token": "it as @BotFather gave it",
    "api_url": "https://api.telegram.org/bot or another address that ends in /bot",
    "send_window": "08:00-19:00 or always",
    "working_days_only": "true or false",
    "draft_languages": "true or false",
    "minimum_base": "a number, 3 or more",
    "tick_seconds": "seconds, more than 0 and at most 3600",
    "backup_days": "a number of days, 1 or more",
    "backup_weeks": "a number of weeks, or 0",
    "webhook_url": "an https address without ?, # or /health and /metrics as its path",
    "webhook_secret": "1 to 256 of A-Z a-z 0-9 _ -",
    "listen": "host:port, such as 127.0.0.1:8080",
    "log_format": "console or json",
}


def _in_words(fault: ErrorDetails) -> str:
    name = str(fault["loc"][0])
    return f"{_PREFIX}{name.upper()} cannot be used; write {_EXAMPLES.get(name, 'another value')}"
