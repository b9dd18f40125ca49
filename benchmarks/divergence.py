"""Change one thing in a document: exactly that is found, and nothing else.

    python benchmarks/divergence.py [--changes 40] [--jobs 2] [--kind WORD ...] [--language zh ...] [--show]

In standards of the demonstration and of the cases in Chinese, English and Russian one thing is changed at
random, and the changed document is compared with itself as it was. Right is one finding, of a category that
the change belongs to, at the provision that was changed; none where a value is only written in another unit
or a sentence only reworded. Two findings are right where an expert lists two (README of the gold): what
concerns conformity assessment, or excludes something from the scope, is listed as that and as added or
missing, and another edition of a standard at its entry and at each provision that cites it. Each document
is compared with itself too, and nothing may be found.

Two versions of a document are a revision: wording counts there, so findings of natures ME, EO and L (ED, DT)
may stand beside. "Exactly that and no other" counts the findings of natures T, TR and S.

A limit that says to what the standard applies is scope (SC), one in a general condition is TC, one that says
how severely or how long is tested TM. ``--show`` prints what is not right.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from fractions import Fraction
from functools import cache, partial
from pathlib import Path

from lxml import etree

from workbench import sts
from workbench.divergence import Divergence, compare
from workbench.languages import Limit, read
from workbench.sts import Provision, ProvisionKind, Standard

ROOT = Path(__file__).parents[1]
CASES = "corpora/cases"
DOCUMENTS = {
    "zh": (
        f"{CASES}/valve-zh-en/draft.sts.xml",
        f"{CASES}/fan-zh-fr/draft.sts.xml",
        f"{CASES}/hose-zh-ru/draft.sts.xml",
        "drafts/cable.sts.xml",
        "drafts/cup.sts.xml",
    ),
    "en": (
        f"{CASES}/valve-zh-en/reference.sts.xml",
        f"{CASES}/chair-en-id/draft.sts.xml",
        f"{CASES}/lock-mod-zh-en/reference.sts.xml",
        "corpora/iso-91001.sts.xml",
        "corpora/iso-91240.sts.xml",
    ),
    "ru": (
        f"{CASES}/hose-zh-ru/reference.sts.xml",
        "corpora/gost-91001.sts.xml",
        "corpora/gost-91150.sts.xml",
    ),
}
TECHNICAL = ("T", "TR", "S")

Text = tuple[Provision, etree._Element, str]
"""A piece of text of a provision: the element that holds it, and whether as ``text`` or ``tail``."""
Changed = Sequence[tuple[str | None, set[str]]]
"""The findings that are right: at which provision (``None``: at any), and of which of these categories."""
Change = Callable[[Text, str], Changed | None]
"""Changes a document at a piece of text; ``None`` where that holds nothing to be changed."""
Words = Mapping[str, Sequence[tuple[str, str]]]
"""By language: what is replaced (a regular expression) by what."""

LIMITS = {"QL", "TO", "SC", "TC", "TM", "SA", "TD"}
PLAIN = (ProvisionKind.PARAGRAPH, ProvisionKind.LIST_ITEM)

TESTING = re.compile(r"试验|测|test|determination|испытан|контрол", re.IGNORECASE)
INSPECTION = re.compile(r"检验|inspect|приёмк|приемк|правила", re.IGNORECASE)
MARKING = re.compile(r"标志|包装|mark|packag|label|маркир|упаков", re.IGNORECASE)
ENVIRONMENT = re.compile(
    r"环境|除另有规定|unless otherwise|ambient|conditioned|окружающ|если не указано|Образцы выдерживают",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
YEAR = re.compile(r"(?<=[:—–-])(?:19|20)\d\d(?!\d)|(?<=—)\d\d$")

WEAKER: Words = {
    "zh": [("应", "宜")],
    "en": [("shall", "should")],
    "ru": [("должен|должна|должно", "может"), ("должны", "могут")],
}
STRONGER: Words = {
    "zh": [("宜", "应")],
    "en": [("should", "shall")],
    "ru": [("рекомендуется", "требуется")],
}
DENIED: Words = {
    "zh": [("应", "不应")],
    "en": [("shall", "shall not")],
    "ru": [(r"должен|должна|должно|должны", r"не \g<0>")],
}
MAGNITUDES: Words = {
    "zh": [("mm", "cm"), ("kN", "N"), ("MPa", "kPa"), ("kg", "g"), ("mL", "L"), ("min", "s"), ("h", "min")],
    "en": [
        ("mm", "cm"),
        ("kN", "N"),
        ("MPa", "kPa"),
        ("kg", "g"),
        ("kPa", "MPa"),
        ("min", "s"),
        ("h", "min"),
    ],
    "ru": [("мм", "см"), ("кН", "Н"), ("МПа", "кПа"), ("кг", "г"), ("мин", "с"), ("ч", "мин"), ("г", "кг")],
}
OPPOSITES: Words = {
    "zh": [("最大", "最小"), ("最小", "最大"), ("最高", "最低"), ("内径", "外径"), ("内部", "外部"),
           ("无负荷", "满负荷")],
    "en": [("maximum", "minimum"), ("minimum", "maximum"), ("highest", "lowest"), ("inside", "outside"),
           ("inner", "outer"), ("outer", "inner"), ("not loaded", "loaded"), ("before", "after")],
    "ru": [("наибольшее", "наименьшее"), ("максимальн", "минимальн"), ("внутренн(?!ей колбой)", "наружн")],
}  # fmt: skip
STATISTICS: Words = {
    "zh": [
        (r"([两三五])台(.*?)每台均应", r"\1台\2平均值应"),
        ("最大值(?=作为试验结果)", "平均值"),
        ("中间值(?=作为)", "平均值"),
        (r"(?<=点的)平均值", "最小值"),
        ("算术平均值|平均值(?=作为|应)", "最大值"),
        ("每(?:根|个|件)(?:试样|试件)?均应", "平均值应"),
    ],
    "en": [
        (r"\bEach of three test pieces\b", "The mean of three test pieces"),
        (r"\barithmetic mean\b", "median"),
        (r"\bmean(?= (?:of|value))", "median"),
        (r"\blowest value\b", "mean value"),
    ],
    "ru": [("среднее арифметическое(?: значение)?", "медиану"), ("медиану", "среднее арифметическое")],
}
SPECIMENS: Words = {
    "zh": [
        ("三(?=台|[个根只件]试)", "五"),
        ("两(?=台|[个根只件]试)", "三"),
        ("5(?=[个根只件]试)", "3"),
        ("3(?=[个根只件](?:试|产品|杯))", "5"),
    ],
    "en": [
        ("\\b[Tt]wo(?= (?:valves|chairs|locks|bottles|specimens|test pieces|samples|products))", "four"),
        ("\\b[Tt]hree(?= (?:valves|chairs|locks|strainers|specimens|samples|products|vessels))", "five"),
    ],
    "ru": [
        ("трёх(?= (?:рукавах|изделий|образц))", "пяти"),
        ("пяти(?= образцов)", "трёх"),
        ("двух(?= (?:изделий|образц))", "трёх"),
    ],
}
LABEL_LANGUAGE: Words = {
    "zh": [("中文", "英文")],
    "en": [("Chinese and English", "English"), ("Chinese", "English")],
    "ru": [("на русском языке", "на английском языке")],
}
GRADES: Words = {
    "zh": [("(?<!体)不锈钢(?!球阀)", "06Cr19Ni10不锈钢"), ("铸钢", "ZG230铸钢")],
    "en": [("(?<!austenitic )stainless steel", "AISI 304 stainless steel")],
    "ru": [("нержавеющей стали", "нержавеющей стали 08Х18Н10"), ("08Х18Н10 или 12Х18Н10Т", "нержавеющих")],
}
REWORDED: Words = {
    "zh": [
        ("符合(?=.*规定)", "满足"),
        ("采用(?=.{2,12}测)", "使用"),
        ("进行(?=[。，])", "实施"),
        ("具有", "带有"),
    ],
    "en": [
        ("in accordance with", "according to"),
        ("carried out", "performed"),
        ("conform to", "comply with"),
        ("comply with", "conform to"),
    ],
    "ru": [
        ("должны соответствовать", "должны отвечать"),
        ("проводят", "выполняют"),
        ("определяют", "устанавливают"),
    ],
}
LAW: Words = {
    "zh": [("^(?=.*应)", "按照国家法律法规的规定，")],
    "en": [(r"(?<=\w)\.$", ", as required by law.")],
    "ru": [(r"(?<=\w)\.$", " в соответствии с законодательством.")],
}
TROPICAL: Words = {
    "zh": [("^(?=.*应)", "用于热带地区时，")],
    "en": [(r"^([A-Z])(?=.*\bshall\b)", r"In tropical climates, \1")],
    "ru": [(r"^([А-Я])(?=.*\bдолж)", r"В тропическом климате \1")],
}

REQUIREMENT = {
    "zh": "产品的外露铆钉头应打磨圆滑。",
    "en": "The heads of exposed rivets shall be ground flush.",
    "ru": "Головки наружных заклёпок должны быть зашлифованы заподлицо.",
}
CERTIFIED = {
    "zh": "制造商应通过第三方机构的产品认证。",
    "en": "The product shall be certified by a third party.",
    "ru": "Продукция должна пройти обязательную сертификацию.",
}
EXCLUSION = {
    "zh": "本文件不适用于航空航天用产品。",
    "en": "This document does not apply to products for aircraft and spacecraft.",
    "ru": "Настоящий стандарт не распространяется на изделия для авиации и космонавтики.",
}
NEW_REFERENCE = {
    "zh": ("GB/T 90217—2019", "铆钉头部打磨质量评定"),
    "en": ("ISO 90217:2019", "Grinding of rivet heads — Assessment"),
    "ru": ("ГОСТ 90217—2019", "Заклёпки. Оценка качества шлифования головок"),
}
UNITS: dict[str, tuple[str, int | Fraction]] = {
    "mm": ("cm", 10), "kN": ("N", Fraction(1, 1000)), "MPa": ("kPa", Fraction(1, 1000)), "mL": ("L", 1000),
    "мм": ("см", 10), "кН": ("Н", Fraction(1, 1000)), "МПа": ("кПа", Fraction(1, 1000)),
}  # fmt: skip

OLD_UNITS: dict[str, tuple[str, float]] = {
    "MPa": ("psi", 145.0377), "N": ("kgf", 0.1019716), "kPa": ("psi", 0.1450377), "N·m": ("kgf·m", 0.1019716),
    "МПа": ("кгс/см²", 10.19716), "Н": ("кгс", 0.1019716),
}  # fmt: skip


def texts(standard: Standard) -> Iterator[Text]:
    """Every piece of text of every provision."""
    for provision in standard.provisions:
        for element in provision.element.iter(etree.Element):
            if element.text and element.text.strip():
                yield provision, element, "text"
            if element is not provision.element and element.tail and element.tail.strip():
                yield provision, element, "tail"


def role(provision: Provision) -> str:
    """What the clause is for: scope, references, foreword, ..."""
    path = provision.clause.path if provision.clause else ()
    return next((part.role for part in reversed(path) if part.role), "")


def chapter(provision: Provision) -> str:
    """Titles of the clauses above."""
    return " ".join(part.title for part in provision.clause.path) if provision.clause else ""


def speaks(provision: Provision) -> bool:
    """Whether it can hold a technical provision."""
    return provision.normative and role(provision) not in ("foreword", "introduction", "bibliography")


def parent_of(element: etree._Element) -> etree._Element:
    """What an element stands in."""
    parent = element.getparent()
    assert parent is not None
    return parent


def written(piece: Text, text: str) -> None:
    """Put another text in the place of a piece."""
    _, element, place = piece
    setattr(element, place, text)


def is_requirement(provision: Provision, language: str) -> bool:
    """Whether a paragraph outside of the scope requires something."""
    return (
        provision.kind is ProvisionKind.PARAGRAPH
        and speaks(provision)
        and role(provision) == ""
        and provision.element.tag == "p"
        and read(provision.text, language).form == "req+"
    )


# Quantities


def quantity(fits: Callable[[Provision, Limit, str], bool], wanted: set[str], *, factor: int = 0) -> Change:
    """One digit of a quantity, or its number times ``factor``."""

    def change(piece: Text, language: str) -> Changed | None:
        provision, element, place = piece
        text = getattr(element, place)
        if provision.kind is ProvisionKind.REFERENCE or element.tag in ("xref", "std-ref", "term"):
            return None
        fitting = [
            q
            for q in read(text, language).quantities
            if q.unit and fits(provision, q, text[slice(*q.span)]) and re.search(r"\d", text[slice(*q.span)])
        ]
        if not fitting:
            return None
        start, end = fitting[0].span
        found = re.compile(r"(?<=±)\s?\d+(?:[.,]\d+)?" if factor else r"\d").search(text, start, end)
        if found is None:
            return None
        if factor:
            value = f"{float(found[0].strip().replace(',', '.')) * factor:.10g}"
            by = value.replace(".", ",") if "," in found[0] or language == "ru" else value
        else:
            by = str(int(found[0]) % 9 + 1)
        written(piece, text[: found.start()] + by + text[found.end() :])
        return [(provision.id, wanted)]

    return change


def is_limit(provision: Provision, limit: Limit, text: str) -> bool:
    """A limit of whatever."""
    return limit.role == "limit" and provision.kind is not ProvisionKind.TERM and provision.normative


def is_tolerance(provision: Provision, limit: Limit, text: str) -> bool:
    """A tolerance that is no climate."""
    return "±" in text and limit.unit_ucum not in ("Cel", "K") and "RH" not in text and speaks(provision) \
        and not ENVIRONMENT.search(provision.text)  # fmt: skip


def is_climate(provision: Provision, limit: Limit, text: str) -> bool:
    """A temperature in general conditions of test."""
    return limit.unit_ucum == "Cel" and bool(ENVIRONMENT.search(provision.text)) and speaks(provision)


def is_duration(provision: Provision, limit: Limit, text: str) -> bool:
    """How long is tested."""
    in_tests = bool(TESTING.search(chapter(provision))) and not INSPECTION.search(chapter(provision))
    return limit.unit_ucum in ("s", "min", "h", "d") and in_tests and speaks(provision)


def is_load(provision: Provision, limit: Limit, text: str) -> bool:
    """How severely is tested."""
    in_tests = bool(TESTING.search(chapter(provision))) and not INSPECTION.search(chapter(provision))
    return limit.unit_ucum in ("N", "kN", "MPa", "kPa", "bar", "kg") and limit.role != "limit" and in_tests


def in_scope(provision: Provision, limit: Limit, text: str) -> bool:
    """To what the standard applies."""
    return role(provision) == "scope"


def in_definition(provision: Provision, limit: Limit, text: str) -> bool:
    """Part of a definition."""
    return provision.kind is ProvisionKind.TERM


def magnitude(piece: Text, language: str) -> Changed | None:
    """The number stays, its unit is ten or a thousand times another."""
    provision, element, place = piece
    text = getattr(element, place)
    if provision.kind not in PLAIN or not speaks(provision):
        return None
    for limit in read(text, language).quantities:
        start, end = limit.span
        for unit, other in MAGNITUDES[language]:
            found = re.compile(rf"(?<=\d)(\s?){unit}(?![\w/·²³])").search(text, start, end)
            if found and limit.role == "limit" and end < len(text):
                written(piece, f"{text[: found.start()]}{found[1]}{other}{text[found.end() :]}")
                return [(provision.id, LIMITS)]
    return None


def other_unit(piece: Text, language: str) -> Changed | None:
    """A value in another unit."""
    _, element, place = piece
    text = getattr(element, place)
    for unit, (other, factor) in UNITS.items():
        found = re.search(rf"(?<![\d.,~～-])(\d+(?:[.,]\d+)?)(\s?){unit}(?![\w/·²³])", text)
        if found is None or found.end() == len(text) or re.search(r"[±~～–-]|\d\s*×|от \d", text):
            continue  # at the end a raised 2 may follow
        value = Fraction(found[1].replace(",", ".")) / Fraction(factor)
        number = f"{float(value):.10g}".replace(".", "," if "," in text and language == "ru" else ".")
        written(piece, f"{text[: found.start()]}{number}{found[2]}{other}{text[found.end() :]}")
        return []
    return None


def rounded_unit(piece: Text, language: str) -> Changed | None:
    """A value in a technical unit of old, rounded to three digits."""
    provision, element, place = piece
    text = getattr(element, place)
    if provision.kind not in PLAIN or not speaks(provision) or re.search(r"[±~～–]|\d\s*×|from \d", text):
        return None
    for unit, (other, factor) in OLD_UNITS.items():
        found = re.search(rf"(?<![\d.,~～±×–-])(\d+(?:[.,]\d+)?)(\s?){unit}(?![\w/·²³])", text)
        if found is None or found.end() == len(text):
            continue
        exact = float(found[1].replace(",", ".")) * factor
        value = f"{exact:.3g}"
        if "e" in value or float(value) == exact:
            continue
        value = value.replace(".", ",") if language == "ru" else value
        written(piece, f"{text[: found.start()]}{value}{found[2]}{other}{text[found.end() :]}")
        return [(provision.id, {"UN"})]
    return None


def cell(piece: Text, language: str) -> Changed | None:
    """A digit of a value in a table of requirements or of tests."""
    provision, element, place = piece
    if provision.kind is not ProvisionKind.ROW or place != "text" or INSPECTION.search(chapter(provision)):
        return None
    first = element.getparent() is not None and element.getprevious() is None
    text = element.text or ""
    if first or element.tag != "td" or not re.fullmatch(r"[≥≤<>]?\s*\d+(?:[.,]\d+)?", text.strip()):
        return None
    found = re.search(r"\d", text)
    assert found is not None
    written(piece, text[: found.start()] + str(int(found[0]) % 9 + 1) + text[found.end() :])
    return [(provision.id, LIMITS)]


def quality_limit(piece: Text, language: str) -> Changed | None:
    """Another acceptance quality limit: a limit (QL) in the experts' cases, sampling (SA) in the taxonomy."""
    provision, element, place = piece
    text = getattr(element, place)
    found = re.search(r"(?:AQL|уровень дефектности)\D{0,12}(\d[.,]\d+)", text)
    if found is None or not speaks(provision) or provision.kind is ProvisionKind.REFERENCE:
        return None
    mark = "," if "," in found[1] else "."
    written(piece, f"{text[: found.start(1)]}6{mark}5{text[found.end(1) :]}")
    return [(provision.id, {"QL", "SA"})]


