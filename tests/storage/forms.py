"""Two small forms: an anonymous one and a linked one."""

from flows.forms.questionnaire import Questionnaire


def form(key: str = "avslut", *, linked: bool = False, scales: int = 4, several: bool = False) -> Questionnaire:
    """Give a form with some scales from 1 to 10, perhaps several choices, a card to read and a free text."""
    questions: list[dict[str, object]] = [
        {"key": f"skala-{n}", "kind": "scale", "text": f"Fråga {n}", "highest": 10, "low": "Inte alls", "high": "Helt"}
        for n in range(scales)
    ]
    if several:
        options = [{"key": key, "label": key.upper()} for key in "abcdefgh"]
        questions.append({"key": "flera", "kind": "choices", "text": "Vilka?", "options": options})
    questions.append({"key": "lappen", "kind": "information", "text": "Läs detta."})
    questions.append({"key": "egna-ord", "kind": "text", "text": "Något mer?"})
    return Questionnaire.model_validate(
        {
            "key": key,
            "title": "Formulär",
            "purpose": "Att prova.",
            "source": "Påhittat.",
            "linked": linked,
            "minutes": 2,
            "questions": questions,
        }
    )
