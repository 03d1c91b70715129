"""Bots of other making that ask the same questions: each as its library's own pages show it.

``ptb-pickle``  python-telegram-bot's ConversationHandler, PicklePersistence written to disk after each answer
``ptb-sqlite``  the same conversation with each answer committed durably by aiosqlite, and nothing pickled
``aiogram``     aiogram's finite state machine, each answer committed durably by aiosqlite
``bare``        a bare handler of python-telegram-bot on our transport, several updates at once; it stores nothing
"""

import asyncio
import os
import sys
from pathlib import Path

import aiosqlite
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PersistenceInput,
    PicklePersistence,
)

TOKEN, API, FILE = os.environ["FOLJSAM_TOKEN"], os.environ["FOLJSAM_API_URL"], Path(os.environ["FOLJSAM_DATABASE"])
QUESTIONS = int(os.environ["QUESTIONS"])
OPTIONS = ("Ja, varje dag", "Ja, ibland", "Nej, sällan", "Nej, aldrig", "Vet inte", "Vill inte svara")
ASKING = 0
THANKS = "Tack!"

Context = ContextTypes.DEFAULT_TYPE


def text(number: int) -> str:
    return f"Fråga {number + 1} av {QUESTIONS}\n\n<b>Hur ofta gör du sådant som du mår bra av, fråga {number}?</b>"


def keyboard(number: int) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(label, callback_data=f"{number}:{place}")] for place, label in enumerate(OPTIONS)]
    return InlineKeyboardMarkup(rows)


async def opened() -> aiosqlite.Connection:
    database = await aiosqlite.connect(FILE, isolation_level=None)
    await database.execute("PRAGMA journal_mode = WAL")
    await database.execute("PRAGMA synchronous = FULL")
    await database.execute("CREATE TABLE answers (chat INTEGER, question INTEGER, option INTEGER)")
    return database


async def store(database: aiosqlite.Connection, chat: int, number: int, option: int) -> None:
    await database.execute("INSERT INTO answers VALUES (?, ?, ?)", (chat, number, option))


async def begin(update: Update, _: Context) -> int:
    assert update.message
    await update.message.reply_html(text(0), reply_markup=keyboard(0))
    return ASKING


async def answer(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query
    assert query.data
    number, option = map(int, query.data.split(":"))
    if context.user_data is not None:
        context.user_data[number] = option
    if "database" in context.bot_data:
        await store(context.bot_data["database"], query.from_user.id, number, option)
    elif context.application.persistence:
        await context.application.update_persistence()
    await query.answer()
    if number + 1 == QUESTIONS:
        await query.edit_message_text(THANKS)
        return ConversationHandler.END
    await query.edit_message_text(text(number + 1), parse_mode="HTML", reply_markup=keyboard(number + 1))
    return ASKING


def conversation(*, is_kept: bool) -> ConversationHandler[Context]:
    return ConversationHandler(
        [CommandHandler("start", begin)],
        {ASKING: [CallbackQueryHandler(answer)]},
        [],
        name="survey",
        persistent=is_kept,
    )


def builder() -> "ApplicationBuilder":  # type: ignore[type-arg]  # its six parameters say nothing here
    return Application.builder().token(TOKEN).base_url(API)


def with_pickle() -> None:
    kept = PicklePersistence(FILE, store_data=PersistenceInput(bot_data=False, chat_data=False))
    application = builder().persistence(kept).build()
    application.add_handler(conversation(is_kept=True))
    application.run_polling()


def with_sqlite() -> None:
    async def open_database(application: Application) -> None:  # type: ignore[type-arg]  # the same
        application.bot_data["database"] = await opened()

    application = builder().post_init(open_database).build()
    application.add_handler(conversation(is_kept=False))
    application.run_polling()


def bare() -> None:
    from bot.wire.transport import Transport, trusted  # noqa: PLC0415  # the others do without

    calls, polls = (Transport(API, trusted(API)) for _ in range(2))
    application = Application.builder().token(TOKEN).base_url(API).request(calls).get_updates_request(polls)
    running = application.concurrent_updates(True).build()  # noqa: FBT003  # the library's own word
    running.add_handler(CommandHandler("start", begin))
    running.add_handler(CallbackQueryHandler(answer))
    running.run_polling()


async def aiogram() -> None:
    from aiogram import Bot, Dispatcher, F  # noqa: PLC0415  # the others do without
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415  # the same
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415  # the same
    from aiogram.filters import CommandStart  # noqa: PLC0415  # the same
    from aiogram.fsm.context import FSMContext  # noqa: PLC0415  # the same
    from aiogram.fsm.state import State, StatesGroup  # noqa: PLC0415  # the same
    from aiogram.types import (  # noqa: PLC0415  # the same
        CallbackQuery,
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        Message,
    )

    class Survey(StatesGroup):
        asking = State()

    def buttons(number: int) -> InlineKeyboardMarkup:
        rows = [
            [InlineKeyboardButton(text=label, callback_data=f"{number}:{place}")] for place, label in enumerate(OPTIONS)
        ]
        return InlineKeyboardMarkup(inline_keyboard=rows)

    database, dispatcher = await opened(), Dispatcher()

    @dispatcher.message(CommandStart())
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(Survey.asking)
        await message.answer(text(0), parse_mode="HTML", reply_markup=buttons(0))

    @dispatcher.callback_query(Survey.asking, F.data)
    async def answer(query: CallbackQuery, state: FSMContext) -> None:
        number, option = map(int, (query.data or "").split(":"))
        await state.update_data({str(number): option})
        await store(database, query.from_user.id, number, option)
        await query.answer()
        assert isinstance(query.message, Message)
        if number + 1 == QUESTIONS:
            await query.message.edit_text(THANKS)
            await state.clear()
        else:
            await query.message.edit_text(text(number + 1), parse_mode="HTML", reply_markup=buttons(number + 1))

    session = AiohttpSession(api=TelegramAPIServer.from_base(API.removesuffix("/bot")))
    await dispatcher.start_polling(Bot(TOKEN, session=session))


if __name__ == "__main__":
    match sys.argv[1]:
        case "ptb-pickle":
            with_pickle()
        case "ptb-sqlite":
            with_sqlite()
        case "aiogram":
            asyncio.run(aiogram())
        case "bare":
            bare()
