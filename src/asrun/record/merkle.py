"""The Merkle tree of RFC 6962 over the entries: roots, and proofs that an entry is in it and that it only grew.

A tree of n leaves is cut into tiles of 256 hashes (C2SP tlog-tiles): the hashes of level 0 are leaves, a hash of level l is
the root of 256 ** l leaves. Of a whole tile, which never changes, the root is kept; what lies to the right of them is the
`Edge`.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

TILE = 256
EMPTY = sha256(b"").digest()
Nodes = Callable[[int, int, int], list[bytes]]
"""The hashes of one level, from a place on, so many."""


class Tile(NamedTuple):
    """A whole tile: its level and place, and the root over its 256 hashes."""

    level: int
    number: int
    root: bytes


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf."""
    return sha256(b"\0" + leaf).digest()


def join(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return sha256(b"\1" + left + right).digest()


def whole(hashes: Sequence[bytes]) -> bytes:
    """The root over any number of subtrees of one size."""
    if not hashes:
        return EMPTY
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return join(whole(hashes[:half]), whole(hashes[half:]))


class Edge:
    """The right edge of a growing tree: the hashes of each level that fill no tile yet, and the subtrees they make."""

    def __init__(self, open_hashes: Sequence[Sequence[bytes]] = ((),)) -> None:
        """`open_hashes` are the hashes of each level that are in no whole tile."""
        self.open = [list(hashes) for hashes in open_hashes]
        self.size = sum(len(hashes) * TILE**level for level, hashes in enumerate(self.open))
        self.peaks: list[bytes] = []
        for hashes in reversed(self.open):
            done = 0
            for bit in reversed(range(8)):
                if len(hashes) >> bit & 1:
                    self.peaks.append(whole(hashes[done : done + (1 << bit)]))
                    done += 1 << bit

    def extend(self, leaves: Iterable[bytes]) -> list[Tile]:
        """Adds hashes of leaves; the tiles that they fill."""
        filled = []
        peaks, size, first = self.peaks, self.size, self.open[0]
        for leaf in leaves:
            first.append(leaf)
            rest, bit, top = size, 0, leaf
            while rest & 1:
                top = sha256(b"\1" + peaks.pop() + top).digest()
                rest >>= 1
                bit += 1
                if not bit & 7:
                    filled.append(self._fill(bit // 8 - 1, rest, top))
            peaks.append(top)
            size += 1
        self.size = size
        return filled

    def _fill(self, level: int, number: int, root: bytes) -> Tile:
        """The tile of a level that is whole now; its root joins the level above."""
        self.open[level].clear()
        if len(self.open) == level + 1:
            self.open.append([])
        self.open[level + 1].append(root)
        return Tile(level, number, root)

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.peaks:
            return EMPTY
        top = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            top = join(peak, top)
        return top


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over hashes of leaves, without a stored tree."""
    edge = Edge()
    edge.extend(leaves)
    return edge.root()


def subtree(nodes: Nodes, start: int, end: int) -> bytes:
    """The root over leaves start..end of a stored tree; `start` is as a proof cuts the tree."""
    size = end - start
    if size & (size - 1) == 0:
        level, bits = divmod(size.bit_length() - 1, 8)
        return whole(nodes(level, start >> 8 * level, 1 << bits))
    half = 1 << size.bit_length() - 1
    return join(subtree(nodes, start, start + half), subtree(nodes, start + half, end))


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The proof that the leaf at `index` (from 0) is in the tree of `size` leaves (RFC 6962, 2.1.1)."""
    start, end, path = 0, size, []
    while end - start > 1:
        half = 1 << (end - start - 1).bit_length() - 1
        if index < start + half:
            path.append(subtree(nodes, start + half, end))
            end = start + half
        else:
            path.append(subtree(nodes, start, start + half))
            start += half
    return path[::-1]


def consistency(nodes: Nodes, old: int, size: int) -> list[bytes]:
    """The proof that the tree of `size` leaves is that of `old` leaves grown (RFC 6962, 2.1.2)."""
    if not 0 < old < size:
        return []
    start, end, path, own = 0, size, [], True
    while old != end:
        half = 1 << (end - start - 1).bit_length() - 1
        if old <= start + half:
            path.append(subtree(nodes, start + half, end))
            end = start + half
        else:
            path.append(subtree(nodes, start, start + half))
            start += half
            own = False
    if not own:
        path.append(subtree(nodes, start, end))
    return path[::-1]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that a leaf's hash is at `index` of the tree of `size` leaves (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, top = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            top = join(one, top)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            top = join(top, one)
        place, last = place >> 1, last >> 1
    return last == 0 and top == root


def consistent(old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Whether a proof shows that the tree of `size` leaves is that of `old` leaves grown (RFC 9162, 2.1.4.2)."""
    if old == size:
        return not path and old_root == root
    if not 0 < old < size or not path:
        return False
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = hashes[0]
    for one in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = join(one, first), join(one, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = join(second, one)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == root
