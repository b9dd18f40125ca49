"""The document under validation: its elements, its ids, and where in the clauses an element stands."""

import re
from collections import defaultdict
from functools import cached_property

from lxml import etree

from workbench.messages import Message
from workbench.sts.validation.grammar import spoken
from workbench.sts.validation.problems import Problem, Severity

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NUMBERED = ("sec", "app", "term-sec")
"""Elements whose labels are numbers of clauses and annexes."""

_NUMBER = re.compile(r"(?<![\w.])(?:[A-Z\u0410-\u042f]{1,2}(?:\.\d+)*|\d+(?:\.\d+)*)(?=[.)]?\s*$)")
_AFTER_HAN = re.compile(r"([\u4e00-\u9fff])([A-Z0-9])")


def number_in(label: str) -> str:
    """The number that a label ends with: ``5.3``, ``A.1``, ``A`` of ``Annex A``; ``""`` for none."""
    found = _NUMBER.search(_AFTER_HAN.sub(r"\1 \2", label.strip()))
    return found.group() if found else ""


def text_of(element: etree._Element | None) -> str:
    """The text in an element as one line, ``""`` for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


class Document:
    """A tree with what several rules need to know of it."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self._clauses: dict[etree._Element, str] = {}

    @cached_property
    def ids(self) -> dict[str, list[etree._Element]]:
        """The elements that carry an id, by id, in document order."""
        found: dict[str, list[etree._Element]] = defaultdict(list)
        for element in self.elements:
            own = element.get("id")
            if own is not None:
                found[own].append(element)
        return dict(found)

    @cached_property
    def standards(self) -> list[etree._Element]:
        """Each numbered text by itself: every standard, and every adoption around one."""
        return [element for element in self.elements if element.tag in ("standard", "adoption")]

    def clause_of(self, element: etree._Element) -> str:
        """Number of the clause or annex that ``element`` is or stands in, ``""`` outside any."""
        at: etree._Element | None = element
        passed = []
        number = ""
        while at is not None:
            if at in self._clauses:
                number = self._clauses[at]
                break
            passed.append(at)
            if at.tag in NUMBERED and (own := number_in(text_of(at.find("label")))):
                number = own
                break
            at = at.getparent()
        for inner in passed:
            self._clauses[inner] = number
        return number

    def problem(
        self,
        severity: Severity,
        rule: str,
        element: etree._Element,
        suggestion: Message | None = None,
        **values: object,
    ) -> Problem:
        """A problem at ``element``; its message is ``validation.<rule>`` with ``values``."""
        name = spoken(str(element.tag))
        return Problem(
            severity,
            element.sourceline or 0,
            name,
            self.clause_of(element),
            Message(f"validation.{rule}", {"element": name, **values}),
            suggestion,
            rule,
        )


def remedy(key: str, **values: object) -> Message:
    """What to do: the message ``validation.do.<key>``."""
    return Message(f"validation.do.{key}", values)
