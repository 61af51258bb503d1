"""China, GB 45438-2025: explicit and implicit labels."""

from __future__ import annotations

from typing import ClassVar

from stillwatch.comply.laws import Law


class Labels(Law):
    """Both kinds of labels."""

    name = "GB 45438-2025"
    source = "cn_gb_45438"
    order = 0
    title = "Explicit and implicit labels on generated content"
    asks = "People see that content is generated; its metadata says so, and by whom."
    scope = "cn_gb_45438"
    section = "marking"
    wants: ClassVar[dict[str, str]] = {
        "explicit_label": "what people see",
        "implicit_label": "what the metadata hold",
    }
