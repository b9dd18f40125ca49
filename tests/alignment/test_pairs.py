"""The pairs that are scored, and the assignment over few of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.alignment import pairs as pairs_module
from workbench.alignment.pairs import Pairs, assign


def scored(draw_seed: int, rows: int, columns: int, share: float) -> tuple[Pairs, np.ndarray]:
    draw = np.random.default_rng(draw_seed)
    places = np.flatnonzero(draw.random(rows * columns) < share)
    found = Pairs.of(places // columns, places % columns, (rows, columns))
    return found, draw.random(len(found)).astype(np.float32)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 12), st.floats(0, 1))
def test_few_pairs_and_the_whole_matrix_give_the_same_sum(
    seed: int, rows: int, columns: int, share: float
) -> None:
    found, score = scored(seed, rows, columns, share)
    dense = assign(found, score, 0.4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs_module, "_SMALL", 0)
        sparse = assign(found, score, 0.4)
    for result in (dense, sparse):
        assert len({i for i, _ in result}) == len({j for _, j in result}) == len(result)
        assert all(found.block(score, [i], [j], -1.0)[0, 0] >= 0.4 for i, j in result)
    gains = [
        sum(float(found.block(score, [i], [j], 0.0)[0, 0]) - 0.4 for i, j in result)
        for result in (dense, sparse)
    ]
    assert gains[0] == pytest.approx(gains[1], abs=1e-4)


def test_a_pair_is_found_by_its_units() -> None:
    found = Pairs.of(np.array([2, 0, 2, 2]), np.array([1, 3, 0, 1]), (3, 4))
    assert len(found) == 3
    assert found.find(np.array([2, 2, 1, -1, 2]), np.array([1, 0, 1, 0, 9])).tolist() == [2, 1, -1, -1, -1]
    assert found.block(np.array([5, 6, 7], np.float32), [0, 2], [0, 3], 0.0).tolist() == [[0, 5], [6, 0]]
    empty = Pairs.of(np.array([], np.int64), np.array([], np.int64), (0, 4))
    assert empty.find(np.array([0]), np.array([0])).tolist() == [-1]
    assert assign(empty, np.array([], np.float32), 0.0) == []
