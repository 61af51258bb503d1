"""Write the reference pages that the code itself defines: commands, extensions, settings, APIs.

Usage: ``python scripts/docs_reference.py [--check]``. With ``--check`` nothing is written, and
the exit status is 1 where a page on disk differs from what the code says.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
from msgspec import inspect as shapes

from stillwatch.cli.main import cli, members
from stillwatch.console.openapi import OPERATIONS
from stillwatch.contract.schema import schemas
from stillwatch.gateway.changes import FIXED
from stillwatch.gateway.configure import PREFIX
from stillwatch.gateway.openapi import OWN, document
from stillwatch.gateway.settings import Settings
from stillwatch.respond.policy import facts as policy_facts

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "stillwatch"
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by scripts/docs_reference.py from the code: change it there. -->\n"


class Kind(NamedTuple):
    """A kind of extension: where its files lie and what they are."""

    folder: str
    """Folder below the package; each public file in it that names an extension is one."""
    title: str
    what: str


KINDS = (
    Kind("ingest", "Log formats", "What a reader recognises and maps onto the exchange log."),
    Kind("features/signals", "Signals", "A number for each exchange."),
    Kind("features/observables", "Observables", "A value that accounts can share."),
    Kind("detect/detectors", "Detectors", "A test of accounts or cohorts that returns evidence."),
    Kind("simulate/populations", "Benign populations", "Ordinary customers of the simulator."),
    Kind("simulate/campaigns", "Campaign kinds", "Harvests of the simulator."),
    Kind("report/sections", "Report sections", "A part of the report page."),
    Kind("gateway/dialects", "Gateway dialects", "An endpoint whose exchanges are logged."),
)


class Extension(NamedTuple):
    """One extension as its source describes it."""

    name: str
    path: Path
    doc: str
    """Docstring of the class, and of its file where that says more."""
    facts: dict[str, object]
    """Class attributes worth showing, such as the unit."""


FACTS = ("title", "unit", "family", "needs", "static", "lookalike", "endpoint")
"""Class attributes that the page shows, where a class sets them."""


def extensions(kind: Kind) -> Iterator[Extension]:
    """Find the extensions of a kind in their source, without importing any."""
    for path in sorted((PACKAGE / kind.folder).glob("[!_]*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
                continue
            values = _attributes(node)
            name = values.get("name")
            if isinstance(name, str) and name:
                facts = {key: values[key] for key in FACTS if values.get(key)}
                yield Extension(name, path, _doc(node, tree), facts)


def _attributes(node: ast.ClassDef) -> dict[str, object]:
    """Return what a class body assigns as literals."""
    found: dict[str, object] = {}
    for line in node.body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        value = getattr(line, "value", None)
        if isinstance(targets[0], ast.Name) and isinstance(value, ast.expr):
            try:
                found[targets[0].id] = ast.literal_eval(value)
            except ValueError:
                continue
    return found


def _doc(node: ast.ClassDef, tree: ast.Module) -> str:
    """Join the docstring of a class and, where it says something else, that of its file."""
    of_class, of_file = ast.get_docstring(node) or "", ast.get_docstring(tree) or ""
    more = of_file.partition("\n\n")[2]
    if not of_class:
        return of_file
    return of_class if not more or more in of_class else f"{of_class}\n\n{more}"


def extensions_page() -> str:
    """Render `docs/reference/extensions.md`."""
    parts = [
        NOTE,
        "# Extensions\n",
        "Each is one file in the folder of its kind, found by walking that folder; "
        "[how to add one](../how-to/extend.md). Other packages add theirs through the entry "
        "point group named after the folder.\n",
    ]
    for kind in KINDS:
        found = list(extensions(kind))
        if not found:
            continue
        group = "stillwatch." + kind.folder.replace("/", ".")
        parts += [f"## {kind.title}\n", f"{kind.what} Folder and entry point group: `{group}`.\n"]
        for item in found:
            facts = " · ".join(f"{key}: {_fact(value)}" for key, value in item.facts.items())
            parts += [f"### `{item.name}`\n", _markdown(item.doc)]
            parts += [f"*{facts}*\n"] if facts else []
    return "\n".join(parts)


def _fact(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value)
    return "yes" if value is True else str(value)


def _markdown(doc: str) -> str:
    """Turn a numpydoc docstring into Markdown: section titles become bold, roles plain code."""
    text = re.sub(r"(?m)^(\w[\w ]*)\n-{3,}$", r"**\1**\n", inspect.cleandoc(doc))
    text = re.sub(r"(?m)^\.\. \[(\w+)\]\s+", r"- ", text)
    text = re.sub(r"\[(\d+)\]_", r"[\1]", text)
    text = re.sub(r"(?m)^(>>> (?:.*\n?)(?:(?!\n).+\n?)*)", r"```pycon\n\1\n```\n", text)
    text = re.sub(r"(?m)^(\w+)\n(    (?=\S))", r"- `\1`:\n\2", text)
    return re.sub(r"``([^`\n]+)``", r"`\1`", text).strip() + "\n"


def cli_page() -> str:
    """Render `docs/reference/cli.md`."""
    context = cli.make_context("stillwatch", [], resilient_parsing=True)
    parts = [
        NOTE,
        "# Command line\n",
        "`stillwatch --version` prints the version; `stillwatch COMMAND --help` says in short what "
        "this page says of each command. [Exit status, JSON output and environment]"
        "(conventions.md) are the same for all. Exit status: 0 done; 2 bad usage or an input that "
        "cannot be read (one line on standard error says which file and line); 3 what `--fail-on` "
        "names was found; 130 interrupted.\n",
        "The examples run one after the other in a folder that holds a copy of `examples/` "
        "(tests run them).\n",
    ]
    for name, command in members(cli).items():
        parts += _commands(command, click.Context(command, info_name=name, parent=context))
    return "\n".join(parts)


def _commands(command: click.Command, context: click.Context, level: int = 2) -> Iterator[str]:
    """Yield a command, or a group and all that it holds."""
    if not isinstance(command, click.Group):
        yield from _command(command, context, level)
        return
    yield f"{'#' * level} {context.command_path}\n"
    yield _prose(command.help or "")
    for name, one in members(command).items():
        yield from _commands(one, click.Context(one, info_name=name, parent=context), level + 1)


def _command(command: click.Command, context: click.Context, level: int = 2) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"{'#' * level} {context.command_path}\n"
    yield _prose(command.help or "")
    yield f"```text\n{usage}\n```\n"
    rows = [
        record
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        if (record := parameter.get_help_record(context))
    ]
    # not click's own: it keeps the one of whichever context asked first
    rows.append((", ".join(context.help_option_names), "Show this message and exit."))
    yield from _table("option", "meaning", dict(rows))
    manual = (
        ("it writes", "what", getattr(command, "writes", {})),
        ("exit status", "meaning", getattr(command, "statuses", {})),
    )
    for head, meaning, told in manual:
        if told:
            yield from _table(head, meaning, {str(key): value for key, value in told.items()})
    if examples := getattr(command, "examples", {}):
        yield "**Examples**\n"
        for line, what in examples.items():
            yield f"{_cell(what, prose=True)}\n\n```console\n$ {line}\n```\n"


def _table(head: str, meaning: str, rows: Mapping[str, str]) -> Iterator[str]:
    yield f"| {head} | {meaning} |\n| --- | --- |"
    yield "\n".join(
        f"| `{_cell(name)}` | {_cell(text, prose=True)} |" for name, text in rows.items()
    )
    yield ""


def _prose(text: str) -> str:
    """Return a help text as Markdown: what click shall not wrap becomes a block of its own."""
    parts = inspect.cleandoc(text).replace("\f", "").split("\n\n")
    return "\n".join(
        f"```text\n{part.removeprefix(chr(8)).strip()}\n```\n"
        if part.startswith("\b")
        else f"{part}\n"
        for part in parts
    )


def _cell(text: str, *, prose: bool = False) -> str:
    text = " ".join(text.split())
    return _outside(text) if prose else text.replace("|", "\\|")


POLICY = """# Policy file

