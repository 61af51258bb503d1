"""A proof holds for one account, one decision and a time, and cannot be made without the key."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.respond.decisions.proofs import about, challenge, opened, proof, proves

KEY, OTHER = bytes(range(32)), bytes(32)


def made(account: str = "acme", expires: float = 100.0) -> str:
    passed = opened(KEY, challenge(KEY, "d-1", account, 10.0), 1.0)
    assert passed is not None and passed.account == account
    return proof(KEY, passed, expires)


def test_it_is_bound_to_account_decision_time_and_key() -> None:
    token = made()
    assert proves(KEY, token, "d-1", "acme", 99.0)
    assert not proves(KEY, token, "d-1", "acme", 100.0)
    assert not proves(KEY, token, "d-2", "acme", 1.0)
    assert not proves(KEY, token, "d-1", "other", 1.0)
    assert not proves(OTHER, token, "d-1", "acme", 1.0)


def test_a_challenge_is_no_proof_and_is_over_in_time() -> None:
    token = challenge(KEY, "d-1", "acme", 10.0)
    assert not proves(KEY, token, "d-1", "acme", 1.0)
    assert opened(KEY, token, 10.0) is None and opened(KEY, made(), 1.0) is None


def test_two_accounts_of_one_decision_cannot_tell() -> None:
    assert about(KEY, "d-1", "a") != about(KEY, "d-1", "b")
    assert "d-1" not in challenge(KEY, "d-1", "a", 10.0)


@given(st.text(max_size=80), st.integers(0, 200), st.characters())
def test_no_other_token_holds(text: str, at: int, put: str) -> None:
    token = made()
    changed = token[: at % len(token)] + put + token[at % len(token) + 1 :]
    assert proves(KEY, changed, "d-1", "acme", 1.0) is (changed == token)
    assert not proves(KEY, text, "d-1", "acme", 1.0)
    assert not proves(KEY, f"{token}{text or ' '}", "d-1", "acme", 1.0)
