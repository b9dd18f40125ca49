"""What part each quantity of a text plays: the limit itself, a condition, an apparatus, a bare value."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from workbench.languages._comparators import Sense
from workbench.languages._language import Language
from workbench.languages._patterns import NEVER, group_name
from workbench.languages._quantities import Found, as_bound
from workbench.languages._units import unit_at
from workbench.languages.model import Form, FormMark, Limit, Role, Statistic

_BOUNDARY = re.compile(r"[,:](?!\d)|[，。；;!?！？：\u061b\u060c]|\.\s")
_SENTENCE = re.compile(r"[。；;!?！？\u061b\u061f]|(?<![\d.])\.\s|(?<=\d)\.\s+(?=[^\W\d_a-zа-я])")
_CLAUSE_END = re.compile(r"\s*(?:$|[,:](?!\d)|[，。；;!?！？：\u061b\u060c)]|\.(?:\s|$))")
_TEMPERATURES = {"Cel", "K", "[degF]"}
_NOMINAL = {"{DN}", "{PN}", "{NPS}"}
"""Sizes that name a product: no limits, whatever stands around them."""
_BRACKET = re.compile(r"\(\s*$")
_AND = 12
_WINDOW = 160
"""Characters before a quantity in which words say what it is."""
_HEAD = 90
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"[A-Z/]\s?$")
_MOST_CONDITIONS = 12
"""Conditions of a sentence that are kept with a limit."""
_DEMANDING = {
    Form.REQUIREMENT,
    Form.PROHIBITION,
    Form.RECOMMENDATION,
    Form.DISCOURAGEMENT,
    Form.FORBIDDEN,
    Form.PERMISSION,
    Form.EXTERNAL,
}

Weight = Literal["sure", "likely", "maybe"]
"""How sure a role is: what is likely or maybe a condition is the limit where its sentence has no other."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A quantity with its role; ``sentence`` is the number of the sentence in which it stands."""

    limit: Limit
    weight: Weight
    sentence: int
    sense: Sense | None = None


class _Text:
    """A text with its clauses, sentences and verbal forms, for lookups by position."""

    def __init__(self, text: str, language: Language, form: Form, marks: tuple[FormMark, ...]) -> None:
        self.text = text
        self.language = language
        self.form = form
        self.modal = [mark for mark in marks if mark.form is not Form.INSTRUCTION]
        self._modal_ends = [mark.span[1] for mark in self.modal]
        self._procedures: dict[int, bool] = {}
        self._clauses = [0, *(match.end() for match in _BOUNDARY.finditer(text))]
        self._sentences = [0, *(match.end() for match in _SENTENCE.finditer(text))]

    def clause_start(self, position: int) -> int:
        return self._clauses[bisect_right(self._clauses, position) - 1]

    def clause_end(self, position: int) -> int:
        index = bisect_right(self._clauses, position)
        return self._clauses[index] if index < len(self._clauses) else len(self.text)

    def sentence(self, position: int) -> int:
        return bisect_right(self._sentences, position) - 1

    def sentence_bounds(self, number: int) -> tuple[int, int]:
        following = self._sentences[number + 1 :][:1]
        return self._sentences[number], following[0] if following else len(self.text)

    def window(self, position: int) -> str:
        """The clause before ``position``."""
        return self.text[max(self.clause_start(position), position - _WINDOW) : position]

    def is_procedure(self, sentence: int) -> bool:
        """Whether a sentence says how specimens are treated."""
        if sentence not in self._procedures:
            bounds = self.sentence_bounds(sentence)
            found = self.language.roles.procedure.search(self.text, *bounds)
            self._procedures[sentence] = found is not None
        return self._procedures[sentence]

    def modal_before(self, position: int) -> FormMark | None:
        """The last verbal form of the sentence that ends before ``position``."""
        index = bisect_right(self._modal_ends, position)
        if index and self.modal[index - 1].span[0] >= self._sentences[self.sentence(position)]:
            return self.modal[index - 1]
        return None

    def modal_after(self, position: int) -> bool:
        """Whether a demanding verbal form stands behind ``position`` in the sentence."""
        end = self.sentence_bounds(self.sentence(position))[1]
        for mark in self.modal[bisect_left(self._modal_ends, position) :]:
            if mark.span[0] >= end:
                return False
            if mark.span[0] >= position and mark.form in _DEMANDING:
                return True
        return False