YAML, one policy a file; [how to write one](../how-to/write-a-policy.md). Values are those of JSON:
an unquoted `no` is a word. Aliases, anchors, tags, a second document and a key that is there twice
are refused; so are files over 256 KB. An unknown name is an error: a misspelt bound would bound
nothing. `stillwatch policy check` names file, line and remedy.

Tests stand under `tests`, or in `NAME.test.yaml` beside `NAME.yaml`: `version: 1` and `tests`.

## Conditions

A part of [CEL](https://cel.dev), checked when a policy is loaded and bounded by its length: at most
2,000 characters, 400 words, 24 levels of nesting.

| what | |
| --- | --- |
| literals | `true`, `false`, `3`, `0.5`, `1e6`, `"text"`, `'text'`, `["a", "b"]` |
| `&&`, `\\|\\|`, `!`, `? :` | of truth values |
| `==`, `!=`, `<`, `<=`, `>`, `>=` | numbers of both kinds compare with each other |
| `in` | what is in a list: `"content" in campaign.families` |
| `+`, `-`, `*`, `/`, `%` | of two of one kind, divided by a number that is written out |
| `size(x)`, `x.size()` | of a list or string |
| `double(x)` | a whole number as one with a point |
| `a.startsWith(b)`, `a.endsWith(b)`, `a.contains(b)` | of strings |
| `has(account.plan)` | whether a fact is known |

There are no comprehensions (`exists`, `all`, `map`, `filter`), regular expressions, maps or times:
their cost or their meaning is not plain. Where a fact has fixed words, others are refused. A fact
that is not known, and a sum that overflows, make a condition false, and that is told.

A rule that has a scope `campaign` asks about `campaign` and `firm`; one for `account` or `end_user`
about `account` and `member`, too.
"""
STRUCTS = {
    "respond/policy/document.py": ("Document", "Rule", "Do", "Allowed"),
    "respond/decisions/model.py": ("Hardening", "Action"),
    "respond/policy/document.py ": ("Breaker", "Canary", "Trial", "Expected"),
}
"""File (the same one twice, for the order) to what of it the page on policies shows."""
TYPES = {
    "Share": "0 to 1", "Word": "name", "str": "text", "bool": "true or false", "float": "number",
    "int": "whole number", "ActionName": "an action of those below", "Do": "`Do`",
    "tuple[Rule, ...]": "list of `Rule`", "tuple[Trial, ...]": "list of `Trial`",
    "tuple[Do, ...] | Do": "`Do`, or a list of them", "tuple[Expected, ...]": "list of `Expected`",
}  # fmt: skip


def policy_page() -> str:
    """Render `docs/reference/policy.md`."""
    parts = [NOTE, POLICY, "## Fields\n"]
    for file, names in STRUCTS.items():
        tree = ast.parse((PACKAGE / file.strip()).read_text(encoding="utf-8"))
        classes = {n.name: n for n in tree.body if isinstance(n, ast.ClassDef)}
        for name in names:
            rows = {n: f"{kind}{'. ' if kind else ''}{doc}" for n, kind, doc in _of(classes[name])}
            parts += [f"### {name}\n", f"{ast.get_docstring(classes[name]) or ''}\n"]
            parts += _table("field" if name != "Action" else "action", "meaning", rows)
    parts.append("## Facts\n")
    for of, known in policy_facts.FACTS.items():
        rows = {
            f"{of}.{name}": f"{fact.kind}. {fact.meaning}{'' if fact.known else ' May be unknown.'}"
            f"{' One of ' + ', '.join(fact.words) + '.' if fact.words else ''}"
            for name, fact in known.items()
        }
        parts += [f"### {of}\n", *_table("fact", "meaning", rows)]
    return "\n".join(parts)


def _of(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    """Yield name, type and docstring of the fields of a class."""
    renamed = {"hold": "for"} if node.name == "Rule" else {}
    for line, after in zip(node.body, [*node.body[1:], None], strict=True):
        target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
        if not isinstance(target, ast.Name):
            continue
        said = ""
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            said = " ".join(str(after.value.value).split())
        if isinstance(line, ast.Assign):
            yield target.id.lower(), "", said
        elif isinstance(line, ast.AnnAssign):
            yield renamed.get(target.id, target.id), _kind(line), said


def _kind(line: ast.AnnAssign) -> str:
    """Say what type a field has, and what it is without a value."""
    kind = line.annotation
    if isinstance(kind, ast.BinOp) and ast.unparse(kind.right) == "None":
        kind = kind.left
    if isinstance(kind, ast.Subscript) and ast.unparse(kind.value) == "Annotated":
        kind = kind.slice.elts[0]  # type: ignore[attr-defined]
    words = ast.unparse(kind)
    if words.startswith("dict["):
        words = "object"
    if words.startswith("Literal["):
        words = " or ".join(f"`{word.strip(chr(39))}`" for word in words[8:-1].split(", "))
    words = TYPES.get(words, words if words[0] == "`" or words == "object" else f"`{words}`")
    given = "" if line.value is None else ast.unparse(line.value)
    if given in ("", "None", "()", "{}") or given.endswith("()"):
        return words if line.value is None else f"{words}, may be left out"
    return f"{words}, else `{given}`"


OPERATORS = """# Operators' API

What the gateway answers its operators at `--admin` ([how to](../how-to/watch-the-gateway.md)).
`GET /openapi.json` says the same to programs, as
[OpenAPI 3.1](https://spec.openapis.org/oas/v3.1.1.html): of a gateway that runs, without what it
does not answer. Not said of each request here: a body over 64 KiB is answered with 413, a name
that is not this machine's, where there is no token, with 421.
"""


def operators_page() -> str:
    """Render `docs/reference/operators-api.md`."""
    made = document((*OWN, *OPERATIONS), locked=True)
    schemas = made["components"]["schemas"]
    parts = [NOTE, OPERATORS, f"{made['info']['description']}\n", "## Requests\n"]
    for path, methods in made["paths"].items():
        for method, one in methods.items():
            parts += [f"### {method.upper()} {path}\n", f"{one['summary']}\n"]
            ways = [name for way in one["security"] for name in way]
            parts += [f"*Who: {' or '.join(ways) or 'whoever asks'}*\n"]
            for what in one.get("requestBody", {}).get("content", {}).items():
                parts += [f"Sent: {_content([what])}.\n"]
            if asked := one.get("parameters"):
                parts += _table("query", "meaning", {p["name"]: p["description"] for p in asked})
            parts += _table("status", "meaning", {
                status: f"{reply['description']} {_content(reply.get('content', {}).items())}"
                for status, reply in one["responses"].items()
                if status not in ("413", "421")
            })  # fmt: skip
    parts.append("## Objects\n")
    for name, schema in schemas.items():
        needed = schema["required"]
        rows = {
            field: f"{_schema(of)}{'' if field in needed else ', may be left out'}"
            for field, of in schema["properties"].items()
        }
        parts += [f"### {name}\n", f"{schema.get('description', '')}\n"]
        parts += _table("field", "value", rows)
    return "\n".join(parts).replace("\n\n\n", "\n\n")


def _content(of: Iterable[tuple[str, Any]]) -> str:
    return ", ".join(
        f"`{kind}`" + (f" of {_schema(what['schema'])}" if "$ref" in what["schema"] else "")
        for kind, what in of
    )


def _schema(of: dict[str, Any]) -> str:
    """Say in words what a JSON Schema allows."""
    if "$ref" in of:
        return f"`{of['$ref'].rpartition('/')[2]}`"
    if "anyOf" in of:
        return " or ".join(map(_schema, of["anyOf"]))
    if "enum" in of:
        return " or ".join(f"`{json.dumps(one)}`" for one in of["enum"])
    words = {"string": "text", "boolean": "true or false", "integer": "whole number"}
    said = words.get(of["type"], of["type"])
    if of["type"] == "array":
        said = f"list of {_schema(of['items'])}"
    if isinstance(of.get("additionalProperties"), dict):
        said = f"object of {_schema(of['additionalProperties'])}"
    if "maxLength" in of:
        said += f" of {of['minLength']} to {of['maxLength']} characters"
    return f"{said} (RFC 3339)" if "format" in of else said


SETTINGS = f"""# Settings of the gateway

What the TOML file that `stillwatch serve --config FILE` reads may hold
([how to](../how-to/run-the-gateway.md#settings), [enforcement](../how-to/enforce.md#settings)). A
name or a value that is not on this page stops the gateway with one line. Only `upstream.url` must
be given.

What comes later counts more: the default, the file, the environment, an option.

- **Environment**: `enforce.limits.url` is `{PREFIX}ENFORCE_LIMITS_URL`, and so on; the items of a
  list are separated by commas. A table of names (`identity.binding.orgs`) stands in the file alone.
- **Options**: `--upstream` is `upstream.url`; `--listen`, `--workers` are `listen.at`, `.workers`;
  `--out`, `--text` are `tap.out`, `.text`; `--decisions` is `enforce.decisions`, `--enforce` is
  `enforce.mode = "enforce"`; `--admin`, `--report` are `admin.at`, `.report`.

The column *SIGHUP* says whether a changed value holds after a SIGHUP (*yes*) or only after a
restart (*no*; the gateway then goes on with the old value, and names the setting). With
`identity.binding`, `listen.public_url` and `client` stay as well: proofs and certificates are
judged by them. Whatever the column says, SIGHUP reads these files
anew: `listen.tls_cert`, `listen.tls_key`, `identity.mtls.ca_file` (authorities are added, none is
removed), `identity.keys`, `identity.secret_file` and `identity.jwt.jwks`.

A default of *none* means that the setting is left out; TOML has no null.
"""


def settings_page() -> str:
    """Render `docs/reference/gateway-settings.md`."""
    sections: dict[type, list[tuple[str, bool]]] = {}
    _sections("", shapes.type_info(Settings), False, sections)
    parts = [NOTE, SETTINGS]
    for of, places in sections.items():
        parts.append(f"## {', '.join(path for path, _ in places)}\n")
        said = inspect.getdoc(of) or ""
        said = re.sub(r"^`[\w.]+`(?:, `[\w.]+`)*: (.)", lambda m: m[1].upper(), said)
        off = "\n\nOff unless one of its settings is given." if places[0][1] else ""
        parts += [f"{said}{off}\n", *_settings(of, [path for path, _ in places])]
    return "\n".join(parts)


def _sections(
    path: str, kind: shapes.Type, optional: bool, into: dict[type, list[tuple[str, bool]]]
) -> None:
    """Collect the tables of the file: each struct's places, and whether it may be left out."""
    if isinstance(kind, shapes.UnionType):
        for one in kind.types:
            _sections(path, one, True, into)
    if not isinstance(kind, shapes.StructType):
        return
    if path:
        into.setdefault(kind.cls, []).append((path, optional))
    for field in kind.fields:
        _sections(f"{path}.{field.name}".strip("."), field.type, False, into)


def _settings(of: type, places: list[str]) -> Iterator[str]:
    """Yield the table of a section."""
    source = ast.parse(Path(inspect.getfile(of)).read_text(encoding="utf-8"))
    node = next(n for n in source.body if isinstance(n, ast.ClassDef) and n.name == of.__name__)
    docs = {name: said for name, _, said in _of(node)}
    yield "| setting | value | default | SIGHUP | meaning |\n| --- | --- | --- | --- | --- |"
    for field in shapes.type_info(of).fields:  # type: ignore[attr-defined]
        words = _value(field.type)
        if not words:
            continue  # a section of its own
        anew = "no" if all(_stays(f"{path}.{field.name}") for path in places) else "yes"
        cells = (f"`{field.name}`", words, _default(field), anew, _outside(docs[field.name]))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _stays(setting: str) -> bool:
    """Whether a setting changes by a restart alone."""
    section, field = setting.split(".")[:2]
    return section in FIXED and (not FIXED[section] or field in FIXED[section])


def _value(kind: shapes.Type) -> str:
    """Say in words what a setting may be; nothing where it is a section."""
    if isinstance(kind, shapes.UnionType):
        return " or ".join(filter(None, map(_value, kind.types)))
    if isinstance(kind, shapes.LiteralType):
        return " or ".join(f'`"{one}"`' for one in kind.values)
    if isinstance(kind, (shapes.IntType, shapes.FloatType)):
        name = "whole number" if isinstance(kind, shapes.IntType) else "number"
        least = f" above {kind.gt:,}" if kind.gt is not None else f" from {kind.ge:,}"
        return f"{name}{least} to {kind.le:,}"
    if isinstance(kind, shapes.ListType):
        return f"list of {_value(kind.item_type)}"
    if isinstance(kind, shapes.DictType):
        return f"table: name to {_value(kind.value_type)}"
    return {shapes.StrType: "text", shapes.BoolType: "true or false"}.get(type(kind), "")


def _default(field: shapes.Field) -> str:
    """Write the default of a setting as TOML has it."""
    if field.required:
        return "must be given"
    made = field.default
    if made is msgspec.NODEFAULT:
        made = field.default_factory()
    if made is None:
        return "none"
    return f"`{made:g}`" if isinstance(made, float) else f"`{json.dumps(made)}`"


def _outside(text: str) -> str:
    """Escape what tables and links mean, outside of code."""
    parts = text.replace("|", "\\|").split("`")
    parts[::2] = [one.replace("<", "&lt;").replace("[", "\\[") for one in parts[::2]]
    return "`".join(parts)


def pages() -> dict[Path, str]:
    """Map each generated page to its text."""
    made = {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "extensions.md": extensions_page(),
        REFERENCE / "gateway-settings.md": settings_page(),
        REFERENCE / "operators-api.md": operators_page(),
        REFERENCE / "policy.md": policy_page(),
    }
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=1, ensure_ascii=False)
        made[REFERENCE / "schema" / f"{name}.json"] = text
    return {path: text.rstrip() + "\n" for path, text in made.items()}


def stale() -> list[Path]:
    """Return the generated pages whose text on disk is not what the code says."""
    return [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the pages, or only compare them."""
    changed = stale()
    if "--check" in sys.argv[1:]:
        for path in changed:
            print(f"{path.relative_to(ROOT)} is stale: run scripts/docs_reference.py")
        return int(bool(changed))
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
