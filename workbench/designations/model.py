"""What a designation of a standard says, and how two designations relate."""

from dataclasses import dataclass, field
from typing import Literal

from workbench.designations import _grammar
from workbench.messages import Message

Degree = Literal["IDT", "MOD", "NEQ"]
"""Degree of correspondence: identical, modified, not equivalent (ISO/IEC Guide 21-1, GB/T 1.2-2020)."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """That a designation's own number says which standard it adopts.

    ``degree`` is ``None`` where the number names the standard and leaves the degree open, as in
    ``ГОСТ 30804.4.2-2013 (IEC 61000-4-2:2008)``.
    """

    designation: "Designation"
    degree: Degree | None


@dataclass(frozen=True, slots=True)
class Designation:
    """One designation, taken apart.

    ``scheme`` names the grammar (``"gb"``, ``"iso"``, ``"gost-idt"``, ...). ``publisher`` is everything
    before the number in its canonical spelling (``"GB/T"``, ``"DB33/T"``, ``"DIN EN ISO"``). ``year`` is
    Gregorian and has four digits whatever the text wrote; ``None`` is undated. ``countries`` are ISO 3166
    codes (``"GC"`` the Gulf region): several where the prefix alone does not tell and no country was given,
    none for international and regional bodies. ``confusable`` says that letters of another script were typed
    for some of it (ISО with a Cyrillic О); everything else is in the right ones. Two designations are equal
    when everything but their spelling (``raw``, ``confusable``) and what they adopt is;
    :func:`workbench.designations.same` knows coarser classes.
    """

    scheme: str
    publisher: str
    number: str
    part: str = ""
    year: int | None = None
    month: int | None = None
    supplements: tuple[str, ...] = ()
    language: str = ""
    adopts: Adoption | None = field(default=None, compare=False)
    raw: str = field(default="", compare=False)
    document_type: str = ""
    stage: str = ""
    product: str = ""
    agency: str = ""
    countries: tuple[str, ...] = ()
    all_parts: bool = False
    part_form: str = field(default="", compare=False, repr=False)
    confusable: bool = field(default=False, compare=False)

    @property
    def canonical(self) -> str:
        """The designation as its body writes it: ``GB/T 2828.1—2012``, ``ISO 5725-2:1994/Cor 1:2002``."""
        return _grammar.write(self)

    @property
    def undated(self) -> str:
        """The canonical form without date, supplements and language: ``GB/T 2828.1``."""
        return _grammar.write(self, dated=False)

    @property
    def family(self) -> str:
        """The canonical form of the whole series: ``GB/T 2828`` for each of its parts."""
        return _grammar.write(self, dated=False, with_part=False)

    @property
    def key(self) -> str:
        """Lower-case ASCII key, the same for every spelling of one designation: ``gb-t.2828.1.2012``.

        The language version is not part of it.
        """
        return _grammar.key(self)

    @property
    def international(self) -> bool:
        """Whether no country stands behind it: ISO, IEC, ITU, EN, ГОСТ, ..."""
        return not self.countries

    def __str__(self) -> str:
        return self.canonical


@dataclass(frozen=True, slots=True)
class Relation:
    """That one standard corresponds to another with a degree, as a document states it."""

    of: Designation
    to: Designation
    degree: Degree


LocalityKind = Literal[
    "clause",
    "table",
    "figure",
    "annex",
    "part",
    "formula",
    "note",
    "paragraph",
    "item",
    "example",
]
"""What is cited of a standard. ``clause`` is every numbered division, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Locality:
    """The place that is cited of a standard, at ``text[start:end]`` of the text that was searched.

    ``number`` is as the text writes it (``"5.2"``, ``"B"``, ``"C06"``, ``"a)"``), without the noun and
    without a bracket around it; of several (Clauses 5 and 6) the first.
    """

    kind: LocalityKind
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A designation in running text, at ``text[start:end]`` (code points of the text that was searched).

    The span is that of the designation alone, in a list with shortened numbers (``GB/T 2423.1、2423.17``) of
    what is written of it. ``locality`` is the place that is cited of it, beside it in the text.
    ``relation`` holds what a bracket after it says: ``GB/T 2828.1—2012 … (ISO 2859-1:1999, IDT)``.
    ``adopted`` is the degree with which the document itself says that it adopts this designation
    (a sentence of the foreword, or the bracket under the title). ``counterpart`` marks a designation that
    stands in a bracket only to say what another one corresponds to: it is not cited itself.
    """

    designation: Designation
    start: int
    end: int
    text: str
    relation: Relation | None = None
    adopted: Degree | None = None
    counterpart: bool = False
    locality: Locality | None = None


@dataclass(frozen=True, slots=True)
class Equivalence:
    """How two standards correspond, and how we know.

    ``editions`` is ``"exact"`` where the correspondence is stated for the very editions asked about,
    ``"undated"`` where at least one side is undated or the source names no edition, ``"other"`` where it
    is stated for other editions than those asked about: then ``degree`` must not be relied on without a
    look at both texts. ``source`` is a sentence for the user; ``source_names`` are the names of the sources
    as the rows give them, ``as_of`` is the date of the oldest of those rows.
    """

    degree: Degree
    basis: Literal["stated", "number", "registry", "composed"]
    editions: Literal["exact", "undated", "other"]
    source: Message
    as_of: str = ""
    source_names: tuple[str, ...] = ()


Direction = Literal["adopts", "adopted-by", "parallel"]
"""Whether a standard adopts its counterpart, is adopted by it, or both adopt a third one."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A standard that corresponds to the one asked about."""

    designation: Designation
    equivalence: Equivalence
    direction: Direction


@dataclass(frozen=True, slots=True)
class Unparsed:
    """What looks like a designation at ``text[start:end]`` of the text that was searched, and is none.

    ``hint`` says what is wrong, for the user. ``suggestion`` is the canonical form of the only mending that
    makes a designation of it, ``""`` where there is none or several; it is offered, never applied.
    """

    text: str
    start: int
    end: int
    hint: Message
    suggestion: str = ""
