"""The grammars of designations: loaded from the bodies' data, matched, and written back."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from workbench.designations._data import bodies, shared

if TYPE_CHECKING:
    from workbench.designations.model import Designation

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_GUIDE = "Guide"
BUDDHIST_ERA = 543
# What follows a designation must not continue its number: "GB/T 1.1-20" is not GB/T 1.1.
_END = r"(?![0-9A-Za-z\u0400-\u04FF_])(?![-.:/]\d)(?!-[A-Z]?\d)"


@dataclass(frozen=True)
class Grammar:
    """How one kind of designation is read and written."""

    scheme: str
    order: int
    page: Mapping[str, Any]
    body_country: str

    @property
    def publishers(self) -> Mapping[str, Mapping[str, Any]]:
        """The prefixes with what is known of each."""
        return {prefix: facts or {} for prefix, facts in self.page["publishers"].items()}

    @property
    def national(self) -> Mapping[str, Mapping[str, Any]]:
        """The prefixes of national editions that may stand in front (DIN EN)."""
        national: Mapping[str, Mapping[str, Any]] = self.page.get("national", {})
        return national

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole designation, in folded text."""
        return re.compile(self._expand(self.page["pattern"].strip()))

    @cached_property
    def in_text(self) -> re.Pattern[str]:
        """The designation where other text may follow."""
        return re.compile(self.pattern.pattern + _END)

    @cached_property
    def number_form(self) -> re.Pattern[str] | None:
        """How the number divides into number, joint and part, where the pattern does not do it."""
        form = self.page.get("number")
        return re.compile(form) if form else None

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
        facts = {**self.national, **self.publishers}.get(atom, {})
        return str(facts.get("means") or self.page.get("means", {}).get(atom, atom))

    def _expand(self, pattern: str) -> str:
        fragments = {
            **shared()["fragments"],
            "publishers": _alternatives(self.publishers),
            "national": _alternatives(self.national),
        }
        while _PLACEHOLDER.search(pattern):
            pattern = _PLACEHOLDER.sub(lambda found: fragments[found[1]], pattern)
        return pattern


def _alternatives(words: Mapping[str, Any]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def grammars() -> tuple[Grammar, ...]:
    """All grammars, the first to be tried first."""
    found = [
        Grammar(page["scheme"], page["order"], page, body.get("country", ""))
        for body in bodies()
        for page in body["grammars"]
    ]
    return tuple(sorted(found, key=lambda grammar: grammar.order))


@cache
def grammar(scheme: str) -> Grammar:
    """The grammar called ``scheme``."""
    return next(item for item in grammars() if item.scheme == scheme)


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``{name}`` filled in; a part in brackets is left out unless all its values are
    there."""

    def optional(part: re.Match[str]) -> str:
        names = _PLACEHOLDER.findall(part[1])
        return part[1] if all(values.get(name) for name in names) else ""

    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), _OPTIONAL.sub(optional, template))


def write(designation: "Designation", *, dated: bool = True, with_part: bool = True) -> str:
    """The designation as its body writes it, on request without date, supplements and part."""
    rule = grammar(designation.scheme)
    values = {
        "publisher": designation.publisher,
        "stage": designation.stage,
        "type": designation.document_type,
        "type_joint": " " if designation.stage or designation.document_type == _GUIDE else "/",
        "number": designation.number,
        "part": designation.part_form.format(designation.part) if designation.part and with_part else "",
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
        "year_separator": facts.get("year_separator", ":"),
        "month": month,
        "month_slash": month and month + "/",
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
    number = int(designation.number)
    return str(number + change["add"] if number < change["below"] else number)


def _ascii(text: str) -> str:
    table = shared()["transliteration"]
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text)
    latin = " ".join(table.get(word.upper(), word) for word in words)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