def judged(
    text: str, language: Language, found: list[Found], form: Form, marks: tuple[FormMark, ...]
) -> tuple[Limit, ...]:
    """The quantities with role, statistic, characteristic, class and conditions."""
    if not found:
        return ()
    known = _Text(text, language, form, marks)
    items: list[_Judged] = []
    floor = 0
    for item in found:
        items.append(_judged(known, item, items, floor))
        floor = items[-1].limit.span[1]
    items = _promoted(known, items)
    return _completed(known, [item.limit for item in items], [item.sentence for item in items])


def _judged(known: _Text, item: Found, before: list[_Judged], floor: int) -> _Judged:
    start = item.limit.span[0]
    window = known.text[max(known.clause_start(start), item.body - _WINDOW) : item.body]
    fresh = known.text[max(known.clause_start(start), floor, item.body - _WINDOW) : item.body]
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


def _characteristic(known: _Text, item: Found, role: Role, before: list[_Judged], floor: int) -> str:
    """What the quantity is a quantity of; that of the one before where it only adds to that."""
    last = before[-1].limit if before else None
    if last and (item.elliptic or (item.sense and _coordinated(known, item, before))):
        return last.characteristic
    start = item.limit.span[0]
    clause = known.clause_start(start)
    named = _named(known, max(floor, clause, start - _WINDOW), start)
    if named or role != "limit":
        return named
    if item.verb:
        return _named_within(known, item)
    if last is None or last.role == "condition":
        # "The mass, measured after 24 h, shall not exceed" names it in front of what comes between.
        return _named_earlier(known, start)
    return ""


def _named(known: _Text, begin: int, end: int) -> str:
    """The characteristic in the words from ``begin`` to ``end``: the subject of a verbal form among them.

    What the form says the subject to have comes first: "shall have a strength of at least 50 N".
    """
    if begin >= end:
        return ""
    modal = known.modal_before(end)
    if modal is None or modal.span[0] < begin:
        return characteristic(known.text[begin:end], known.language)
    had = known.language.roles.characteristic_after.search(known.text, modal.span[0], end)
    subject = characteristic(known.text[begin : modal.span[0]], known.language)
    if subject and not had:
        return subject
    return characteristic(known.text[modal.span[0 if had else 1] : end], known.language)


def _named_within(known: _Text, item: Found) -> str:
    """The characteristic between verb and number, where the verb comes first, as in Arabic."""
    for part in known.language.comparators.splits:
        verb = part.verb.search(known.text, item.limit.span[0], item.body)
        if verb:
            return characteristic(known.text[verb.end() : item.body], known.language)
    return ""


def _named_earlier(known: _Text, position: int) -> str:
    """The characteristic at the head of the sentence, which other words part from its limit."""
    begin = max(known.sentence_bounds(known.sentence(position))[0], position - _WINDOW)
    while begin < position:
        end = min(known.clause_end(begin), position)
        digit = _DIGIT.search(known.text, begin, end)
        end_of_words = digit.start() if digit else end
        # Capitals in front of the digits are the name of a standard or a type.
        code = _CODE.search(known.text, begin, end_of_words) if digit else None
        if code is None and not known.language.roles.subordinate.match(known.text, begin):
            named = _named(known, begin, end_of_words)
            if named:
                return named
        begin = end
    return ""


def _elliptic(known: _Text, item: Found, before: list[_Judged], sentence: int) -> Found | None:
    """A plain value to which the comparator of the one before extends.

    "The minimum width is 3 mm, that of the wall 2 mm"; "not more than 35 K for metal, 45 K for porcelain and
    60 K for moulded material".
    """
    last = before[-1] if before else None
    if last is None or last.sense is None or last.sentence != sentence:
        return None
    if item.sense or item.limit.shape != "value" or item.limit.unit_ucum != last.limit.unit_ucum:
        return None
    if last.limit.role != "limit" or not item.limit.unit:
        return None
    start, end = last.limit.span[1], item.body
    if known.modal_before(end) is not known.modal_before(start):
        return None
    if not _listed(known, start, end):
        return None
    return replace(item, sense=last.sense, elliptic=True, limit=as_bound(item.limit, last.sense))


