"""Speaks the Bot API; knows no screens."""
