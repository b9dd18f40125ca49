"""Under which category of the taxonomy a quantity that differs from its counterpart is told."""

from dataclasses import replace
from decimal import Decimal

from workbench.alignment import PlacedQuantity, Unit, has_words
from workbench.divergence.context import Context
from workbench.divergence.frames import Placed, is_deviation_bound
from workbench.languages import Form, Limit, compare_limits, to_base
from workbench.languages.lexicon import mentions, places
from workbench.sts import ProvisionKind, Row

_PER_YEAR = "/a"
_ELECTRICAL = frozenset({"V", "kV", "Hz"})
_MAINS = 690
"""The highest voltage of low-voltage mains (IEC 60038), in volts."""
_HOTTEST = 70
"""Degrees Celsius: no surroundings of a product, and no water that flows through it, are hotter."""
_COOLEST, _WARMEST = 5, 40
"""Degrees Celsius: from cold water to the warmest of the standard atmospheres (ISO 554, IEC 60068-1)."""
_PRESSURE = "length^-1·mass^1·time^-2"
TEMPERATURES = frozenset({"Cel", "K", "[degF]"})
"""The units of temperatures, in UCUM."""
_PERIODS = frozenset({"d", "wk", "mo", "a"})
TIMES = frozenset({"s", "min", "h", "d"})
"""The units of durations of tests, in UCUM."""
_SPEEDS = frozenset({"length^1·time^-1", "temperature^1·time^-1", "length^1·mass^1·time^-3"})
"""At which a test pulls, heats or loads."""
_MOST_TESTS = 10
"""More than that are the cycles of one test."""
_WIDER = 3
"""How many times as wide as a tolerance a range around the same value may be that is a tolerance too."""


def category_of(context: Context, draft: Placed, reference: Placed) -> str:
    """The category of the taxonomy (its clause 1) under which two quantities that differ are told.

    QL, TO, TM, TC, SA, SC, TD or FM: by what the texts around them are, then by what each is in its text.
    """
    mine, theirs = draft[1].limit, reference[1].limit
    roles = {mine.role, theirs.role}
    if draft[0].role == "scope":
        return "SC"
    if context.is_of_formula(draft[0], 0) and context.is_of_formula(reference[0], 1):
        return "FM"
    if is_guarantee(draft, reference):
        return "QL"
    if draft[0].group == "term":
        return "TD"
    if sampling(draft, reference):
        return "SA"
    if all(map(_is_bare_tolerance, (draft, reference))) and not is_supply(draft, reference):
        return "TO"
    is_climate = is_temperature(draft[1]) or (mine.unit_ucum == "%" and _about("humidity", draft, reference))
    if is_climate and all(_chapter_is("marking", unit) for unit in (draft[0], reference[0])):
        return "QL"  # under which a product is kept
    around = {mine.shape, theirs.shape} <= {"tolerance", "range"}
    mild = not is_temperature(draft[1]) or _is_mild(mine, theirs)
    around_it = _about("environment", draft, reference)
    if is_climate and around and (_is_ambient(mine, theirs) or (mild and around_it)):
        is_limited = not around_it and all(map(_is_named_by_its_row, (draft, reference)))
        return "QL" if is_limited else "TC"
    damp = is_climate and mine.unit_ucum == "%" and mine.shape == theirs.shape == "bound"
    if damp and all(unit.is_test for unit in (draft[0], reference[0])):
        return "TC"
    if mine.unit_ucum == "%" and is_climate and _about("conditioning", draft, reference):
        return "TC"
    if is_supply(draft, reference):
        return "TC"
    in_tests = draft[0].is_test and reference[0].is_test
    if in_tests and all(_is_said_of("background", placed) for placed in (draft, reference)):
        return "TC"
    if all(_is_said_of("graduation", placed) for placed in (draft, reference)):
        return "TM"
    if _has_other_tolerance(draft, reference) or _lie_around_one_value(mine, theirs):
        return "TO"
    if is_temperature(draft[1]) and draft[0].is_test and reference[0].is_test:
        return "TM"
    plain = mine.shape == theirs.shape == "value"
    at_least = mine.shape == theirs.shape == "bound" and mine.lo is not None and theirs.lo is not None
    if (
        (plain or (at_least and in_tests))
        and mine.unit_ucum in TIMES
        and all(map(_is_conditioned, (draft[0], reference[0])))
    ):
        return "TC"
    if not in_tests and all(map(is_endured, (draft, reference))):
        return "QL"
    if _is_deviation(draft, reference):
        if not _have_other_nominals(mine, theirs):
            return "TO"
        if in_tests:
            return "TM"
    if in_tests and (mine.unit_ucum in TIMES or to_base(mine)[2] in _SPEEDS):
        return "TM"
    is_row = isinstance(draft[0].provision, Row) or isinstance(reference[0].provision, Row)
    if is_row and (_names_a_test(draft, reference) or (plain and in_tests)):
        return "TM"
    if is_row and plain and all(map(_are_cycles, (draft, reference))):
        return "TM"
    if plain and mine.unit_ucum in TIMES and all(map(names_its_row, (draft, reference))):
        return "TM"  # "resistance to alkali (48 h) | no change"
    if is_row and plain and mine.unit_ucum in TIMES and "condition" in roles:
        return "TM"  # "no rust after 96 h"
    if in_tests and all(_is_instruction(placed[0]) for placed in (draft, reference)):
        return "TM"
    if roles == {"limit"} or {mine.shape, theirs.shape} == {"bound"}:
        return "QL"
    if draft[0].provision.kind is reference[0].provision.kind is ProvisionKind.ROW:
        return "QL"
    if (
        "condition" in roles
        and not any(unit.is_test for unit in (draft[0], reference[0]))
        and (mine.shape == theirs.shape == "range" and not is_climate)
    ):
        return "QL"  # "at a distance of 30 mm to 45 mm from the edge"
    if "condition" in roles and not in_tests and all(_acts(placed[0]) for placed in (draft, reference)):
        return "QL"
    in_time = any(limit.shape == "bound" and limit.lo is None for limit in (mine, theirs))
    if in_time and mine.unit_ucum in TIMES and not any(unit.is_test for unit in (draft[0], reference[0])):
        return "QL"  # within which something has to happen
    if "condition" in roles:
        ambient = not is_temperature(draft[1]) or _is_ambient(mine, theirs)
        return "TC" if is_climate and ambient and _about("environment", draft, reference) else "TM"
    if "apparatus" in roles or (in_tests and plain):
        return "TM"
    return "QL"


