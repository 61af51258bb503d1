"""Where a map takes the value of one field from, and which form it has there."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from stillwatch.ingest.columns import as_float, as_int
from stillwatch.ingest.paths import Path, look_up, parse_path

UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
"""Seconds in a unit."""
COUNTS = frozenset({
    *(f"usage.{name}_tokens" for name in ("input", "output", "reasoning")),
    *(f"request.{name}" for name in ("n", "seed", "max_tokens")),
    *("request.max_completion_tokens", "request.max_output_tokens"),
})  # fmt: skip
"""Fields that are whole numbers."""
NUMBERS = COUNTS | {"time", "request.temperature", "request.top_p", "response.latency_ms"}
"""Fields that may be numbers with a decimal mark, or with marks between thousands."""

_TIMES = {"time": 1.0, "account.created": 1.0, "response.latency_ms": 1e3}
"""Fields that may have a unit, with how many of ours make a second."""
_ZONED = ("time", "account.created")
_FORM = frozenset({"unit", "zone", "decimal"})
_KEYS = frozenset({"path", "sum", "const", "default"}) | _FORM
_ZONE = re.compile(r"UTC|Z|[+-]\d\d:\d\d")
_HAS_ZONE = re.compile(r"(?:[zZ]|[+-]\d\d:?\d\d)\s*$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BETWEEN = " '\u2019\u00a0\u202f"
"""Marks that stand between thousands whatever the decimal mark is."""
_MARKED = {
    mark: re.compile(
        rf"([+-]?(?:\d{{1,3}}(?:([{_BETWEEN}{re.escape(other)}])\d{{3}}(?:\2\d{{3}})*)|\d+))"
        rf"(?:{re.escape(mark)}(\d+))?"
    )
    for mark, other in ((",", "."), (".", ","))
}


class Form(NamedTuple):
    """How a value is written."""

    factor: float | None = None
    """What numbers are multiplied by; null leaves values as they are."""
    zone: str | None = None
    """Zone of times that name none: `Z`, an offset, or a name as the IANA has it."""
    decimal: str | None = None
    """Decimal mark of numbers that are texts, a comma or a dot; null: a dot, and no thousands."""

    def read(self, value: Any) -> Any:
        """Return a value in our form; what is not of this form as it is."""
        if self.decimal is not None and isinstance(value, str):
            value = plain(value, self.decimal)
        if self.factor is not None and (number := as_float(value)) is not None:
            return number * self.factor
        if self.zone and isinstance(value, str) and not _HAS_ZONE.search(value[8:]):
            said = value.strip()
            if said.endswith(" UTC"):  # as BigQuery writes times
                return said.removesuffix(" UTC") + "Z"
            return _zoned(said, self.zone)
        return value


AS_IS = Form()


class Source(NamedTuple):
    """Where the value of one field comes from."""

    ways: tuple[tuple[Path, Form], ...] = ()
    """Paths, and the form that the value of each has."""
    total: bool = False
    """The paths' numbers are added; otherwise the first path with a value counts."""
    const: Any = None
    default: Any = None
    """Value where no path has one."""
    whole: bool = False
    """Whether it is a whole number: no part of a sum may be another."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths alone."""
        return tuple(path for path, _ in self.ways)

    @property
    def zoned(self) -> bool:
        """Whether times that name no zone get one."""
        return any(form.zone for _, form in self.ways)

    def get(self, record: Any) -> Any:
        """Return the value in a record, or null."""
        if self.const is not None:
            return self.const
        if self.total:
            value = self._sum(record)
        else:
            value = None
            for path, form in self.ways:
                if (value := look_up(record, path)) is not None:
                    value = form.read(value) if form is not AS_IS else value
                    break
        return self.default if value is None else value

    def _sum(self, record: Any) -> Any:
        """Add what there is; a value that is no number stands for all, to be told as unreadable."""
        total: float | None = None
        for path, form in self.ways:
            if (value := look_up(record, path)) is not None:
                value = form.read(value)
                number = as_int(value) if self.whole else as_float(value)
                if number is None:
                    return value
                total = number if total is None else total + number
        return total

    def words(self) -> str:
        """Return where the value comes from, in few words."""
        paths = (" + " if self.total else ", else ").join(path.text for path in self.paths)
        return paths or ("a fixed value" if self.const is not None else "a default")


