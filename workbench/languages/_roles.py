"""What part each quantity of a text plays: the limit itself, a condition, an apparatus, a bare value."""

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from workbench.languages._characteristics import characteristic_of
from workbench.languages._comparators import Sense
from workbench.languages._frequencies import is_frequency
from workbench.languages._language import Language
from workbench.languages._patterns import NEVER, group_name
from workbench.languages._quantities import GRADE, Found, as_bound, as_grade, is_one_grade
from workbench.languages._sentences import DEMANDING, WINDOW, ReadText
from workbench.languages._units import PROTECTION, unit_at
from workbench.languages.model import Form, FormMark, Limit, Role, Statistic

_CLAUSE_END = re.compile(r"\s*(?:$|[,:](?!\d)|[，。；;!?！？：\u061b\u060c)]|\.(?:\s|$))")
_TEMPERATURES = {"Cel", "K", "[degF]"}
_CODES = {"{DN}", "{PN}", "{NPS}", *PROTECTION}
"""Nominal sizes and degrees of protection name a product: no limits without a comparator of their own."""
_BRACKET = re.compile(r"\(\s*$")
_AND = 12
_NEAR_GRADE = 20
_HEAD = 90
_MOST_CONDITIONS = 12
"""Conditions of a sentence that are kept with a limit."""

Weight = Literal["sure", "likely", "maybe"]
"""How sure a role is: what is likely or maybe a condition is the limit where its sentence has no other."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A quantity with its role; ``sentence`` is the number of the sentence in which it stands."""

    limit: Limit
    weight: Weight
    sentence: int
    sense: Sense | None = None


def judged(
    text: str, language: Language, found: list[Found], form: Form, marks: tuple[FormMark, ...]
) -> tuple[Limit, ...]:
    """The quantities with role, statistic, characteristic, class and conditions."""
    if not found:
        return ()
    known = ReadText(text, language, form, marks)
    items: list[_Judged] = []
    floor = 0
    for item in found:
        items.append(_judged(known, item, items, floor))
        floor = items[-1].limit.span[1]
    items = _promoted(known, items)
    return _completed(known, [item.limit for item in items], [item.sentence for item in items])


def _judged(known: ReadText, item: Found, before: list[_Judged], floor: int) -> _Judged:
    start = item.limit.span[0]
    window = known.text[max(known.clause_start(start), item.body - WINDOW) : item.body]
    fresh = known.text[max(known.clause_start(start), floor, item.body - WINDOW) : item.body]
    sentence = known.sentence(start)
    granted = _implied(known, item, window)
    item = granted or _elliptic(known, item, before, sentence) or item
    limit = item.limit
    role, weight = _role(known, item, window, fresh, floor, before)
    if granted:
        role, weight = "limit", "sure"
    elif role == "condition" and _is_forbidden(known, item):
        weight = "sure"  # "Shall not be used at more than 40 °C" does not demand more than 40 °C.
    limit = replace(
        limit,
        role=role,
        statistic=_statistic(known.language, fresh),
        characteristic=_characteristic(known, item, role, before, floor),
        difference=role == "limit" and _speaks_of_difference(limit, known.language, window),
    )
    limit = _as_rate(known.text, known.language, limit)
    return _Judged(limit, weight, sentence, item.sense)


def _characteristic(known: ReadText, item: Found, role: Role, before: list[_Judged], floor: int) -> str:
    """What the quantity is a quantity of; that of the one before where it only adds to that."""
    last = before[-1].limit if before else None
    if last and (item.elliptic or (item.sense and _coordinated(known, item, before))):
        return last.characteristic
    return characteristic_of(known, item, role, last, floor)


