"""The entries of a catalogue: what they say in Swedish and in the language, and whether they keep what they must."""

from babel.messages.catalog import Message

from locales.placeholders import keeps, keeps_plural


def entry_problem(entry: Message, plurals: int) -> str | None:
    """Give what is wrong with one translation, and how to mend it.

    :param plurals: how many plural forms the language has
    """
    one, many = source_of(entry)
    forms = forms_of(entry)
    if not any(forms):
        return f"missing: translate '{one}'"
    if entry.fuzzy:
        return f"fuzzy: '{one}' is a guess; correct it and remove the word fuzzy above it"
    if many is None:
        return (
            None if keeps(one, forms[0]) else f"placeholder: '{one}' became '{forms[0]}'; keep each {{name}} as it is"
        )
    if len(forms) != plurals or not all(forms):
        return f"plural: '{one}' lacks a form; fill in all {plurals}"
    if all(keeps_plural(one, many, form) for form in forms) and keeps(many, forms[-1]):
        return None
    return f"placeholder: '{many}' became '{' / '.join(forms)}'; keep each {{name}} as it is"


def source_of(entry: Message) -> tuple[str, str | None]:
    """Give an entry's Swedish sentence and its plural, if it has one."""
    return (entry.id, None) if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def forms_of(entry: Message) -> tuple[str, ...]:
    """Give an entry's translations: one, or a form for each plural; empty where it is not translated."""
    return (entry.string or "",) if isinstance(entry.string, str | None) else tuple(entry.string)
