"""Quantities of aligned provisions: limits (QL), tolerances (TO), rounded units (UN), severity of tests (TM),
their conditions (TC), specimens, lots and intervals (SA), ranges of the scope (SC), definitions (TD), and
constants of formulas (FM)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from workbench.alignment import PlacedQuantity, Unit
from workbench.divergence.context import Context
from workbench.divergence.counterparts import agree, compared, counterparts
from workbench.divergence.finding import Finding
from workbench.divergence.frames import Placed, in_one_frame, is_deviation_bound
from workbench.divergence.indices import is_safety
from workbench.divergence.opposites import other_quantity
from workbench.languages import Form, Limit, compare_limits, in_signs, polarity, to_base
from workbench.languages.lexicon import mentions, places
from workbench.messages import Message
from workbench.sts import ProvisionKind, Row

_EQUAL = "equal"
_PER_YEAR = "/a"
_ELECTRICAL = frozenset({"V", "kV", "Hz"})
_MAINS = 690
"""The highest voltage of low-voltage mains (IEC 60038), in volts."""
_HOTTEST = 70
"""Degrees Celsius: no surroundings of a product, and no water that flows through it, are hotter."""
_COOLEST, _WARMEST = 5, 40
"""Degrees Celsius: from cold water to the warmest of the standard atmospheres (ISO 554, IEC 60068-1)."""
_OF_SCOPE = {"stricter": "narrower", "looser": "wider"}
"""A narrower scope is not a stricter one (taxonomy, SC)."""

_OWN_SENTENCE = {
    *((category, sub) for category in ("QL", "TO") for sub in
      ("stricter", "looser", "overlapping", "conflicting", "incomparable")),
    ("SA", "lot"), ("SA", "frequency"), ("SA", "tests"),
}  # fmt: skip
_PRESSURE = "length^-1·mass^1·time^-2"
_FAR = 100
_DIGITS = Fraction(1, 2000)
"""Share by which two values differ that have four digits: every 3 years is 0.3333 a year."""
_TEMPERATURES = frozenset({"Cel", "K", "[degF]"})
_PERIODS = frozenset({"d", "wk", "mo", "a"})
_TIMES = frozenset({"s", "min", "h", "d"})
_SPEEDS = frozenset({"length^1·time^-1", "temperature^1·time^-1", "length^1·mass^1·time^-3"})
"""At which a test pulls, heats or loads."""
_OF_FORMULAS = "=＝×"
_UNLIKE = 0.75
"""Confidence of a limit against a condition or a mere value, of a least against a most, and of what stands in
a weak link: below that of what needs no review."""
_MOST_TESTS = 10
"""More than that are the cycles of one test."""
_WIDER = 3
"""How many times as wide as a tolerance a range around the same value may be that is a tolerance too."""
_CONFIDENCE = {"QL": 0.9, "TO": 0.92, "TM": 0.8, "TC": 0.85, "SA": 0.75, "SC": 0.8, "TD": 0.75, "FM": 0.8}


def find(context: Context) -> Iterator[Finding]:
    """One finding for each quantity of the draft that differs from its counterpart."""
    for pair in compared(context):
        kinds = {unit.provision.kind for unit in (*pair.draft, *pair.reference)}
        if ProvisionKind.NOTE in kinds and len(kinds) > 1:
            continue  # told as a change of status
        found: list[Finding] = []
        told: dict[tuple[object, ...], int] = {}
        for draft, reference in counterparts(context, pair):
            if _is_bare(draft) and _is_bare(reference):
                continue  # the constants of a formula in the text
            if draft[0].group == "term" and (_is_article(draft) or _is_article(reference)):
                continue
            if not agree(draft, reference):
                finding = _finding(context, draft, reference)
                if finding.sub == _EQUAL:
                    continue  # only written in two ways
                if pair.link.weak or _are_opposed(draft[1].limit, reference[1].limit):
                    finding = finding.but(confidence=min(finding.confidence, _UNLIKE))
            elif _is_rounded(draft[1].limit, reference[1].limit):
                finding = _rounded(draft, reference)
            else:
                continue
            same = finding.category, finding.sub, draft[0].index, reference[0].index
            in_row = isinstance(draft[0].provision, Row)
            # One finding a column, and one for the classes of a row that differ in one way.
            keys = [(*same, draft[1].column), (*same, finding.draft_value, finding.reference_value)]
            keys += [(*same, "row", to_base(draft[1].limit)[2])] if in_row else []
            place = next((told[key] for key in keys if key in told), len(found))
            if place == len(found):
                found.append(finding)
            elif keys[1] not in told and in_row:
                found[place] = _with_class(found[place], finding)
            for key in keys:
                told.setdefault(key, place)
        yield from found


def _are_opposed(draft: Limit, reference: Limit) -> bool:
    """Whether one is a least and the other a most: then they hardly limit the same thing."""
    return draft.shape == reference.shape == "bound" and (draft.lo is None) != (reference.lo is None)


def _with_class(first: Finding, other: Finding) -> Finding:
    """A finding about the limits of a row with those of one more class."""
    values = {
        "draft": f"{first.draft_value}, {other.draft_value}",
        "reference": f"{first.reference_value}, {other.reference_value}",
    }
    return first.but(
        draft_value=values["draft"],
        reference_value=values["reference"],
        message=Message(first.message.key, values),
        draft_evidence=(*first.draft_evidence, *other.draft_evidence),
        reference_evidence=(*first.reference_evidence, *other.reference_evidence),
    )


def _is_bare(placed: Placed) -> bool:
    """Whether a number without unit or bound stands in a text that writes down a formula."""
    unit, quantity = placed
    plain = not quantity.limit.unit and quantity.limit.role != "limit"
    return plain and any(sign in unit.text for sign in _OF_FORMULAS)


def _is_article(placed: Placed) -> bool:
    """Whether a number is the word for one, as in "the position of one part relative to another"."""
    unit, quantity = placed
    written = unit.text[slice(*quantity.span)]
    return quantity.limit.lo == quantity.limit.hi == 1 and not any(map(str.isdigit, written))


def _is_rounded(draft: Limit, reference: Limit) -> bool:
    """Whether two limits are equal only because a value in another unit was rounded."""
    if draft.unit_ucum == reference.unit_ucum or draft.shape != reference.shape:
        return False
    if _TEMPERATURES & {draft.unit_ucum, reference.unit_ucum}:
        return False  # a rise of 75 K is one of 75 °C
    mine, theirs = to_base(draft), to_base(reference)
    one_sided = (mine[0] is None, mine[1] is None) == (theirs[0] is None, theirs[1] is None)
    written_alike = all(
        one is None or other is None or abs(one - other) <= _DIGITS * abs(one)
        for one, other in zip(mine[:2], theirs[:2], strict=True)
    )
    return one_sided and mine[2] == theirs[2] and not written_alike


def _rounded(draft: Placed, reference: Placed) -> Finding:
    values = (in_signs(draft[1].limit), in_signs(reference[1].limit))
    return Finding(
        category="UN",
        sub="rounded",
        rule="unit-rounded",
        severity="minor",
        confidence=0.8,
        draft=(draft[0],),
        reference=(reference[0],),
        characteristic=draft[1].limit.characteristic or draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=Message("divergence.note.UN", {"draft": values[0], "reference": values[1]}),
        draft_evidence=((draft[0], *draft[1].span),),
        reference_evidence=((reference[0], *reference[1].span),),
    )


def _finding(context: Context, draft: Placed, reference: Placed) -> Finding:
    category = _category(context, draft, reference)
    sub = _sub(category, draft, reference)
    values = (in_signs(draft[1].limit), in_signs(reference[1].limit))
    return Finding(
        category=category,
        sub=sub,
        rule=f"quantity-{category.lower()}",
        severity="blocker" if sub == "conflicting" and category == "QL" else "major",
        confidence=_confidence(category, draft[1].limit, reference[1].limit),
        draft=(draft[0],),
        reference=(reference[0],),
        characteristic=draft[1].limit.characteristic or draft[0].provision.heading,
        draft_value=values[0],
        reference_value=values[1],
        message=Message(
            f"divergence.note.{category}" + (f".{sub}" if (category, sub) in _OWN_SENTENCE else ""),
            {"draft": values[0], "reference": values[1]},
        ),
        draft_evidence=((draft[0], *draft[1].span),),
        reference_evidence=((reference[0], *reference[1].span),),
        safety=is_safety(draft[0]) or is_safety(reference[0]),
    )


def _confidence(category: str, draft: Limit, reference: Limit) -> float:
    """How often a finding of a category is right; less where the two play different parts.

    Less, too, where no word says on which side two values are bounds, and of conditions: which of two is
    stricter is then told by what they are values of.
    """
    usual = _CONFIDENCE[category]
    untold = category == "QL" and (
        draft.shape == reference.shape == "value" or draft.role == reference.role == "condition"
    )
    unlike = draft.role != reference.role or untold or _are_far_apart(draft, reference)
    return min(usual, _UNLIKE) if unlike else usual


def _are_far_apart(draft: Limit, reference: Limit) -> bool:
    """Whether one bound is a hundred times the other: more often another quantity, from another method, or an
    error of units than what two committees want (formaldehyde in a chamber, in a desiccator).
    """
    bounds = [[bound for bound in to_base(limit)[:2] if bound] for limit in (draft, reference)]
    if not all(bounds):
        return False
    mine, theirs = (abs(max(side, key=abs)) for side in bounds)
    return max(mine, theirs) >= _FAR * min(mine, theirs)


def _category(context: Context, draft: Placed, reference: Placed) -> str:
    mine, theirs = draft[1].limit, reference[1].limit
    roles = {mine.role, theirs.role}
    if draft[0].role == "scope":
        return "SC"
    if context.is_of_formula(draft[0], 0) and context.is_of_formula(reference[0], 1):
        return "FM"
    if _is_guarantee(draft, reference):
        return "QL"
    if draft[0].group == "term":
        return "TD"
    if _sampling(draft, reference):
        return "SA"
    if all(map(_is_bare_tolerance, (draft, reference))) and not _is_supply(draft, reference):
        return "TO"
    is_climate = _is_temperature(draft[1]) or (mine.unit_ucum == "%" and _about("humidity", draft, reference))
    if is_climate and all(_chapter_is("marking", unit) for unit in (draft[0], reference[0])):
        return "QL"  # under which a product is kept
    around = {mine.shape, theirs.shape} <= {"tolerance", "range"}
    mild = not _is_temperature(draft[1]) or _is_mild(mine, theirs)
    around_it = _about("environment", draft, reference)
    if is_climate and around and (_is_ambient(mine, theirs) or (mild and around_it)):
        is_limited = not around_it and all(map(_is_named_by_its_row, (draft, reference)))
        return "QL" if is_limited else "TC"
    damp = is_climate and mine.unit_ucum == "%" and mine.shape == theirs.shape == "bound"
    if damp and all(unit.is_test for unit in (draft[0], reference[0])):
        return "TC"
    if mine.unit_ucum == "%" and is_climate and _about("conditioning", draft, reference):
        return "TC"
    if _is_supply(draft, reference):
        return "TC"
    in_tests = draft[0].is_test and reference[0].is_test
    if in_tests and all(_is_said_of("background", placed) for placed in (draft, reference)):
        return "TC"
    if all(_is_said_of("graduation", placed) for placed in (draft, reference)):
        return "TM"
    if _has_other_tolerance(draft, reference) or _lie_around_one_value(mine, theirs):
        return "TO"
    if _is_temperature(draft[1]) and draft[0].is_test and reference[0].is_test:
        return "TM"
    plain = mine.shape == theirs.shape == "value"
    at_least = mine.shape == theirs.shape == "bound" and mine.lo is not None and theirs.lo is not None
    if (
        (plain or (at_least and in_tests))
        and mine.unit_ucum in _TIMES
        and all(map(_is_conditioned, (draft[0], reference[0])))
    ):
        return "TC"
    if not in_tests and all(map(_is_endured, (draft, reference))):
        return "QL"
    if _is_deviation(draft, reference):
        if not _have_other_nominals(mine, theirs):
            return "TO"
        if in_tests:
            return "TM"
    if in_tests and (mine.unit_ucum in _TIMES or to_base(mine)[2] in _SPEEDS):
        return "TM"
    is_row = isinstance(draft[0].provision, Row) or isinstance(reference[0].provision, Row)
    if is_row and (_names_a_test(draft, reference) or (plain and in_tests)):
        return "TM"
    if is_row and plain and all(map(_are_cycles, (draft, reference))):
        return "TM"
    if is_row and plain and mine.unit_ucum in _TIMES and "condition" in roles:
        return "TM"  # "no rust after 96 h"
    if in_tests and all(_is_instruction(placed[0]) for placed in (draft, reference)):
        return "TM"
    if roles == {"limit"} or {mine.shape, theirs.shape} == {"bound"}:
        return "QL"
    if draft[0].provision.kind is reference[0].provision.kind is ProvisionKind.ROW:
        return "QL"
    if "condition" in roles and not in_tests and all(_acts(placed[0]) for placed in (draft, reference)):
        return "QL"
    in_time = any(limit.shape == "bound" and limit.lo is None for limit in (mine, theirs))
    if in_time and mine.unit_ucum in _TIMES and not any(unit.is_test for unit in (draft[0], reference[0])):
        return "QL"  # within which something has to happen
    if "condition" in roles:
        ambient = not _is_temperature(draft[1]) or _is_ambient(mine, theirs)
        return "TC" if is_climate and ambient and _about("environment", draft, reference) else "TM"
    if "apparatus" in roles or (in_tests and plain):
        return "TM"
    return "QL"


def _is_named_by_its_row(placed: Placed) -> bool:
    """Whether a requirement in a table, of which the row says what it limits, holds this value."""
    unit, quantity = placed
    is_row = isinstance(unit.provision, Row) and not unit.is_test
    return is_row and quantity.limit.role == "limit" and quantity.column > 0


def _is_guarantee(draft: Placed, reference: Placed) -> bool:
    """Whether both are the time for which the maker repairs or replaces a product."""
    units = draft[0], reference[0]
    return draft[1].limit.unit_ucum in _PERIODS and all(
        mentions("guarantee", unit.text, unit.language) for unit in units
    )


def _has_other_tolerance(draft: Placed, reference: Placed) -> bool:
    """Whether only the tolerances of two values differ, written out: 95 °C ± 1 °C, 95 °C +2/-1 °C."""
    limits = draft[1].limit, reference[1].limit
    written = all("±" in placed[0].text[slice(*placed[1].span)] for placed in (draft, reference))
    in_columns = all(limit.shape == "tolerance" and limit.nominal for limit in limits)
    return (
        (written or in_columns)
        and limits[0].nominal is not None
        and limits[0].nominal == limits[1].nominal
        and limits[0].unit_ucum == limits[1].unit_ucum
    )


def _lie_around_one_value(draft: Limit, reference: Limit) -> bool:
    """Whether one is a value with its tolerance and the other the range around it: 100 ± 5, 90 to 110.

    The value need not be the middle of the range where both are about as wide: 35 0/-0,2 and 34,7 to 35,0.
    """
    for one, other in ((draft, reference), (reference, draft)):
        if one.shape == "tolerance" and one.nominal and other.shape == "range":
            middle = to_base(replace(one, lo=one.nominal, hi=one.nominal, shape="value"))[1:]
            (lo, hi, dimension), (low, high, _) = to_base(other), to_base(one)
            if lo is None or hi is None or low is None or high is None or middle[0] is None:
                continue
            is_middle = ((lo + hi) / 2, dimension) == middle
            encloses = dimension == middle[1] and lo <= middle[0] <= hi and hi - lo <= _WIDER * (high - low)
            if is_middle or encloses:
                return True
    return False


def _sampling(draft: Placed, reference: Placed) -> str:
    """Whether a quantity is a matter of sampling: ``specimens``, ``lot``, ``frequency``; ``""`` where not."""
    mine, theirs = draft[1].limit, reference[1].limit
    if any(_PER_YEAR in (limit.unit_ucum or "") for limit in (mine, theirs)):
        return "frequency"
    is_inspection = any(_chapter_is("inspection", unit) for unit in (draft[0], reference[0]))
    if (
        is_inspection
        and (mine.unit or theirs.unit or all(map(_are_things, (draft, reference))))
        and all(mentions("lot", unit.text, unit.language) for unit in (draft[0], reference[0]))
    ):
        return "lot"
    if all(map(_is_repetition, (draft, reference))):
        return "tests"
    if all(_are_things(placed) for placed in (draft, reference)) and (
        _about("specimens", draft, reference)
        or _are_taken(draft, reference)
        or all(_of_lot_sizes(placed) for placed in (draft, reference))
    ):
        return "specimens"
    return ""


def _is_repetition(placed: Placed) -> bool:
    """Whether a number says how often a test is made, of whose results the mean is taken."""
    unit, quantity = placed
    limit = quantity.limit
    least = limit.shape in ("value", "bound") and limit.lo is not None
    whole = least and 1 <= _known(limit.lo) <= _MOST_TESTS and not _known(limit.lo) % 1
    counted = limit.unit_ucum in (None, "1")
    return bool(whole and counted and unit.is_test and any(reading.statistics for reading in unit.readings))


def _known(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else value


def _of_lot_sizes(placed: Placed) -> bool:
    """Whether a number stands in a table of sample sizes: rows by the size of the lot, in an inspection."""
    unit, _ = placed
    return isinstance(unit.provision, Row) and (
        mentions("lot", " ".join(unit.provision.table.columns), unit.language)
        or _chapter_is("inspection", unit)
    )


def _is_bare_tolerance(placed: Placed) -> bool:
    """Whether a text allows a deviation from what it does not state as a number: "± 0,5 °C"."""
    limit = placed[1].limit
    deviates = limit.lo is not None and limit.hi is not None and limit.lo < 0 < limit.hi
    return deviates and not limit.nominal and limit.shape == "tolerance"


def _have_other_nominals(draft: Limit, reference: Limit) -> bool:
    """Whether two tolerances lie around other values: then these differ, whatever the tolerances."""
    if not draft.nominal or not reference.nominal:
        return False
    nominals = [replace(one, lo=one.nominal, hi=one.nominal, shape="value") for one in (draft, reference)]
    return compare_limits(*nominals).verdict != "equal"


def _are_things(placed: Placed) -> bool:
    """Whether things are counted: specimens, readings; not cycles, which are the severity of a test."""
    limit, language = placed[1].limit, placed[0].language
    counted = limit.unit_ucum in (None, "1", "1/1") or (limit.unit_ucum or "").startswith("{")
    whole = all(bound == int(bound) and bound >= 1 for bound in (limit.lo, limit.hi) if bound is not None)
    return counted and whole and not mentions("cycles", limit.unit, language)


def _are_taken(draft: Placed, reference: Placed) -> bool:
    """Whether a number of things is one that is taken for a test, or of which the mean is taken."""
    placed = (draft, reference)
    in_tests = all(unit.is_test or _chapter_is("inspection", unit) for unit, _ in placed)
    values = all(quantity.limit.shape == "value" for _, quantity in placed)
    named = any(mentions("inspection", unit.text, unit.language) for unit, _ in placed)
    averaged = all(any(reading.statistics for reading in unit.readings) for unit, _ in placed)
    counted = any(quantity.limit.unit for _, quantity in placed)
    return (
        in_tests and values and (named or averaged or (counted and all(unit.is_test for unit, _ in placed)))
    )


def _chapter_is(topic: str, unit: Unit) -> bool:
    return mentions(topic, unit.chapter.title if unit.chapter else "", unit.language)


def _is_gas_supply(draft: Placed, reference: Placed) -> bool:
    """Whether both are pressures at which a gas appliance is fed in its tests."""
    units = draft[0], reference[0]
    pressures = all(to_base(placed[1].limit)[2] == _PRESSURE for placed in (draft, reference))
    in_tests = any(unit.is_test for unit in units)
    return (
        pressures
        and in_tests
        and all(mentions("gas-supply", _with_headers(unit), unit.language) for unit in units)
    )


def _with_headers(unit: Unit) -> str:
    """A text, that of a row with the title and the headers of its table."""
    if not isinstance(unit.provision, Row):
        return unit.text
    return " ".join((unit.text, unit.provision.table.caption, *unit.provision.table.columns))


def _is_instruction(unit: Unit) -> bool:
    """Whether a text says how something is done and binds nobody else: "allow a steel ball to fall"."""
    return all(reading.form is Form.INSTRUCTION for reading in unit.readings)


def _is_conditioned(unit: Unit) -> bool:
    """Whether a text says how specimens are brought to the atmosphere of the test."""
    return mentions("conditioning", unit.text, unit.language)


def _is_endured(placed: Placed) -> bool:
    """Whether a value says how often a product is to be opened, folded or switched and still to work.

    Where a limit is to hold afterwards, how often is the severity of the test for that limit.
    """
    unit, quantity = placed
    limit = quantity.limit
    if any(other.limit.shape == "bound" for other in unit.quantities if other is not quantity):
        return False
    counted = limit.unit_ucum in (None, "1")
    is_value = (
        limit.shape == "value" and counted and mentions("cycles", limit.unit or unit.text, unit.language)
    )
    is_required = any(reading.form.strength >= Form.REQUIREMENT.strength for reading in unit.readings)
    return is_value and is_required and mentions("operation", unit.text, unit.language)


def _acts(unit: Unit) -> bool:
    """Whether a text says what a device does when a value is reached: the valve opens at 110 %."""
    return mentions("acts", unit.text, unit.language)


def _serves(placed: Placed) -> bool:
    """Whether temperatures are those under which a product serves, and not those of a test or a store."""
    unit, quantity = placed
    ranged = quantity.limit.shape == "range" and _is_temperature(quantity)
    text = _with_headers(unit)
    return (
        ranged and mentions("service", text, unit.language) and not mentions("keeping", text, unit.language)
    )


def _are_cycles(placed: Placed) -> bool:
    """Whether a number counts the cycles after which the limits beside it are to hold."""
    unit, quantity = placed
    limit = quantity.limit
    if not any(
        reading.negations or any(other.shape == "bound" for other in reading.limits)
        for reading in unit.readings
    ):
        return False
    said = f"{limit.unit} {limit.characteristic} {_header(placed)} {unit.text}"
    return limit.unit_ucum in (None, "1") and mentions("cycles", said, unit.language)


def _is_supply(draft: Placed, reference: Placed) -> bool:
    """Whether both say with what an appliance is fed, with current or with gas."""
    return _is_mains(draft, reference) or _is_gas_supply(draft, reference)


def _is_mains(draft: Placed, reference: Placed) -> bool:
    """Whether both are the voltage or frequency of a test, or under which something has to work."""
    values = [placed[1].limit for placed in (draft, reference)]
    electrical = all(one.unit_ucum in _ELECTRICAL and not _is_withstood(one) for one in values)
    supplied = all(mentions("supply", unit.text, unit.language) for unit in (draft[0], reference[0]))
    rated = all(one.nominal or one.shape == "value" for one in values)
    given = rated or any(one.role == "condition" for one in values)
    in_tests = draft[0].is_test or reference[0].is_test
    return electrical and ((in_tests and _about("supply", draft, reference)) or (supplied and given))


def _is_withstood(limit: Limit) -> bool:
    """Whether a voltage is none of the mains, but one that insulation has to withstand."""
    highest = limit.hi if limit.hi is not None else limit.lo
    if highest is None or limit.unit_ucum == "Hz":
        return False
    return (highest * 1000 if limit.unit_ucum == "kV" else highest) > _MAINS


def _names_a_test(draft: Placed, reference: Placed) -> bool:
    """Whether the columns, or the texts, in which two values stand are those of a test's load or duration.

    Beside the load the table may hold what is required under it: a bound is none that only its title names.
    """
    bounds = all(placed[1].limit.shape == "bound" for placed in (draft, reference))
    return any(
        mentions(
            "test-parameter",
            f"{placed[1].limit.characteristic} {_own_header(placed) if bounds else _header(placed)}",
            placed[0].language,
        )
        for placed in (draft, reference)
    )


def _own_header(placed: Placed) -> str:
    """What stands above the column of a quantity; ``""`` outside of tables."""
    unit, quantity = placed
    if not isinstance(unit.provision, Row):
        return ""
    headers = [cell.headers for cell in unit.provision.cells if cell.column == quantity.column]
    return " ".join(header for one in headers for header in one)


def _header(placed: Placed) -> str:
    """The same with the title of the table."""
    unit, _ = placed
    if not isinstance(unit.provision, Row):
        return ""
    return f"{_own_header(placed)} {unit.provision.table.caption}"


def _is_ambient(draft: Limit, reference: Limit) -> bool:
    """Whether both temperatures are such as people, specimens and water have by themselves.

    Beyond those of the standard atmospheres and of temperate water a temperature is the severity of a test:
    so is a range that holds frost.
    """
    ranges = [(one.lo, one.hi) for one in (draft, reference) if one.lo is not None and one.hi is not None]
    return len(ranges) == 2 and all(lo >= 0 and _COOLEST <= (lo + hi) / 2 <= _WARMEST for lo, hi in ranges)


def _is_mild(draft: Limit, reference: Limit) -> bool:
    """Whether neither temperature is one in which only specimens are."""
    return all((one.hi if one.hi is not None else 0) <= _HOTTEST for one in (draft, reference))


def _is_toleranced(placed: Placed) -> bool:
    """Whether the text itself writes a tolerance with its sign, or both deviations from a nominal value."""
    unit, quantity = placed
    limit = quantity.limit
    if limit.lo is None or limit.hi is None:
        return mentions("limit-deviation", _header(placed), unit.language)
    written = unit.text[slice(*quantity.span)]
    around_zero = limit.lo <= 0 <= limit.hi and limit.lo < limit.hi
    if mentions("limit-deviation", _header(placed), unit.language):
        return True
    if limit.shape == "range" and mentions("change", unit.text, unit.language):
        return False  # by how much a property may rise or fall in a test
    signed = "±" in written or ("+" in written and around_zero)
    named = limit.shape == "tolerance" or mentions(
        "deviation", f"{unit.text} {_header(placed)}", unit.language
    )
    return signed or (around_zero and named)


def _is_deviation(draft: Placed, reference: Placed) -> bool:
    """Whether both are tolerances, or one the most by which a value may deviate: "by at most 5 %"."""
    toleranced = [_is_toleranced(placed) for placed in (draft, reference)]
    bounds = [is_deviation_bound(placed) for placed in (draft, reference)]
    return any(toleranced) and all(one or other for one, other in zip(toleranced, bounds, strict=True))


def _about(topic: str, draft: Placed, reference: Placed) -> bool:
    return any(
        mentions(topic, unit.text + " " + unit.provision.heading, unit.language)
        for unit in (draft[0], reference[0])
    )


def _is_said_of(topic: str, placed: Placed) -> bool:
    """Whether words of a topic stand nearer to this quantity than to any other of its text."""
    unit, quantity = placed

    def apart(words: tuple[int, int], other: PlacedQuantity) -> int:
        return max(words[0] - other.span[1], other.span[0] - words[1], 0)

    return any(
        apart(words, quantity) <= min(apart(words, other) for other in unit.quantities)
        for words in places(topic, unit.text, unit.language)
    )


def _is_temperature(placed: PlacedQuantity) -> bool:
    return placed.limit.unit_ucum in _TEMPERATURES


def _sub(category: str, draft: Placed, reference: Placed) -> str:
    if category == "QL" and other_quantity(draft, reference):
        return "incomparable"
    if category == "QL" and _is_guarantee(draft, reference):
        return _longer(draft[1].limit, reference[1].limit)
    if category == "QL" and all(map(_is_endured, (draft, reference))):
        bounds = [
            replace(placed[1].limit, hi=None, hi_inc=None, shape="bound") for placed in (draft, reference)
        ]
        return compare_limits(*bounds).inclusion
    if category in ("QL", "TO", "SC"):
        limits = _as_bounds(*in_one_frame(draft, reference))
        if (draft[1].left_out and reference[1].left_out) or all(map(_serves, (draft, reference))):
            limits = limits[1], limits[0]  # what accepts less leaves out more; what serves wider does more
        verdict = compare_limits(*limits).inclusion
        if verdict == "conflicting" and draft[1].limit.shape == reference[1].limit.shape == "value":
            return _by_polarity(draft, reference)
        return _OF_SCOPE.get(verdict, verdict) if category == "SC" else verdict
    if category == "TM":
        return "duration" if draft[1].limit.unit_ucum in _TIMES else "severity"
    if category == "SA":
        return _sampling(draft, reference)
    if category == "TC" and _is_supply(draft, reference):
        return "supply"
    return {"TC": "conditions", "TD": "definition", "FM": "constant"}[category]


def _as_bounds(draft: Limit, reference: Limit) -> tuple[Limit, Limit]:
    """A plain value beside a bound as a bound on the same side: "1,2 mm" in a table beside "≤ 1.0 mm"."""
    if {draft.shape, reference.shape} != {"value", "bound"}:
        return draft, reference
    if draft.shape == "value":
        return _bounded_like(draft, reference), reference
    return draft, _bounded_like(reference, draft)


def _bounded_like(value: Limit, bound: Limit) -> Limit:
    if bound.lo is not None:
        return replace(value, hi=None, hi_inc=None, lo_inc=bound.lo_inc, shape="bound")
    return replace(value, lo=None, lo_inc=None, hi_inc=bound.hi_inc, shape="bound")


def _longer(draft: Limit, reference: Limit) -> str:
    """A longer guarantee promises more, whichever way it is worded: "within 36 months", "for 24 months"."""
    ends = [to_base(limit) for limit in (draft, reference)]
    mine, theirs = (max(end for end in base[:2] if end is not None) for base in ends)
    return "stricter" if mine > theirs else "looser" if mine < theirs else _EQUAL


def _by_polarity(draft: Placed, reference: Placed) -> str:
    """Two plain values: which is stricter depends on whether more or less of it is better."""
    known = {
        polarity(f"{unit.text} {unit.provision.heading}", unit.language) for unit in (draft[0], reference[0])
    } - {None, "target"}
    found = known.pop() if len(known) == 1 else None
    better = compare_limits(draft[1].limit, reference[1].limit, polarity=found).better
    return "conflicting" if better is None else "stricter" if better else "looser"