def _elliptic(known: ReadText, item: Found, before: list[_Judged], sentence: int) -> Found | None:
    """A plain value to which the comparator of the one before extends.

    "The minimum width is 3 mm, that of the wall 2 mm"; "not more than 35 K for metal, 45 K for porcelain and
    60 K for moulded material".
    """
    last = before[-1] if before else None
    if last is None or last.sense is None or last.sentence != sentence:
        return None
    if item.sense or last.limit.role != "limit":
        return None
    limit = item.limit
    if last.limit.unit_ucum == GRADE and _stands_behind_grade(known, item):
        limit = replace(limit, unit_ucum=GRADE)
        if not (limit.shape == "value" or is_one_grade(limit)):
            return None
    elif limit.shape != "value" or limit.unit_ucum != last.limit.unit_ucum or not limit.unit:
        return None
    start, end = last.limit.span[1], item.body
    if known.modal_before(end) is not known.modal_before(start):
        return None
    if not _listed(known, start, end):
        return None
    bounded = as_grade(limit, last.sense) if is_one_grade(limit) else as_bound(limit, last.sense)
    return replace(item, sense=last.sense, elliptic=True, limit=bounded)


def _stands_behind_grade(known: ReadText, item: Found) -> bool:
    """Whether a word for grades stands right before a number: "and grade 3 when wet"."""
    before = known.text[max(0, item.body - _NEAR_GRADE) : item.body].rstrip()
    words = list(known.language.roles.grade.finditer(before))
    return bool(words) and words[-1].end() == len(before)


def _listed(known: ReadText, start: int, end: int) -> bool:
    """Whether the text between two values leads from one to the next of a list, and not to a condition."""
    ranges, roles = known.language.ranges, known.language.roles
    near = (max(start, end - _AND), end)
    if ranges.and_directly.search(known.text, *near) or ranges.or_directly.search(known.text, *near):
        return True
    between = (max(start, end - _HEAD), end)
    if _BRACKET.search(known.text, *between):
        return False
    return not (
        roles.condition_before.search(known.text, *between) or roles.weak_before.search(known.text, *between)
    )


def _implied(known: ReadText, item: Found, window: str) -> Found | None:
    """A guarantee of 3 years is one of at least 3 years, an AQL of 1.5 one of at most 1.5."""
    match = known.language.comparators.implied.search(window[-_HEAD:])
    if match is None or item.denied or _is_subject(known, item):
        return None
    sense = group_name(match)
    # "Within 24 months of purchase" grants at least these 24 months.
    within = item.sense == "at_most" and sense == "at_least" and item.limit.shape == "bound"
    if not within and (item.sense or item.limit.shape != "value"):
        return None
    return replace(item, sense=sense, limit=as_bound(item.limit, sense))


def _speaks_of_difference(limit: Limit, language: Language, window: str) -> bool:
    if limit.unit_ucum not in _TEMPERATURES:
        return False
    return limit.nominal == 0 or bool(language.roles.difference.search(window))


def _statistic(language: Language, window: str) -> Statistic | None:
    found: Statistic | None = None
    for match in language.statistics.finditer(window):
        found = group_name(match)  # type: ignore[assignment]
    return found


