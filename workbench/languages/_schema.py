"""What the data files may say, checked on loading."""

from decimal import Decimal
from typing import Literal, TypeVar

import snowballstemmer
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from workbench.languages._errors import LanguageDataError
from workbench.languages.model import Form, Statistic
from workbench.resources import NotYamlError, line_of, parse_plain_yaml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PrefixData(_Strict):
    """An SI prefix in the scripts that use it."""

    ucum: str
    power: int = Field(description="Of ten.")
    symbols: tuple[str, ...]
    words: tuple[str, ...] = ()


class UnitData(_Strict):
    """A unit and its spellings."""

    ucum: str
    pint: str | None = None
    power: int = Field(default=0, description="Power of ten by which Pint's unit is multiplied.")
    dimension: str | None = None
    count: bool = False
    prefixed: tuple[str, ...] = ()
    spellings: tuple[str, ...] = Field(min_length=1)


class UnitsFile(_Strict):
    """``units.yaml``."""

    prefixes: tuple[PrefixData, ...]
    per: tuple[str, ...]
    of_what: tuple[str, ...] = Field(
        description="Regular expressions for what is measured, between a unit and the one it is divided by."
    )
    before: tuple[str, ...]
    words: tuple[str, ...] = Field(
        description="Spellings that are common words too, and no units in a header."
    )
    longer: tuple[str, ...] = Field(
        description="Words without spaces around them that begin as a spelling does, and are no unit."
    )
    units: tuple[UnitData, ...]


class ToleranceClassesFile(_Strict):
    """``tolerance-classes.yaml``: values in micrometres, one for each range of sizes in mm."""

    sizes: tuple[int, ...]
    grades: dict[int, tuple[Decimal, ...]]
    shafts: dict[str, tuple[Decimal, ...]]
    holes: tuple[str, ...]


class NumberData(_Strict):
    """How numbers are written."""

    decimal: Literal[".", ","] = "."
    group: Literal[".", ","] | None = None
    minus: tuple[str, ...] = Field(default=(), description="Words for the sign: minus 40.")
    plus: tuple[str, ...] = ()
    below_zero: tuple[str, ...] = Field(
        default=(), description="Words behind a temperature that make it negative: 20 °C below zero."
    )
    above_zero: tuple[str, ...] = ()
    scales: dict[str, int] = Field(default={}, description="Words after a number that multiply it.")


class NumeralData(_Strict):
    """Numbers written in words."""

    words: dict[str, int] = {}
    multipliers: dict[str, int] = Field(default={}, description="hundred: 100 in two hundred.")
    fractions: dict[str, str] = Field(default={}, description="half: 1/2.")
    times: dict[str, int] = Field(default={}, description="Words that contain what they count: twice: 2.")
    articles: tuple[str, ...] = Field(default=(), description="Words among them that also are articles.")
    unit_needed: tuple[str, ...] = Field(
        default=(), description="Words among them that are numbers only before a unit: une minute."
    )
    not_before: tuple[str, ...] = Field(default=(), description="Words before which none is a number.")
    not_after: tuple[str, ...] = Field(default=(), description="What before it makes it no number.")
    exclude: tuple[str, ...] = Field(default=(), description="Longer words that begin like a numeral.")
    duals: dict[str, str] = Field(
        default={}, description="Words that are two of a unit each, with the unit's UCUM code."
    )
    amounts: dict[str, str] = Field(
        default={}, description="Words that are a number of a unit, with both: half-hour: 1/2 h."
    )
    added: dict[str, str] = Field(
        default={}, description="What adds a fraction to the number or unit before it: and a half: 1/2."
    )
    of: tuple[str, ...] = Field(
        default=(), description="Words between a fraction or scale and its unit: half an hour."
    )
    between: tuple[str, ...] = Field(
        default=(), description="Words between any number and its unit: 24 consecutive hours."
    )
    adjectives: dict[str, str] = Field(
        default={},
        description="Stems of adjectives made of units, joined to a number with a hyphen, and their unit.",
    )
    joiner: str = Field(default="", description="Pattern that joins the words of one numeral, beside spaces.")


