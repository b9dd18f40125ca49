"""The grammars of designations: loaded from the bodies' data, matched, and written back."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from workbench import userdata
from workbench.designations._data import also_forget, body_files, remembered, shared, shipped_text
from workbench.designations._errors import DesignationDataError
from workbench.designations._patterns import LETTER, PLACEHOLDER, alternatives, expanded
from workbench.designations._schema import BodyFile, checked, text_of
from workbench.messages import Message, UserError
from workbench.resources import line_of

if TYPE_CHECKING:
    from workbench.designations.model import Designation

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_GUIDE = "Guide"
BUDDHIST_ERA = 543


@dataclass(frozen=True)
class Grammar:
    """How one kind of designation is read and written."""

    scheme: str
    order: int
    page: Mapping[str, Any]
    body_country: str

    @cached_property
    def publishers(self) -> Mapping[str, Mapping[str, Any]]:
        """The prefixes with what is known of each."""
        return {prefix: facts or {} for prefix, facts in self.page["publishers"].items()}

    @cached_property
    def national(self) -> Mapping[str, Mapping[str, Any]]:
        """The prefixes of national editions that may stand in front (DIN EN)."""
        national: Mapping[str, Mapping[str, Any]] = self.page.get("national", {})
        return national

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Everything with which such a designation can begin."""
        return (*self.publishers, *self.national)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole designation, in folded text."""
        own = {"publishers": alternatives(self.publishers), "national": alternatives(self.national)}
        # ASCII: a digit of another script that folding does not know is no digit of a number.
        return re.compile(expanded(self.page["pattern"].strip(), own), re.ASCII)

    @cached_property
    def in_text(self) -> re.Pattern[str]:
        """The designation where other text may follow."""
        return re.compile(self.pattern.pattern + shared()["fragments"]["end"], re.ASCII)

    @cached_property
    def number_form(self) -> re.Pattern[str] | None:
        """How the number divides into number, joint and part, where the pattern does not do it."""
        form = self.page.get("number")
        return re.compile(form, re.ASCII) if form else None

    def fact(self, groups: Mapping[str, str], name: str, default: Any = "") -> Any:
        """What is known under ``name`` of the publisher that was read, else of the whole grammar."""
        facts = self.publishers.get(groups.get("pub", ""), {})
        return facts.get(name, self.page.get(name, default))

    def countries(self, groups: Mapping[str, str]) -> tuple[str, ...]:
        """The countries whose designation this can be."""
        if groups.get("nat"):
            return (self.national[groups["nat"]]["country"],)
        stated = self.fact(groups, "countries", None)
        if stated is not None:
            return tuple(stated)
        return (self.body_country,) if self.body_country else ()

    def spelling(self, atom: str) -> str:
        """The canonical spelling of a prefix or a document type."""
        facts = self.publishers.get(atom) or self.national.get(atom) or {}
        return str(facts.get("means") or self.page.get("means", {}).get(atom, atom))


@remembered
def grammars() -> tuple[Grammar, ...]:
    """All grammars, the first to be tried first.

    Raises:
        DesignationDataError: if a shipped file is broken. A broken file of the user's is left out.
    """
    found = [rule for name in body_files() for rule in _of(checked(BodyFile, shipped_text(name), name))]
    for file in userdata.user_files("designations", ".yaml", ".yml"):
        try:
            found += load_body(str(file), text_of(file), {rule.scheme for rule in found})
        except UserError as problem:
            userdata.leave_out(file, problem)
        except Exception as error:
            # Whatever a user writes into a file, what is shipped goes on working.
            told = f"{type(error).__name__}: {error}"
            userdata.leave_out(
                file, DesignationDataError("designations.unusable", file=str(file), problem=told)
            )
    return tuple(sorted(found, key=lambda rule: rule.order))


def load_body(file: str, text: str, taken: set[str]) -> tuple[Grammar, ...]:
    """The grammars of one file of the user's.

    Raises:
        DesignationDataError: if it says what the schema does not allow, or names a scheme of ``taken``.
    """
    rules = tuple(_of(checked(BodyFile, text, file)))
    for index, rule in enumerate(rules):
        if rule.scheme in taken or rule.scheme in {other.scheme for other in rules[:index]}:
            path = ("grammars", index, "scheme")
            raise DesignationDataError(
                "designations.bad-data",
                file=file,
                line=line_of(text, path),
                key=".".join(map(str, path)),
                problem=Message("designations.scheme-taken", {"scheme": rule.scheme}),
            )
    return rules


def _of(body: BodyFile) -> Iterator[Grammar]:
    for page in body.grammars:
        yield Grammar(page.scheme, page.order, page.model_dump(exclude_unset=True), body.country)


@remembered
def grammar(scheme: str) -> Grammar:
    """The grammar called ``scheme``."""
    return next(item for item in grammars() if item.scheme == scheme)


@remembered
def by_prefix() -> Mapping[str, tuple[Grammar, ...]]:
    """For each prefix the grammars that can read what begins with it, the first to be tried first."""
    prefixes = {prefix for rule in grammars() for prefix in rule.prefixes}
    return {
        prefix: tuple(rule for rule in grammars() if any(map(prefix.startswith, rule.prefixes)))
        for prefix in prefixes
    }


@remembered
def prefix_pattern() -> re.Pattern[str]:
    """The longest prefix that begins here, in folded text, where no word goes on."""
    begin = shared()["fragments"]["begin"]
    # Looking ahead first passes over text of other scripts much faster than looking behind.
    initial = "".join(sorted({re.escape(prefix[0]) for prefix in by_prefix()}))
    return re.compile(rf"(?=[{initial}])(?<![{LETTER}])(?<![A-Za-z]/){begin}{alternatives(by_prefix())}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``{name}`` filled in; a part in brackets is left out unless all its values are
    there."""

    def optional(part: re.Match[str]) -> str:
        names = PLACEHOLDER.findall(part[1])
        return part[1] if all(values.get(name) for name in names) else ""

    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), _OPTIONAL.sub(optional, template))