def constant(piece: Text, language: str) -> Changed | None:
    """Another constant in a formula."""
    provision, element, place = piece
    is_number = str(element.tag).endswith("}mn") and place == "text"
    if provision.kind is not ProvisionKind.FORMULA or not is_number:
        return None
    if str(parent_of(element).tag).rpartition("}")[2] in ("msub", "msup", "msubsup"):
        return None
    text = element.text or ""
    found = re.search(r"[1-9]", text)
    if found is None:
        return None
    written(piece, text[: found.start()] + str(int(found[0]) % 9 + 1) + text[found.end() :])
    return [(provision.id, {"FM"})]


# Words


def verb(words: Words, wanted: set[str], *, form: str = "req+", limits: bool = True) -> Change:
    """The verbal form of a provision that has one."""

    def change(piece: Text, language: str) -> Changed | None:
        provision, element, place = piece
        text = getattr(element, place)
        reading = read(text, language)
        if provision.kind not in PLAIN or not speaks(provision) or len(reading.forms) != 1:
            return None
        start, end = reading.forms[0].span
        other = next(
            (
                found.expand(by)
                for one, by in words[language]
                if (found := re.fullmatch(one, text[start:end]))
            ),
            None,
        )
        # Nobody writes "не должна быть не менее" or 不应不小于.
        bounded = bool(reading.limits) or re.search(r"至少|不[小大少高低]于|at least|не менее|не более", text)
        if other is None or reading.form != form or (bounded and not limits):
            return None
        written(piece, text[:start] + other + text[end:])
        return [(provision.id, wanted)]

    return change


