"""A bot of the peers' kind, to be compared with: ``run_polling``, answers stored in their handler, a dialogue by edits.

It is written with care: what it stores it stores durably before it replies. What it loses, it loses because its library
confirms updates before they are handled.
"""

import os
import sqlite3

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

QUESTIONS = 9
OPTIONS = ("Instämmer helt", "Instämmer delvis", "Instämmer inte alls")
TABLE = "CREATE TABLE IF NOT EXISTS answers (press TEXT PRIMARY KEY, chat INTEGER, question INTEGER, option INTEGER)"


def connected() -> sqlite3.Connection:
    database = sqlite3.connect(os.environ["FOLJSAM_DATABASE"], isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(TABLE)
    return database


def question(number: int) -> tuple[str, InlineKeyboardMarkup | None]:
    if number >= QUESTIONS:
        return "Tack!", None
    rows = [[InlineKeyboardButton(label, callback_data=f"{number}:{place}")] for place, label in enumerate(OPTIONS)]
    return f"Fråga {number + 1} av {QUESTIONS}", InlineKeyboardMarkup(rows)


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    text, keyboard = question(0)
    assert update.message
    await update.message.reply_text(text, reply_markup=keyboard)


async def pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    number = store(context.bot_data["database"], query)
    text, keyboard = question(number + 1)
    await query.answer()
    await query.edit_message_text(text, reply_markup=keyboard)


def store(database: sqlite3.Connection, query: CallbackQuery) -> int:
    number, option = map(int, (query.data or "").split(":"))
    database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", (query.id, query.from_user.id, number, option))
    return number


def main() -> None:
    builder = Application.builder().token(os.environ["FOLJSAM_TOKEN"]).base_url(os.environ["FOLJSAM_API_URL"])
    application = builder.build()
    application.bot_data["database"] = connected()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(pressed))
    application.run_polling()


if __name__ == "__main__":
    main()
