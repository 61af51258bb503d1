"""Base class of a section of the page: one file in `report/sections`, a template beside it."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

import jinja2
from markupsafe import Markup

from stillwatch.report.model import Report

FOLDER = "stillwatch.report.sections"
"""Package that is walked for sections, and their entry point group."""


class Section(ABC):
    """One section of the report.

    A section is found by its file; its template is the file of the same name ending in
    ``.html.j2`` beside it. Values reach the template escaped and neutralised.
    """

    name: ClassVar[str]
    """Name, and anchor on the page."""
    order: ClassVar[int]
    """Place on the page, ascending."""
    title: ClassVar[str]
    """Heading."""
    short: ClassVar[str]
    """Entry in the table of contents."""

    @abstractmethod
    def context(self, report: Report) -> dict[str, Any] | None:
        """Return what the template needs, or None to leave the section out."""

    def render(self, report: Report, environment: jinja2.Environment) -> Markup | None:
        """Return the section's HTML without its heading, or None to leave it out."""
        values = self.context(report)
        if values is None:
            return None
        module, _, stem = type(self).__module__.rpartition(".")
        if module != FOLDER:  # of another package: its template lies beside it
            beside = jinja2.FileSystemLoader(Path(inspect.getfile(type(self))).parent)
            ours = [environment.loader] if environment.loader else []
            environment = environment.overlay(loader=jinja2.ChoiceLoader([beside, *ours]))
        template = environment.get_template(f"{stem}.html.j2")
        return Markup(template.render(report=report, **values))
