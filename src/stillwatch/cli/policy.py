"""Turn campaigns into decisions by rules: check, test, replay, apply, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from stillwatch.cli import _policy_apply, _policy_explain, _policy_replay
from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import say
from stillwatch.cli._policy_said import FILE, JSON, policy_of

GROUP = "Respond"


@click.group()
def command() -> None:
    """Turn campaigns into decisions by rules: check, test, replay, apply, explain.

    A policy is a YAML file of rules whose conditions are CEL. Nothing is decided before `apply
    --apply` (or `stillwatch audit --follow --decisions`), and nothing is enforced before the file
    says so and the gateway is told to. Needs the extra: pip install 'stillwatch[policy]'.
    """


@click.command(
    cls=Command,
    examples={
        "stillwatch policy show > policy.yaml": "Begin with the one that is shipped.",
        "stillwatch policy show --json": "The same for programs.",
    },
)
@JSON
def show(as_json: bool) -> None:
    """Print the policy that is shipped, to begin with."""
    found = policy_of(None)
    if as_json:
        say({"name": found.name, "policy": found.version, "text": found.text}, True, "")
    else:
        click.echo(found.text, nl=False)


@click.command(
    cls=Command,
    examples={
        "stillwatch policy check policy.yaml": "Whether it can be used, and what it would do.",
        "stillwatch policy check policy.yaml --json": "The same for programs.",
    },
)
@click.argument("file", type=FILE)
@JSON
def check(file: Path, as_json: bool) -> None:
    """Check a policy: syntax, names, types, words, and cost.

    What is wrong is one line with file, line and remedy.
    """
    found = policy_of(file)
    rules: list[dict[str, Any]] = [
        {
            "name": rule.name, "line": rule.line, "facts": list(rule.condition.facts),
            "does": [f"{do.action} of {do.scope}" for do in rule.do], "seconds": rule.seconds,
        }
        for rule in found.rules
    ]  # fmt: skip
    enforced = found.document.enforce
    lines = [f"{file}: policy {found.name}, version {found.version}: "
             f"{'ENFORCED' if enforced else 'simulated'}"]  # fmt: skip
    lines += [f"  line {r['line']}: {r['name']}: {', '.join(r['does'])}" for r in rules]
    blocks = [r.name for r in found.rules if any(d.action == "block" for d in r.do)]
    lines += [f"note: {name} blocks without a person" for name in blocks]
    say(
        {"name": found.name, "policy": found.version, "enforce": enforced, "rules": rules,
         "blocks": blocks},
        as_json, "\n".join(lines),
    )  # fmt: skip


@click.command(
    "test",
    cls=Command,
    examples={
        "stillwatch policy test policy.yaml": "Run the tests in it, and in policy.test.yaml.",
        "stillwatch policy test policy.yaml --json": "The same for programs.",
    },
    statuses={0: "all tests passed", 3: "a test failed"},
)
@click.argument("file", type=FILE)
@JSON
@click.pass_context
def test(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Run the tests of a policy: facts in, decisions out.

    They stand under tests: in the file, or beside it in NAME.test.yaml.
    """
    from stillwatch.respond.policy.trials import run

    outcomes = run(policy_of(file), file)
    lines = []
    for one in outcomes:
        if not one.passed:
            lines.append(f"{one.file}:{one.line}: failed: {one.name}")
            lines += [f"  expected, and not decided: {what}" for what in one.missing]
            lines += [f"  decided, and not expected: {what}" for what in one.surplus]
    failed = sum(not one.passed for one in outcomes)
    lines.append(f"{len(outcomes) - failed:,} of {len(outcomes):,} tests passed")
    rows = [{**one._asdict(), "passed": one.passed} for one in outcomes]
    say({"tests": rows, "failed": failed}, as_json, "\n".join(lines))
    if failed:
        ctx.exit(3)


for each in (
    show, check, test, _policy_replay.replay, _policy_apply.apply, _policy_apply.rollback,
    _policy_explain.explain,
):  # fmt: skip
    command.add_command(each)