class FrequencyData(_Strict):
    """How often something happens in a period: once every two years is 0.5 1/a."""

    times: tuple[str, ...] = Field(default=(), description="What follows the number: times.")
    bare: tuple[str, ...] = Field(
        default=(), description="Words that mean once where a period follows and no number precedes."
    )
    per: tuple[str, ...] = Field(default=(), description="Between that and the period: a, every, per.")
    every: tuple[str, ...] = Field(
        default=(), description="Before a period that stands first: every two years once."
    )
    first: bool = Field(default=False, description="Whether such a period also stands without that word.")


class FormData(_Strict):
    """Phrases of one verbal form."""

    form: Form
    phrases: tuple[str, ...] = Field(min_length=1)
    negative: bool | None = Field(default=None, description="Where the kind of form does not say it.")
    low_confidence: bool = False
    yields: bool = Field(default=False, description="To a law named in the text: by law … must is external.")


class InstructionData(_Strict):
    """How an instruction (imperative, narrative present) is recognised."""

    certain: tuple[str, ...] = ()
    products: tuple[str, ...] = Field(
        default=(), description="The same of making, packing and marking: its quantities are the product's."
    )
    likely: tuple[str, ...] = Field(default=(), description="Read with low confidence.")
    never: tuple[str, ...] = Field(default=(), description="What makes the text a statement after all.")
    relative: tuple[str, ...] = Field(
        default=(),
        description="Before a verb that says something of a noun: use a calliper (that) can be read.",
    )


class SplitData(_Strict):
    """A comparator in two parts: the verb, and the word that stands before the number."""

    verb: str
    link: str = Field(
        default="", description="Without one the next number that nothing else claims is meant."
    )


