"""Discovery: an extension is one file in the folder of its kind, or an entry point.

Nothing keeps a list of extensions. A folder is walked once, and every public, concrete
subclass of the kind's base class that is defined in it is returned, by name.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar, cast

from stillwatch.core.errors import UsageError

T = TypeVar("T")


@cache
def discover(folder: str, base: type[T]) -> dict[str, type[T]]:
    """Return the extensions of a kind, sorted by name.

    Parameters
    ----------
    folder
        Dotted name of the package that holds one extension a file,
        e.g. ``stillwatch.detect.detectors``. It is also the entry point group.
    base
        Base class with a class attribute ``name``. A subclass that sets none is a base that
        several extensions share, and no extension itself.

    Raises
    ------
    UsageError
        Two extensions carry one name, or one of another package cannot be used.
    """
    package = importlib.import_module(folder)
    modules = [
        importlib.import_module(f"{folder}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")
    ]
    found: dict[str, type[T]] = {}
    classes = [c for m in modules for c in vars(m).values() if _is_extension(c, base, m.__name__)]
    classes += [_load(point, base) for point in entry_points(group=folder)]
    for cls in classes:
        name: str = cls.name
        if found.setdefault(name, cls) is not cls:
            raise UsageError(f"two extensions of {folder} are called {name!r}: remove one")
    return dict(sorted(found.items()))


def _load(point: EntryPoint, base: type[T]) -> type[T]:
    """Import what a package registered. Whatever its code raises is said in one line."""
    try:
        found = point.load()
    except Exception as error:
        why = f"it cannot be loaded: {type(error).__name__}: {error}"
    else:
        if _usable(found, base) and found is not base:
            return cast(type[T], found)
        why = f"it is no subclass of {base.__module__}.{base.__qualname__} with a name"
        if inspect.isclass(found) and (lacks := sorted(getattr(found, "__abstractmethods__", ()))):
            why += f" (it lacks {', '.join(lacks)})"
    package = point.dist.name if point.dist else "?"
    raise UsageError(
        f"extension {point.name} = {point.value} of the package {package}: {why}; mend or "
        "uninstall it"
    )


def _usable(candidate: object, base: type) -> bool:
    return (
        inspect.isclass(candidate)
        and issubclass(candidate, base)
        and not inspect.isabstract(candidate)
        and bool(getattr(candidate, "name", None))
    )


def _is_extension(candidate: object, base: type, module: str) -> bool:
    return (
        _usable(candidate, base)
        and candidate is not base
        and getattr(candidate, "__module__", None) == module
        and not getattr(candidate, "__name__", "_").startswith("_")
    )
