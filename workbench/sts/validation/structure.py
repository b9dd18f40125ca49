"""Where a document departs from the grammar, said one element at a time.

libxml2 answers only that a document is refused, and often blames a place far away. So after its "no" every
element is held against its own rule here, and the message names the place, the fault and the remedy.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from lxml import etree

from workbench.messages import Message
from workbench.sts.validation.context import Document, remedy
from workbench.sts.validation.grammar import ElementRule, Grammar, spoken
from workbench.sts.validation.patterns import NOTHING, Pattern
from workbench.sts.validation.problems import Problem, Severity

_LISTED = 12
"""How many names a message lists before it says "and so on"."""
_CLOSE = 0.6
_SHORT = 3
_CLOSE_IF_SHORT = 0.5
"""Similarity from which a name may be what was meant; ``fm`` and ``fn`` agree by half only."""
_EXCERPT = 30


def check_structure(document: Document, grammar: Grammar) -> Iterator[Problem]:
    """Every departure of ``document`` from ``grammar``, in document order."""
    root = document.root
    if root.tag not in grammar.roots:
        roots = " / ".join(sorted(f"<{spoken(name)}>" for name in grammar.roots))
        yield document.problem(Severity.ERROR, "grammar.root", root, remedy("root", roots=roots))
    pending = [root]
    while pending:
        element = pending.pop()
        rule = grammar.elements.get(str(element.tag))
        if rule is None:
            continue
        yield from _check_attributes(document, grammar, element, rule)
        yield from _Children(document, grammar, element, rule).check()
        pending.extend(reversed([child for child in _elements(element) if not _is_foreign(child, rule)]))


def _elements(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _is_foreign(child: etree._Element, rule: ElementRule) -> bool:
    """Whether ``child`` belongs to another vocabulary that may stand here with any content."""
    return child.tag not in rule.content.alphabet and rule.content.takes_foreign(
        etree.QName(child).namespace or ""
    )


def _listed(names: Iterable[str]) -> str:
    written = [f"<{spoken(name)}>" for name in sorted(names, key=spoken)]
    return ", ".join(written[:_LISTED]) + (" …" if len(written) > _LISTED else "")


def _closest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a person who wrote ``name`` meant, where one is close enough."""
    by_spoken = {spoken(candidate): candidate for candidate in candidates}
    written = spoken(name)
    for other, candidate in by_spoken.items():
        if other.lower() == written.lower():
            return candidate
    cutoff = _CLOSE if len(written) > _SHORT else _CLOSE_IF_SHORT
    close = get_close_matches(written, by_spoken, n=1, cutoff=cutoff)
    return by_spoken[close[0]] if close else None


