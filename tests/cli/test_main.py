"""The command group: discovery by file, errors in one line, exit status, closed pipes."""

from __future__ import annotations

import ast
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from stillwatch import __version__
from stillwatch.cli import main as module
from stillwatch.cli._command import spare
from stillwatch.cli._following import stopping
from stillwatch.cli.main import cli, commands, leaves
from stillwatch.core.errors import InputError, UsageError

FOLDER = Path(module.__file__).parent
STILLWATCH = [sys.executable, "-m", "stillwatch"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An installed package folder beside the real one that commands can be written into."""
    import stillwatch.cli

    monkeypatch.setattr(module, "_FOLDER", tmp_path)
    monkeypatch.setattr(stillwatch.cli, "__path__", [str(tmp_path)])
    module.sources.cache_clear()
    yield tmp_path
    module.sources.cache_clear()
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(f"stillwatch.cli.{path.stem}", None)


def write(folder: Path, name: str, body: str = "pass", head: str = "") -> None:
    (folder / f"{name}.py").write_text(
        f'"""Help of {name}."""\n'
        f"import click\n{head}\n"
        f"@click.command()\ndef command():\n    {body}\n"
    )


def test_commands_are_the_files_of_the_folder(folder):
    write(folder, "one")
    write(folder, "two_words")
    write(folder, "_private")
    assert commands() == {"one": "Help of one.", "two-words": "Help of two_words."}
    assert CliRunner().invoke(cli, ["two-words"]).exit_code == 0


def test_help_lists_commands_without_importing_them(folder):
    write(folder, "broken", head="raise RuntimeError('imported')")
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    assert "Help of broken." in result.output


def test_a_file_without_a_command_is_a_programming_error(folder):
    (folder / "odd.py").write_text('"""Odd."""\ncommand = None\n')
    result = CliRunner().invoke(cli, ["odd"])
    assert isinstance(result.exception, TypeError)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            "InputError('bad JSON', path='a.jsonl', line=3, remedy='see --strict')",
            "stillwatch: error: a.jsonl:3: bad JSON (see --strict)\n",
        ),
        ("UsageError('two\\nlines')", "stillwatch: error: two lines\n"),
        ("open('/none/at/all')", "stillwatch: error: /none/at/all: No such file or directory\n"),
        (
            "OSError(28, 'No space left')",
            "stillwatch: error: No space left (make room there, or choose another place)\n",
        ),
    ],
)
def test_an_error_of_the_user_is_one_line_and_status_2(folder, error, line):
    write(
        folder,
        "fails",
        f"raise {error}",
        "from stillwatch.core.errors import InputError, UsageError",
    )
    result = CliRunner().invoke(cli, ["fails"])
    assert (result.exit_code, result.stderr, result.stdout) == (2, line, "")


def test_an_interrupt_is_status_130(folder):
    write(folder, "waits", "raise KeyboardInterrupt")
    result = CliRunner().invoke(cli, ["waits"])
    assert (result.exit_code, result.stderr) == (130, "stillwatch: interrupted\n")


QUERY = """
import duckdb, os, signal, threading
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
duckdb.sql("select sum(sin(i)) from range(300_000_000) t(i)").fetchall()
"""


def test_an_interrupt_during_a_query_is_an_interrupt(folder):
    write(folder, "counts", QUERY.strip().replace("\n", "\n    "))
    result = CliRunner().invoke(cli, ["counts"])
    assert (result.exit_code, result.stderr) == (130, "stillwatch: interrupted\n")


DROPPED = """
import signal, time
class Held:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        time.sleep(0.01)
Held()
time.sleep(60)
"""


def test_an_interrupt_that_python_drops_comes_again(folder):
    write(folder, "drops", DROPPED.strip().replace("\n", "\n    "))
    result = CliRunner().invoke(cli, ["drops"])
    assert (result.exit_code, result.stderr) == (130, "stillwatch: interrupted\n")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_else_python_drops_is_told_as_ever(folder, monkeypatch):
    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    write(folder, "drops", "class Held:\n        __del__ = lambda self: 1 / 0\n    Held()")
    assert CliRunner().invoke(cli, ["drops"]).exit_code == 0
    assert [t.exc_type for t in told] == [ZeroDivisionError]
    assert sys.unraisablehook == told.append


@pytest.mark.parametrize("quiet", [True, False])
def test_following_stops_at_an_interrupt_during_a_query(quiet, capsys):
    with stopping(quiet):
        exec(QUERY)
    told = "stillwatch: stopped; what was read is in the state\n"
    assert capsys.readouterr().err == ("" if quiet else told)


def test_other_errors_of_a_query_stay_what_they_are(folder):
    write(folder, "fails", "raise RuntimeError('of something else')")
    with pytest.raises(RuntimeError, match="of something else"):
        CliRunner().invoke(cli, ["fails"], catch_exceptions=False)


def test_a_status_set_by_a_command_is_kept(folder):
    write(folder, "found", "click.get_current_context().exit(3)")
    assert CliRunner().invoke(cli, ["found"]).exit_code == 3


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("return 'a value is no status'", 0),
        ("raise click.UsageError('no')", 2),
        ("raise KeyboardInterrupt", 130),
        ("click.get_current_context().exit(3)", 3),
    ],
)
def test_main_leaves_with_the_status(folder, monkeypatch, outcome, status):
    write(folder, "does", outcome)
    monkeypatch.setattr(sys, "argv", ["stillwatch", "does"])
    with pytest.raises(SystemExit) as left:
        module.main()
    assert left.value.code == status


def test_errors_say_where_and_what_to_do():
    assert str(InputError("bad", path="f")) == "f: bad"
    assert str(InputError("bad", path="f", line=2, remedy="do")) == "f:2: bad (do)"
    assert str(UsageError("no")) == "no"


def test_what_is_no_number_is_refused_wherever_one_is_asked_for():
    asked = 0
    for command in leaves().values():
        for param in command.params:
            if isinstance(param.type, click.FloatRange):
                asked += 1
                for given in ("nan", "inf"):
                    with pytest.raises(click.BadParameter):
                        param.type.convert(given, param, None)
    assert asked >= 10


@pytest.mark.parametrize("seed", ["-1", str(1 << 63)])
def test_a_seed_that_cannot_be_drawn_from_is_one_line(tmp_path, seed):
    done = CliRunner().invoke(cli, ["audit", "x", "--out", str(tmp_path / "o"), "--seed", seed])
    assert done.exit_code == 2 and "--seed" in done.stderr and done.stderr.count("\n") == 1


def test_version():
    done = subprocess.run([*STILLWATCH, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"stillwatch {__version__}\n"


def test_an_unknown_command_is_bad_usage():
    done = subprocess.run([*STILLWATCH, "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet():
    code = (
        "import sys, click\n"
        "from stillwatch.cli import main\n"
        "main.cli.invoke = lambda ctx: [print('x' * 99) for _ in range(9999)]\n"
        "sys.argv = ['stillwatch', 'anything']\n"
        "main.main()\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None and writer.stderr is not None
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait() == 1


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["simulate", "--help"]], ids=str)
def test_a_full_output_is_told_and_a_closed_one_is_quiet(tmp_path, command):
    full = "stillwatch: error: standard output: No space left on device"
    with open("/dev/full", "w") as out:
        done = subprocess.run(
            [*STILLWATCH, *command], stdout=out, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2 and done.stderr.count("\n") == 1
    assert done.stderr.startswith(full) or command[0] == "simulate"
    for closed in (">&-", ">&- 2>&-", "<&- >&- 2>&-"):
        shell = f'"$@" {closed}'
        done = subprocess.run(
            ["sh", "-c", shell, "sh", *STILLWATCH, *command], stderr=subprocess.PIPE, text=True
        )
        assert done.returncode == 0 and done.stderr == ""


def test_no_file_takes_the_place_of_a_closed_output(tmp_path):
    """What is printed would be written into the first file that is opened."""
    shell = f'"$@" --out {tmp_path}/world >&- 2>&-'
    few = ["simulate", "--world", "none", "--accounts", "20", "--days", "1"]
    done = subprocess.run(["sh", "-c", shell, "sh", *STILLWATCH, *few])
    assert done.returncode == 0
    assert (tmp_path / "world" / "truth.json").read_text().startswith("{")


def test_a_signal_while_running_is_status_130():
    code = (
        "import sys, time\n"
        "from stillwatch.cli import main\n"
        "import click\n"
        "main.Folder.get_command = lambda *_: click.Command('w', callback=lambda: (print('go',"
        " flush=True), time.sleep(60)))\n"
        "sys.argv = ['stillwatch', 'w']\n"
        "main.main()\n"
    )
    done = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert done.stdout is not None
    assert done.stdout.readline() == "go\n"
    done.send_signal(signal.SIGINT)
    _, err = done.communicate(timeout=20)
    assert (done.returncode, err) == (130, "stillwatch: interrupted\n")


def test_help_answers_at_once():
    """The promise is 0.3 s; a heavy import would not pass."""
    best = min(_seconds_for_help() for _ in range(5))
    assert best <= 0.3


def _seconds_for_help() -> float:
    """Of a processor: on an idle machine those of a clock, and the same on a busy one."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*STILLWATCH, "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_documented(name):
    assert commands()[name].endswith("."), "the file's docstring begins with its one-line help"
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help, "its function has a docstring"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{parameter.opts} has no help"


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_lets_only_one_line_out_for_a_file_that_is_not_there(name, tmp_path):
    """Whatever it is given, a person sees no traceback."""
    missing = str(tmp_path / "missing")
    done = subprocess.run(
        [*STILLWATCH, name, missing, missing], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr


def test_no_command_file_is_empty():
    for path in FOLDER.glob("[!_]*.py"):
        assert ast.parse(path.read_text(encoding="utf-8")).body


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted by /proc")
@pytest.mark.parametrize(("given", "kept"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_linear_algebra_takes_one_thread_unless_told_otherwise(given, kept):
    told = (
        "import os, sys\nfrom stillwatch.cli.main import main\n"
        "sys.argv = ['stillwatch', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    import numpy\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'], len(os.listdir('/proc/self/task')))"
    )
    env = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"} | given
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, env=env, check=True
    )
    threads, running = done.stdout.split()[-2:]
    assert threads == kept
    assert running == "1" or given


@pytest.mark.parametrize(
    ("out", "read"),
    [
        ("log.jsonl", ["log.jsonl"]),
        ("linked", ["log.jsonl"]),
        ("audit", ["log.jsonl", "audit/accounts.parquet"]),
        ("audit/campaigns.json", ["audit"]),
    ],
)
def test_what_is_read_is_not_written_over(tmp_path, monkeypatch, out, read):
    """One file by two names; an account table under the name of an audit's; an audit's findings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit").mkdir()
    for name in ("log.jsonl", "audit/accounts.parquet", "audit/campaigns.json"):
        (tmp_path / name).touch()
    (tmp_path / "linked").symlink_to("log.jsonl")
    paths = tuple(Path(name) for name in read)
    with pytest.raises(InputError, match="would write over it"):
        spare(Path(out), [False, paths[:1], *paths])
    for other in (None, Path("new"), Path("new.json"), Path("audit/bars.json"), tmp_path):
        spare(other, [paths])


def test_an_audit_does_not_take_the_place_of_its_account_table(tmp_path):
    table = tmp_path / "accounts.parquet"
    table.write_bytes(b"licences")
    (tmp_path / "log.jsonl").write_text("{}\n")
    given = ["audit", str(tmp_path / "log.jsonl"), "--accounts", str(table)]
    done = CliRunner().invoke(cli, [*given, "--out", str(tmp_path)])
    assert done.exit_code == 2 and table.read_bytes() == b"licences"


@pytest.mark.parametrize("name", module._MOVED)
def test_an_old_name_answers_with_the_new_one_and_does_nothing_else(name):
    new = module._MOVED[name]
    told = CliRunner().invoke(cli, [name, "x", "--out", "y"])
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"is now `stillwatch {new}`" in told.stderr
    assert any(leaf == new.removesuffix(" --follow") or leaf.startswith(new) for leaf in leaves())


def test_at_most_sixteen_commands_and_each_group_names_its_own():
    assert len(commands()) <= 16
    told = CliRunner().invoke(cli, ["comply", "audit"])
    assert told.exit_code == 2 and "report, screen, terms" in told.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--follow"], "--follow needs --state"),
        (["--follow", "--state", "s", "--strict"], "--strict does not go with --follow"),
        (["--follow", "--state", "s", "--policy", "p"], "--policy needs --decisions"),
        (["--look", "3"], "--look needs --follow"),
    ],
)
def test_options_that_do_not_go_with_following(given, said):
    told = CliRunner().invoke(cli, ["audit", "log", "--out", "out", *given])
    assert told.exit_code == 2 and said in told.stderr
