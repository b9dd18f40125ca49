"""How many broken documents validation refuses, against the official schema of NISO STS 1.0.

Makes mutants of documents that the official schema accepts (elements moved, renamed, dropped, repeated,
attributes misspelt, misplaced, with values that do not exist), keeps those that it refuses, and counts
how many of them our grammar and rules refuse too. Also counts the opposite: mutants that the official
schema still accepts and our grammar refuses.

    python benchmarks/validation.py --mutants 2000 --seed 1
"""

import argparse
import copy
import os
import random
import string
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from workbench.sts.validation import Severity, validate

SHARED = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
OFFICIAL = Path("data/schemas/NISO-STS-interchange-1-MathML3-XSD/NISO-STS-interchange-1-mathml3.xsd")

Operator = Callable[[etree._Element, random.Random], bool]
"""Breaks a tree in place; says whether it found something to break."""


def documents(shared: Path = SHARED) -> list[Path]:
    """The documents in STS of the shared folder."""
    return sorted((shared / "data/sts").rglob("*.xml")) + sorted((shared / "gold/cases").rglob("*.xml"))


def official_schema(shared: Path = SHARED) -> etree.XMLSchema:
    """The official schema, compiled (about six seconds)."""
    return etree.XMLSchema(etree.parse(shared / OFFICIAL))


def read(path: Path) -> etree._Element | None:
    """The root of a document, ``None`` where it is not well-formed."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, collect_ids=False)
    try:
        return etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError:
        return None


def accepted_by(schema: etree.XMLSchema, root: etree._Element) -> bool:
    """Whether ``schema`` accepts the document; one that it cannot read (unread entities) does not count."""
    try:
        return schema.validate(root)
    except etree.XMLSchemaValidateError:
        return False


def refused(root: etree._Element) -> bool:
    """Whether our validation finds an error."""
    return any(problem.severity is Severity.ERROR for problem in validate(root))


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _pick(root: etree._Element, chance: random.Random) -> etree._Element:
    elements = _elements(root)
    return chance.choice(elements[1:] or elements)


def _misspell(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    slip = chance.choice(("drop", "double", "swap", "other"))
    if slip == "drop" and len(word) > 1:
        return word[:place] + word[place + 1 :]
    if slip == "double":
        return word[:place] + word[place] + word[place:]
    if slip == "swap" and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + chance.choice(string.ascii_lowercase) + word[place + 1 :]


def _renamed(name: str, chance: random.Random) -> str:
    qualified = etree.QName(name)
    local = _misspell(qualified.localname, chance)
    if not (local[0].isalpha() or local[0] == "_"):
        local = f"x{local}"
    return f"{{{qualified.namespace}}}{local}" if qualified.namespace else local


def misspell_element(root: etree._Element, chance: random.Random) -> bool:
    """A slip of the keyboard in the name of an element."""
    element = _pick(root, chance)
    element.tag = _renamed(str(element.tag), chance)
    return True


def rename_element(root: etree._Element, chance: random.Random) -> bool:
    """An element takes the name of another one."""
    element, other = _pick(root, chance), _pick(root, chance)
    if element.tag == other.tag:
        return False
    element.tag = other.tag
    return True


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def drop_element(root: etree._Element, chance: random.Random) -> bool:
    """An element is lost with all that is in it."""
    _detach(_pick(root, chance))
    return True


def unwrap_element(root: etree._Element, chance: random.Random) -> bool:
    """The tags of an element are lost, not its children."""
    element = _pick(root, chance)
    parent = element.getparent()
    if parent is None or not len(element):
        return False
    place = parent.index(element)
    children = list(element)
    _detach(element)
    parent[place:place] = children
    return True


def repeat_element(root: etree._Element, chance: random.Random) -> bool:
    """An element stands twice in a row."""
    element = _pick(root, chance)
    twin = copy.deepcopy(element)
    for part in twin.iter():
        if isinstance(part.tag, str) and "id" in part.attrib:
            del part.attrib["id"]
    element.addnext(twin)
    return True


def swap_neighbours(root: etree._Element, chance: random.Random) -> bool:
    """Two neighbours stand in the wrong order."""
    element = _pick(root, chance)
    following = element.getnext()
    if following is None or following.tag == element.tag:
        return False
    following.addnext(element)
    return True


def move_element(root: etree._Element, chance: random.Random) -> bool:
    """An element stands at another place of the document."""
    element, target = _pick(root, chance), _pick(root, chance)
    if element is target or element in target.iterancestors():
        return False
    _detach(element)
    target.insert(chance.randint(0, len(target)), element)
    return True


def stray_text(root: etree._Element, chance: random.Random) -> bool:
    """Text stands where only elements may."""
    element = _pick(root, chance)
    element.text = (element.text or "") + "text"
    return True


def _with_attributes(root: etree._Element, chance: random.Random) -> tuple[etree._Element, str] | None:
    holders = [element for element in _elements(root) if element.attrib]
    if not holders:
        return None
    element = chance.choice(holders)
    return element, chance.choice([str(name) for name in element.attrib])


def misspell_attribute(root: etree._Element, chance: random.Random) -> bool:
    """A slip of the keyboard in the name of an attribute."""
    found = _with_attributes(root, chance)
    if found is None:
        return False
    element, name = found
    value = element.attrib.pop(name)
    element.set(_renamed(name, chance), value)
    return True


def misplace_attribute(root: etree._Element, chance: random.Random) -> bool:
    """An attribute of another element."""
    found = _with_attributes(root, chance)
    if found is None:
        return False
    source, name = found
    target = _pick(root, chance)
    if name in target.attrib:
        return False
    # Without an id of its own the mutant would only repeat an id.
    target.set(name, "mutant-id" if name == "id" else str(source.get(name)))
    return True


def drop_attribute(root: etree._Element, chance: random.Random) -> bool:
    """An attribute is lost."""
    found = _with_attributes(root, chance)
    if found is None:
        return False
    del found[0].attrib[found[1]]
    return True


def spoil_value(root: etree._Element, chance: random.Random) -> bool:
    """An attribute has a value that does not exist."""
    found = _with_attributes(root, chance)
    if found is None:
        return False
    element, name = found
    element.set(name, chance.choice(("no such value!", _misspell(str(element.get(name)) or "x", chance), "")))
    return True


def repeat_id(root: etree._Element, chance: random.Random) -> bool:
    """Two elements carry one id."""
    holders = [element for element in _elements(root) if element.get("id")]
    if len(holders) < 2:
        return False
    first, second = chance.sample(holders, 2)
    second.set("id", str(first.get("id")))
    return True


OPERATORS: tuple[Operator, ...] = (
    misspell_element,
    rename_element,
    drop_element,
    unwrap_element,
    repeat_element,
    swap_neighbours,
    move_element,
    stray_text,
    misspell_attribute,
    misplace_attribute,
    drop_attribute,
    spoil_value,
    repeat_id,
)


@dataclass(frozen=True)
class Mutant:
    """A broken copy of a document."""

    origin: Path
    operator: str
    root: etree._Element


def mutants(sources: Iterable[tuple[Path, etree._Element]], count: int, seed: int) -> Iterator[Mutant]:
    """``count`` mutants of ``sources``, the same for the same seed."""
    chance = random.Random(seed)
    originals = list(sources)
    made = 0
    while made < count:
        path, original = chance.choice(originals)
        operator = OPERATORS[made % len(OPERATORS)]
        root = copy.deepcopy(original)
        if operator(root, chance):
            made += 1
            yield Mutant(path, operator.__name__, root)


@dataclass
class Tally:
    """Counts by operator."""

    official: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    stricter: Counter[str] = field(default_factory=Counter)
    missed: list[Mutant] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Share of the mutants refused by the official schema that ours refuses too."""
        return self.ours.total() / max(1, self.official.total())