def write(designation: "Designation", *, dated: bool = True, with_part: bool = True) -> str:
    """The designation as its body writes it, on request without date, supplements and part."""
    rule = grammar(designation.scheme)
    part = designation.part_form.replace("{}", designation.part) if designation.part and with_part else ""
    values = {
        "publisher": designation.publisher,
        "stage": designation.stage,
        "type": designation.document_type,
        "type_joint": " " if designation.stage or designation.document_type == _GUIDE else "/",
        "number": designation.number,
        "part": part,
        "agency": designation.agency,
    }
    return fill(rule.page["write"], values | (_date(rule, designation) if dated else {}))


def _date(rule: Grammar, designation: "Designation") -> dict[str, str]:
    facts = _facts_of(rule, designation.publisher)
    year = designation.year
    if year and facts.get("calendar") == "buddhist":
        year += BUDDHIST_ERA
    short = year is not None and year < rule.page.get("short_year_before", 0)
    month = f"{designation.month:02d}" if designation.month else ""
    return {
        "year": str(year)[-2:] if short else str(year or ""),
        "year_separator": facts.get("year_separator", rule.page.get("year_separator", ":")),
        "month": month,
        "month_year": "/".join(filter(None, (month, str(year or "")))),
        "supplements": "".join(_joined(supplement) for supplement in designation.supplements),
        "language": designation.language,
        "product": designation.product,
        "adopted": designation.adopts.designation.canonical if designation.adopts else "",
    }


def _facts_of(rule: Grammar, publisher: str) -> Mapping[str, Any]:
    fitting = [prefix for prefix in rule.publishers if publisher.startswith(prefix)]
    return rule.publishers[max(fitting, key=len)] if fitting else {}


def _joined(supplement: str) -> str:
    return "/" + supplement if supplement[0].isupper() else supplement


@lru_cache(maxsize=4096)
def key(designation: "Designation") -> str:
    """Lower-case ASCII key of a designation, the same for all its spellings."""
    head = [designation.publisher, designation.stage, designation.document_type]
    pieces = [
        "-".join(_ascii(piece) for piece in head if piece),
        _renumbered(designation),
        designation.part,
        designation.agency,
        str(designation.year or ""),
        f"{designation.month:02d}" if designation.month else "",
        *designation.supplements,
        designation.product,
    ]
    return ".".join(slug for slug in map(_ascii, pieces) if slug)


def _renumbered(designation: "Designation") -> str:
    change = grammar(designation.scheme).page.get("renumbered")
    if not change or designation.publisher != change["publisher"] or designation.document_type == _GUIDE:
        return designation.number
    if not designation.number.isdecimal():
        return designation.number
    number = int(designation.number)
    return str(number + change["add"] if number < change["below"] else number)


also_forget(key)


def _ascii(text: str) -> str:
    table = shared()["transliteration"]
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)
    latin = " ".join(table.get(word.upper(), word) for word in words)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def organisation(publisher: str) -> str:
    """The body of a publisher in ASCII capitals: ``"GB"`` of ``GB/T``, ``"GOST"`` of ``ГОСТ Р``."""
    first = re.split("[ /-]", publisher)[0]
    return _ascii(first if len(first) > 1 else publisher).upper()
