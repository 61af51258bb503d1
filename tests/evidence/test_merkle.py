import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.proof.evidence import merkle

ENTRIES = [f"entry {i}".encode() for i in range(70)]
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def node(level: int, index: int) -> bytes:
    """By the definition, from the leaves."""
    return plain(LEAVES[index << level : (index + 1) << level])


def plain(leaves: list[bytes]) -> bytes:
    """Merkle tree hash as section 2.1 of RFC 6962 writes it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + plain(leaves[:k]) + plain(leaves[k:])).digest()


def test_roots_are_those_of_known_trees() -> None:
    # the test vectors of the reference implementation of RFC 6962
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    leaves = [merkle.leaf_hash(bytes.fromhex(d)) for d in data]
    for size, root in roots.items():
        assert plain(leaves[:size]).hex() == root


@pytest.mark.parametrize("size", range(71))
def test_root(size: int) -> None:
    assert merkle.root(size, node) == plain(LEAVES[:size])


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_inclusion_is_shown_and_only_of_that_leaf(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion(index, size, node)
    root = merkle.root(size, node)
    assert merkle.check_inclusion(LEAVES[index], index, size, proof, root)
    other = data.draw(st.integers(0, 69).filter(lambda i: i != index))
    assert not merkle.check_inclusion(LEAVES[other], index, size, proof, root)
    assert not merkle.check_inclusion(LEAVES[index], other, size, proof, root)
    assert not merkle.check_inclusion(LEAVES[index], index, size, [*proof, root], root)
    assert not merkle.check_inclusion(LEAVES[index], index, size, proof[:-1], root) or not proof


@given(st.integers(1, 70), st.integers(1, 70), st.binary(min_size=32, max_size=32))
@settings(max_examples=300, deadline=None)
def test_consistency_is_shown_and_only_of_a_beginning(a: int, b: int, wrong: bytes) -> None:
    old, size = min(a, b), max(a, b)
    proof = merkle.consistency(old, size, node)
    before, after = merkle.root(old, node), merkle.root(size, node)
    assert merkle.check_consistency(old, before, size, after, proof)
    assert not merkle.check_consistency(old, wrong, size, after, proof)
    assert not merkle.check_consistency(old, before, size, wrong, proof)
    if proof:
        changed = [*proof[:-1], wrong]
        assert not merkle.check_consistency(old, before, size, after, changed)


def test_what_is_not_there_has_no_proof() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion(3, 3, node)
    with pytest.raises(IndexError):
        merkle.consistency(0, 3, node)
    with pytest.raises(IndexError):
        merkle.consistency(4, 3, node)
