"""Whose word is taken for being Telegram."""

import ssl

import pytest

from bot.wire.telegram_bot import TELEGRAM
from bot.wire.transport import trusted


@pytest.mark.parametrize("address", [TELEGRAM, "HTTPS://telegram.example/bot"])
def test_telegram_has_to_show_a_certificate_of_the_usual_authorities(address: str) -> None:
    trust = trusted(address)
    assert trust.verify_mode == ssl.CERT_REQUIRED
    assert trust.check_hostname
    assert trust.get_ca_certs()


def test_before_an_address_without_encryption_nobody_is_trusted() -> None:
    trust = trusted("http://127.0.0.1:8081/bot")
    assert trust.verify_mode == ssl.CERT_REQUIRED
    assert not trust.get_ca_certs()
