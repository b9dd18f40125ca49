"""Texts through a NumPy model on all cores."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

FloatMatrix = npt.NDArray[np.float32]


def encode_in_batches(
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], FloatMatrix],
    *,
    characters: int,
    dimensions: int,
    advance: Callable[[int], None],
) -> FloatMatrix:
    """Vectors of ``texts``, in their order, shape (n, dimensions).

    ``embed`` is given texts of like length, together about ``characters`` long. Each core takes batches
    with one BLAS thread, so that the tokenisers, which are Python, overlap with matrix products: faster
    than one batch on all cores, and BLAS with more threads than cores is slower by an order of magnitude.
    ``advance(k)`` is called after each k texts.
    """
    vectors = np.empty((len(texts), dimensions), dtype=np.float32)
    batches = list(_by_length(texts, characters))
    with threadpool_limits(1, user_api="blas"):
        pool = ThreadPoolExecutor(_cores())
        try:
            results = pool.map(lambda batch: embed([texts[index] for index in batch]), batches)
            for batch, result in zip(batches, results, strict=True):
                vectors[batch] = result
                advance(len(batch))
        finally:
            pool.shutdown(cancel_futures=True)
    return vectors


def _by_length(texts: Sequence[str], characters: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in sorted(range(len(texts)), key=lambda index: len(texts[index])):
        if batch and (len(batch) + 1) * len(texts[index]) > characters:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
