"""YAML as policies use it: JSON's values, with lines, and without what can surprise or explode.

Only the events of the parser are used. There are no aliases (a few lines of them stand for
billions of nodes), no tags (which make objects), no second document, and no key twice. Words such
as `no` and `on` stay words, as in YAML 1.2's core schema.

Source: YAML 1.2.2, sections 10.2 and 10.3 (JSON and core schema).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.core.errors import InputError, UsageError, shown

LARGEST = 256 << 10
"""Bytes of a file."""
DEEPEST = 12
"""Lists and mappings within each other."""
MOST = 20_000
"""Values of a file."""

_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}


class Read(NamedTuple):
    """A file that was read."""

    value: Any
    """Mappings, lists, strings, numbers, truth values and nulls."""
    lines: dict[str, int]
    """Path of a value (`$.rules[0].when`) to the line on which it begins."""
    data: bytes
    """The file as it is."""

    def line(self, path: str) -> int:
        """Return the line of a value, or that of the nearest value around it."""
        while path not in self.lines and len(path) > 1:
            path = path[: max(path.rfind("."), path.rfind("["), 1)]
        return self.lines.get(path, 1)


def read_yaml(path: Path) -> Read:
    """Read a file of at most `LARGEST` bytes.

    Raises
    ------
    InputError
        It cannot be read, is no YAML, or uses what is left out here.
    UsageError
        The YAML library is not installed.
    """
    name = shown(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError((error.strerror or "cannot be read").lower(), path=name) from None
    if len(data) > LARGEST:
        raise InputError(f"larger than {LARGEST >> 10} KB", path=name, remedy="split it")
    return parse(data, name)


def parse(data: bytes, name: str) -> Read:
    """Read the bytes of a file, as `read_yaml` does."""
    try:
        import yaml
    except ModuleNotFoundError:
        raise UsageError("policies need pyyaml: pip install 'stillwatch[policy]'") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8", path=name) from None
    reader = _Reader(name)
    try:
        return Read(reader.document(yaml.parse(text, Loader=yaml.SafeLoader)), reader.lines, data)
    except yaml.reader.ReaderError:
        raise InputError("a control character", path=name, remedy="take it out") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        why = " ".join(str(error.problem or error.context or "no YAML").split())[:200]
        raise InputError(f"not YAML: {why}", path=name, line=line) from None
    except RecursionError:
        raise InputError("nested too deeply", path=name) from None


class _Reader:
    def __init__(self, name: str) -> None:
        self.name, self.lines, self.count = name, dict[str, int](), 0

    def document(self, events: Iterator[Any]) -> Any:
        """Return the value of the one document."""
        value, seen = None, False
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if seen:
                    raise self.wrong(event, "a second document", "one a file")
                seen = True
                value = self.value(next(events), events, "$", 0)
        return value

    def value(self, event: Any, events: Iterator[Any], path: str, depth: int) -> Any:
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            raise self.wrong(event, "an alias or anchor", "write the value out")
        if getattr(event, "tag", None) is not None:
            raise self.wrong(event, "a tag", "take the ! away")
        self.count += 1
        if self.count > MOST:
            raise self.wrong(event, f"more than {MOST:,} values", "split the file")
        if depth > DEEPEST:
            raise self.wrong(event, f"nested more than {DEEPEST} deep", "policies are flat")
        self.lines[path] = event.start_mark.line + 1
        if kind == "ScalarEvent":
            return event.value if event.style else self.plain(event)
        if kind == "SequenceStartEvent":
            return self.sequence(events, path, depth)
        return self.mapping(events, path, depth)

    def sequence(self, events: Iterator[Any], path: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while type(event := next(events)).__name__ != "SequenceEndEvent":
            found.append(self.value(event, events, f"{path}[{len(found)}]", depth + 1))
        return found

    def mapping(self, events: Iterator[Any], path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := next(events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                raise self.wrong(event, "a key that is no word", "keys are names")
            key = event.value
            if event.tag is not None or event.anchor is not None:
                raise self.wrong(event, "a key with a tag or anchor", "keys are names")
            if key in found:
                raise self.wrong(event, f"{key[:40]!r} is there twice", "keep one of them")
            line = event.start_mark.line + 1
            found[key] = self.value(next(events), events, f"{path}.{key}", depth + 1)
            self.lines[f"{path}.{key}"] = line
        return found

    def plain(self, event: Any) -> Any:
        """Return what an unquoted word says."""
        text = event.value
        if text in _WORDS:
            return _WORDS[text]
        if _INT.fullmatch(text):
            return int(text)
        number = float(text) if _FLOAT.fullmatch(text) else None
        if number is not None and abs(number) < 1e300:
            return number
        if number is not None or re.fullmatch(r"[-+]?\.(inf|nan)", text, re.IGNORECASE):
            raise self.wrong(event, f"{text[:40]} is no number here", "write one of usual size")
        return text

    def wrong(self, event: Any, reason: str, remedy: str) -> InputError:
        return InputError(reason, path=self.name, line=event.start_mark.line + 1, remedy=remedy)
