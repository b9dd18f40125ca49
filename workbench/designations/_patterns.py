"""Building regular expressions out of the words and fragments of the data."""

import re
from collections.abc import Iterable, Mapping

from workbench.designations._data import shared

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# Letters and digits that continue a word: a designation begins at none of them.
LETTER = r"0-9A-Za-z\u00C0-\u024F\u0370-\u03FF\u0400-\u04FF"

_Node = dict[str, "_Node"]


def expanded(pattern: str, own: Mapping[str, str]) -> str:
    """``pattern`` with its placeholders filled from ``own`` and the shared fragments.

    Raises:
        KeyError: naming a placeholder that neither knows.
    """
    fragments = {**shared()["fragments"], **own}
    while PLACEHOLDER.search(pattern):
        pattern = PLACEHOLDER.sub(lambda found: str(fragments[found[1]]), pattern)
    return pattern


def alternatives(words: Iterable[str]) -> str:
    """A pattern of ``words``, of which the longest that fits is taken.

    Beginnings are shared, so that hundreds of words cost hardly more than one.
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(root) if root else "(?!)"


def _branches(node: _Node) -> str:
    inner = [re.escape(char) + _branches(after) for char, after in node.items() if char]
    if not inner:
        return ""
    if len(inner) == 1 and "" not in node:
        return inner[0]
    return f"(?:{'|'.join(inner)})" + ("?" if "" in node else "")
