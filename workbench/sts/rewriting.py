"""New text for an element, worked into its inline markup: what stays the same keeps its place in the tree."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from workbench.sts.canonical import is_element_only
from workbench.sts.errors import StsError
from workbench.sts.markup import XML_SPACE_CHARACTERS
from workbench.sts.text import LOWERED, MML, RAISED, Run, RunningText, Where

_WORD = re.compile(
    r"[^\W\d_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+|\d+(?:[.,]\d+)*|.", re.DOTALL
)
_LAYOUT = re.compile(f"[{XML_SPACE_CHARACTERS}]*")
_RAISED_AS = {chr(shown): chr(written) for written, shown in RAISED.items()}
_LOWERED_AS = {chr(shown): chr(written) for written, shown in LOWERED.items()}
_NEVER_EMPTIED_AWAY = frozenset(
    {"p", "title", "td", "th", "def", "term", "label", "std-ref", "mixed-citation", "disp-formula", "sec"}
)
_FORMULA_WRAPPERS = frozenset({"inline-formula", "alternatives", "inline-graphic"})

Place = tuple[etree._Element, Where, int]
Cut = tuple[etree._Element, Where, int, int]


def normalised(text: str) -> str:
    """``text`` with each run of layout whitespace as one space, none at its ends."""
    return re.sub(f"[{XML_SPACE_CHARACTERS}]+", " ", text).strip(" ")


@dataclass(frozen=True)
class Rewriting:
    """A wish: that ``read`` gives ``text`` for ``parts``, which are ``holder`` or stand in it."""

    holder: etree._Element
    parts: tuple[etree._Element | str, ...]
    read: Callable[..., RunningText]
    text: str

    def rehearsed(self) -> "Rewriting":
        """The same wish for a copy of the holder."""
        copy = deepcopy(self.holder)
        twins = dict(zip(self.holder.iter(), copy.iter(), strict=True))
        parts = tuple(part if isinstance(part, str) else twins[part] for part in self.parts)
        return Rewriting(copy, parts, self.read, self.text)

    def perform(self) -> None:
        """Change the tree inside the holder."""
        wanted = normalised(self.text)
        running = self.read(*self.parts)
        if running.text == wanted:
            return
        if running.text:
            _Worker(self.holder, running).change_to(wanted)
        else:
            _first_place(self.holder).text = wanted
        if self.read(*self.parts).text != wanted:
            raise StsError("sts.edit-not-as-text", text=wanted)


def rewrite(*wishes: Rewriting) -> None:
    """Fulfil all wishes or none.

    Only the words that differ are replaced. Markup around words that stay, cross-references and formulas
    among them, survives; markup all of whose words go, goes with them.

    Raises:
        StsError: where a text cannot be had by editing text, e.g. half a formula; the tree is as before.
    """
    for wish in wishes:
        # Tried on a copy first: a tree half changed and put back would consist of other elements.
        wish.rehearsed().perform()
    for wish in wishes:
        wish.perform()


def _first_place(holder: etree._Element) -> etree._Element:
    """Where text goes in an element that has none: its paragraph, else itself."""
    return next(holder.iter("p"), holder)


class _Worker:
    def __init__(self, holder: etree._Element, running: RunningText) -> None:
        self.holder = holder
        self.running = running
        self.touched: list[etree._Element] = []
        self.doomed: list[etree._Element] = []

    def change_to(self, wanted: str) -> None:
        # From the end to the start, so that places before an edit stay where they are.
        for start, end, new in reversed(list(_changes(self.running.text, wanted))):
            self._replace(*self._beside_text(start, end, new))
        for element in self.doomed:
            _take_out(element)
        for element in self.touched:
            self._drop_if_emptied(element)

    def _beside_text(self, start: int, end: int, new: str) -> tuple[int, int, str]:
        """An insertion behind a separator moves in front of it: ``a new, b`` is the same either way."""
        while (
            start == end > 0 and new.endswith(self.running.text[start - 1]) and not self._writable(start - 1)
        ):
            new = new[-1] + new[:-1]
            start, end = start - 1, end - 1
        return start, end, new

    def _writable(self, offset: int) -> bool:
        return self.running.locate(offset)[1] is not None

    def _replace(self, start: int, end: int, new: str) -> None:
        covered = [run for run in self.running.runs if _overlaps(run, start, end)]
        # All measured before the first is cut: whitespace grows together over what is cut behind it.
        cuts = [cut for run in covered for cut in self._cut(run, start, end)]
        for element, where, low, high in reversed(cuts):
            written = _get(element, where)
            _put(element, where, written[:low] + written[high:])
            self.touched.append(_container(element, where))
        place = cuts[0][:3] if cuts else self._insertion_place(start)
        if new and place is not None:
            self._insert(place, new)

    def _cut(self, run: Run, start: int, end: int) -> Iterator[Cut]:
        """What of the tree goes where ``start:end`` covers ``run``."""
        if run.where is None:
            if start <= run.start and run.start + len(run.text) <= end and _is_object(run.element):
                self.doomed.append(_object(run.element, self.holder))
            return
        low = run.offset + max(0, start - run.start)
        high = run.offset + min(len(run.text), end - run.start)
        if run.text == " ":
            high = _end_of_layout(_get(run.element, run.where), run.offset)
        yield run.element, run.where, low, high

    def _insertion_place(self, offset: int) -> Place | None:
        """The end of what stands before, or the start of what follows if that is less deep in markup."""
        places: list[Place] = []
        if offset > 0:
            places += self._after(offset - 1)
        if offset < len(self.running.text):
            places += self._before(offset)
        return min(places, key=lambda place: self._depth(_container(place[0], place[1])), default=None)

    def _after(self, offset: int) -> list[Place]:
        element, where, position = self.running.locate(offset)
        if where is not None:
            if self.running.text[offset] == " ":
                return [(element, where, _end_of_layout(_get(element, where), position))]
            return [(element, where, position + 1)]
        return [(_object(element, self.holder), "tail", 0)] if _is_object(element) else []

    def _before(self, offset: int) -> list[Place]:
        element, where, position = self.running.locate(offset)
        if where is not None:
            return [(element, where, position)]
        return [_end_before(_object(element, self.holder))] if _is_object(element) else []

    def _depth(self, element: etree._Element) -> int:
        depth = 0
        node: etree._Element | None = element
        while node is not None and node is not self.holder:
            depth, node = depth + 1, node.getparent()
        return depth

    def _insert(self, place: Place, new: str) -> None:
        element, where, offset = place
        shifted = self._shifted(_container(element, where))
        if shifted is not None:
            table = _RAISED_AS if shifted.tag == "sup" else _LOWERED_AS
            if all(character in table for character in new):
                new = "".join(table[character] for character in new)
            else:
                element, where, offset = _end_before(shifted)
        written = _get(element, where)
        _put(element, where, written[:offset] + new + written[offset:])

    def _shifted(self, element: etree._Element) -> etree._Element | None:
        """The superscript or subscript in which ``element`` is."""
        node: etree._Element | None = element
        while node is not None and node is not self.holder:
            if node.tag in ("sup", "sub"):
                return node
            node = node.getparent()
        return None

    def _drop_if_emptied(self, element: etree._Element) -> None:
        node: etree._Element | None = element
        while node is not None and node is not self.holder:
            parent = node.getparent()
            if parent is None or len(node) or (node.text or "").strip(XML_SPACE_CHARACTERS):
                return
            if node.tag in _NEVER_EMPTIED_AWAY or is_element_only(node):
                return
            _take_out(node)
            node = parent


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of ``old``, in whole words, and what stands there in ``new``."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield starts[i1], starts[i2], "".join(after[j1:j2])


def _overlaps(run: Run, start: int, end: int) -> bool:
    return run.start < end and start < run.start + len(run.text)


def _end_of_layout(written: str, offset: int) -> int:
    found = _LAYOUT.match(written, offset)
    return found.end() if found else offset


def _is_object(element: etree._Element) -> bool:
    """Whether it is read as something else than its text: a formula, a picture, an entity, a label."""
    return isinstance(element, etree._Entity) or element.tag in (
        f"{MML}math", "graphic", "inline-graphic", "break", "xref",
    )  # fmt: skip


def _object(element: etree._Element, holder: etree._Element) -> etree._Element:
    """The formula or picture with what wraps it."""
    parent = element.getparent()
    while parent is not None and parent is not holder and parent.tag in _FORMULA_WRAPPERS:
        element, parent = parent, parent.getparent()
    return element


def _container(element: etree._Element, where: Where) -> etree._Element:
    parent = element.getparent()
    return element if where == "text" or parent is None else parent


def _end_before(element: etree._Element) -> Place:
    previous = element.getprevious()
    if previous is not None:
        return previous, "tail", len(previous.tail or "")
    parent = element.getparent()
    assert parent is not None, "only markup inside a provision is rewritten"
    return parent, "text", len(parent.text or "")


def _get(element: etree._Element, where: Where) -> str:
    return (element.text if where == "text" else element.tail) or ""


def _put(element: etree._Element, where: Where, text: str) -> None:
    if where == "text":
        element.text = text or None
    else:
        element.tail = text or None


def _take_out(element: etree._Element) -> None:
    """Remove ``element`` and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    keeper, where, _ = _end_before(element)
    _put(keeper, where, _get(keeper, where) + (element.tail or ""))
    parent.remove(element)
