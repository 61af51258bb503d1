"""Letters as the guard folds them: those without a base in Unicode, too, as people type them."""

from __future__ import annotations

from functools import cache

from stillwatch.features import unicode

_AS_TYPED = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ß": "s",
    "æ": "a", "œ": "o",
}  # fmt: skip


@cache
def tables() -> unicode.Tables:
    """Build the tables (once a process).

    The features of an audit fold less: their hashes are in models that are fitted.
    """
    found = unicode.tables()
    fold = found.fold.copy()
    for letter, plain in _AS_TYPED.items():
        for form in {letter, letter.upper()}:
            if len(form) == 1:
                fold[ord(form)] = ord(plain)
    fold[0x1E9E] = ord("s")  # capital sharp s
    fold.flags.writeable = False
    return unicode.Tables(found.kind, fold)
