"""What ``check`` says of how easy forms are to read, in standard and in easy Swedish."""

from collections.abc import Callable, Iterator

from flows.catalogue import Catalogue
from flows.forms.questionnaire import Questionnaire
from flows.swedish.readability import (
    BY_COUNTING,
    EASY_LIX,
    EASY_SENTENCE,
    HARD_WORD,
    Hard,
    Hardship,
    asked_texts,
    count,
    hard_in,
    question_texts,
)
from locales.languages import EASY
from locales.offered import spoken
from locales.translator import translator

_ADVICE = {
    Hardship.SENTENCE: f"'{{words}}' is one sentence; make it two, of at most {EASY_SENTENCE} words",
    Hardship.WORD: f"'{{words}}' has {HARD_WORD} letters or more; take shorter words",
    Hardship.NEGATION: "it asks with '{words}', so a no becomes a yes; ask the other way round",
    Hardship.DOUBLE: "'{words}' may ask two things at once; ask one, unless both are one to the person",
}

Say = Callable[[str], str]


def measured(catalogue: Catalogue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Measure every form of our own; give figures and advice, and what of easy Swedish is not easy enough."""
    advice: list[str] = []
    faults: list[str] = []
    easy = translator(EASY.code) if EASY in spoken() else None
    for form in catalogue.questionnaires.values():
        if form.owner is None:
            advice += _figures(form, easy)
            advice += (_line(form.key, *each) for each in _hard(form, str))
            if easy:
                found = list(_hard(form, easy))
                faults += _too_hard(form, easy)
                faults += (_line(f"{form.key} ({EASY.code})", *each) for each in found if each[1].what in BY_COUNTING)
                advice += (
                    _line(f"{form.key} ({EASY.code})", *each) for each in found if each[1].what not in BY_COUNTING
                )
    return tuple(advice), tuple(faults)


def _figures(form: Questionnaire, easy: Say | None) -> Iterator[str]:
    texts = tuple(asked_texts(form))
    in_easy = f", in easy Swedish {count(map(easy, texts)).lix:.0f}" if easy else ""
    yield f"{form.key}: LIX {count(texts).lix:.0f}{in_easy}"


def _too_hard(form: Questionnaire, easy: Say) -> Iterator[str]:
    lix = count(map(easy, asked_texts(form))).lix
    if lix >= EASY_LIX:
        yield f"{form.key} ({EASY.code}): LIX {lix:.0f}; shorten sentences and words until it is below {EASY_LIX}"


def _hard(form: Questionnaire, say: Say) -> Iterator[tuple[str, Hard]]:
    for question in form.questions:
        for text, is_asked in question_texts(question):
            yield from ((question.key, hard) for hard in hard_in(say(text), is_asked=is_asked))


def _line(where: str, key: str, hard: Hard) -> str:
    return f"{where}: '{key}': {_ADVICE[hard.what].format(words=hard.words)}"