def worded(words: Words, wanted: set[str], fits: Callable[[Provision, str], bool]) -> Change:
    """Other words in a provision; nothing is wanted where ``wanted`` is empty."""

    def change(piece: Text, language: str) -> Changed | None:
        provision, element, place = piece
        text = getattr(element, place)
        if element.tag in ("xref", "std-ref", "title", "label") or not fits(provision, language):
            return None
        for said, other in words[language]:
            found = re.search(said, text)
            if found and found.expand(other) not in text:
                written(piece, text[: found.start()] + found.expand(other) + text[found.end() :])
                return [(provision.id, wanted)] if wanted else []
        return None

    return change


def is_plain(provision: Provision, language: str) -> bool:
    """A paragraph or list item with technical content."""
    return provision.kind in PLAIN and speaks(provision) and role(provision) == ""


def has_no_grade(provision: Provision, language: str) -> bool:
    """A paragraph or list item that names no grade of steel, or only grades."""
    return is_plain(provision, language) and not re.search(r"Cr\d|AISI", provision.text)


def is_sampled(provision: Provision, language: str) -> bool:
    """A paragraph that says how, or how many, are tested."""
    about = re.search(r"试|检验|test|inspect|испыт|контрол|определ", f"{provision.text} {chapter(provision)}")
    return is_plain(provision, language) and about is not None