class SenseData(_Strict):
    """Comparators of one sense, before and after the number."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    loose: tuple[str, ...] = Field(
        default=(), description="Before the number, with its noun and verb between: minimum width is 3."
    )
    header: tuple[str, ...] = Field(
        default=(), description="In a column header, besides `before` and `after`."
    )
    implied: tuple[str, ...] = Field(default=(), description="Nouns whose bare value is such a bound.")
    split: tuple[SplitData, ...] = Field(
        default=(), description="A verb and the word before the number, with anything between."
    )


class ComparatorData(_Strict):
    """Words that make a number a bound, by sense (divergence taxonomy, clause 2)."""

    at_least: SenseData = SenseData()
    at_most: SenseData = SenseData()
    more_than: SenseData = SenseData()
    less_than: SenseData = SenseData()
    up_to: SenseData = Field(default=SenseData(), description="Upper bound, inclusive or not.")
    from_: SenseData = Field(
        default=SenseData(),
        alias="from",
        description="Lower bound, unless words after the number say otherwise: từ 5 mm trở xuống.",
    )
    better: SenseData = Field(default=SenseData(), description="As good as or better.")
    better_than: SenseData = SenseData()
    not_: tuple[str, ...] = Field(default=(), alias="not", description="Directly before, it turns the sense.")
    nobody: tuple[str, ...] = Field(
        default=(), description="A subject that denies, up to the comparator: no single value (is) below."
    )
    glue: tuple[str, ...] = Field(default=(), description="May stand between comparator and number.")
    ratio: tuple[str, ...] = Field(
        default=(), description="Between comparator and a share or multiple: at least (the nominal's) 90 %."
    )
    ratio_under: tuple[str, ...] = Field(
        default=(),
        description="The same round a condition: at most (what the pressure at 20 °C was, its) 3 %.",
    )
    inclusive: tuple[str, ...] = Field(default=(), description="After the number: the bound belongs to it.")
    links: tuple[str, ...] = Field(default=(), description="Between a denied verbal form and a comparator.")
    changes: tuple[str, ...] = Field(default=(), description="Verbs of change: shall not fall by more than.")


class RangeData(_Strict):
    """How two numbers become one range."""

    to: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    and_: tuple[str, ...] = Field(default=(), alias="and")
    or_: tuple[str, ...] = Field(default=(), alias="or")
    joiners: tuple[str, ...] = Field(default=(), description="Between a lower and an upper bound.")
    tolerance: tuple[str, ...] = Field(
        default=(), description="Between a value and its tolerance: 30 mm with a tolerance of ± 1 mm."
    )


class RoleData(_Strict):
    """What tells the parts that quantities play."""

    condition_before: tuple[str, ...] = ()
    condition_after: tuple[str, ...] = ()
    moment_after: tuple[str, ...] = Field(
        default=(), description="What behind a plain duration says from when it counts: 5 min after loading."
    )
    limit_after: tuple[str, ...] = Field(
        default=(), description="After the quantity: no condition after all."
    )
    weak_before: tuple[str, ...] = Field(default=(), description="Conditions only beside a real limit.")
    test: tuple[str, ...] = Field(default=(), description="Words of texts about tests.")
    subordinate: tuple[str, ...] = Field(
        default=(), description="Words that begin a clause of condition: when the mass is at most 5 kg."
    )
    conjunctions: tuple[str, ...] = Field(
        default=(), description="The same inside a clause: if it is more than 5 kg."
    )
    kept: tuple[str, ...] = Field(default=(), description="Under what a product is kept: that is a demand.")
    procedure: tuple[str, ...] = Field(
        default=(), description="Of a sentence that says how specimens are treated: it has no limits."
    )
    endure: tuple[str, ...] = Field(
        default=(),
        description="Before a load that is borne: a bound is the limit.",
    )
    predicate: tuple[str, ...] = Field(
        default=(), description="Between verbal form and a value that it demands: shall be 230 V."
    )
    apparatus: tuple[str, ...] = Field(
        default=(), description="Before what an instrument can: readable to 0,1 g."
    )
    accuracy: tuple[str, ...] = Field(
        default=(), description="Such a word too where an instrument is named, or behind the verbal form."
    )
    instruments: tuple[str, ...] = ()
    classes: tuple[str, ...] = Field(default=(), description="Names of a class or grade: class A.")
    specimens: tuple[str, ...] = Field(default=(), description="What a statistic is taken of.")
    grade: tuple[str, ...] = Field(default=(), description="Words before the number of a grade.")
    graded: tuple[str, ...] = Field(
        default=(), description="What is given in grades with half steps, such as 3-4: colour fastness."
    )
    difference: tuple[str, ...] = Field(default=(), description="Of which degrees are differences.")
    characteristic_strip: tuple[str, ...] = Field(default=(), description="Words to take off its ends.")
    characteristic_after: tuple[str, ...] = Field(
        default=(), description="After the last of these the characteristic begins."
    )
    rate_before: tuple[str, ...] = Field(
        default=(), description="`per` before the unit: per minute 10 times."
    )


class SentenceData(_Strict):
    """Where sentences end."""

    end: str = ".!?"
    spaced: bool = Field(default=True, description="Whether a space follows the end of a sentence.")
    abbreviations: tuple[str, ...] = ()


class ScriptData(_Strict):
    """A script, and how many letters of an alphabet one of its characters is worth."""

    characters: str
    weight: int = 1
    decisive: bool = Field(default=False, description="One character of it decides.")


class LettersData(_Strict):
    """Letters that tell a language from the others of its script."""

    code: str
    script: str
    characters: str


class DetectionFile(_Strict):
    """``detection.yaml``."""

    scripts: dict[str, ScriptData]
    alone: dict[str, str]
    letters: tuple[LettersData, ...]
    profiles: dict[str, tuple[str, ...]]


class ExampleQuantity(_Strict):
    """A quantity that an example expects."""

    lo: str | None = None
    hi: str | None = None
    lo_inc: bool | None = None
    hi_inc: bool | None = None
    unit: str | None = None
    ucum: str | None = None
    shape: str | None = None
    role: str | None = None
    statistic: Statistic | None = None
    characteristic: str | None = None


class ExampleData(_Strict):
    """A text with the reading expected of it."""

    text: str
    form: Form | None = None
    low_confidence: bool | None = None
    negative: bool | None = None
    negated: bool | None = Field(default=None, description="Whether it has any negation.")
    quantities: tuple[ExampleQuantity, ...] | None = None
    headers: tuple[str, ...] | None = Field(default=None, description="Read as a table cell under these.")
    row_header: str = ""
    profile: str = ""


class PolarityData(_Strict):
    """Characteristics of which more is better, of which less is, and which are to hit a value."""

    higher: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


class ProfileData(_Strict):
    """Other verbal forms for one family of documents."""

    documents: tuple[str, ...] = Field(
        default=(), description="Patterns of the beginnings of their designations: GB 50."
    )
    forms: tuple[FormData, ...]


DICTIONARY = "pymorphy3"
"""Name of the dictionary of Russian forms."""


class StemmerData(_Strict):
    """How the forms of a word are brought to one."""

    algorithm: str = Field(description="Name of a Snowball stemmer, or of the dictionary of Russian.")
    written_together: str = Field(
        default="", description="Pattern of what is written together with the next word, and is none of it."
    )

    @field_validator("algorithm")
    @classmethod
    def _is_known(cls, name: str) -> str:
        known = (DICTIONARY, *snowballstemmer.algorithms())
        if name not in known:
            raise ValueError(f"no stemmer; those are {', '.join(known)}")
        return name


class LanguageData(_Strict):
    """``<code>.yaml``."""

    code: str
    name: str = Field(description="The language's name in itself.")
    word_boundaries: bool = Field(default=True, description="Whether words stand between spaces.")
    clitics: str = Field(
        default="", description="Letters of one-letter words that are written together with the next word."
    )
    script: str = ""
    stemmer: StemmerData | None = Field(
        default=None, description="None in languages whose words keep their form, and where there is none."
    )
    sentences: SentenceData = SentenceData()
    numbers: NumberData = NumberData()
    numerals: NumeralData = NumeralData()
    frequencies: FrequencyData = FrequencyData()
    forms: tuple[FormData, ...] = ()
    not_forms: tuple[str, ...] = Field(default=(), description="Longer words that contain a verbal form.")
    doubtful: tuple[str, ...] = Field(default=(), description="The same, where the reading is uncertain.")
    profiles: dict[str, ProfileData] = {}
    instructions: InstructionData = InstructionData()
    comparators: ComparatorData = ComparatorData()
    ranges: RangeData = RangeData()
    roles: RoleData = RoleData()
    negations: tuple[str, ...] = ()
    not_negations: tuple[str, ...] = ()
    statistics: dict[Statistic, tuple[str, ...]] = {}
    qualifiers: tuple[str, ...] = ()
    polarity: PolarityData = PolarityData()
    not_counted: tuple[str, ...] = Field(
        default=(),
        description="Words after a number that are not what it counts.",
    )
    measures: tuple[str, ...] = Field(
        default=(), description="Measure words between a number and what it counts, beside those in units."
    )
    unit_leads: tuple[str, ...] = Field(
        default=(), description="Words before the unit in the line above a table."
    )
    ignore: tuple[str, ...] = Field(default=(), description="Texts with numbers that are no quantities.")
    bodies: tuple[str, ...] = Field(
        default=(), description="{bodies} in them, in what holds for all languages."
    )
    not_bodies: tuple[str, ...] = Field(default=(), description="{not_bodies} in them.")
    examples: tuple[ExampleData, ...] = ()


Data = TypeVar("Data", bound=BaseModel)


def checked(schema: type[Data], source: str, file: str) -> Data:
    """``source`` (YAML) as ``schema`` says.

    Raises:
        LanguageDataError: naming the file, the line and the key that are wrong.
    """
    try:
        return schema.model_validate(parse_plain_yaml(source))
    except NotYamlError as error:
        raise LanguageDataError("languages.not-yaml", file=file, line=error.line, problem=error) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise LanguageDataError(
            "languages.bad-data",
            file=file,
            line=line_of(source, first["loc"]),
            key=".".join(map(str, first["loc"])),
            problem=first["msg"],
        ) from error
