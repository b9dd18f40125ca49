"""The grammar files as a table: for each element its content model and its attributes.

RELAX NG in general may give an element different content in different places. This grammar does not
(a test holds it to that), so what is wrong with a document can be said one element at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from lxml import etree

from workbench.sts.validation import patterns
from workbench.sts.validation.patterns import EMPTY, Pattern
from workbench.sts.validation.values import RNG, Value, read_value

PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1998/Math/MathML": "mml",
    "urn:iso:std:iso:30042:ed-1": "tbx",
    "http://www.w3.org/2001/XInclude": "xi",
    "http://www.niso.org/schemas/ali/1.0/": "ali",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
"""Usual prefixes of the namespaces that the grammar knows."""

START = "sts.rng"
_NAMESPACES = {prefix: namespace for namespace, prefix in PREFIXES.items()}


def spoken(name: str) -> str:
    """A name in Clark notation as people write it: ``tbx:term``, ``sec``."""
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].partition("}")
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


@dataclass(frozen=True)
class AttributeRule:
    """One attribute of an element: whether it must stand, and what it may say."""

    name: str
    required: bool
    value: Value


@dataclass(frozen=True)
class ElementRule:
    """What the grammar says of one element.

    Attributes:
        name: in Clark notation.
        content: pattern of its child elements.
        mixed: whether text may stand between them.
        attributes: its attributes by name in Clark notation.
        closed_namespaces: namespaces in which only the listed attributes are allowed; ``None`` where
            that holds for all namespaces.
    """

    name: str
    content: Pattern
    mixed: bool
    attributes: Mapping[str, AttributeRule]
    closed_namespaces: frozenset[str] | None = None

    def takes_attribute(self, name: str) -> bool:
        """Whether an attribute ``name`` (Clark notation) may stand here."""
        if name in self.attributes:
            return True
        return self.closed_namespaces is not None and _namespace(name) not in self.closed_namespaces


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


@dataclass(frozen=True)
class Grammar:
    """All elements, and the names that a document may begin with."""

    elements: Mapping[str, ElementRule]
    roots: frozenset[str]

    def parents(self, name: str) -> list[str]:
        """Elements that may hold an element ``name`` (Clark notation), in alphabetical order."""
        return sorted(rule.name for rule in self.elements.values() if name in rule.content.alphabet)

    def elements_with(self, attribute: str) -> list[str]:
        """Elements that carry ``attribute`` (Clark notation), in alphabetical order."""
        return sorted(rule.name for rule in self.elements.values() if attribute in rule.attributes)


@cache
def relaxng() -> etree.RelaxNG:
    """The grammar, compiled by libxml2, which answers yes or no quickly."""
    with as_file(files(__package__) / "grammar") as folder:
        return etree.RelaxNG(etree.parse(folder / START, _parser()))


@cache
def grammar() -> Grammar:
    """The grammar as a table."""
    return _Reader().read()


def _parser() -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _name_classes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        kind = etree.QName(child).localname
        if kind in ("name", "anyName"):
            yield child
        elif kind == "choice" and len(child) and child[0].tag == f"{RNG}name":
            yield from child


def _clark(written: str, element: etree._Element) -> str:
    prefix, colon, local = written.strip().rpartition(":")
    namespace = _NAMESPACES["xml"] if prefix == "xml" else element.nsmap.get(prefix)
    return f"{{{namespace}}}{local}" if colon and namespace else local


def _excluded(name_class: etree._Element) -> frozenset[str]:
    return frozenset(item.get("ns", "") for item in name_class.iter(f"{RNG}nsName"))


class _Reader:
    """Turns the definitions of the grammar files into element rules."""

    def __init__(self) -> None:
        self.definitions: dict[str, list[etree._Element]] = {}
        self.elements: dict[str, ElementRule] = {}
        self.start: list[etree._Element] = []
        self._patterns: dict[str, Pattern] = {}

    def read(self) -> Grammar:
        self._load(START)
        for definition in self.definitions.values():
            for item in definition:
                if item.tag == f"{RNG}element":
                    self._read_element(item)
        roots = self._content(self.start).first
        return Grammar(self.elements, roots)

    def _load(self, name: str) -> None:
        text = (files(__package__) / "grammar" / name).read_bytes()
        for child in etree.fromstring(text, _parser()):
            kind = etree.QName(child).localname
            if kind == "include":
                self._load(child.get("href", ""))
            elif kind == "start":
                self.start = list(child)
            else:
                self.definitions[child.get("name", "")] = list(child)

    def _resolve(self, item: etree._Element) -> list[etree._Element]:
        if item.tag != f"{RNG}ref":
            return [item]
        return [inner for part in self.definitions[item.get("name", "")] for inner in self._resolve(part)]

    def _read_element(self, element: etree._Element) -> None:
        written = element.get("name")
        spelled = [written] if written else [item.text or "" for item in _name_classes(element)]
        items = [inner for child in element for inner in self._resolve_groups(child)]
        attributes: dict[str, AttributeRule] = {}
        closed: frozenset[str] | None = None
        for item in items:
            for attribute in item.iter(f"{RNG}attribute"):
                if attribute.get("name") is None:
                    closed = _excluded(attribute)
                else:
                    required = item.tag == f"{RNG}attribute"
                    rule = self._attribute(attribute, required)
                    attributes[rule.name] = rule
        # Without a name attribute, the first child says which names the element goes by.
        children = list(element) if written else list(element)[1:]
        content = self._content(children)
        mixed = any(self._has_text(child) for child in children)
        for name in filter(None, spelled):
            key = _clark(name, element)
            self.elements[key] = ElementRule(key, content, mixed, attributes, closed)

    def _resolve_groups(self, item: etree._Element) -> list[etree._Element]:
        """Attribute groups in place of the references to them."""
        if item.tag == f"{RNG}ref":
            if not item.get("name", "").startswith("attributes."):
                return []
            parts = self.definitions[item.get("name", "")]
            return [inner for part in parts for inner in self._resolve_groups(part)]
        return [item] if next(item.iter(f"{RNG}attribute"), None) is not None else []

    def _attribute(self, attribute: etree._Element, required: bool) -> AttributeRule:
        name = _clark(attribute.get("name", ""), attribute)
        return AttributeRule(name, required, read_value(list(attribute), self._resolve))

    def _has_text(self, item: etree._Element) -> bool:
        if item.tag == f"{RNG}text":
            return True
        if item.tag == f"{RNG}ref":
            name = item.get("name", "")
            parts = self.definitions[name]
            return not self._is_element(name) and any(self._has_text(part) for part in parts)
        return item.tag not in (f"{RNG}attribute", f"{RNG}element") and any(
            self._has_text(child) for child in item
        )

    def _is_element(self, name: str) -> bool:
        parts = self.definitions[name]
        return len(parts) == 1 and parts[0].tag == f"{RNG}element"

    def _content(self, items: list[etree._Element]) -> Pattern:
        pattern = EMPTY
        for item in reversed(items):
            pattern = patterns.sequence(self._pattern(item), pattern)
        return pattern

    def _pattern(self, item: etree._Element) -> Pattern:
        kind = etree.QName(item).localname
        if kind == "ref":
            name = item.get("name", "")
            if name not in self._patterns:
                self._patterns[name] = self._referenced(name)
            return self._patterns[name]
        inner = list(item)
        if kind == "choice":
            return patterns.choice(self._pattern(child) for child in inner)
        if kind == "optional":
            return patterns.optional(self._content(inner))
        if kind == "zeroOrMore":
            return patterns.optional(patterns.one_or_more(self._content(inner)))
        if kind == "oneOrMore":
            return patterns.one_or_more(self._content(inner))
        return self._content(inner) if kind == "group" else EMPTY

    def _referenced(self, name: str) -> Pattern:
        if name.startswith("attributes."):
            return EMPTY
        if not self._is_element(name):
            return self._content(self.definitions[name])
        element = self.definitions[name][0]
        written = element.get("name")
        if written:
            return patterns.names(frozenset({_clark(written, element)}))
        classes = list(_name_classes(element))
        if classes[0].tag == f"{RNG}anyName":
            return patterns.foreign(_excluded(classes[0]))
        return patterns.names(frozenset(_clark(item.text or "", element) for item in classes))