def measure(schema: etree.XMLSchema, made: Iterable[Mutant]) -> Tally:
    """Ask both validators about each mutant."""
    tally = Tally()
    for mutant in made:
        ours = refused(mutant.root)
        if not accepted_by(schema, mutant.root):
            tally.official[mutant.operator] += 1
            tally.ours[mutant.operator] += ours
            if not ours:
                tally.missed.append(mutant)
        elif ours:
            tally.stricter[mutant.operator] += 1
    return tally


def main() -> None:
    """Print acceptance, refusals by operator, and times."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mutants", type=int, default=1300, help="how many mutants to make")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    schema = official_schema()
    sources: list[tuple[Path, etree._Element]] = []
    wrongly = 0
    for path in documents():
        root = read(path)
        if root is None:
            continue
        begin = time.perf_counter()
        ours = not refused(root)
        seconds = time.perf_counter() - begin
        official = accepted_by(schema, root)
        if official:
            sources.append((path, root))
            wrongly += not ours
        print(f"{path.name[-40:]:40}  official {official!s:5}  ours {ours!s:5}  {seconds:6.3f} s")
    print(f"accepted by the official schema and refused by ours: {wrongly} of {len(sources)}\n")
    begin = time.perf_counter()
    tally = measure(schema, mutants(sources, arguments.mutants, arguments.seed))
    print(f"{'operator':20} official   ours  share  ours only")
    for operator in (operator.__name__ for operator in OPERATORS):
        official_count, our_count = tally.official[operator], tally.ours[operator]
        share = f"{our_count / official_count:6.1%}" if official_count else "     -"
        print(f"{operator:20} {official_count:8} {our_count:6} {share} {tally.stricter[operator]:10}")
    print(f"{'all':20} {tally.official.total():8} {tally.ours.total():6} {tally.share:6.1%}", end=" ")
    print(f"{tally.stricter.total():10}   in {time.perf_counter() - begin:.1f} s")
    for mutant in tally.missed[:10]:
        print(f"missed: {mutant.operator} of {mutant.origin.name}")


if __name__ == "__main__":
    main()
