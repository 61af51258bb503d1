"""The commands, as a person and as a program runs them."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli, leaves


def run(*args: object, status: int = 0):
    done = CliRunner().invoke(cli, [str(a) for a in args])
    assert done.exit_code == status, done.output + done.stderr
    return done


NAMES = {name: command for name, command in leaves().items() if name.startswith("share ")}


def test_the_commands_are_all_known():
    assert list(NAMES) == [
        "share stix", "share csv", "share watch", "share match start", "share match answer",
        "share match finish", "share keyed",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_option_says_what_it_is_for(name):
    assert NAMES[name].help
    assert all(p.help for p in NAMES[name].params if isinstance(p, click.Option))


def test_from_one_firm_to_another(audit, tmp_path):
    pytest.importorskip("stix2", reason="needs the extra: pip install 'stillwatch[share]'")
    folder, out, listed = audit(), tmp_path / "b.json", tmp_path / "w.json"
    args = ["share", "stix", folder, "c-1", "--identity", "A", "--out", out]
    told = json.loads(run(*args, "--addresses", "--json").stdout)
    assert (told["indicators"], told["accounts"], told["tlp"]) == (7, 0, "amber")
    assert "Held back: 3 (an address: only with --addresses)" in run(*args).stdout
    run(*args, "--addresses")
    told = json.loads(run("share", "watch", out, "--out", listed, "--json").stdout)
    assert (told["observables"], told["not_understood"]) == (7, [])
    files = {name: tmp_path / name for name in ("a.key", "b.key", "a1", "b1", "a2", "b2")}
    start = ("share", "match", "start")
    run(*start, folder, "--key", files["a.key"], "--out", files["a1"])
    sha = json.loads(run(*start, listed, "--key", files["b.key"], "--out", files["b1"], "--pad",
                         "40", "--json").stdout)["sha256"]  # fmt: skip
    answer = ("share", "match", "answer")
    run(*answer, files["b1"], "--key", files["a.key"], "--out", files["a2"], "--expect", sha)
    run(*answer, files["a1"], "--key", files["b.key"], "--out", files["b2"])
    finish = ("share", "match", "finish")
    assert "Both have 7 of our 7 and their 40" in run(*finish, files["b2"], "--key",
                                                      files["a.key"]).stdout  # fmt: skip
    told = json.loads(run(*finish, files["a2"], "--key", files["b.key"], "--json").stdout)
    assert (len(told["both"]), told["mine"], told["theirs"]) == (7, 40, 7)


def test_keyed_hashes(audit, tmp_path):
    secret, out = tmp_path / "s", tmp_path / "h"
    secret.write_bytes(b"s" * 40)
    run("share", "keyed", audit(), "--secret", secret, "--out", out)
    told = json.loads(
        run("share", "keyed", audit(), "--secret", secret, "--against", out, "--json").stdout
    )
    assert len(told["both"]) == told["values"] == 5
    run("share", "keyed", audit(), "--secret", secret, status=2)


def test_nothing_that_is_printed_moves_a_cursor(audit, one, tmp_path):
    hostile = [{"type": "user_agent", "value": "=a\u202e", "members": 9, "outside": 0},
               {"type": "user_agent", "value": "=a", "members": 9, "outside": 0}]  # fmt: skip
    folder = audit(one("c-1\x1b[31m", observables=hostile))
    printed = run("share", "csv", folder, "c-1\x1b[31m").stdout
    assert "\x1b" not in printed and "'=a" in printed
    told = json.loads(run("share", "csv", folder, "c-1\x1b[31m", "--json").stdout)
    assert [i["value"] for i in told["indicators"]] == ["=a"]
    bundle = tmp_path / "b\x1b[31m"
    bundle.write_text(json.dumps({"type": "bundle", "objects": [
        {"type": "indicator", "id": "\x1b[2Ji\u202e", "pattern_type": "\x1b"}]}))  # fmt: skip
    printed = run("share", "watch", bundle, "--out", tmp_path / "w").stdout
    assert "Not understood" in printed
    assert all(line.isprintable() for line in printed.splitlines())


def test_csv_into_a_file(audit, tmp_path):
    out = tmp_path / "i.csv"
    run("share", "csv", audit(), "c-1", "--out", out)
    assert out.read_bytes().count(b"\r\n") == 6


@pytest.mark.parametrize(
    "args",
    [("share", "watch", "--out", "w"), ("share", "csv", "nowhere", "c"),
     ("share", "watch", "none.json", "--out", "w"),
     ("share", "watch", "none.json", "--auth", "login.txt", "--out", "w"),
     ("share", "stix", "nowhere", "c", "--identity", " ", "--out", "w"),
     ("share", "watch", "--taxii", "http://example.org/collections/1/", "--out", "w")],
)  # fmt: skip
def test_bad_usage_is_one_line(args, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = run(*args, status=2)
    assert done.stdout == "" and len(done.stderr.splitlines()) == 1


def test_an_option_that_would_do_nothing_and_a_sharer_without_name_are_refused(audit, tmp_path):
    (tmp_path / "b.json").write_text('{"type": "bundle"}')
    args = ("share", "watch", tmp_path / "b.json", "--auth", tmp_path / "b.json", "--out", "w")
    assert "--auth is for --taxii" in run(*args, status=2).stderr
    args = ("share", "stix", audit(), "c-1", "--identity", " ", "--out", "w")
    assert "--identity is empty" in run(*args, status=2).stderr
