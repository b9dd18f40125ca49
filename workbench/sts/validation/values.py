"""Values of attributes, as the grammar describes them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from workbench.messages import Message

RNG = "{http://relaxng.org/ns/structure/1.0}"

_NAME_START = r"A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d" + (
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _NAME_START + r"\-.0-9\u00b7\u0300-\u036f\u203f\u2040"

# Lexical forms of the datatypes of XML Schema part 2 that the grammar uses.
_DATATYPES = {
    "NCName": f"[{_NAME_START}][{_NAME}]*",
    "NMTOKEN": f"[:{_NAME}]+",
    "NMTOKENS": rf"[:{_NAME}]+(\s+[:{_NAME}]+)*",
    "anyURI": r"(?s).*",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "nonNegativeInteger": r"\+?\d+|-0+",
}

Check = Callable[[str], bool]
Resolve = Callable[[etree._Element], list[etree._Element]]


@dataclass(frozen=True)
class Value:
    """What an attribute may say.

    Attributes:
        accepts: whether a value is allowed.
        choices: the closed list of values, empty where there is none.
        description: the kind of value in words, for messages.
    """

    accepts: Check
    choices: tuple[str, ...]
    description: Message


def _anything(_: str) -> bool:
    return True


ANY_TEXT = Value(_anything, (), Message("validation.value.text"))


def _matcher(expression: str) -> Check:
    compiled = re.compile(expression)
    return lambda text: compiled.fullmatch(text) is not None


def _one_of(checks: list[Check]) -> Check:
    return lambda text: any(check(text) for check in checks)


def _words(checks: list[Check], repeated: bool) -> Check:
    """A list of words: each as ``checks`` says in turn, or all as the first of them says."""

    def check(text: str) -> bool:
        words = text.split()
        if repeated:
            return bool(words) and all(checks[0](word) for word in words)
        return len(words) == len(checks) and all(
            accepts(word) for accepts, word in zip(checks, words, strict=True)
        )

    return check


def read_value(items: list[etree._Element], resolve: Resolve) -> Value:
    """The value that the content ``items`` of a RELAX NG attribute describe; ``resolve`` follows refs."""
    expanded = [inner for item in items for inner in resolve(item)]
    if not expanded:
        return ANY_TEXT
    parts = [part for item in expanded for part in _flat(item, resolve)]
    closed = all(part.tag == f"{RNG}value" for part in parts)
    return Value(
        _one_of([_check(item, resolve) for item in expanded]),
        tuple(part.text or "" for part in parts) if closed else (),
        _describe(expanded[0], resolve),
    )


def _flat(item: etree._Element, resolve: Resolve) -> list[etree._Element]:
    if item.tag in (f"{RNG}choice", f"{RNG}oneOrMore"):
        return [part for child in item for inner in resolve(child) for part in _flat(inner, resolve)]
    return [item]


def _check(item: etree._Element, resolve: Resolve) -> Check:
    kind = etree.QName(item).localname
    if kind == "text":
        return _anything
    if kind == "value":
        wanted = item.text or ""
        return lambda text: " ".join(text.split()) == wanted
    if kind == "data":
        pattern = item.findtext(f"{RNG}param")
        if pattern is not None:
            return _matcher(pattern)
        matches = _matcher(_DATATYPES[item.get("type", "")])
        return lambda text: matches(text.strip())
    children = [_check(inner, resolve) for child in item for inner in resolve(child)]
    if kind == "list":
        return _words(_repeated(item[0], resolve), True) if len(item) == 1 else _words(children, False)
    return _one_of(children)


def _repeated(item: etree._Element, resolve: Resolve) -> list[Check]:
    return [_one_of([_check(inner, resolve) for child in item for inner in resolve(child)])]


def _describe(item: etree._Element, resolve: Resolve) -> Message:
    parts = _flat(item, resolve)
    if all(part.tag == f"{RNG}value" for part in parts):
        words = ", ".join(part.text or '""' for part in parts)
        return Message("validation.value.choice", {"choices": words})
    for part in parts:
        if part.tag == f"{RNG}list":
            inner = _describe(resolve(part[0])[0], resolve)
            return Message("validation.value.list", {"item": inner})
        if part.tag == f"{RNG}data" and part.get("type") != "string":
            return Message(f"validation.value.{part.get('type')}")
    return Message("validation.value.pattern")
