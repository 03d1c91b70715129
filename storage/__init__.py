"""The memory: keeps and returns values in SQLite; knows no Telegram."""
