"""Who does something is a name that can be shown anywhere."""

from __future__ import annotations

import msgspec
import pytest

from stillwatch.console.asked import Turn
from stillwatch.respond.decisions.by_hand import LONGEST, person
from stillwatch.respond.decisions.store import BY_POLICY


@pytest.mark.parametrize(
    "name", ["a\0b", "a\r\nX: y", "a\nb", "\x1b[31mred", "a\x9bb", "\x7fa b\x7f"]
)
def test_no_name_breaks_a_line_or_turns_a_terminal(name: str) -> None:
    assert person(name) is None
    body = msgspec.json.encode({"enforcing": True, "by": name, "because": "so"})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=Turn)


@pytest.mark.parametrize("name", [None, "", "  ", BY_POLICY, "a" * (LONGEST + 1)])
def test_nobody_is_named_by_nothing_or_as_the_policy(name: str | None) -> None:
    assert person(name) is None


@pytest.mark.parametrize("name", ["Ann", " Ann Example ", "Ѓорѓи", "陳", "a@b.example"])
def test_people_are(name: str) -> None:
    assert person(name) == name.strip()
