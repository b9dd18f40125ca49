"""Blocks of lines that keep their order, wherever they stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.alignment.chaining import Anchor, blocks, chains


def anchors(*pairs: tuple[int, int]) -> list[Anchor]:
    return [Anchor(source, target, 0.5) for source, target in pairs]


def spans(found: list[Anchor]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(block.source, block.target) for block in blocks(found)]


def test_texts_in_one_order_are_one_block() -> None:
    assert spans(anchors(*((i, i) for i in range(20)))) == [((0, 19), (0, 19))]


def test_a_moved_block_cuts_what_is_around_it() -> None:
    order = [*range(10), *range(20, 30), *range(10, 20)]
    found = anchors(*((line, place) for place, line in enumerate(order)))
    assert spans(found) == [((0, 9), (0, 9)), ((10, 19), (20, 29)), ((20, 29), (10, 19))]


def test_one_pair_out_of_order_is_chance() -> None:
    found = [*anchors(*((i, i) for i in range(10) if i != 5)), Anchor(5, 90, 0.3)]
    assert spans(found) == [((0, 9), (0, 9))]


def test_a_long_gap_ends_a_chain_but_not_the_order() -> None:
    found = anchors((0, 0), (1, 1), (500, 510), (501, 511))
    assert len(chains(found)) == 2
    assert spans(found) == [((0, 501), (0, 511))]


@given(st.permutations(range(30)))
def test_blocks_rise_on_both_sides_and_share_no_line(order: list[int]) -> None:
    found = blocks([Anchor(i, j, 0.5) for i, j in enumerate(order)])
    kept = [anchor for block in found for anchor in block.anchors]
    assert len({anchor.target for anchor in kept}) == len(kept)
    assert all(a.source < b.source for a, b in pairwise(kept))
    assert all(a.target < b.target for block in found for a, b in pairwise(block.anchors))
