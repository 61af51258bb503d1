"""Domains at which anybody may have an e-mail address."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from stillwatch.audit.figures import figures
from stillwatch.audit.standing import Crowd
from stillwatch.detect import effects
from stillwatch.detect.cohorts import join
from stillwatch.detect.detectors._sharing import shared
from stillwatch.proof.share.observables import canonical
from stillwatch.store import freemail
from stillwatch.store.links import Links
from tests.detectors.synthetic import accounts, links, view

SIZE = 400
MEMBERS = np.arange(12)


def crowd(key: int) -> Crowd:
    """Twelve accounts, of whom nine have one e-mail domain, with three others."""
    who = np.array([*range(9), 100, 101, 102])
    none = np.zeros(len(who), np.int16)
    made = Links.build(
        ("email_domain",), none, np.full(len(who), key, np.uint64), who, none.astype(np.int32), SIZE
    )
    seen = replace(view(accounts(SIZE, 3), links(SIZE, 3), join([MEMBERS])), links=made)
    scene = SimpleNamespace(view=seen, shown={}, natural={}, ownerless=False)
    return Crowd(scene, MEMBERS, np.ones(12))


def test_the_list_holds_plain_domains_of_every_region():
    found = freemail.domains()
    for name in found:
        value = canonical("email_domain", name)
        assert value is not None and value.value == name
    known = "gmail.com gmx.de orange.fr mail.ru qq.com naver.com uol.com.br rediffmail.com"
    assert {*known.split(), "yahoo.co.jp", "walla.co.il", "bigpond.com", "mweb.co.za"} <= found
    assert len(freemail.keys()) == len(found)


@pytest.mark.parametrize(("key", "own"), [(5, True), (int(freemail.keys()[3]), False)])
def test_members_who_share_one_share_nothing_that_is_told(key, own, monkeypatch):
    monkeypatch.setattr("stillwatch.audit.figures.STATISTICS", {})
    held = crowd(key)
    assert bool(held.rows) is own
    assert bool(shared(held.scene.view, MEMBERS, ("email_domain",))) is own
    measured = np.full(len(effects.NAMES), np.nan)
    measured[effects.NAMES.index("one_domain")] = 0.75
    assert figures(held.scene, MEMBERS, measured) == ({"domain": 0.75} if own else {})