class _Children:
    """The children of one element against its content model."""

    def __init__(
        self, document: Document, grammar: Grammar, element: etree._Element, rule: ElementRule
    ) -> None:
        self.document, self.grammar, self.element, self.rule = document, grammar, element, rule
        self.children = _elements(element)
        self.alphabet = rule.content.alphabet
        self.states: list[Pattern] = []

    def check(self) -> Iterator[Problem]:
        if not self.rule.mixed:
            yield from self._check_text()
        state = self.rule.content
        for child in self.children:
            self.states.append(state)
            following = state.after(str(child.tag))
            if following is NOTHING:
                problem, following = self._misplaced(child, state)
                yield problem
            state = following
        if not state.nullable:
            yield self._incomplete(state)

    def _check_text(self) -> Iterator[Problem]:
        for text in (self.element.text, *(child.tail for child in self.element)):
            if text and text.strip():
                excerpt = text.strip()[:_EXCERPT]
                yield self._error("grammar.text", self.element, self._text_remedy(), text=excerpt)
                return

    def _text_remedy(self) -> Message:
        holders = [
            name
            for name in self.alphabet
            if name in self.grammar.elements and self.grammar.elements[name].mixed
        ]
        if "p" in holders:
            return remedy("text-in", names="<p>")
        return remedy("text-in", names=_listed(holders)) if holders else remedy("text-remove")

    def _misplaced(self, child: etree._Element, state: Pattern) -> tuple[Problem, Pattern]:
        name = str(child.tag)
        if name not in self.grammar.elements:
            return self._unknown(child, state)
        if name not in self.alphabet:
            return self._stranger(child), state
        needed = [first for first in sorted(state.first) if state.after(first).after(name) is not NOTHING]
        if needed and not state.nullable:
            problem = self._error(
                "grammar.missing-before",
                child,
                remedy("insert-before", names=_listed(needed), child=spoken(name)),
                parent=spoken(self.rule.name),
                names=_listed(needed),
            )
            return problem, state.after(needed[0]).after(name)
        return self._out_of_order(child, state), state

    def _unknown(self, child: etree._Element, state: Pattern) -> tuple[Problem, Pattern]:
        name = str(child.tag)
        meant = _closest(name, state.first) or _closest(name, self.alphabet)
        if meant is None:
            meant = _closest(name, self.grammar.elements)
        suggestion = remedy("did-you-mean", name=f"<{spoken(meant)}>") if meant else self._allowed(state)
        problem = self._error("grammar.element-unknown", child, suggestion, parent=spoken(self.rule.name))
        # Taken for what was meant, so that one slip of the keyboard is one message.
        following = state.after(meant) if meant else NOTHING
        return problem, state if following is NOTHING else following

    def _stranger(self, child: etree._Element) -> Problem:
        parents = self.grammar.parents(str(child.tag))
        allowed = self._allowed(self.states[-1])
        suggestion = remedy("belongs-in", parents=_listed(parents), allowed=allowed) if parents else allowed
        return self._error("grammar.element-not-allowed", child, suggestion, parent=spoken(self.rule.name))

    def _out_of_order(self, child: etree._Element, state: Pattern) -> Problem:
        name = str(child.tag)
        parent = spoken(self.rule.name)
        for earlier, before in zip(
            reversed(self.children[: len(self.states) - 1]), reversed(self.states[:-1]), strict=True
        ):
            if before.after(name) is NOTHING:
                continue
            if earlier.tag == child.tag:
                line = earlier.sourceline or 0
                return self._error(
                    "grammar.element-repeated",
                    child,
                    remedy("keep-one", name=spoken(name), line=line),
                    parent=parent,
                )
            return self._error(
                "grammar.element-order",
                child,
                remedy(
                    "move-before",
                    name=spoken(name),
                    other=spoken(str(earlier.tag)),
                    line=earlier.sourceline or 0,
                ),
                parent=parent,
            )
        return self._error("grammar.element-not-here", child, self._allowed(state), parent=parent)

    def _incomplete(self, state: Pattern) -> Problem:
        enough = [name for name in state.first if state.after(name).nullable]
        names = _listed(enough or state.first)
        if not self.children:
            return self._error("grammar.empty", self.element, remedy("insert", names=names), names=names)
        return self._error("grammar.incomplete", self.element, remedy("append", names=names), names=names)

    def _allowed(self, state: Pattern) -> Message:
        if state.first:
            return remedy("allowed-here", names=_listed(state.first))
        if self.rule.mixed:
            return remedy("text-only", name=spoken(self.rule.name))
        return remedy("nothing-more", name=spoken(self.rule.name))

    def _error(self, rule: str, at: etree._Element, suggestion: Message, **values: object) -> Problem:
        return self.document.problem(Severity.ERROR, rule, at, suggestion, **values)


def _check_attributes(
    document: Document, grammar: Grammar, element: etree._Element, rule: ElementRule
) -> Iterator[Problem]:
    for key, text in element.attrib.items():
        name = str(key)
        if not rule.takes_attribute(name):
            yield _unknown_attribute(document, grammar, element, rule, name)
            continue
        known = rule.attributes.get(name)
        if known is not None and not known.value.accepts(str(text)):
            yield document.problem(
                Severity.ERROR,
                "grammar.attribute-value",
                element,
                _value_remedy(str(text), known.value.choices, known.value.description),
                attribute=spoken(name),
                value=str(text)[:_EXCERPT],
            )
    for name, known in rule.attributes.items():
        if known.required and name not in element.attrib:
            yield document.problem(
                Severity.ERROR,
                "grammar.attribute-missing",
                element,
                remedy("add-attribute", attribute=spoken(name), kind=known.value.description),
                attribute=spoken(name),
            )


def _unknown_attribute(
    document: Document, grammar: Grammar, element: etree._Element, rule: ElementRule, name: str
) -> Problem:
    free = [candidate for candidate in rule.attributes if candidate not in element.attrib]
    meant = _closest(name, free)
    carriers = grammar.elements_with(name)
    if meant and not carriers:
        suggestion = remedy("did-you-mean", name=spoken(meant))
    elif carriers:
        suggestion = remedy("attribute-belongs-on", names=_listed(carriers))
    else:
        suggestion = remedy("attributes-allowed", names=", ".join(sorted(map(spoken, rule.attributes))))
    return document.problem(
        Severity.ERROR, "grammar.attribute-unknown", element, suggestion, attribute=spoken(name)
    )


def _value_remedy(text: str, choices: tuple[str, ...], kind: Message) -> Message:
    close = get_close_matches(text.strip(), choices, n=1, cutoff=_CLOSE)
    if close:
        return remedy("value-meant", value=close[0], choices=", ".join(choices))
    return remedy("value-choices", choices=", ".join(choices)) if choices else remedy("value-kind", kind=kind)
