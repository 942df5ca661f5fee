from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from registry.ledger import log_nodes, log_root
from registry.merkle import (
    EMPTY_ROOT,
    consistency,
    inclusion,
    inclusion_path,
    leaf_hash,
    listed,
    node_hash,
    peaks,
    root,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

if TYPE_CHECKING:
    from clerks import Clerk

SIZES = [*range(1, 34), 63, 64, 65, 100, 127, 128, 129]


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(f"entry {number}".encode()) for number in range(count)]


@pytest.fixture(scope="module")
def oracle() -> InmemoryTree:
    tree = InmemoryTree()
    for number in range(max(SIZES)):
        tree.append_entry(f"entry {number}".encode())
    return tree


class TestKnownAnswers:
    """The leaves and roots with which Certificate Transparency tests its logs."""

    LEAVES = (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
    ROOTS = (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )

    @pytest.mark.parametrize("count", range(9))
    def test_the_root(self, count: int) -> None:
        hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in self.LEAVES[:count]]

        assert tree_root(hashes).hex() == self.ROOTS[count]

    def test_a_tree_without_leaves_has_the_hash_of_nothing(self) -> None:
        assert root(0, listed([])) == EMPTY_ROOT


class TestExamplesOfTheStandard:
    """RFC 6962, 2.1.3: the tree of seven leaves, its nodes named a to l as there."""

    def setup_method(self) -> None:
        self.leaves = leaves(7)
        self.a, self.b, self.c, self.d, self.e, self.f, self.j = self.leaves
        self.g, self.h = node_hash(self.a, self.b), node_hash(self.c, self.d)
        self.i = node_hash(self.e, self.f)
        self.k = node_hash(self.g, self.h)
        self.l = node_hash(self.i, self.j)
        self.nodes = listed(self.leaves)

    def test_the_root(self) -> None:
        assert tree_root(self.leaves) == node_hash(self.k, self.l)

    def test_the_audit_path_for_d0_is_b_h_l(self) -> None:
        assert inclusion_path(0, self.leaves) == (self.b, self.h, self.l)

    def test_the_audit_path_for_d3_is_c_g_l(self) -> None:
        assert inclusion_path(3, self.leaves) == (self.c, self.g, self.l)

    def test_the_audit_path_for_d4_is_f_j_k(self) -> None:
        assert inclusion_path(4, self.leaves) == (self.f, self.j, self.k)

    def test_the_audit_path_for_d6_is_i_k(self) -> None:
        assert inclusion_path(6, self.leaves) == (self.i, self.k)

    def test_from_three_leaves_the_proof_is_c_d_g_l(self) -> None:
        assert consistency(3, 7, self.nodes) == (self.c, self.d, self.g, self.l)

    def test_from_four_leaves_the_proof_is_l(self) -> None:
        assert consistency(4, 7, self.nodes) == (self.l,)

    def test_from_six_leaves_the_proof_is_i_j_k(self) -> None:
        assert consistency(6, 7, self.nodes) == (self.i, self.j, self.k)


class TestAgainstAnotherLibrary:
    @pytest.mark.parametrize("size", SIZES)
    def test_the_root(self, oracle: InmemoryTree, size: int) -> None:
        assert tree_root(leaves(size)) == oracle.get_root(size)

    @pytest.mark.parametrize("size", SIZES)
    def test_every_inclusion_path(self, oracle: InmemoryTree, size: int) -> None:
        nodes = listed(leaves(size))

        for index in range(size):
            path = oracle.prove_inclusion(index + 1, size).path
            assert list(inclusion(index, size, nodes)) == path[1:]

    @pytest.mark.parametrize("size", SIZES)
    def test_our_consistency_proofs_hold_between_its_roots(
        self, oracle: InmemoryTree, size: int
    ) -> None:
        nodes, top = listed(leaves(size)), oracle.get_root(size)

        for first in range(1, size + 1):
            path = consistency(first, size, nodes)
            assert verify_consistency(first, size, path, oracle.get_root(first), top)

    @pytest.mark.parametrize("size", SIZES)
    def test_its_consistency_proofs_hold_between_our_roots(
        self, oracle: InmemoryTree, size: int
    ) -> None:
        hashes = leaves(size)

        for first in range(1, size + 1):
            proof = oracle.prove_consistency(first, size)
            proof.verify(tree_root(hashes[:first]), tree_root(hashes))

    def test_the_log_of_a_register(self, clerk: Clerk) -> None:
        for number in range(40):
            clerk.issue(subject=f"เรื่องที่ {number}")
        with clerk.register.store.reading() as reader:
            size, nodes = reader.size(), log_nodes(reader)
            tree = InmemoryTree()
            for _, body in reader.entries(0, size):
                tree.append_entry(body)

            for first in range(1, size + 1):
                assert log_root(reader, first) == tree.get_root(first)
                path = tree.prove_inclusion(first, size).path
                assert list(inclusion(first - 1, size, nodes)) == path[1:]
                grown = consistency(first, size, nodes)
                old, new = tree.get_root(first), tree.get_root(size)
                assert verify_consistency(first, size, grown, old, new)