def read_source(target: str, given: Any) -> Source:
    """Read what a map says of a field.

    Parameters
    ----------
    target
        The field.
    given
        A path, a table (`path`, `sum`, `const`, `default`, `unit`, `zone`, `decimal`), or a list
        of paths and of tables of a path and its form.

    Raises
    ------
    ValueError
        It makes no sense.
    """
    if not isinstance(given, dict):
        given = {"path": given}
    _known(given, _KEYS)
    if len(given.keys() & {"path", "sum", "const"}) != 1:
        raise ValueError("give one of path, sum and const")
    ways = given.get("sum", given.get("path", []))
    outer = {name: given[name] for name in _FORM & given.keys()}
    paths = tuple(_way(target, way, outer) for way in (ways if isinstance(ways, list) else [ways]))
    if "const" not in given and not paths:
        raise ValueError("no path is given")
    if not paths:
        _form(target, outer)
    return Source(paths, "sum" in given, given.get("const"), given.get("default"), target in COUNTS)


def _way(target: str, given: Any, outer: dict[str, Any]) -> tuple[Path, Form]:
    """Read a path, or a table of a path and its form; what the form leaves out `outer` says."""
    if isinstance(given, dict):
        _known(given, _FORM | {"path"})
        return parse_path(given.get("path")), _form(target, outer | given)
    return parse_path(given), _form(target, outer)


def _known(given: dict[str, Any], keys: frozenset[str]) -> None:
    if extra := sorted(given.keys() - keys):
        raise ValueError(f"{extra[0]!r} means nothing here: known are {', '.join(sorted(keys))}")


def _form(target: str, given: dict[str, Any]) -> Form:
    unit, zone, decimal = (given.get(name) for name in ("unit", "zone", "decimal"))
    factor = None
    if unit is not None:
        if target not in _TIMES or not isinstance(unit, str) or unit not in UNITS:
            raise ValueError(f"unit is one of {', '.join(UNITS)}, of {', '.join(_TIMES)}")
        factor = UNITS[unit] * _TIMES[target]
    if zone is not None and not (isinstance(zone, str) and (_ZONE.fullmatch(zone) or _rules(zone))):
        raise ValueError(
            'zone is "UTC", an offset such as "+02:00", or a name such as "Europe/Berlin" that '
            "this machine knows (its package tzdata has them)"
        )
    if zone is not None and target not in _ZONED:
        raise ValueError(f"zone is of {' and '.join(_ZONED)} alone")
    if decimal is not None and (target not in NUMBERS or decimal not in (",", ".")):
        raise ValueError('decimal is "," or ".", of fields that are numbers')
    form = Form(factor, "Z" if zone == "UTC" else zone, decimal)
    return AS_IS if form == AS_IS else form


def plain(text: str, decimal: str) -> str:
    """Return a number with the other mark, spaces or apostrophes between thousands as plain digits.

    Examples
    --------
    >>> plain("1.204", ","), plain("1,204", "."), plain("0,7", ","), plain("1 204,50", ",")
    ('1204', '1204', '0.7', '1204.50')
    >>> plain("1.20", ","), plain("twelve", ",")
    ('1.20', 'twelve')
    """
    found = _MARKED[decimal].fullmatch(text.strip())
    if found is None:
        return text
    whole, between, fraction = found.groups()
    whole = whole.replace(between, "") if between else whole
    return f"{whole}.{fraction}" if fraction and fraction.strip("0") else whole


@cache
def _rules(zone: str) -> ZoneInfo | None:
    """Look up a zone by its name; null where this machine knows none of it."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zoned(said: str, zone: str) -> str:
    """Return a time that names no zone with its offset; a day, and what is no time, as it is.

    Of an hour that comes twice, when summer time ends, the first is meant.

    Examples
    --------
    >>> _zoned("2026-07-01 09:00:00", "+02:00"), _zoned("2026-07-01", "+02:00")
    ('2026-07-01 09:00:00+02:00', '2026-07-01')
    """
    if _DAY.fullmatch(said):
        return said
    if _ZONE.fullmatch(zone):
        return said + zone
    try:
        return datetime.fromisoformat(said).replace(tzinfo=_rules(zone)).isoformat()
    except ValueError:
        return said
