"""Conditions checked before they are used: names, types, words and cost.

CEL itself finds out about a misspelt name when a condition meets it, and `true || misspelt` never.
A policy must not wait for that. What passes here is CEL, and evaluates to a truth value in time
that its length bounds: there are no comprehensions, no regular expressions and no maps.

Source: Common Expression Language, language definition (cel.dev), the grammar and the standard
functions; numbers compare across types, and are not mixed in sums.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from stillwatch.respond.policy.facts import FACTS
from stillwatch.respond.policy.lexer import Token, Wrong, tokens, unquoted

DEEPEST = 24
"""Brackets, negations and choices within each other."""
LARGEST = 10**12
"""Largest whole number: sums of a few cannot overflow."""

_METHODS = ("startsWith", "endsWith", "contains")
_MACROS = ("all", "exists", "exists_one", "map", "filter", "matches")
_NUMBERS = ("int", "double")


class Type(NamedTuple):
    """What an expression evaluates to."""

    kind: str
    """`bool`, `int`, `double`, `string` or `list`."""
    of: str = ""
    """Kind of a list's members."""
    words: tuple[str, ...] = ()
    """All values that a fact may have; empty: any."""
    literal: tuple[str, ...] | None = None
    """Strings that are written out here."""


class Checked(NamedTuple):
    """What is known of a condition that passed."""

    facts: tuple[str, ...]
    """Facts that it asks about (`campaign.level`), sorted."""


BOOL, INT, DOUBLE, STRING = Type("bool"), Type("int"), Type("double"), Type("string")


def check(text: str, objects: Collection[str]) -> Checked:
    """Check a condition.

    Parameters
    ----------
    text
        The condition.
    objects
        Those of `FACTS` that it may ask about.

    Raises
    ------
    Wrong
        It is no condition: the reason and the remedy say what to change.
    """
    reader = _Reader(tokens(text), objects)
    found = reader.choice()
    if reader.ahead.kind != "end":
        raise reader.wrong("one expression was expected to end")
    if found.kind != "bool":
        raise Wrong(f"it is a {found.kind}, and no condition", "compare it with something")
    return Checked(tuple(sorted(reader.facts)))


