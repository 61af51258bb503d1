"""Labelled traffic by authors who knew the log format and the reported facts, not the detector.

An author is a module in ``worlds/authors``, found by walking that folder. It says in ``SIZE`` how
many benign and campaign accounts its world has when nobody asks for others, and its
``main(options)`` writes a log, ``accounts.csv`` and ``truth.json``. The same options give the same
bytes.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from worlds.options import Options

FOLDER = Path(__file__).parent / "authors"
AUTHORS = tuple(sorted(path.stem for path in FOLDER.glob("[!_]*.py")))
"""Names of all authors."""

__all__ = ["AUTHORS", "Options", "author", "write"]


def author(name: str) -> ModuleType:
    """Load an author's module afresh, so that no world depends on one written before it.

    Parameters
    ----------
    name
        One of `AUTHORS`.

    Raises
    ------
    ValueError
        No author has this name, which is said with those that there are.
    """
    if name not in AUTHORS:
        raise ValueError(f"no author '{name}': choose from {', '.join(AUTHORS)}")
    spec = importlib.util.spec_from_file_location(f"worlds.authors.{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def write(name: str, options: Options) -> None:
    """Write an author's world into the folder `options.out`.

    Parameters
    ----------
    name
        One of `AUTHORS`.
    options
        Seed, size, scenario and folders.

    Raises
    ------
    ValueError
        There is no such author, or it has no such scenario.
    """
    module = author(name)
    scenarios = getattr(module, "SCENARIOS", ("mix", "none", "small"))
    if options.scenario not in scenarios:
        raise ValueError(f"'{name}' has no scenario '{options.scenario}': {', '.join(scenarios)}")
    benign, attack = module.SIZE
    options.benign = benign if options.benign is None else options.benign
    options.attack = attack if options.attack is None else options.attack
    options.out.mkdir(parents=True, exist_ok=True)
    module.main(options)