def _listed(known: _Text, start: int, end: int) -> bool:
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


def _implied(known: _Text, item: Found, window: str) -> Found | None:
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
    known: _Text, item: Found, window: str, fresh: str, floor: int, before: list[_Judged]
) -> tuple[Role, Weight]:
    """The role of a quantity, and how sure it is; ``fresh`` is ``window`` after the quantity before."""
    roles, limit = known.language.roles, item.limit
    start, end = limit.span
    modal = known.modal_before(item.body)
    if _of_apparatus(known, fresh, item):
        return "apparatus", "sure"
    if limit.unit_ucum in _NOMINAL and not item.sense and limit.shape == "value":
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
    if item.verb and modal and modal.form in _DEMANDING:
        return "limit", "sure"
    if modal and _is_predicate(known, item, modal):
        return "limit", "sure"
    # "Shall be at 60 dB or below." names the limit; "used at 0 °C or below" a condition.
    inside = roles.limit_after.match(known.text, end) or (
        item.trailing and _CLAUSE_END.match(known.text, end)
    )
    if roles.condition_after.match(known.text, end):
        return "condition", "likely" if limit.shape == "bound" and not modal else "sure"
    if item.sense and _coordinated(known, item, before):
        return "limit", "sure"
    if not inside and (last := _continued(known, item, before)):
        return "condition", last.weight
    if not inside:
        head = _head(known, item, modal, floor)
        if roles.condition_before.search(head) or roles.weak_before.search(head):
            return "condition", "likely" if limit.shape != "value" else "sure"
    if known.form is Form.INSTRUCTION:
        return "condition", "sure"
    if limit.shape == "value":
        return _role_of_value(known, item, modal, before)
    if roles.endure.search(window) and not item.sense:
        return "condition", "likely"
    if not item.loose and _is_subject(known, item):
        return "condition", "likely"
    return "limit", "sure"


def _is_forbidden(known: _Text, item: Found) -> bool:
    """Whether a verbal form that denies governs a bound: then the bound says when something is forbidden."""
    modal = known.modal_before(item.limit.span[0])
    return item.sense is not None and not item.turned and modal is not None and modal.negative


def _is_subject(known: _Text, item: Found) -> bool:
    """Whether the quantity stands before the verbal form of its sentence."""
    return known.modal_before(item.body) is None and known.modal_after(item.limit.span[1])


def _is_predicate(known: _Text, item: Found, modal: FormMark) -> bool:
    """Whether a plain value is what a verbal form demands: shall be 230 V."""
    limit = item.limit
    if modal.form not in _DEMANDING or limit.shape != "value" or item.counts:
        return False
    if item.in_words and not limit.unit:
        return False
    return bool(known.language.roles.predicate.fullmatch(known.text, modal.span[1], limit.span[0]))


def _coordinated(known: _Text, item: Found, before: list[_Judged]) -> bool:
    """Whether the quantity is a second demand beside a first: at least 2 mm here and at least 1 mm there."""
    last = before[-1] if before else None
    if last is None or last.limit.role != "limit" or last.sense is None:
        return False
    start, end = max(last.limit.span[1], item.limit.span[0] - _AND), item.limit.span[0]
    return bool(known.language.ranges.and_directly.search(known.text, start, end))


def _continued(known: _Text, item: Found, before: list[_Judged]) -> _Judged | None:
    """The condition that the quantity only continues: at (23 ± 2) °C and (50 ± 5) % relative humidity."""
    last = before[-1] if before else None
    if last is None or last.limit.role != "condition":
        return None
    start, end = last.limit.span[1], item.limit.span[0]
    joined = start < end and known.language.ranges.and_.fullmatch(known.text, start, end)
    return last if joined or known.text[start:end].strip() in (",", "，", "、", "\u060c") else None


def _demanded(known: _Text, item: Found, modal: FormMark | None) -> bool:
    """Whether a verbal form of the quantity's own clause governs it."""
    return modal is not None and modal.span[0] >= known.clause_start(item.limit.span[0])


