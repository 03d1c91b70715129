"""Values into documents; knows no Telegram."""