def is_term(provision: Provision, language: str) -> bool:
    """A definition."""
    return provision.kind is ProvisionKind.TERM


def is_requirement_alone(provision: Provision, language: str) -> bool:
    """A requirement on the product, written without markup."""
    return is_requirement(provision, language) and len(provision.element) == 0


def differentia(piece: Text, language: str) -> Changed | None:
    """The last of several things that a definition says is left out."""
    provision, element, _ = piece
    text = element.text or ""
    if provision.kind is not ProvisionKind.TERM or not str(element.tag).endswith("definition"):
        return None
    if language == "zh":
        found = re.match(r"[^，]{3,}，(?=.{4,})", text)
        if found is None:
            return None
        element.text = text[found.end() :]
    else:
        cut = max(text.rfind(", "), text.rfind(" which "), text.rfind(" that "), text.rfind(" and is "))
        if cut < len(text) / 3:
            return None
        element.text = text[:cut]
    return [(provision.id, {"TD"})]


# References


def edition(piece: Text, language: str) -> Changed | None:
    """The year of a reference in the list."""
    provision, element, place = piece
    text = getattr(element, place)
    year = YEAR.search(text) if "（" not in text and "(" not in text else None
    if year is None or provision.kind is not ProvisionKind.REFERENCE or not provision.normative:
        return None
    written(piece, f"{text[: year.start()]}{int(year[0]) - 3}{text[year.end() :]}")
    return [(provision.id, {"NR"})]