class TestProofs:
    @given(st.data())
    def test_every_path_leads_to_the_root(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(1, 200))
        index = data.draw(st.integers(0, size - 1))
        first = data.draw(st.integers(1, size))
        hashes = leaves(size)
        nodes, top = listed(hashes), tree_root(hashes)

        assert verify_inclusion(hashes[index], index, size, inclusion(index, size, nodes), top)
        old = tree_root(hashes[:first])
        assert verify_consistency(first, size, consistency(first, size, nodes), old, top)

    @given(st.data())
    def test_no_path_leads_anywhere_else(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(2, 100))
        index = data.draw(st.integers(0, size - 1))
        hashes = leaves(size)
        path, top = list(inclusion_path(index, hashes)), tree_root(hashes)
        leaf, other = hashes[index], data.draw(st.integers(0, size - 1))
        flipped = data.draw(st.integers(0, len(path) - 1))
        bent = [*path[:flipped], leaf_hash(path[flipped]), *path[flipped + 1 :]]

        assert not verify_inclusion(leaf, index, size, bent, top)
        assert not verify_inclusion(leaf, index, size, path[:-1], top)
        assert not verify_inclusion(leaf, index, size, [*path, top], top)
        assert not verify_inclusion(leaf_hash(leaf), index, size, path, top)
        assert verify_inclusion(leaf, other, size, path, top) == (other == index)

    @given(st.data())
    def test_no_log_that_was_rewritten_continues_an_older_one(self, data: st.DataObject) -> None:
        size = data.draw(st.integers(2, 100))
        first = data.draw(st.integers(1, size - 1))
        changed = data.draw(st.integers(0, first - 1))
        hashes = leaves(size)
        old = tree_root(hashes[:first])
        hashes[changed] = leaf_hash(b"rewritten")
        path = consistency(first, size, listed(hashes))

        assert not verify_consistency(first, size, path, old, tree_root(hashes))

    @pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
    def test_a_leaf_beyond_the_tree_has_no_path(self, index: int, size: int) -> None:
        with pytest.raises(IndexError):
            inclusion(index, size, listed(leaves(5)))
        assert not verify_inclusion(leaves(1)[0], index, size, (), leaves(1)[0])

    @pytest.mark.parametrize(("first", "second"), [(0, 5), (6, 5)])
    def test_a_larger_tree_does_not_begin_a_smaller_one(self, first: int, second: int) -> None:
        with pytest.raises(IndexError):
            consistency(first, second, listed(leaves(6)))
        assert not verify_consistency(first, second, (), EMPTY_ROOT, EMPTY_ROOT)

    def test_one_size_is_consistent_with_itself_only(self) -> None:
        top = tree_root(leaves(5))

        assert verify_consistency(5, 5, (), top, top)
        assert not verify_consistency(5, 5, (), top, EMPTY_ROOT)
        assert not verify_consistency(5, 5, (top,), top, top)


@given(st.integers(0, 10**9))
def test_peaks_cover_the_leaves_without_gap(size: int) -> None:
    stop = 0
    for level, position in peaks(size):
        assert position << level == stop
        stop += 1 << level
    assert stop == size
