"""The marks and texts of which the source of a document consists, as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

XML_SPACE_CHARACTERS = " \t\r\n"
"""What XML calls whitespace; a no-break space is text."""


class Mark(Enum):
    """What a token of the source is."""

    TEXT = "text"
    START = "start"
    EMPTY = "empty"
    END = "end"
    COMMENT = "comment"
    INSTRUCTION = "instruction"
    CDATA = "cdata"
    DOCTYPE = "doctype"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of source text: one tag, comment, section, or the text between two of them."""

    mark: Mark
    text: str


_TOKEN = re.compile(
    r"""
      (?P<text>[^<]+)
    | (?P<comment><!--.*?-->)
    | (?P<cdata><!\[CDATA\[.*?\]\]>)
    | (?P<instruction><\?.*?\?>)
    | (?P<doctype><!DOCTYPE(?>[^\["'>]|"[^"]*"|'[^']*')*
        (?:\[(?>[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*\]\s*)?>)
    | (?P<end></[^>]*>)
    | (?P<empty><(?>[^>"'/]|"[^"]*"|'[^']*'|/(?!>))*/>)
    | (?P<start><(?>[^>"']|"[^"]*"|'[^']*')*>)
    """,
    re.DOTALL | re.VERBOSE,
)
_MARKS = {mark.value: mark for mark in Mark}


def tokens(source: str) -> Iterator[Token]:
    """The tokens of well-formed XML in order; together they are ``source``."""
    for found in _TOKEN.finditer(source):
        yield Token(_MARKS[found.lastgroup or ""], found.group())