def _role(
    known: ReadText, item: Found, window: str, fresh: str, floor: int, before: list[_Judged]
) -> tuple[Role, Weight]:
    """The role of a quantity, and how sure it is; ``fresh`` is ``window`` after the quantity before."""
    roles, limit = known.language.roles, item.limit
    start, end = limit.span
    modal = known.modal_before(item.body)
    if _of_apparatus(known, fresh, item):
        return "apparatus", "sure"
    if limit.unit_ucum in _CODES and not item.sense and limit.shape == "value":
        return "value", "sure"
    if known.is_procedure(known.sentence(start)):
        return "condition", "sure"
    if item.denied or item.turned or item.elliptic:
        return "limit", "sure"
    if item.sense and roles.conjunctions.search(
        known.text, max(known.clause_start(start), start - _HEAD), start
    ):
        return "condition", "likely"
    if roles.subordinate.match(known.text, known.clause_start(start)) and not _demanded(known, item, modal):
        return "condition", "likely" if item.sense else "sure"
    if item.verb and modal and modal.form in DEMANDING:
        return "limit", "sure"
    if modal and _is_predicate(known, item, modal):
        return "limit", "sure"
    # "Shall be at 60 dB or below." names the limit; "used at 0 °C or below" a condition.
    inside = roles.limit_after.match(known.text, end) or (
        item.trailing and _CLAUSE_END.match(known.text, end)
    )
    if roles.condition_after.match(known.text, end):
        return "condition", "likely" if limit.shape == "bound" and not modal else "sure"
    if limit.shape == "value" and roles.moment_after.match(known.text, end):
        return "condition", "sure"
    if item.sense and _coordinated(known, item, before):
        return "limit", "sure"
    if not inside and (last := _continued(known, item, before)):
        return "condition", last.weight
    if not inside:
        head = _head(known, item, modal, floor)
        if roles.condition_before.search(head) or roles.weak_before.search(head):
            return "condition", "likely" if limit.shape != "value" else "sure"
    often = item.sense is not None and is_frequency(limit.unit_ucum)
    if known.form is Form.INSTRUCTION and not often and not _of_product(known):
        return "condition", "sure"
    if limit.shape == "value":
        return _role_of_value(known, item, modal, before)
    if roles.endure.search(window) and not item.sense:
        return "condition", "likely"
    if not item.loose and _is_subject(known, item):
        return "condition", "likely"
    return "limit", "sure"


def _of_product(known: ReadText) -> bool:
    """Whether an instruction says how the product is made, packed or marked, and not how it is tested."""
    roles = known.language.roles
    return bool(roles.products.search(known.text)) and not roles.test.search(known.text)


def _is_forbidden(known: ReadText, item: Found) -> bool:
    """Whether a verbal form that denies governs a bound: then the bound says when something is forbidden."""
    modal = known.modal_before(item.limit.span[0])
    return item.sense is not None and not item.turned and modal is not None and modal.negative


def _is_subject(known: ReadText, item: Found) -> bool:
    """Whether the quantity stands before the verbal form of its sentence."""
    return known.modal_before(item.body) is None and known.modal_after(item.limit.span[1])


def _is_predicate(known: ReadText, item: Found, modal: FormMark) -> bool:
    """Whether a plain value is what a verbal form demands: shall be 230 V."""
    limit = item.limit
    if modal.form not in DEMANDING or limit.shape != "value" or item.counts:
        return False
    if item.in_words and not limit.unit:
        return False
    return bool(known.language.roles.predicate.fullmatch(known.text, modal.span[1], limit.span[0]))


def _coordinated(known: ReadText, item: Found, before: list[_Judged]) -> bool:
    """Whether the quantity is a second demand beside a first: at least 2 mm here and at least 1 mm there."""
    last = before[-1] if before else None
    if last is None or last.limit.role != "limit" or last.sense is None:
        return False
    start, end = max(last.limit.span[1], item.limit.span[0] - _AND), item.limit.span[0]
    return bool(known.language.ranges.and_directly.search(known.text, start, end))


def _continued(known: ReadText, item: Found, before: list[_Judged]) -> _Judged | None:
    """The condition that the quantity only continues: at (23 ± 2) °C and (50 ± 5) % relative humidity."""
    last = before[-1] if before else None
    if last is None or last.limit.role != "condition":
        return None
    start, end = last.limit.span[1], item.limit.span[0]
    joined = start < end and known.language.ranges.and_.fullmatch(known.text, start, end)
    return last if joined or known.text[start:end].strip() in (",", "，", "、", "\u060c") else None


def _demanded(known: ReadText, item: Found, modal: FormMark | None) -> bool:
    """Whether a verbal form of the quantity's own clause governs it."""
    return modal is not None and modal.span[0] >= known.clause_start(item.limit.span[0])


