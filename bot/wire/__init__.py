"""Speaks the Bot API; knows no screens."""

import os

# python-telegram-bot's own switch: waits are given as timedelta, which its next version does without being asked.
os.environ.setdefault("PTB_TIMEDELTA", "true")
