"""JSON Schema of what an audit writes, generated from the records."""

from __future__ import annotations

import ast
import inspect
from types import ModuleType
from typing import Any

import msgspec

from stillwatch.contract import audit, records, results, review, settings, summary, verdicts, window

ADDRESS = "https://json-schema.org/draft/2020-12/schema"


class Campaigns(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of `campaigns.json`."""

    version: int = audit.VERSION
    """Version of the contract."""
    campaigns: tuple[results.Campaign, ...]
    """Strongest first."""


FILES: dict[str, type] = {
    "campaigns": Campaigns, "summary": summary.Summary, "verdict": verdicts.Verdict,
}  # fmt: skip
"""What is described, by the name of the schema's file."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each file, by its name; `verdict` is a line of `verdicts.jsonl`."""
    told = _told(records, results, review, settings, summary, verdicts, window)
    told["Campaigns"] = {"version": "Version of the contract.", "campaigns": "Strongest first."}
    return {name: _schema(kind, told) for name, kind in FILES.items()}


def _schema(kind: type, told: dict[str, dict[str, str]]) -> dict[str, Any]:
    (root,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for name, part in parts.items():
        for field, shape in part.get("properties", {}).items():
            if words := told.get(name, {}).get(field):
                shape["description"] = words
    return {"$schema": ADDRESS, **root, "$defs": dict(sorted(parts.items()))}


def _told(*modules: ModuleType) -> dict[str, dict[str, str]]:
    """Return what the docstring under each field says, by record and field."""
    out: dict[str, dict[str, str]] = {}
    for module in modules:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                out[node.name] = dict(_fields(node))
    for child, parent in (("CampaignGuarantee", "Guarantee"),):
        out[child] = out[parent] | out[child]
    return out


def _fields(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return [
        (line.target.id, _words(str(said.value.value)))
        for line, said in pairs
        if isinstance(line, ast.AnnAssign)
        and isinstance(line.target, ast.Name)
        and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant)
    ]


def _words(said: str) -> str:
    """Return a docstring in one line, as a reader of JSON would say it."""
    return " ".join(said.split()).replace("None", "null")
