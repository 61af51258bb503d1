"""Discovery of extensions by folder and by entry point."""

from __future__ import annotations

import importlib
import sys
from abc import ABC, abstractmethod
from importlib.metadata import EntryPoint

import pytest

from stillwatch.core import registry
from stillwatch.core.errors import UsageError
from stillwatch.core.registry import discover


class Plugin(ABC):
    name = ""

    @abstractmethod
    def act(self) -> int: ...


class Elsewhere(Plugin):
    name = "elsewhere"

    def act(self) -> int:
        return 9


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package on the path whose files the test writes; forgotten afterwards."""
    folder = tmp_path / "plugins_under_test"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "plugin_base", sys.modules[__name__])
    importlib.invalidate_caches()
    discover.cache_clear()
    yield folder
    discover.cache_clear()
    for name in [n for n in sys.modules if n.startswith("plugins_under_test")]:
        del sys.modules[name]


def write(folder, module: str, cls: str, name: str, body: str = "def act(self): return 1") -> None:
    (folder / f"{module}.py").write_text(
        f"from plugin_base import Plugin\nclass {cls}(Plugin):\n    name = {name!r}\n    {body}\n"
    )


def test_finds_concrete_public_classes_sorted_by_name(package):
    write(package, "zebra", "Zebra", "zebra")
    write(package, "ant", "Ant", "ant")
    write(package, "abstract", "Abstract", "abstract", body="pass")
    write(package, "hidden", "_Hidden", "hidden")
    write(package, "_private", "Private", "private")
    write(package, "shared", "Shared", "")
    (package / "user.py").write_text("from plugins_under_test.ant import Ant\n")
    found = discover("plugins_under_test", Plugin)
    assert list(found) == ["ant", "zebra"]
    assert found["ant"]().act() == 1


def test_an_entry_point_of_another_package_counts(package, monkeypatch):
    write(package, "ant", "Ant", "ant")
    point = EntryPoint("elsewhere", "plugin_base:Elsewhere", "plugins_under_test")
    monkeypatch.setattr(
        registry, "entry_points", lambda group: [point] if group == point.group else []
    )
    assert list(discover("plugins_under_test", Plugin)) == ["ant", "elsewhere"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("plugins_under_test.theirs.gone:Gone", "No module named 'plugins_under_test.theirs.gone'"),
        ("plugins_under_test.theirs.broken:Broken", "ZeroDivisionError"),
        ("plugins_under_test.theirs.ant:Missing", "Missing"),
        ("plugins_under_test.theirs.ant:Ant.act", "no subclass of"),
        ("plugins_under_test.theirs.nameless:Nameless", "with a name"),
        ("plugins_under_test.theirs.half:Half", "it lacks act"),
    ],
)
def test_one_of_another_package_that_cannot_be_used_is_named(package, monkeypatch, value, said):
    theirs = package / "theirs"
    theirs.mkdir()
    (theirs / "__init__.py").write_text("")
    write(theirs, "ant", "Ant", "ant")
    write(theirs, "half", "Half", "half", body="pass")
    write(theirs, "nameless", "Nameless", "")
    (theirs / "broken.py").write_text("1 / 0\n")
    point = EntryPoint("theirs", value, "group.of.theirs")
    monkeypatch.setattr(registry, "entry_points", lambda group: [point])
    with pytest.raises(UsageError, match=r"extension theirs = plugins_under_test") as caught:
        discover("plugins_under_test", Plugin)
    assert said in str(caught.value)


def test_two_of_one_name_are_refused(package):
    write(package, "ant", "Ant", "same")
    write(package, "bee", "Bee", "same")
    with pytest.raises(UsageError, match=r"two extensions .* 'same'"):
        discover("plugins_under_test", Plugin)