def _role_of_value(
    known: ReadText, item: Found, modal: FormMark | None, before: list[_Judged]
) -> tuple[Role, Weight]:
    """A bare number is a limit where a verbal form demands this value, or where nothing else is demanded."""
    limit, roles = item.limit, known.language.roles
    if item.in_words or item.counts or not limit.unit:
        return "value", "sure"
    if (modal.form if modal else known.form) not in DEMANDING or (modal is None and not _verbless(known)):
        return "value", "sure"
    if modal is None:
        return "condition", "sure"
    if roles.endure.search(known.text[modal.span[0] : limit.span[0]][-WINDOW:]):
        return "condition", "sure"
    last = before[-1] if before else None
    if last and last.limit.role == "limit" and last.limit.shape == "value" and last.weight == "sure":
        return "limit", "sure"
    return "condition", "maybe"


def _verbless(known: ReadText) -> bool:
    return not known.modal


def _of_apparatus(known: ReadText, window: str, item: Found) -> bool:
    """Whether the quantity says what an instrument can: a balance readable to 0,1 g."""
    roles = known.language.roles
    if roles.apparatus.search(window):
        return True
    accuracy = roles.accuracy.search(window)
    if accuracy is None:
        return False
    modal = known.modal_before(item.body)
    subject = item.body - len(window) + accuracy.start()
    # "The accuracy of the meter shall be ± 2 %" demands it of the product.
    return modal is None or subject > modal.span[0] or bool(roles.instruments.search(window))


def _head(known: ReadText, item: Found, modal: FormMark | None, floor: int) -> str:
    """Where to look for words that make a condition: "at 20 °C" before "shall be" ends there."""
    start = item.limit.span[0]
    begin = max(modal.span[1] if modal else 0, known.clause_start(start), floor, start - _HEAD)
    return known.text[begin:start] if begin < start else ""


def _promoted(known: ReadText, items: list[_Judged]) -> list[_Judged]:
    """Where a demanding sentence has no other limit, what looked like a condition is it.

    "Shall rotate at 3 000 r/min to 3 600 r/min" has its limit behind a preposition, "products above 100 W
    shall be marked" in its subject. Sentences about tests and conditioning demand nothing of the product.
    """
    if known.form not in DEMANDING:
        return items
    with_limit = {item.sentence for item in items if item.limit.role == "limit"}
    weights: dict[int, set[Weight]] = {}
    for item in items:
        weights.setdefault(item.sentence, set()).add(item.weight)
    result = []
    for item in items:
        number = item.sentence
        wanted: Weight = "likely" if "likely" in weights[number] else "maybe"
        if number not in with_limit and item.limit.role == "condition" and item.weight == wanted:
            if not _about_tests(known, item):
                item = replace(item, limit=replace(item.limit, role="limit"))
        elif item.limit.role == "condition" and item.weight == "likely" and _is_kept(known, item):
            item = replace(item, limit=replace(item.limit, role="limit"))
        result.append(item)
    return result


def _about_tests(known: ReadText, item: _Judged) -> bool:
    """Whether the subject or the verb of a sentence is a test, specimens or the like."""
    start = item.limit.span[0]
    begin, end = known.sentence_bounds(item.sentence)
    modal = known.modal_before(start)
    test = known.language.roles.test
    if modal is None:
        return bool(test.search(known.text, begin, end))
    subject_end = known.clause_end(begin)
    return bool(
        test.search(known.text, begin, min(subject_end, end))
        or test.search(known.text, known.clause_start(modal.span[0]), end)
    )


def _is_kept(known: ReadText, item: _Judged) -> bool:
    """Whether a demand says how the product is to be kept: should be stored at 5 °C to 30 °C."""
    start = item.limit.span[0]
    modal = known.modal_before(start)
    if modal is None or modal.form not in DEMANDING or _about_tests(known, item):
        return False
    return bool(known.language.roles.kept.search(known.text, modal.span[1], start))