def cited_edition(piece: Text, language: str) -> Changed | None:
    """The year of a reference where it is cited."""
    provision, element, place = piece
    year = YEAR.search(element.text or "") if element.tag == "std-ref" and place == "text" else None
    if year is None or provision.kind not in PLAIN or not speaks(provision):
        return None
    text = element.text or ""
    written(piece, f"{text[: year.start()]}{int(year[0]) - 3}{text[year.end() :]}")
    return [(provision.id, {"NR"})]


def everywhere(piece: Text, language: str) -> Changed | None:
    """The year of a reference in the list and wherever it is cited."""
    provision, element, place = piece
    if element.tag != "std-ref" or place != "text" or provision.kind is not ProvisionKind.REFERENCE:
        return None
    old = element.text or ""
    year = YEAR.search(old)
    if year is None or not provision.normative:
        return None
    wanted: list[tuple[str | None, set[str]]] = []
    for one in provision.standard.provisions:
        named = [part for part in one.element.iter("std-ref") if part.text == old]
        for part in named:
            part.text = f"{old[: year.start()]}{int(year[0]) - 3}"
        if named and speaks(one):
            wanted += [(one.id, {"NR"})] * len(named)
    return wanted


def other_reference(kinds: Sequence[ProvisionKind]) -> Change:
    """Another standard of the same body, in the list or where it is cited."""

    def change(piece: Text, language: str) -> Changed | None:
        provision, element, place = piece
        text = element.text or ""
        if element.tag != "std-ref" or place != "text" or provision.kind not in kinds:
            return None
        if not speaks(provision) or re.search(r"[（(]", provision.text):
            return None  # "(ISO 188:2011, IDT)" says to which it corresponds
        number = re.search(r"\d+", text)
        if number is None:
            return None
        other = f"{number[0][:-1]}{int(number[0][-1]) % 9 + 1}"
        written(piece, f"{text[: number.start()]}{other}{text[number.end() :]}")
        return [(provision.id, {"NR"})]

    return change


