"""An edited tree put back into the source it was read from: what was not edited keeps each of its bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from workbench.sts import parsing
from workbench.sts.errors import StsError
from workbench.sts.markup import Mark, Token, tokens

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARATION = re.compile(r"\s*<\?xml\s.*?\?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token as the parser understands it, and how the source writes it with the layout after it."""

    mark: Mark
    text: str
    written: str


def splice(source: bytes, before: etree._ElementTree, after: etree._ElementTree) -> bytes | None:
    """``source`` with the differences between two trees worked into it.

    Character references, quotes, the order of attributes, empty tags, line ends, encoding and byte order
    mark stay as the source writes them wherever ``after`` says the same as ``before``, which is the tree
    of ``source``.

    Returns:
        The new source, or ``None`` where source and tree cannot be matched token by token, or the result
        would not be read as ``after``.
    """
    mark = _BYTE_ORDER_MARK if source.startswith(_BYTE_ORDER_MARK) else b""
    encoding = before.docinfo.encoding or "UTF-8"
    try:
        written = source[len(mark) :].decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    declaration = _DECLARATION.match(written)
    start = declaration.end() if declaration else 0
    old = _matched(_pieces(written[start:]), _pieces(etree.tostring(before, encoding="unicode")))
    if old is None:
        return None
    new = _pieces(etree.tostring(after, encoding="unicode"))
    newline = "\r\n" if written.count("\r\n") * 2 > written.count("\n") else "\n"
    # What stands before the first token is layout of the prologue: no tree holds it.
    lead = written[: start + len(written[start:]) - len(written[start:].lstrip())]
    text = lead + "".join(_merged(old, new, newline))
    result = mark + text.encode(encoding, "xmlcharrefreplace")
    return result if _is_read_as(result, after) else None


def _is_read_as(result: bytes, tree: etree._ElementTree) -> bool:
    try:
        read = parsing.parse(result, "?")
    except StsError:
        return False
    return etree.tostring(read, encoding="unicode") == etree.tostring(tree, encoding="unicode")


def _pieces(source: str) -> list[_Piece]:
    """The tokens of ``source``; layout outside the root belongs to the token before it."""
    found: list[_Piece] = []
    depth = 0
    for token in _with_empty_tags(tokens(source)):
        if token.mark is Mark.TEXT and depth == 0:
            if found:
                last = found[-1]
                found[-1] = _Piece(last.mark, last.text, last.written + token.text)
            continue
        depth += {Mark.START: 1, Mark.END: -1}.get(token.mark, 0)
        found.append(_Piece(token.mark, token.text, token.text))
    return found


def _with_empty_tags(found: Iterator[Token]) -> Iterator[Token]:
    """A start tag followed by its end tag is one empty element, as the parser sees it."""
    start: Token | None = None
    for token in found:
        if start is not None and token.mark is Mark.END:
            yield Token(Mark.EMPTY, start.text + token.text)
            start = None
            continue
        if start is not None:
            yield start
        start = token if token.mark is Mark.START else None
        if start is None:
            yield token
    if start is not None:
        yield start


def _matched(source: Sequence[_Piece], parsed: Sequence[_Piece]) -> list[_Piece] | None:
    if [piece.mark for piece in source] != [piece.mark for piece in parsed]:
        return None
    return [
        _Piece(as_read.mark, as_read.text, piece.written)
        for piece, as_read in zip(source, parsed, strict=True)
    ]


def _merged(old: list[_Piece], new: list[_Piece], newline: str) -> Iterator[str]:
    for same, here, there in _compared(_units(old), _units(new)):
        if same:
            yield from (piece.written for unit in here for piece in unit)
            continue
        inner = _compared(
            [[piece] for unit in here for piece in unit], [[piece] for unit in there for piece in unit]
        )
        for unchanged, left, right in inner:
            for unit in left if unchanged else right:
                yield unit[0].written if unchanged else unit[0].written.replace("\n", newline)


_Unit = list[_Piece]


def _units(pieces: list[_Piece]) -> list[_Unit]:
    """Pieces in groups that begin with a start tag: most groups are unlike any other, which makes them
    quick to compare."""
    units: list[_Unit] = []
    for piece in pieces:
        if piece.mark is Mark.START or not units:
            units.append([])
        units[-1].append(piece)
    return units


def _compared(old: list[_Unit], new: list[_Unit]) -> Iterator[tuple[bool, list[_Unit], list[_Unit]]]:
    """Runs of units that are the same in both, and those that differ, in order."""
    before, after = ([tuple(piece.text for piece in unit) for unit in units] for units in (old, new))
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    yield True, old[:head], new[:head]
    middle = SequenceMatcher(None, before[head : len(before) - tail], after[head : len(after) - tail])
    for tag, i1, i2, j1, j2 in middle.get_opcodes():
        yield tag == "equal", old[head + i1 : head + i2], new[head + j1 : head + j2]
    yield True, old[len(old) - tail :], new[len(new) - tail :]


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
