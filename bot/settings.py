"""Settings from the environment and ``.env``, named ``FOLJSAM_…``; an unknown or bad one stops the start."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.association import Association
from flows.catalogue import SHIPPED, Catalogue, read_association, read_catalogue
from flows.schedule import SendWindow
from storage.seal import Seal

_PREFIX = "FOLJSAM_"
_ENV_FILE = Path(".env")


class SettingsFault(Exception):
    """A setting cannot be used; the message is one line that says what to do."""


def _is_window(text: str) -> str:
    SendWindow.parse(text, working_days_only=True)
    return text


class Settings(BaseSettings):
    """What an operator may set (the contract, design: 4)."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=_ENV_FILE, extra="ignore", frozen=True)

    token: SecretStr = SecretStr("")
    api_url: str = Field(default="https://api.telegram.org/bot", pattern=r"^https?://\S+/bot$")
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
    log_format: Literal["console", "json"] = "console"

    def read_catalogue(self) -> Catalogue:
        """Read the definitions.

        :raises DefinitionsError: with every fault
        """
        return read_catalogue(self.definitions)

    def read_association(self) -> Association:
        """Read the association's file.

        :raises SettingsFault: if none is named
        :raises DefinitionsError: with every fault
        """
        if self.association is None:
            raise SettingsFault(
                "FOLJSAM_ASSOCIATION is missing; make a file with: foljsam association new --output association.yaml"
            )
        return read_association(self.association)

    def seal(self) -> Seal:
        """Give the seal made of the keys.

        :raises SettingsFault: if the key file cannot be read
        :raises KeyFault: if there is no key, or one is malformed
        """
        text = self.key.get_secret_value() if self.key else self._key_file()
        return Seal(text.replace(",", " ").split())

    def _key_file(self) -> str:
        if self.key_file is None:
            return ""
        try:
            if self.key_file.stat().st_mode & 0o077:
                raise SettingsFault(f"others can read {self.key_file}; run: chmod 600 {self.key_file}")
            return self.key_file.read_text("utf-8").replace(f"{_PREFIX}KEY=", " ")
        except OSError as error:
            raise SettingsFault(f"FOLJSAM_KEY_FILE cannot be read ({error.strerror}); check the path") from error

    def window(self) -> SendWindow:
        """Give the send window."""
        return SendWindow.parse(self.send_window, working_days_only=self.working_days_only)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    :raises SettingsFault: for the first that is unknown or bad
    """
    unknown = next(_unknown(environment), None)
    if unknown:
        raise SettingsFault(f"{unknown} is no setting; correct or remove it. All of them stand in README.md")
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsFault(_in_words(error.errors(include_input=False)[0])) from None


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    names = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = {*environment, *(dotenv_values(_ENV_FILE) if _ENV_FILE.is_file() else ())}
    yield from sorted(name for name in given if name.upper().startswith(_PREFIX) and name.upper() not in names)


_EXAMPLES: dict[str, Any] = {
    "api_url": "http://127.0.0.1:8081/bot",
    "send_window": "08:00-19:00 or always",
    "working_days_only": "true or false",
    "draft_languages": "true or false",
    "minimum_base": "a number, 3 or more",
    "tick_seconds": "seconds, more than 0",
    "log_format": "console or json",
}


def _in_words(fault: ErrorDetails) -> str:
    name = str(fault["loc"][0])
    return f"{_PREFIX}{name.upper()} cannot be used; write {_EXAMPLES.get(name, 'another value')}"