def reference_added(piece: Text, language: str) -> Changed | None:
    """One more entry in the list of references."""
    provision, element, _ = piece
    if provision.kind is not ProvisionKind.REFERENCE or not provision.normative or element.tag != "std-ref":
        return None
    number, title = NEW_REFERENCE[language]
    entry = etree.fromstring(
        f'<ref id="added"><std type="dated"><std-ref>{number}</std-ref> <title>{title}</title></std></ref>'
    )
    provision.element.addnext(entry)
    return [("added", {"AD"})]


# Provisions that are there or not, somewhere else, or of another status


def dropped(fits: Callable[[Provision, str], bool]) -> Change:
    """A provision left out."""

    def change(piece: Text, language: str) -> Changed | None:
        provision = piece[0]
        leads = re.search(r"[:：]\s*$", provision.text)  # what follows would stand without its beginning
        if not fits(provision, language) or leads:
            return None
        wanted: list[tuple[str | None, set[str]]] = [(provision.id, {"MI"})]
        if ASSESSED.search(provision.text) and provision.kind is not ProvisionKind.REFERENCE:
            wanted.append((provision.id, {"CA"}))
        if role(provision) == "scope":
            wanted.append((provision.id, {"SC"}))
        parent_of(provision.element).remove(provision.element)
        return wanted

    return change


ASSESSED = re.compile(
    r"认证|合格评定|品字标|certif|third.party|сертифи|подтвержден\w+ соответств|знак\w* обращен",
    re.IGNORECASE,
)
EXCLUDES = re.compile(r"不适用于|does not apply|not applicable|не распространяется")


def is_row(provision: Provision, language: str) -> bool:
    """A row of a table, not the only one."""
    alone = len(parent_of(provision.element).findall("tr")) < 2
    spans = any(one.get("rowspan") for one in parent_of(provision.element).iter("td", "th"))
    return provision.kind is ProvisionKind.ROW and speaks(provision) and not alone and not spans


def is_item(provision: Provision, language: str) -> bool:
    """An item of a list in normative text."""
    return provision.kind is ProvisionKind.LIST_ITEM and speaks(provision)


def is_entry(provision: Provision, language: str) -> bool:
    """An entry in the list of references."""
    return provision.kind is ProvisionKind.REFERENCE and provision.normative


def is_exclusion(provision: Provision, language: str) -> bool:
    """A sentence that leaves something out of the scope."""
    return role(provision) == "scope" and EXCLUDES.search(provision.text) is not None


def added(sentence: Mapping[str, str], wanted: Sequence[set[str]], place: str = "") -> Change:
    """A new paragraph behind another one."""

    def change(piece: Text, language: str) -> Changed | None:
        provision = piece[0]
        if place == "scope":
            fits = role(provision) == "scope" and provision.kind is ProvisionKind.PARAGRAPH
        else:
            fits = is_requirement(provision, language) and not provision.text.rstrip().endswith((":", "："))
        if not fits:
            return None
        new = etree.Element("p", id="added")
        new.text = sentence[language]
        provision.element.addnext(new)
        return [("added", one) for one in wanted]

    return change


NOTE = {"zh": "注：", "en": "NOTE", "ru": "Примечание —"}


def text_to_note(piece: Text, language: str) -> Changed | None:
    """A requirement becomes a note."""
    provision = piece[0]
    if not is_requirement(provision, language) or parent_of(provision.element).tag != "sec":
        return None
    old = provision.element
    note = etree.Element("non-normative-note", id=str(old.get("id")))
    etree.SubElement(note, "label").text = NOTE[language]
    inner = deepcopy(old)
    del inner.attrib["id"]
    inner.tail = None
    note.append(inner)
    parent_of(old).replace(old, note)
    return [(provision.id, {"NI"})]


def annex_informative(piece: Text, language: str) -> Changed | None:
    """A normative annex becomes informative."""
    provision = piece[0]
    annex = next((one for one in provision.element.iterancestors("app")), None)
    if annex is None or annex.get("content-type") != "norm-annex":
        return None
    if not any(
        read(one.text, language).form.strength >= 3
        for one in provision.standard.provisions
        if annex in one.element.iterancestors()
    ):
        return None
    annex.set("content-type", "inform-annex")
    return [(None, {"NI"})]


def labelled(element: etree._Element) -> list[etree._Element]:
    """The numbered clauses inside of one."""
    return [one for one in element.findall("sec") if one.findtext("label")]


def paragraph_moved(piece: Text, language: str) -> Changed | None:
    """A requirement goes to the end of another clause of its chapter."""
    provision = piece[0]
    own = parent_of(provision.element)
    if not is_requirement(provision, language) or own.tag != "sec" or len(own.findall("p")) < 2:
        return None
    others = [one for one in labelled(parent_of(own)) if one is not own and one.find("sec") is None]
    if not others or parent_of(own).tag != "sec":
        return None
    target = others[len(provision.text) % len(others)]
    parent_of(provision.element).remove(provision.element)
    target.append(provision.element)
    return [(provision.id, {"MV"})]


