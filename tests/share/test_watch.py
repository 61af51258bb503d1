"""The list to watch: joined, written, read back, and held against its form."""

from __future__ import annotations

import json
import os
import stat

import pytest

from stillwatch.core.errors import InputError
from stillwatch.proof.share import source, watch
from stillwatch.proof.share.bundle import Origin, Unread, Watched


def row(value: str = "7", **more) -> Watched:
    given = {"type": "asn", "source": "A", "origin": "a.json", "indicator": "i", "tlp": "green"}
    return Watched(value=value, **(given | more))


def part(*rows: Watched | Unread) -> tuple[Origin, list[Watched | Unread]]:
    return Origin(name="a.json", sha256="00", indicators=len(rows)), list(rows)


def test_a_list_is_read_back(tmp_path):
    odd = Unread(indicator="i", origin="a.json", why="no")
    made = watch.merged([part(row(), row(), odd), part(row(source="B"))])
    assert [r.source for r in made.observables] == ["A", "B"]
    watch.write(tmp_path / "w", made)
    assert watch.load(tmp_path / "w") == made
    assert stat.S_IMODE((tmp_path / "w").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "more",
    [{"value": "0"}, {"value": "AS7"}, {"type": "payment"}, {"value": "x" * 10_000},
     {"tlp": "pink"}, {"valid_until": "soon"}, {"type": "ip_prefix", "value": "8.0.0.0/7"}],
)  # fmt: skip
def test_a_list_that_was_tampered_with_is_refused(tmp_path, more):
    watch.write(tmp_path / "w", watch.merged([part(row())]))
    given = json.loads((tmp_path / "w").read_bytes())
    given["observables"][0] |= more
    (tmp_path / "w").write_text(json.dumps(given))
    with pytest.raises(InputError):
        watch.load(tmp_path / "w")


def test_too_many_observables_are_refused(monkeypatch):
    monkeypatch.setattr(watch, "MOST", 2)
    with pytest.raises(InputError, match="more than 2"):
        watch.merged([part(row("1"), row("2"), row("3"))])


def test_what_may_not_travel_is_not_matched_with_a_partner(tmp_path):
    levels = ["clear", "green", "amber", "unmarked", "red", "amber+strict", "unknown"]
    rows = [row(str(n), tlp=level) for n, level in enumerate(levels, 1)]
    watch.write(tmp_path / "w", watch.merged([part(*rows, row("1", tlp="red"))]))
    found, kept = source.values(tmp_path / "w", addresses=True)
    # a value that somebody else shared freely is free
    assert [v.value for v in found] == ["1", "2", "3", "4"]
    assert kept == 3


def test_only_likely_campaigns_are_matched(audit, one):
    folder = audit(one(), one("c-2", severity="watch",
                              observables=[{"type": "asn", "value": "AS9", "members": 9,
                                            "outside": 0}]))  # fmt: skip
    found, _ = source.values(folder, addresses=True)
    assert len(found) == 7 and "9" not in {v.value for v in found}
    without, _ = source.values(folder, addresses=False)
    assert len(without) == 5


def test_a_device_is_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="no regular file"):
        watch.write(pipe, watch.merged([part(row())]))
    assert pipe.is_fifo()
    assert {p.name for p in tmp_path.iterdir()} == {"pipe"}
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    watch.write(link, watch.merged([part(row())]))
    assert link.is_symlink() and watch.load(tmp_path / "real").observables
