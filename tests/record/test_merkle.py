"""The tree against an independent oracle (pymerkle), on random logs."""

import random

import pytest
from pymerkle import InmemoryTree

from asrun.record.merkle import Edge, consistency, consistent, included, inclusion, leaf_hash, root_of, whole


def nodes_of(leaves: list[bytes]):  # type: ignore[no-untyped-def]
    def nodes(level: int, first: int, count: int) -> list[bytes]:
        width = 256**level
        return [whole(leaves[n * width : (n + 1) * width]) for n in range(first, first + count)]

    return nodes


def test_roots_and_proofs_of_a_thousand_random_logs_are_those_of_another_program() -> None:
    chance = random.Random(6962)
    for number in range(1000):
        size = chance.randrange(1, 40) if number % 50 else chance.randrange(256, 600)
        data = [chance.randbytes(chance.randrange(20)) for _ in range(size)]
        oracle = InmemoryTree(algorithm="sha256")
        for leaf in data:
            oracle.append_entry(leaf)
        leaves = [leaf_hash(leaf) for leaf in data]
        assert root_of(leaves) == oracle.get_root()
        index, old = chance.randrange(size), chance.randrange(1, size + 1)
        assert root_of(leaves[:old]) == oracle.get_root(old)
        path = inclusion(nodes_of(leaves), index, size)
        assert included(leaves[index], index, size, path, root_of(leaves))
        told = oracle.prove_inclusion(index + 1, size).serialize()
        assert [step.hex() for step in path] == told["path"][1:]
        grown = consistency(nodes_of(leaves), old, size)
        assert consistent(old, size, grown, oracle.get_root(old), oracle.get_root())


@pytest.mark.parametrize("size", [1, 2, 7, 255, 256, 257, 513, 66_000])
def test_a_stored_tree_goes_on_where_it_was_left(size: int) -> None:
    leaves = [leaf_hash(str(n).encode()) for n in range(size)]
    edge = Edge()
    tiles = {(t.level, t.number): t for t in edge.extend(leaves[: size // 2])}
    again = Edge(edge.open)
    assert (again.size, again.root(), again.peaks) == (edge.size, edge.root(), edge.peaks)
    tiles |= {(t.level, t.number): t for t in again.extend(leaves[size // 2 :])}
    assert again.root() == whole(leaves)
    for tile in tiles.values():
        assert [tile.root] == nodes_of(leaves)(tile.level + 1, tile.number, 1)


def test_proofs_that_were_cut_or_altered_are_refused() -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(100)]
    nodes, root = nodes_of(leaves), root_of(leaves)
    for size in range(1, 101):
        path = inclusion(nodes, size - 1, 100)
        assert included(leaves[size - 1], size - 1, 100, path, root)
        for wrong in (path[:-1], [*path, path[-1]], [b"x" * 32, *path[1:]]):
            assert not included(leaves[size - 1], size - 1, 100, wrong, root)
        assert not included(leaves[size - 1], size % 100, 100, path, root)
        grown = consistency(nodes, size, 100)
        assert consistent(size, 100, grown, root_of(leaves[:size]), root)
        if grown:
            assert not consistent(size, 100, grown[:-1], root_of(leaves[:size]), root)
            assert not consistent(size, 100, grown, root, root)
