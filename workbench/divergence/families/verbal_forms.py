"""Strength and polarity of the verbal forms of aligned provisions (VF).

Scale of GB/T 1.1-2020 annex C and ISO/IEC Directives Part 2 clause 7. Permission and possibility count as
one step, since many languages have one word for both (peut, puede, 可).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from workbench.alignment import PlacedQuantity, Unit
from workbench.alignment.prescriptions import prescribes
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.languages import Form, FormMark, Reading
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind

_SILENT_KINDS = frozenset(
    {ProvisionKind.REFERENCE, ProvisionKind.TERM, ProvisionKind.ROW, ProvisionKind.FORMULA}
)
_DOABLE = frozenset({Form.INSTRUCTION, Form.CAPABILITY})
_ALLOWING = frozenset({Form.EXEMPTION, Form.PERMISSION, Form.CAPABILITY})
_QUOTED = re.compile(r"[“\"«„「『][^”\"»“」』]*[”\"»“」』]")
_SAID_OTHERWISE = ("faultless", "only", "denial", "kept-off", "ceasing")
"""Topics of the lexicon by which a text without a denial says what one with it says."""
_SENTENCE_END = re.compile(r"[。；;]\s*|\.\s+")
_SENTENCES = 2
"""Sentences from which each is looked at for itself."""
_STEP = {4: 3, 3: 2, 2: 1, 1: 1, 0: 0}


def find(context: Context) -> Iterator[Finding]:
    """One finding for each pair whose forms differ in strength, or of which one side denies."""
    for pair in context.pairs:
        if not _compared(context, pair):
            continue
        if len(pair.draft) == len(pair.reference) == 1:
            yield from _compare(pair, translated=context.as_translation)
        elif not pair.link.weak and not context.as_translation:
            yield from _compare_parts(pair)


def _compared(context: Context, pair: Pair) -> bool:
    units = (*pair.draft, *pair.reference)
    if sum(unit.provision.kind is ProvisionKind.NOTE for unit in units) == 1:
        return False  # told as a change of status
    return all(unit.speaks and unit.provision.kind not in _SILENT_KINDS for unit in units)


def _compare(pair: Pair, *, translated: bool) -> Iterator[Finding]:
    draft, reference = pair.draft[0], pair.reference[0]
    mine, theirs = draft.readings[0], reference.readings[0]
    if translated and bool(_modal_steps(mine)) != bool(_modal_steps(theirs)):
        return  # an instruction in one language can be said with any verb in another
    highest = _highest_step(mine), _highest_step(theirs)
    if mine.language == theirs.language:
        sub = _changed_verb(mine, theirs)
        if sub:
            yield _finding(draft, reference, sub, "major")
            return
    if 0 in highest:  # a statement: whether it binds is for the context to say, not for its verb
        return
    if {mine.form, theirs.form} <= _DOABLE and not any(map(_is_inspection, (draft, reference))):
        return  # "is checked by clamping", "can be checked by clamping"
    if _is_quoted(draft) or _is_quoted(reference) or _is_said_above(draft, reference):
        return
    if _restricted_alike(mine, theirs) or _retested(mine) != _retested(theirs):
        return
    if _deviate_alike(draft, reference):
        return
    if mine.language != theirs.language and _says_more(mine, theirs):
        return
    allowed = Form.PROHIBITION in (mine.form, theirs.form) and {mine.form, theirs.form} & _ALLOWING
    if allowed and all(mentions("only-then", one.text, one.language) for one in (mine, theirs)):
        return  # "may start only once", "shall not start until"
    if allowed:
        yield _finding(draft, reference, "polarity", "major")  # need not, or may, against shall not
    elif highest[0] != highest[1] and _modal_steps(mine) != _modal_steps(theirs):
        sub = "stronger" if highest[0] > highest[1] else "weaker"
        yield _finding(draft, reference, sub, "major" if 3 in highest else "minor")
    elif (said := _verbs_apart(mine, theirs)) is not None or (
        said := _verbs_in_turn(mine, theirs)
    ) is not None:
        yield _finding(draft, reference, "stronger" if said[0] > said[1] else "weaker", "major")
    elif _limits_turned(mine, theirs):
        return  # told as a limit in conflict
    elif _denies_more(mine, theirs) or (
        not pair.link.weak
        and not any(_is_tolerance(placed) for unit in (draft, reference) for placed in unit.quantities)
        and prescribes(draft) == prescribes(reference)  # a material against what it has to do is told as that
        and (_turned(mine, theirs) or _turned(theirs, mine))
    ):
        # What a weak link joins says other things, in which a denial has no counterpart.
        yield _finding(draft, reference, "polarity", "major")


def _compare_parts(pair: Pair) -> Iterator[Finding]:
    """Of a provision that was split: what of its parts is of another strength than all of its verbs have.

    Each part has to have a verb of the whole for itself.
    """
    (whole,), parts = sorted((pair.draft, pair.reference), key=len)
    reading = whole.readings[0]
    strengths = _modal_steps(reading)
    if len(strengths) != 1 or _highest_step(reading) not in strengths or len(reading.forms) < len(parts):
        return
    of_draft = pair.draft == (whole,)
    for part in parts:
        others = _modal_steps(part.readings[0])
        if len(others) == 1 and _highest_step(part.readings[0]) in others and others != strengths:
            sides = (whole, part) if of_draft else (part, whole)
            stronger = (max(strengths) > max(others)) == of_draft
            yield _finding(*sides, "stronger" if stronger else "weaker", "major")


def _is_said_above(draft: Unit, reference: Unit) -> bool:
    """Whether one is an item whose verb stands in the sentence above the list: "shall be such that …"."""
    items = [unit.provision.kind is ProvisionKind.LIST_ITEM for unit in (draft, reference)]
    item = draft if items[0] else reference
    return items[0] != items[1] and _highest_step(item.readings[0]) < _STEP[Form.RECOMMENDATION.strength]


def _is_inspection(unit: Unit) -> bool:
    """Whether a text says how conformity is inspected, where what is done is what has to be done."""
    return mentions("inspection", unit.chapter.title if unit.chapter else "", unit.language)


def _is_quoted(unit: Unit) -> bool:
    """Whether the form that governs a text stands in what is quoted: a warning to be marked."""
    mark = _mark(unit)
    return mark is not None and any(
        quoted.start() < mark.span[1] and mark.span[0] < quoted.end()
        for quoted in _QUOTED.finditer(unit.text)
    )


def _restricted_alike(mine: Reading, theirs: Reading) -> bool:
    """Whether two languages permit the same with a proviso, for which one may have a verb of its own.

    "May be replaced, but not more than twice", or "but shall not be replaced more than twice".
    """
    return mine.language != theirs.language and all(
        mentions("proviso", reading.text, reading.language)
        and any(mark.form is Form.PERMISSION for mark in reading.forms)
        for reading in (mine, theirs)
    )


def _says_more(mine: Reading, theirs: Reading) -> bool:
    """Whether one text has a permission as the other, and a demand for something else that follows from it.

    "May be repeated once", and "may be repeated once; all results shall then be satisfactory".
    """
    fewer, more = sorted(
        (
            [mark.form for mark in reading.forms if mark.form is not Form.INSTRUCTION]
            for reading in (mine, theirs)
        ),
        key=len,
    )
    return fewer == [Form.PERMISSION] and len(more) > 1 and more[0] is Form.PERMISSION


def _deviate_alike(draft: Unit, reference: Unit) -> bool:
    """Whether both bound a deviation: what may deviate by at most 1 % shall be within 1 %."""
    return draft.language != reference.language and all(
        mentions("deviation", unit.text, unit.language) and any(reading.limits for reading in unit.readings)
        for unit in (draft, reference)
    )


def _retested(reading: Reading) -> bool:
    """Whether a text speaks of a second sample after a failure: where one lacks it, that is sampling."""
    return mentions("retest", reading.text, reading.language) and mentions(
        "failure", reading.text, reading.language
    )


def _verbs_apart(mine: Reading, theirs: Reading) -> tuple[int, int] | None:
    """The strongest verbs of two texts that share no strength, whatever instructions stand beside them."""
    steps = _modal_steps(mine), _modal_steps(theirs)
    return (max(steps[0]), max(steps[1])) if all(steps) and not steps[0] & steps[1] else None


def _verbs_in_turn(mine: Reading, theirs: Reading) -> tuple[int, int] | None:
    """The verbs of the one pair of sentences of which one recommends what the other requires.

    "… shall be stored. It should not be reused" against "… shall be stored. It shall not be reused".
    """
    turns = [_steps_by_sentence(reading) for reading in (mine, theirs)]
    if len(turns[0]) != len(turns[1]) or len(turns[0]) < _SENTENCES:
        return None
    apart = [pair for pair in zip(*turns, strict=True) if pair[0] != pair[1]]
    steps = {_STEP[form.strength] for form in (Form.RECOMMENDATION, Form.REQUIREMENT)}
    return apart[0] if len(apart) == 1 and set(apart[0]) == steps else None


def _steps_by_sentence(reading: Reading) -> list[int]:
    """The highest step of the verbs of each sentence, 0 of one without a verb."""
    text = reading.text.rstrip()
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text) if end.end() < len(text))]
    steps = [0] * len(starts)
    for mark in reading.forms:
        if mark.form is not Form.INSTRUCTION:
            place = bisect_right(starts, mark.span[0]) - 1
            steps[place] = max(steps[place], _STEP[mark.form.strength])
    return steps


def _modal_steps(reading: Reading) -> set[int]:
    """The steps of all forms in the text that are said with a verb.

    Where they agree, an instruction beside them says in one language what the other implies.
    """
    return {_STEP[mark.form.strength] for mark in reading.forms if mark.form is not Form.INSTRUCTION} - {0}


def _highest_step(reading: Reading) -> int:
    return max((_STEP[mark.form.strength] for mark in reading.forms), default=_STEP[reading.form.strength])


def _turned(one: Reading, other: Reading) -> bool:
    """Whether one text denies what the other nowhere does ("no cracks" and 不应有裂纹 both deny).

    "Shall be tight" denies nothing and says what "shall not leak" says; "only with a tool", what "not without
    a tool" says; "tested before delivery", what "not delivered before it is tested" says; "within ± 3 mm",
    what "shall not deviate by more than ± 3 mm" says; "within the limits", what "not beyond the limits" says;
    "protected from rain", what "not exposed to rain" says.
    """
    otherwise = any(mentions(topic, other.text, other.language) for topic in _SAID_OTHERWISE)
    if one.language != other.language and any(
        mentions(topic, one.text, one.language) for topic in ("but-for", "beyond")
    ):
        return False
    return (one.negative or _is_told_not_to(one)) and not other.negations and not otherwise


def _is_told_not_to(reading: Reading) -> bool:
    """Whether a text is an instruction to do nothing of the kind: "do not stir"."""
    first = next(iter(reading.forms), None)
    return (
        reading.form is Form.INSTRUCTION
        and first is not None
        and any(start <= first.span[1] and first.span[0] <= end for start, end in reading.negations[:1])
    )


def _is_tolerance(placed: PlacedQuantity) -> bool:
    return placed.limit.shape == "tolerance"


def _changed_verb(one: Reading, other: Reading) -> str:
    """How the first verb differs that two texts in one language do not share; ``""`` where none does.

    With as many verbs on both sides each stands for its counterpart: the weaker one of two counts too.
    """
    sides = [
        [mark for mark in reading.forms if mark.form is not Form.INSTRUCTION] for reading in (one, other)
    ]
    if len(sides[0]) != len(sides[1]) or len(sides[0]) < 2:
        return ""
    verbs = [Counter((_STEP[mark.form.strength], mark.negative) for mark in side) for side in sides]
    if verbs[0] == verbs[1]:
        return ""  # at most the order of the sentences changed
    for mine, theirs in zip(*sides, strict=True):
        steps = _STEP[mine.form.strength], _STEP[theirs.form.strength]
        if steps[0] != steps[1] and 0 not in steps:
            return "stronger" if steps[0] > steps[1] else "weaker"
        if mine.negative != theirs.negative and len(one.negations) != len(other.negations):
            return "polarity"
    return ""


def _limits_turned(one: Reading, other: Reading) -> bool:
    """Whether a denial turned a comparator: "at least 5 N" and "not at least 5 N" are two limits."""
    sides = [[(limit.lo is None, limit.hi is None) for limit in reading.limits] for reading in (one, other)]
    return bool(sides[0]) and len(sides[0]) == len(sides[1]) and sides[0] != sides[1]


def _denies_more(one: Reading, other: Reading) -> bool:
    """Whether of two texts in one language one verb denies, and that text denies more often in all.

    "Shall be even and free from cracks" denies once, "shall not be even and free from cracks" twice; "shall
    have no cracks" and "shall be free from cracks" once each.
    """
    same_language = one.language == other.language
    return same_language and one.negative != other.negative and len(one.negations) != len(other.negations)


def _finding(draft: Unit, reference: Unit, sub: str, severity: str) -> Finding:
    forms = draft.readings[0].form, reference.readings[0].form
    doubtful = draft.readings[0].low_confidence or reference.readings[0].low_confidence
    return Finding(
        category="VF",
        sub=sub,
        rule="verbal-form",
        severity="major" if severity == "major" else "minor",
        confidence=0.6 if doubtful else 0.9,
        draft=(draft,),
        reference=(reference,),
        characteristic=draft.provision.heading,
        draft_value=_marked(draft),
        reference_value=_marked(reference),
        message=Message(
            f"divergence.note.VF.{sub}",
            {"draft": _form_name(forms[0]), "reference": _form_name(forms[1])},
        ),
        draft_evidence=_evidence(draft),
        reference_evidence=_evidence(reference),
    )


def _form_name(form: Form) -> Message:
    return Message(f"divergence.form.{form.value}")


def _mark(unit: Unit) -> FormMark | None:
    reading = unit.readings[0]
    return next((mark for mark in reading.forms if mark.form is reading.form), None)


def _marked(unit: Unit) -> str:
    mark = _mark(unit)
    return unit.text[slice(*mark.span)] if mark else ""


def _evidence(unit: Unit) -> tuple[Evidence, ...]:
    mark = _mark(unit)
    return ((unit, *mark.span),) if mark and mark.span[1] > mark.span[0] else ()