def clause_moved(piece: Text, language: str) -> Changed | None:
    """A clause goes to the end of its chapter, and those behind it move up."""
    provision = piece[0]
    own = parent_of(provision.element)
    if own.tag != "sec" or parent_of(own).tag != "sec" or not is_requirement(provision, language):
        return None
    chapter_of = parent_of(own)
    clauses = labelled(chapter_of)
    if (
        own not in clauses
        or len(clauses) < 3
        or own in clauses[-2:]
        or any(c.find("sec") is not None for c in clauses)
    ):
        return None
    labels = [one.findtext("label") for one in clauses]
    chapter_of.remove(own)
    chapter_of.append(own)
    for one, label in zip(labelled(chapter_of), labels, strict=True):
        found = one.find("label")
        assert found is not None
        found.text = label
    return [(provision.id, {"MV"}), (None, {"RN"})]


SENTENCE_END = {
    "zh": re.compile(r"(?<=。)(?=.)"),
    "en": re.compile(r"(?<=\.) (?=[A-Z])"),
    "ru": re.compile(r"(?<=\.) (?=[А-Я])"),
}


def split(piece: Text, language: str) -> Changed | None:
    """A paragraph of two sentences becomes two."""
    provision, element, place = piece
    if element is not provision.element or place != "text" or len(element) or not speaks(provision):
        return None
    parts = SENTENCE_END[language].split(element.text or "")
    if (
        element.tag != "p"
        or len(parts) != 2
        or role(provision)
        or provision.kind is not ProvisionKind.PARAGRAPH
    ):
        return None
    if parent_of(element).tag != "sec" or not provision.clause_number:
        return None
    new = etree.Element("p", id="added")
    element.text, new.text = parts
    element.addnext(new)
    return [(provision.id, {"SL"})]


def merged(piece: Text, language: str) -> Changed | None:
    """Two paragraphs become one."""
    provision, element, _ = piece
    following = provision.element.getnext()
    if not is_requirement(provision, language) or len(provision.element) or element is not provision.element:
        return None
    if following is None or following.tag != "p" or len(following) or parent_of(element).tag != "sec":
        return None
    behind = following.getnext()
    if not provision.clause_number or (behind is not None and behind.tag == "list"):
        return None
    element.text = f"{(element.text or '').strip()}{'' if language == 'zh' else ' '}{following.text}"
    parent_of(following).remove(following)
    return [(provision.id, {"MG"})]


def mark(piece: Text, language: str) -> Changed | None:
    """A mark in a table of inspections."""
    provision, element, place = piece
    text = (element.text or "").strip()
    if (
        provision.kind is not ProvisionKind.ROW
        or element.tag != "td"
        or len(element)
        or text not in ("√", "X", "—", "+")
    ):
        return None
    marks = {(one.text or "").strip() for one in parent_of(parent_of(element)).iter("td")} & {"√", "X", "+"}
    if not marks or place != "text":
        return None
    element.text = "—" if text != "—" else marks.pop()
    return [(provision.id, {"SA", "FG"})]


CHANGES: dict[str, Change] = {
    "a digit of a limit": quantity(is_limit, LIMITS),
    "a digit in a table": cell,
    "another magnitude": magnitude,
    "another unit": other_unit,
    "another unit, rounded": rounded_unit,
    "a tolerance widened": quantity(is_tolerance, {"TO"}, factor=2),
    "range of the scope": quantity(in_scope, {"SC"}),
    "climate of the tests": quantity(is_climate, {"TC"}),
    "duration of a test": quantity(is_duration, {"TM", "TC"}),
    "load of a test": quantity(is_load, {"TM", "TC"}),
    "constant of a formula": constant,
    "quantity in a definition": quantity(in_definition, {"TD"}),
    "opposite in a definition": worded(OPPOSITES, {"TD"}, is_term),
    "a differentia dropped": differentia,
    "a weaker verb": verb(WEAKER, {"VF"}),
    "a stronger verb": verb(STRONGER, {"VF"}, form="rec+"),
    "a denied verb": verb(DENIED, {"VF"}, limits=False),
    "another statistic": worded(STATISTICS, {"SA"}, is_plain),
    "number of specimens": worded(SPECIMENS, {"SA"}, is_sampled),
    "acceptance quality limit": quality_limit,
    "mark in a programme": mark,
    "language of a label": worded(LABEL_LANGUAGE, {"MK"}, is_plain),
    "a grade prescribed": worded(GRADES, {"DP"}, has_no_grade),
    "the law brought in": worded(LAW, {"LG"}, is_requirement_alone),
    "for the tropics": worded(TROPICAL, {"EX"}, is_requirement_alone),
    "year of a reference": edition,
    "year where it is cited": cited_edition,
    "year everywhere": everywhere,
    "another reference": other_reference((ProvisionKind.REFERENCE,)),
    "another one cited": other_reference(PLAIN),
    "a reference added": reference_added,
    "a reference dropped": dropped(is_entry),
    "a requirement added": added(REQUIREMENT, ({"AD"},)),
    "a requirement dropped": dropped(is_requirement),
    "a certification added": added(CERTIFIED, ({"AD"}, {"CA"})),
    "an exclusion added": added(EXCLUSION, ({"AD"}, {"SC"}), "scope"),
    "an exclusion dropped": dropped(is_exclusion),
    "a table row dropped": dropped(is_row),
    "a list item dropped": dropped(is_item),
    "a text made a note": text_to_note,
    "a note made text": text_to_note,
    "an annex informative": annex_informative,
    "a paragraph moved": paragraph_moved,
    "a clause moved": clause_moved,
    "a paragraph split": split,
    "paragraphs merged": merged,
    "a sentence reworded": worded(REWORDED, set(), is_plain),
}