class _Reader:
    """One pass over the tokens; each method reads one level of precedence."""

    def __init__(self, words: list[Token], objects: Collection[str]) -> None:
        self.words, self.objects, self.place, self.depth = words, objects, 0, 0
        self.facts: set[str] = set()

    @property
    def ahead(self) -> Token:
        return self.words[self.place]

    def take(self, *texts: str) -> Token | None:
        """Read one of these marks or names, if it is what comes."""
        token = self.ahead
        if token.kind in ("mark", "name") and token.text in texts:
            self.place += 1
            return token
        return None

    def need(self, text: str) -> None:
        if self.take(text) is None:
            raise self.wrong(f"{text!r} was expected")

    def wrong(self, reason: str) -> Wrong:
        token = self.ahead
        said = f", not {token.text[:40]!r}," if token.kind != "end" else ""
        return Wrong(f"{reason}{said} at column {token.at}", "see the reference of policies")

    def choice(self) -> Type:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Wrong(f"nested more than {DEEPEST} deep", "split the rule")
        found = self.either()
        if self.take("?"):
            _same("bool", found, "before ?")
            one = self.choice()
            self.need(":")
            other = self.choice()
            if one.kind != other.kind or one.of != other.of:
                raise Wrong(f"a choice between a {one.kind} and a {other.kind}",
                            "both sides of : have one type")  # fmt: skip
            found = one
        self.depth -= 1
        return found

    def either(self) -> Type:
        found = self.both()
        while self.take("||"):
            _same("bool", found, "before ||")
            _same("bool", found := self.both(), "after ||")
        return found

    def both(self) -> Type:
        found = self.relation()
        while self.take("&&"):
            _same("bool", found, "before &&")
            _same("bool", found := self.relation(), "after &&")
        return found

    def relation(self) -> Type:
        left = self.sum()
        sign = self.take("==", "!=", "<", "<=", ">", ">=", "in")
        if sign is None:
            return left
        right = self.sum()
        if self.ahead.text in ("==", "!=", "<", "<=", ">", ">=", "in") and self.ahead.kind != "end":
            raise Wrong("two comparisons in a row", "put one in brackets, or join them with &&")
        _comparable(left, sign.text, right)
        return BOOL

    def sum(self) -> Type:
        left = self.product()
        while sign := self.take("+", "-"):
            right = self.product()
            if sign.text == "+" and left.kind == right.kind == "string":
                left = STRING
            else:
                left = _number(left, sign.text, right)
        return left

    def product(self) -> Type:
        left = self.negated()
        while sign := self.take("*", "/", "%"):
            token = self.ahead
            right = self.negated()
            plain = token.kind in _NUMBERS and float(token.text) != 0
            if sign.text != "*" and not plain:
                raise Wrong(f"{sign.text} by what may be zero",
                            "divide by a number that is written out")  # fmt: skip
            left = _number(left, sign.text, right)
            if sign.text == "%":
                _same("int", left, "beside %")
        return left

    def negated(self) -> Type:
        signs = []
        while sign := self.take("!", "-"):
            signs.append(sign.text)
            if len(signs) > 4 or len(set(signs)) > 1:
                raise Wrong("too many signs in a row", "one ! or - is enough")
        found = self.member()
        for sign_text in signs:
            if sign_text == "!":
                _same("bool", found, "after !")
            elif found.kind not in _NUMBERS:
                raise Wrong(f"- before a {found.kind}", "negate numbers only")
        return found._replace(literal=None, words=()) if signs else found

    def member(self) -> Type:
        found = self.primary()
        while self.take("."):
            token = self.ahead
            self.place += 1
            if token.text == "size" and self.take("("):
                self.need(")")
                found = _sized(found)
            elif token.text in _METHODS and self.take("("):
                _same("string", found, f"before .{token.text}")
                _same("string", self.choice(), f"in .{token.text}")
                self.need(")")
                found = BOOL
            elif token.text in _MACROS:
                raise _macro(token.text)
            else:
                raise Wrong(f"nothing has .{token.text[:40]} here",
                            f"known are size, {', '.join(_METHODS)}")  # fmt: skip
        if self.ahead.text in ("[", "{") and self.ahead.kind == "mark":
            raise Wrong("members of a list are not asked for by number", "use in, or size")
        return found

    def primary(self) -> Type:
        token = self.ahead
        if token.kind == "end":
            raise Wrong("it ends where something was expected", "see the reference of policies")
        self.place += 1
        if token.kind == "int":
            if int(token.text) > LARGEST or (len(token.text) > 1 and token.text[0] == "0"):
                raise Wrong(f"{token.text[:20]} is no number here", f"at most {LARGEST:,}")
            return INT
        if token.kind == "double":
            if not float(token.text) < 1e15:
                raise Wrong(f"{token.text[:20]} is no number here", "at most 1e15")
            return DOUBLE
        if token.kind == "string":
            return STRING._replace(literal=(unquoted(token.text),))
        if token.text == "(":
            found = self.choice()
            self.need(")")
            return found
        if token.text == "[":
            return self.listed()
        if token.kind == "name":
            return self.named(token)
        self.place -= 1
        raise self.wrong("a fact, a number or a string was expected")

    def listed(self) -> Type:
        items: list[Type] = []
        while not self.take("]"):
            if items:
                self.need(",")
            items.append(self.choice())
        kinds = {item.kind for item in items}
        if len(kinds) != 1 or kinds & {"list", "bool"}:
            raise Wrong("a list of different things, or of none",
                        "list strings, or numbers of one kind")  # fmt: skip
        written = [item.literal for item in items]
        literal = tuple(w for one in written if one for w in one) if all(written) else None
        return Type("list", items[0].kind, literal=literal)

    def named(self, token: Token) -> Type:
        name = token.text
        if name in ("true", "false"):
            return BOOL
        if name == "has" and self.take("("):
            self.fact(self.ahead)
            self.need(")")
            return BOOL
        if name in ("size", "double") and self.take("("):
            found = self.choice()
            self.need(")")
            if name == "size":
                return _sized(found)
            if found.kind not in _NUMBERS:
                raise Wrong(f"double() of a {found.kind}", "give it a number")
            return DOUBLE
        if name in _MACROS:
            raise _macro(name)
        self.place -= 1
        return self.fact(token)

    def fact(self, token: Token) -> Type:
        self.place += 1
        known = FACTS.get(token.text)
        if known is None or token.kind != "name":
            raise Wrong(f"nothing is called {token.text[:40]!r}",
                        f"known are {', '.join(self.objects)}, size, double, has")  # fmt: skip
        if token.text not in self.objects:
            raise Wrong(f"a rule for a whole campaign cannot ask about one {token.text}",
                        "use scope account or end_user, or ask about campaign or firm")  # fmt: skip
        self.need(".")
        name = self.ahead
        self.place += 1
        fact = known.get(name.text)
        if fact is None or name.kind != "name":
            raise Wrong(f"nothing is called {token.text}.{name.text[:40]}",
                        f"known are {', '.join(known)}")  # fmt: skip
        self.facts.add(f"{token.text}.{name.text}")
        return Type(fact.kind, "string" if fact.kind == "list" else "", words=fact.words)


def _same(kind: str, found: Type, where: str) -> None:
    if found.kind != kind:
        raise Wrong(f"a {found.kind} {where}", f"a {kind} belongs there")


def _number(left: Type, sign: str, right: Type) -> Type:
    if left.kind not in _NUMBERS or right.kind not in _NUMBERS:
        raise Wrong(f"{left.kind} {sign} {right.kind}", "that is done with numbers only")
    if left.kind != right.kind:
        raise Wrong(f"{left.kind} {sign} {right.kind}: CEL does not mix them",
                    "write 2.0 for 2, or double(…)")  # fmt: skip
    return Type(left.kind)


def _sized(found: Type) -> Type:
    if found.kind not in ("list", "string"):
        raise Wrong(f"size of a {found.kind}", "lists and strings have one")
    return INT


def _macro(name: str) -> Wrong:
    return Wrong(f"{name} is left out here: its cost is not bounded", "use in, ==, contains")


def _comparable(left: Type, sign: str, right: Type) -> None:
    """Refuse a comparison that could not be made, or that always says the same."""
    if sign == "in":
        if right.kind != "list":
            raise Wrong(f"in a {right.kind}", 'a list stands after in: ["a", "b"]')
        pair = left, Type(right.of, words=right.words, literal=right.literal)
    else:
        pair = left, right
    one, other = pair
    if one.kind != other.kind and not (one.kind in _NUMBERS and other.kind in _NUMBERS):
        raise Wrong(f"a {one.kind} is never a {other.kind}", "compare what has one type")
    if "list" in (one.kind, other.kind) or (one.kind == "bool" and sign not in ("==", "!=")):
        raise Wrong(f"{sign} between two of {one.kind}", "use in, or size")
    for words, written in ((one.words, other.literal), (other.words, one.literal)):
        if words and sign in ("==", "!=", "in"):
            for word in written or ():
                if word not in words:
                    raise Wrong(f"it is never {word[:40]!r}", f"known are {', '.join(words)}")
        elif words and written:
            raise Wrong(f"{sign} between words compares their letters",
                        "name them: in [\"likely\", \"confirmed\"]")  # fmt: skip
