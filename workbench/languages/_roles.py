"""What part each quantity of a text plays: the limit itself, a condition, an apparatus, a bare value."""

import re
from dataclasses import replace
from decimal import Decimal

from workbench.languages._language import Language
from workbench.languages._patterns import group_name
from workbench.languages._quantities import Found, as_bound
from workbench.languages._units import unit_at
from workbench.languages.model import Form, FormMark, Limit, Role, Statistic

_BOUNDARY = re.compile(r"[,:](?!\d)|[，。；;!?：！？]|\.\s")
_TEMPERATURES = {"Cel", "K", "[degF]"}
_DEMANDING = {
    Form.REQUIREMENT,
    Form.PROHIBITION,
    Form.RECOMMENDATION,
    Form.DISCOURAGEMENT,
    Form.FORBIDDEN,
    Form.PERMISSION,
}


def judged(
    text: str, language: Language, found: list[Found], form: Form, marks: tuple[FormMark, ...]
) -> tuple[Limit, ...]:
    """The quantities with role, statistic, characteristic and the meaning that these give them."""
    judged_items: list[tuple[Limit, bool]] = []
    floor = 0
    for item in found:
        window = text[_clause_start(text, item.limit.span[0]) : item.body]
        granted = _implied(item, language, window)
        item = granted or item
        limit = _deviation(item, language, window)
        head = text[_head_start(text, limit.span[0], marks) : limit.span[0]]
        role, weak = _role(text, language, item, window, head, form)
        if granted:
            role, weak = "limit", False
        limit = replace(
            limit,
            role=role,
            statistic=_statistic(language, window),
            characteristic=characteristic(
                text[max(floor, _clause_start(text, limit.span[0])) : limit.span[0]], language
            ),
            difference=role == "limit" and _speaks_of_difference(limit, language, window),
        )
        limit = _as_rate(text, language, limit)
        judged_items.append((limit, weak))
        floor = limit.span[1]
    return _promoted(text, language, judged_items, form)


def _clause_start(text: str, position: int) -> int:
    start = 0
    for match in _BOUNDARY.finditer(text, 0, position):
        start = match.end()
    return start


def _head_start(text: str, position: int, marks: tuple[FormMark, ...]) -> int:
    """Where to look for words that make a condition: "at 20 °C" before "shall be" ends there."""
    modal = max((mark.span[1] for mark in marks if mark.span[1] <= position), default=0)
    return max(modal, _clause_start(text, position))


def _implied(item: Found, language: Language, window: str) -> Found | None:
    """A guarantee of 3 years is one of at least 3 years, an AQL of 1.5 one of at most 1.5."""
    match = language.comparators.implied.search(window)
    if match is None:
        return None
    sense = group_name(match)
    # "Within 24 months of purchase" grants at least these 24 months.
    within = item.sense == "at_most" and sense == "at_least" and item.limit.shape == "bound"
    if not within and (item.sense or item.limit.shape != "value"):
        return None
    return replace(item, sense=sense, limit=as_bound(item.limit, sense))


def _deviation(item: Found, language: Language, window: str) -> Limit:
    """Not to deviate by more than 5 % is a tolerance of ±5 %."""
    limit = item.limit
    upper = limit.shape == "bound" and limit.hi is not None and limit.hi > 0
    if not (upper and item.denied and language.roles.deviation.search(window)):
        return limit
    assert limit.hi is not None
    return replace(limit, lo=-limit.hi, lo_inc=limit.hi_inc, shape="tolerance", nominal=Decimal(0))


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
    text: str, language: Language, item: Found, window: str, head: str, form: Form
) -> tuple[Role, bool]:
    """The role, and whether it is a condition only for want of a better word."""
    roles = language.roles
    if roles.apparatus.search(window):
        return "apparatus", False
    after = text[item.limit.span[1] :]
    # "Shall be at 60 dB or below." names the limit; "used at 0 °C or below" a condition.
    inside = roles.limit_after.match(after) or (item.trailing and _BOUNDARY.match(after + "; "))
    if roles.condition_after.match(after) or (not inside and roles.condition_before.search(head)):
        return "condition", False
    if roles.weak_before.search(head):
        return "condition", True
    if form is Form.INSTRUCTION:
        return "condition", False
    if item.in_words and item.sense is None:
        return "value", False
    if item.limit.shape == "value":
        return ("limit" if form in _DEMANDING and item.limit.unit else "value"), False
    return "limit", False


def _promoted(
    text: str, language: Language, items: list[tuple[Limit, bool]], form: Form
) -> tuple[Limit, ...]:
    """Where a demand has no other limit, what looked like a condition is the limit: shall rotate at ..."""
    has_limit = any(limit.role == "limit" for limit, _ in items)
    if has_limit or form not in _DEMANDING or language.roles.test.search(text):
        return tuple(limit for limit, _ in items)
    return tuple(
        replace(limit, role="limit") if weak and limit.shape != "value" else limit for limit, weak in items
    )


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