REVERSED = frozenset({"a note made text"})
"""Kinds of which the changed document is the reference."""


@cache
def original(file: Path) -> Standard:
    """The document as it is."""
    return sts.load(file)


def answers(found: Sequence[Divergence], wanted: Changed) -> bool:
    """Whether the findings are those that are wanted, each once."""
    rest = list(found)
    for place, categories in wanted:
        match = next(
            (
                one
                for one in rest
                if one.category in categories and (place is None or place in (*one.draft, *one.reference))
            ),
            None,
        )
        if match is None:
            return False
        rest.remove(match)
    return not rest


Result = tuple[bool, str, str]
"""Whether right; what was told instead of what, in short; and the same at length."""


def right(language: str, kind: str, seed: int) -> Result | None:
    """What came of one change; ``None`` where no document holds anything to be changed so."""
    draw = random.Random(f"{language} {kind} {seed}")
    files = list(DOCUMENTS[language])
    draw.shuffle(files)
    for name in files:
        file = ROOT / name
        new = sts.load(file)
        pieces = list(texts(new))
        draw.shuffle(pieces)
        for piece in pieces:
            wanted = CHANGES[kind](piece, language)
            if wanted is not None:
                return verdict(file, new, piece[0].id, wanted, reverse=kind in REVERSED)
    return None


def verdict(file: Path, changed: Standard, place: str, wanted: Changed, *, reverse: bool) -> Result:
    """Compare a changed document with itself as it was."""
    new = sts.load(etree.tostring(changed.tree), name=str(file))
    old = original(file)
    compared = compare(old, new) if reverse else compare(new, old)
    found = [one for one in compared.divergences if one.nature in TECHNICAL]
    fine = answers(found, wanted)
    told = [f"{one.category} {one.sub} {one.rule}" for one in found]
    expected = "+".join("/".join(sorted(one)) for _, one in wanted) or "nothing"
    texts_of = [
        next((one.text for one in standard.provisions if one.id == place), "") for standard in (old, new)
    ]
    short = f"wanted {expected}, told {' + '.join(told) or 'nothing'}"
    where = [(*one.draft, "|", *one.reference) for one in found][:4]
    head = f"   {short} ({file.parent.name}/{file.name} {place} {where})"
    long = "\n      ".join((head, *texts_of))
    return fine, short, long


def with_itself(language: str) -> int:
    """How many findings there are between documents and themselves."""
    return sum(
        len(compare(sts.load(ROOT / name), original(ROOT / name)).divergences) for name in DOCUMENTS[language]
    )


def main() -> None:
    """Print the share that is right, for each language and kind of change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--changes", type=int, default=22, help="of each kind and language")
    parser.add_argument("--jobs", type=int, default=1, help="processes that compare")
    parser.add_argument("--kind", nargs="+", default=[""], help="words that the kinds hold")
    parser.add_argument("--language", nargs="+", choices=DOCUMENTS, default=list(DOCUMENTS))
    parser.add_argument("--show", action="store_true", help="print what is not right")
    options = parser.parse_args()
    begin = time.perf_counter()
    total: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    kinds = [kind for kind in CHANGES if any(word in kind for word in options.kind)]
    with ProcessPoolExecutor(options.jobs) as pool:
        run = pool.map if options.jobs > 1 else map
        for language, count in zip(options.language, run(with_itself, options.language), strict=True):
            print(f"{language}  with itself: {count} findings", flush=True)
        for language in options.language:
            for kind in kinds:
                made = [one for one in run(partial(right, language, kind), range(options.changes)) if one]
                if not made:
                    continue
                good = sum(fine for fine, _, _ in made)
                total.update(
                    {"made": len(made), "right": good, language: len(made), f"{language} right": good}
                )
                causes.update(f"{kind}: {short}" for fine, short, _ in made if not fine)
                print(f"{language}  {kind:<26}{good:>5} of {len(made)}", flush=True)
                if options.show:
                    print(*dict.fromkeys(long for fine, _, long in made if not fine), sep="\n")
    for language in options.language:
        if total[language]:
            share = total[f"{language} right"] / total[language]
            print(f"{language}  {total[f'{language} right']} of {total[language]}: {share:.3f}")
    print("what is not right:", *(f"\n{count:>5}  {cause}" for cause, count in causes.most_common()))
    share = total["right"] / max(1, total["made"])
    print(f"all {total['right']} of {total['made']}: {share:.3f}, {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