def names_its_row(placed: Placed) -> bool:
    """Whether a quantity stands in the words that name a row."""
    unit, quantity = placed
    cells = unit.provision.cells if isinstance(unit.provision, Row) else ()
    return bool(cells) and quantity.column == cells[0].column and has_words(cells[0].text)


def _is_named_by_its_row(placed: Placed) -> bool:
    """Whether a requirement in a table, of which the row says what it limits, holds this value."""
    unit, quantity = placed
    is_row = isinstance(unit.provision, Row) and not unit.is_test
    return is_row and quantity.limit.role == "limit" and quantity.column > 0


def is_guarantee(draft: Placed, reference: Placed) -> bool:
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


def sampling(draft: Placed, reference: Placed) -> str:
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
    is_share = mine.statistic == theirs.statistic == "each"  # one sample for every 400 t
    if is_inspection and is_share and _about("specimens", draft, reference):
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
        and all(mentions("gas-supply", with_headers(unit), unit.language) for unit in units)
    )


def with_headers(unit: Unit) -> str:
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


def is_endured(placed: Placed) -> bool:
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


def is_supply(draft: Placed, reference: Placed) -> bool:
    """Whether both say with what an appliance is fed, with current or with gas."""
    return _is_mains(draft, reference) or _is_gas_supply(draft, reference)


def _is_mains(draft: Placed, reference: Placed) -> bool:
    """Whether both are the voltage or frequency of a test, or under which something has to work.

    What comes out of a product is none.
    """
    if any(mentions("output", _named_by(placed), placed[0].language) for placed in (draft, reference)):
        return False
    values = [placed[1].limit for placed in (draft, reference)]
    electrical = all(one.unit_ucum in _ELECTRICAL and not _is_withstood(one) for one in values)
    supplied = all(mentions("supply", unit.text, unit.language) for unit in (draft[0], reference[0]))
    rated = all(one.nominal or one.shape == "value" for one in values)
    given = rated or any(one.role == "condition" for one in values)
    in_tests = draft[0].is_test or reference[0].is_test
    return electrical and ((in_tests and _about("supply", draft, reference)) or (supplied and given))


def _named_by(placed: Placed) -> str:
    """What a quantity is one of, by its text and by the row in which it stands."""
    unit, quantity = placed
    row = unit.provision.cells[0].text if isinstance(unit.provision, Row) and unit.provision.cells else ""
    return f"{quantity.limit.characteristic} {row}"


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


def is_temperature(placed: PlacedQuantity) -> bool:
    """Whether a quantity is a temperature, or a difference of two."""
    return placed.limit.unit_ucum in TEMPERATURES
