"""The characteristic that a quantity limits, as the text names it."""

import re

from workbench.languages._language import Language
from workbench.languages._quantities import Found
from workbench.languages._sentences import WINDOW, ReadText
from workbench.languages.model import Limit, Role

_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"[A-Z/]\s?$")


def characteristic_of(known: ReadText, item: Found, role: Role, last: Limit | None, floor: int) -> str:
    """What the quantity is a quantity of; ``last`` is the quantity before it, ``floor`` where that ends."""
    start = item.limit.span[0]
    clause = known.clause_start(start)
    named = _named(known, max(floor, clause, start - WINDOW), start)
    if named or role != "limit":
        return named
    if item.verb:
        return _named_within(known, item)
    if last is None or last.role == "condition":
        # "The mass, measured after 24 h, shall not exceed" names it in front of what comes between.
        return _named_earlier(known, start)
    return ""


def _named(known: ReadText, begin: int, end: int) -> str:
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


def _named_within(known: ReadText, item: Found) -> str:
    """The characteristic between verb and number, where the verb comes first, as in Arabic."""
    for part in known.language.comparators.splits:
        verb = part.verb.search(known.text, item.limit.span[0], item.body)
        if verb:
            return characteristic(known.text[verb.end() : item.body], known.language)
    return ""


def _named_earlier(known: ReadText, position: int) -> str:
    """The characteristic at the head of the sentence, which other words part from its limit."""
    begin = max(known.sentence_bounds(known.sentence(position))[0], position - WINDOW)
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
