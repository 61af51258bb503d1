"""Completion in real shells, as a person types; those that are not installed are left out."""

from __future__ import annotations

import ast
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.cli import _complete
from stillwatch.cli.completion import FILES
from stillwatch.cli.main import cli
from stillwatch.core.registry import discover
from stillwatch.detect.detectors.base import Detector
from stillwatch.features.extract import observables
from stillwatch.ingest.read import formats

ENV = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "TERM": "dumb",
}
HOSTILE = ["acct_$(touch hacked)", "acct_`id`", "acct_a b", "acct_;ls", "acct_*", "acct_\u202ex"]


@pytest.fixture
def audit(tmp_path):
    """A folder as an audit leaves it, some ids of which no shell should see."""
    folder = tmp_path / "done"
    folder.mkdir()
    names = ["acct_01", "acct_02", "acct_03", "other", *HOSTILE]
    table = pa.table({"account": names, "severity": ["none"] * len(names)})
    pq.write_table(table, folder / "accounts.parquet")
    campaigns = [{"id": "c-1", "severity": "likely", "accounts": ["acct_03", HOSTILE[0]]}]
    (folder / "campaigns.json").write_text(json.dumps({"campaigns": campaigns}))
    return folder


def completed(words: str, position: int, cwd: Path) -> list[str]:
    """What the program answers to bash, asked as its script asks."""
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(position)}
    done = subprocess.run(
        ["stillwatch"], env={**ENV, **asked, "_STILLWATCH_COMPLETE": "bash_complete"}, cwd=cwd,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_accounts_of_campaigns_come_first_and_hostile_ones_never(audit):
    found = completed(f"stillwatch review explain {audit} acct_", 4, audit)
    assert found == ["acct_03", "acct_01", "acct_02"]
    assert completed(f"stillwatch review explain {audit} c-", 4, audit) == ["c-1"]


@pytest.mark.parametrize("command", ["review verdict", "share stix", "share csv"])
def test_campaigns_alone_where_a_campaign_is_meant(command, audit):
    words = f"stillwatch {command} {audit} "
    assert completed(words, len(words.split()), audit) == ["c-1"]


def test_groups_of_the_queue_can_be_explained_and_judged(audit):
    review = [{"group": "g-1", "accounts": ["acct_01"]}, {"group": HOSTILE[0]}, {"account": "x"}]
    gone = [{"campaign": "c-2", "into": None}, {"campaign": "c-3", "into": "c-1"}]
    (audit / "summary.json").write_text(json.dumps({"review": review, "gone": gone}))
    assert completed(f"stillwatch review verdict {audit} ", 4, audit) == ["c-1", "g-1"]
    assert completed(f"stillwatch review explain {audit} c", 4, audit) == ["c-1", "c-2", "c-3"]
    assert completed(f"stillwatch review explain {audit} g", 4, audit) == ["g-1"]
    assert completed(f"stillwatch share stix {audit} ", 4, audit) == ["c-1"]
    words = f"stillwatch decisions add d.db --audit {audit} --campaign "
    assert completed(words, len(words.split()), audit) == ["c-1", "g-1"]
    (audit / "summary.json").write_text('{"review": 3}')
    assert completed(f"stillwatch review verdict {audit} ", 4, audit) == ["c-1"]


@pytest.mark.parametrize("broken", ["nothing", "garbage"])
def test_a_folder_without_an_audit_completes_to_nothing(broken, tmp_path):
    if broken == "garbage":
        (tmp_path / "accounts.parquet").write_bytes(b"PAR1 not at all")
        (tmp_path / "campaigns.json").write_text('{"campaigns": 3}')
    assert completed(f"stillwatch review explain {tmp_path} a", 4, tmp_path) == []


def test_names_are_those_that_discovery_finds():
    """Completion reads source and discovery imports: they must not drift apart."""
    assert set(_complete.names("ingest")) == set(formats())
    assert set(_complete.names("detect/detectors")) == set(
        discover("stillwatch.detect.detectors", Detector)
    )
    assert set(_complete.names("features/observables")) == set(observables())


def test_completion_imports_nothing_heavy():
    source = ast.parse(Path(_complete.__file__).read_text(encoding="utf-8"))
    top = {n.names[0].name.partition(".")[0] for n in source.body if isinstance(n, ast.Import)}
    assert top <= {"ast", "json", "re", "click"}


def test_options_and_values(tmp_path):
    assert "--without" in completed("stillwatch audit --wi", 2, tmp_path)
    assert completed("stillwatch audit --without shut", 3, tmp_path) == ["shutdown"]
    assert completed("stillwatch audit --format jso", 3, tmp_path) == ["json", "jsonl"]
    assert completed("stillwatch review ex", 2, tmp_path) == ["explain"]


@pytest.mark.parametrize("shell", sorted(FILES))
def test_the_script_is_printed_and_told_as_json(shell):
    script = CliRunner().invoke(cli, ["completion", shell]).output
    assert "_STILLWATCH_COMPLETE" in script
    told = json.loads(CliRunner().invoke(cli, ["completion", shell, "--json"]).output)
    assert (told["version"], told["shell"], told["script"]) == (1, shell, script[:-1])


def typed(command: list[str], lines: list[str], until: str, cwd: Path) -> str:
    """Type lines into an interactive shell; return what it shows until a word comes up."""
    try:
        child, terminal = pty.fork()
    except OSError as error:  # a container without them
        pytest.skip(f"no pseudo-terminal here: {error}")
    if child == 0:
        os.chdir(cwd)
        os.execvpe(command[0], command, ENV)
    shown, deadline = "", time.monotonic() + 90
    try:
        for line in lines:
            os.write(terminal, line.encode())
            time.sleep(0.3)
        while until not in shown and time.monotonic() < deadline:
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # the shell has gone
        pass
    finally:
        os.close(terminal)
        os.kill(child, 9)
        os.waitpid(child, 0)
    return shown


SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], []),
    "zsh": (["zsh", "-f", "-i"], ["autoload -Uz compinit; compinit -u -D\n"]),
}


@pytest.mark.parametrize("shell", sorted(SHELLS))
def test_a_person_types_and_tabs(shell, audit, tmp_path):
    """`sti…ex<TAB>` becomes explain, and the only account that begins so is filled in."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    command, first = SHELLS[shell]
    script = tmp_path / "script"
    script.write_text(CliRunner().invoke(cli, ["completion", shell]).output)
    lines = [
        *first,
        f"source {script}\n",
        # the words that complete, then what shows that they were completed as wanted
        f"stillwatch review expl\t{audit} oth\t--json\n",
        "echo do''ne\n",
    ]
    shown = typed(command, lines, "done\r\n", audit)
    assert "summary.json: missing" in shown, shown  # it ran: explain, with a known account
    assert not (audit / "hacked").exists()


def test_fish(audit, tmp_path):
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")
    script = tmp_path / "script.fish"
    script.write_text(CliRunner().invoke(cli, ["completion", "fish"]).output)
    asked = f"source {script}; complete -C 'stillwatch review explain {audit} acct_'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked], env={**ENV, "HOME": str(tmp_path)},
        capture_output=True, text=True,
    )  # fmt: skip
    rows = [line.split("\t") for line in done.stdout.splitlines() if line]
    assert sorted(row[0] for row in rows) == ["acct_01", "acct_02", "acct_03"], done.stderr
    assert ["acct_03", "likely in c-1"] in rows
