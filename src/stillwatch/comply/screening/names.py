"""Names made comparable: one spelling, no legal form, words apart."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from stillwatch.core.errors import UsageError

_FORMS = """
ab aktiebolag ag aktiengesellschaft ao aps as asa bhd bv bvba co company corp corporation doo dd
eood ev gesellschaft gmbh inc incorporated kft kg kgaa kk kabushiki kaisha limited llc llp lp
ltd ltda limitada mbh nv oao ohg ojsc ood ooo oy oyj pao pjsc plc pt pte pty pvt sa sal saoc
sarl sas sasu sdn se sicav sl sarlau slu spa sp srl sro spzoo jsc cjsc zao zrt xk youxian gongsi
"""
FORMS = frozenset(_FORMS.split())
"""Legal forms, as single words, in the spelling that `folded` gives."""
LONGEST = 40
"""Words of a name that are compared; no party has more, and pairing grows with their square."""
_BETWEEN = frozenset(("and", "the", "of", "de", "la", "und", "et", "y", "fka", "aka", "dba"))
_INITIALS = re.compile(r"\b(?:\w\.\s?){2,}")
_WORD = re.compile(r"[0-9a-z]+")


class Name(NamedTuple):
    """A name made comparable."""

    written: str
    """As it was given."""
    words: tuple[str, ...]
    """Folded words without legal forms and small words; all words where nothing else is left."""
    forms: tuple[str, ...]
    """Legal forms that were set aside."""

    @property
    def joined(self) -> str:
        """The words run together, in order."""
        return "".join(self.words)


def folded(text: str) -> str:
    """Return text in one spelling: NFKC, lower case, and Latin letters for all scripts.

    Transliteration is that of anyascii: letter by letter, so that it does not give the spelling
    that a list chose for a name in another script; matching has to bear the rest.
    """
    try:
        from anyascii import anyascii
    except ImportError:
        raise UsageError(
            "screening needs more packages: pip install 'stillwatch[screen]'"
        ) from None
    plain = unicodedata.normalize("NFKC", text).casefold()
    found: str = anyascii(plain)
    return found.casefold()


def name_of(text: str) -> Name:
    """Make a name comparable.

    Examples
    --------
    >>> name_of("Vantor Brightwater Trading Co., Ltd.").words
    ('vantor', 'brightwater', 'trading')
    >>> name_of("S.A. Élan & Fils").words
    ('elan', 'fils')
    """
    text = _INITIALS.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " ", text)
    words = [word for word in _WORD.findall(folded(text.replace("'", "").replace("’", "")))]
    kept = [word for word in words if word not in FORMS and word not in _BETWEEN]
    forms = tuple(word for word in words if word in FORMS)
    return Name(text.strip(), tuple((kept or words)[:LONGEST]), forms)