def _completed(known: ReadText, limits: list[Limit], sentences: list[int]) -> tuple[Limit, ...]:
    """The limits with their class, the conditions of their sentence and the number of specimens."""
    if not any(limit.role == "limit" for limit in limits):
        return tuple(limits)
    result: list[Limit] = []
    for number, members in groupby(range(len(limits)), key=sentences.__getitem__):
        result += _completed_sentence(known, number, [limits[index] for index in members])
    return tuple(result)


def _completed_sentence(known: ReadText, number: int, members: list[Limit]) -> list[Limit]:
    """Conditions before the first limit hold for all of them, later ones for the limit that they follow."""
    own = [limit for limit in members if limit.role == "limit"]
    if not own:
        return members
    groups: list[list[Limit]] = [[]]
    for limit in members:
        if limit.role == "limit":
            groups.append([])
        elif limit.role == "condition" and len(groups[-1]) < _MOST_CONDITIONS:
            groups[-1].append(limit)
    keys = _keys(known, number, own)
    completed = iter(
        _completed_limit(known, limit, key, (*groups[0], *groups[index + 1]), members)
        for index, (limit, key) in enumerate(zip(own, keys, strict=True))
    )
    return [next(completed) if limit.role == "limit" else limit for limit in members]


def _completed_limit(
    known: ReadText, limit: Limit, key: str, conditions: tuple[Limit, ...], members: list[Limit]
) -> Limit:
    count = _count(known, members) if limit.statistic else None
    if not (key or conditions or count):
        return limit
    return replace(limit, conditions=conditions, key=key, count=count)


def _keys(known: ReadText, sentence: int, limits: list[Limit]) -> list[str]:
    """For each limit of a sentence the class that is named beside it, before all of them or after each."""
    if known.language.roles.classes is NEVER:
        return [""] * len(limits)
    found = [
        match
        for match in known.language.roles.classes.finditer(known.text, *known.sentence_bounds(sentence))
        if not any(match.start() < limit.span[1] and limit.span[0] < match.end() for limit in limits)
    ]
    if not found:
        return [""] * len(limits)
    leading = found[0].start() < limits[0].span[0]
    keys = []
    for place, limit in enumerate(limits):
        low = limits[place - 1].span[1] if place else 0
        high = limits[place + 1].span[0] if place + 1 < len(limits) else len(known.text)
        near = [
            match[0]
            for match in found
            if (low <= match.start() < limit.span[0] if leading else limit.span[1] <= match.start() < high)
        ]
        keys.append(near[-1 if leading else 0] if near else "")
    return keys


def _count(known: ReadText, members: list[Limit]) -> int | None:
    """Of how many specimens a statistic is taken: the mean of five specimens."""
    for one in members[:_MOST_CONDITIONS]:
        if one.role == "limit" or one.lo is None or one.lo != one.hi or one.lo != int(one.lo):
            continue
        if known.language.roles.specimens.match(known.text, one.span[0]):
            return int(one.lo)
        beside = known.text[one.span[0] : one.span[1] + 20]
        if known.language.roles.specimens.search(beside):
            return int(one.lo)
    return None


def _as_rate(text: str, language: Language, limit: Limit) -> Limit:
    """``limit`` divided by a unit in front of it: per minute 10 times."""
    if limit.unit_ucum is None or "/" in limit.unit_ucum:
        return limit
    for match in language.roles.rate_before.finditer(text, max(0, limit.span[0] - 14), limit.span[0]):
        unit = unit_at(text, match.end())
        if unit is None or unit.is_count or unit.ucum == GRADE or unit.end > limit.span[0]:
            continue
        if any(char.isdigit() or char in ",，。；;、" for char in text[unit.end : limit.span[0]]):
            continue
        return replace(limit, unit_ucum=f"{limit.unit_ucum}/{unit.ucum}")
    return limit