def _role_of_value(
    known: _Text, item: Found, modal: FormMark | None, before: list[_Judged]
) -> tuple[Role, Weight]:
    """A bare number is a limit where a verbal form demands this value, or where nothing else is demanded."""
    limit, roles = item.limit, known.language.roles
    if item.in_words or item.counts or not limit.unit:
        return "value", "sure"
    if (modal.form if modal else known.form) not in _DEMANDING or (modal is None and not _verbless(known)):
        return "value", "sure"
    if modal is None:
        return "condition", "sure"
    if roles.endure.search(known.text[modal.span[0] : limit.span[0]][-_WINDOW:]):
        return "condition", "sure"
    last = before[-1] if before else None
    if last and last.limit.role == "limit" and last.limit.shape == "value" and last.weight == "sure":
        return "limit", "sure"
    return "condition", "maybe"


def _verbless(known: _Text) -> bool:
    return not known.modal


def _of_apparatus(known: _Text, window: str, item: Found) -> bool:
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


def _head(known: _Text, item: Found, modal: FormMark | None, floor: int) -> str:
    """Where to look for words that make a condition: "at 20 °C" before "shall be" ends there."""
    start = item.limit.span[0]
    begin = max(modal.span[1] if modal else 0, known.clause_start(start), floor, start - _HEAD)
    return known.text[begin:start] if begin < start else ""


def _promoted(known: _Text, items: list[_Judged]) -> list[_Judged]:
    """Where a demanding sentence has no other limit, what looked like a condition is it.

    "Shall rotate at 3 000 r/min to 3 600 r/min" has its limit behind a preposition, "products above 100 W
    shall be marked" in its subject. Sentences about tests and conditioning demand nothing of the product.
    """
    if known.form not in _DEMANDING:
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


def _about_tests(known: _Text, item: _Judged) -> bool:
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


def _is_kept(known: _Text, item: _Judged) -> bool:
    """Whether a demand says how the product is to be kept: should be stored at 5 °C to 30 °C."""
    start = item.limit.span[0]
    modal = known.modal_before(start)
    if modal is None or modal.form not in _DEMANDING or _about_tests(known, item):
        return False
    return bool(known.language.roles.kept.search(known.text, modal.span[1], start))


def _completed(known: _Text, limits: list[Limit], sentences: list[int]) -> tuple[Limit, ...]:
    """The limits with their class, the conditions of their sentence and the number of specimens."""
    if not any(limit.role == "limit" for limit in limits):
        return tuple(limits)
    result: list[Limit] = []
    for number, members in groupby(range(len(limits)), key=sentences.__getitem__):
        result += _completed_sentence(known, number, [limits[index] for index in members])
    return tuple(result)


def _completed_sentence(known: _Text, number: int, members: list[Limit]) -> list[Limit]:
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
    known: _Text, limit: Limit, key: str, conditions: tuple[Limit, ...], members: list[Limit]
) -> Limit:
    count = _count(known, members) if limit.statistic else None
    if not (key or conditions or count):
        return limit
    return replace(limit, conditions=conditions, key=key, count=count)


def _keys(known: _Text, sentence: int, limits: list[Limit]) -> list[str]:
    """For each limit of a sentence the class that is named beside it, before all of them or after each."""
    if known.language.roles.classes is NEVER:
        return [""] * len(limits)
    found = list(known.language.roles.classes.finditer(known.text, *known.sentence_bounds(sentence)))
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


def _count(known: _Text, members: list[Limit]) -> int | None:
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
        if unit is None or unit.is_count or unit.end > limit.span[0]:
            continue
        if any(char.isdigit() or char in ",，。；;、" for char in text[unit.end : limit.span[0]]):
            continue
        return replace(limit, unit_ucum=f"{limit.unit_ucum}/{unit.ucum}")
    return limit


def characteristic(fragment: str, language: Language) -> str:
    """The noun phrase of ``fragment``, found by taking verbal forms and function words off its ends."""
    roles = language.roles
    for match in list(roles.characteristic_after.finditer(fragment))[-1:]:
        fragment = fragment[match.end() :] or fragment
    previous = None
    while previous != fragment:
        previous = fragment
        fragment = roles.strip_right.sub("", roles.strip_left.sub("", fragment))
        fragment = fragment.strip(" ,，、:;；。").lstrip(")").rstrip("(")
    if fragment.count("(") < fragment.count(")"):
        return fragment.rstrip(")")
    return fragment if fragment.count("(") == fragment.count(")") else fragment + ")"
