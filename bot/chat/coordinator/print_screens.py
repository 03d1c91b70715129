"""Screens of printing a form."""

from bot.actions.drafts import Draft
from bot.chat.dialogue import Offer, which_form, with_cancel
from bot.chat.screen import Key, Screen, column, plain
from flows.forms.questionnaire import Questionnaire
from locales.languages import LANGUAGES
from locales.translator import Translator


def form(t: Translator, draft: Draft, forms: tuple[Questionnaire, ...]) -> Screen:
    """Ask which form to print."""
    return which_form(t, draft, t("Vilket formulär ska skrivas ut?"), forms)


def language(t: Translator, draft: Draft, offered: tuple[str, ...]) -> Screen:
    """Ask in which language; each stands by its own name."""
    offer, names = Offer(draft, "language"), {each.code: each.own_name for each in LANGUAGES}
    keys: tuple[Key, ...] = tuple(offer.key(names[code], code) for code in offered)
    return Screen(plain(t("På vilket språk?")), with_cancel(t, *column(*keys)))


def sent(t: Translator, form: Questionnaire) -> Screen:
    """Say what comes, and how it is handed out."""
    how = (
        t("Skriv personens referens vid Kod innan du lämnar ut pappret.")
        if form.linked
        else t("Lämna ut det med ett kuvert. Den som svarar klistrar igen det själv.")
    )
    return Screen(plain(f"{t('Här är formuläret att skriva ut.')} {how}"))


def caption(t: Translator, form: Questionnaire) -> str:
    """Say what the file is."""
    return t(form.title)
