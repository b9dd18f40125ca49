"""Seed translation drifts in real parallel text: each is found, and nothing else.

    python benchmarks/drift.py [--seeds 5] [--language zh ...] [--show]

Draws eighty pairs of paragraphs (definitions and notes of the ISO/TC 211 glossary, paragraphs of the GB/T
sample on rice; ``../shared/data/parallel``, or under ``WORKBENCH_SHARED``): English, and its translation
into Chinese, Russian, French, Spanish, Arabic. In forty of them one thing is changed in the translation, a
kind of change after the other in turn, each in a pair drawn at random that holds what is to be changed
(``KINDS``); forty are left as they are. Both sides become documents, the translation says to be identical
with the other (等同采用), and is compared in the perspective ``translation``.

A seeded pair is found where a finding of nature TR stands on its provisions; "by others" counts those on
which only one of nature T does. "Before" counts the found ones on which one stood without the seed as well:
they are found by luck. An unseeded pair with a finding of nature TR is a false alarm. A translator may really
have written something else: an alarm is *in the data* where the digits of both sides, or the standards that
they cite, are not the same; that alone is decided by a program, and such alarms are counted on their own and
shown with the others. The last lines are what a plain comparison of the numbers of both sides finds.

Left out are pairs with markup, with formulas, or of more than 400 characters. Terms and notes stand as
paragraphs: verbs and denials count as they do in a clause.
"""

import argparse
import json
import os
import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape

from workbench import sts
from workbench.designations import find
from workbench.divergence import Divergence, compare
from workbench.sts import Standard

SHARED = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).parents[2] / "shared")
PARALLEL = SHARED / "data" / "parallel"
FILES = ("tc211.jsonl", "gb_rice.jsonl")
LANGUAGES = {"zh": "zho", "ru": "rus", "fr": "fra", "es": "spa", "ar": "ara"}
SEEDED = UNSEEDED = 40
LONGEST = 400
A_CLAUSE = 10
"""Pairs that stand in one clause."""

MARKUP = re.compile(r"stem:|latexmath|\{\{|^\s*[\]:/|]|#|==|://")
NUMBER = re.compile(r"(?<![A-Za-z0-9.,:—–-])\d+(?:[.,]\d+)?(?![A-Za-z0-9.,]?\d|[A-Za-z]\d)")
YEAR = re.compile(r"(?<=[:：—–-])(?:19|20)\d\d(?!\d)")

CLAIMS = {
    "zh": "本文件等同采用ISO 1:2020《术语》。",
}
TITLES = {
    "en": "Requirements", "zh": "要求", "ru": "Требования", "fr": "Exigences", "es": "Requisitos",
    "ar": "المتطلبات",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A paragraph in English and in translation; ``kind`` says what was changed in the translation."""

    place: str
    english: str
    other: str
    kind: str = ""
    before: str = ""

    @property
    def digits_agree(self) -> bool:
        """Whether each digit stands as often on either side."""
        return digits(self.english) == digits(self.other)

    @property
    def differs_in_the_data(self) -> bool:
        """Whether the two sides were given with other digits, or cite other standards."""
        cited = [sorted(str(one.designation) for one in find(text)) for text in (self.english, self.other)]
        return not self.digits_agree or cited[0] != cited[1]


def digits(text: str) -> Counter[int]:
    """How often each digit stands in a text, in whatever script."""
    return Counter(unicodedata.decimal(one) for one in text if one.isdecimal())


def numbers(text: str) -> Counter[str]:
    """The numbers in a text, in digits of whatever script, with a decimal point."""
    plain = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    return Counter(one.replace(",", ".").replace("٫", ".") for one in re.findall(r"\d+(?:[.,٫]\d+)?", plain))


Change = Callable[[Pair, str, random.Random], str | None]
"""The translation with one thing changed; ``None`` where the pair does not hold it."""


def cited(text: str) -> list[tuple[int, int]]:
    """Where standards are cited."""
    return [(one.start, one.end) for one in find(text)]


def outside(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a match stands in none of the spans."""
    return not any(start < match.end() and match.start() < end for start, end in spans)


def replaced(text: str, match: re.Match[str], by: str) -> str:
    """The text with a match replaced; two spaces that meet become one."""
    before, after = text[: match.start()], text[match.end() :]
    if not by and (not before or before.endswith(" ")):
        after = after.lstrip(" ")
    return before + by + after


def values(pair: Pair) -> list[re.Match[str]]:
    """The numbers of a translation that are no part of a designation and the same on either side."""
    if not pair.digits_agree:
        return []
    spans = cited(pair.other)
    return [one for one in NUMBER.finditer(pair.other) if outside(one, spans)]


def digit(pair: Pair, language: str, draw: random.Random) -> str | None:
    """One digit of a number is another."""
    found = values(pair)
    if not found:
        return None
    number = draw.choice(found)
    place = draw.choice([i for i, one in enumerate(number[0]) if one.isdecimal()])
    value = int(number[0][place])
    other = chr(ord(number[0][place]) - value + (value % 9 + 1))
    return replaced(pair.other, number, number[0][:place] + other + number[0][place + 1 :])


def decimal_point(pair: Pair, language: str, draw: random.Random) -> str | None:
    """The decimal point stands a place further left or right."""
    found = [one for one in values(pair) if len(one[0]) > 1 and one[0].lstrip("0.,")]
    if not found:
        return None
    number = draw.choice(found)
    sign = "," if language in ("ru", "fr", "es") else "."
    whole, mark, part = re.match(r"(\d+)([.,]?)(\d*)", number[0]).groups()  # type: ignore[union-attr]
    if mark:
        moved = f"{(whole + part[0]).lstrip('0') or '0'}{mark + part[1:] if part[1:] else ''}"
    else:
        moved = f"{whole[:-1]}{sign}{whole[-1]}" if whole[-1] != "0" else whole[:-1]
    return replaced(pair.other, number, moved)


def year(pair: Pair, language: str, draw: random.Random) -> str | None:
    """A cited standard is of another year."""
    if pair.differs_in_the_data:
        return None
    spans = cited(pair.other)
    found = [one for one in YEAR.finditer(pair.other) if not outside(one, spans)]
    if not found:
        return None
    one = draw.choice(found)
    return replaced(pair.other, one, str(int(one[0]) - draw.randint(1, 9)))


def citation(pair: Pair, language: str, draw: random.Random) -> str | None:
    """A cited standard is left out."""
    if pair.differs_in_the_data:
        return None
    spans = cited(pair.other)
    if not spans:
        return None
    start, end = draw.choice(spans)
    return pair.other[:start] + pair.other[end:]


def item(pair: Pair, language: str, draw: random.Random) -> str | None:
    """One of at least four enumerated things is left out."""
    mark = {"zh": "、", "ar": "،"}.get(language, ",")
    if pair.english.count(",") < 2:
        return None
    inside = rf"[^{mark}，。;；.()（）:：]"
    words = 12 if language == "zh" else 30
    found = [
        one
        for one in re.finditer(rf"{mark}\s*{inside}{{1,{words}}}(?={mark})", pair.other)
        if re.search(r"\w", one[0])
    ]
    return replaced(pair.other, draw.choice(found), "") if found else None


def words(said: str, by_language: Mapping[str, Sequence[tuple[str, str]]]) -> Change:
    """Where English says one thing (a regular expression), the translation says another."""

    def change(pair: Pair, language: str, draw: random.Random) -> str | None:
        if not re.search(said, pair.english, re.IGNORECASE):
            return None
        found = [
            (one, one.expand(by))
            for pattern, by in by_language.get(language, ())
            for one in re.finditer(pattern, pair.other, re.IGNORECASE)
        ]
        if not found:
            return None
        match, by = draw.choice(found)
        return replaced(pair.other, match, by)

    return change


DENIALS = {
    "zh": "[不没未无非]", "ru": r"\bне\b|\bни\b|\bнет\b|без", "fr": r"\bn[e']|sans|\bnon\b|aucun",
    "es": r"\bno\b|\bsin\b|\bni\b|ningun", "ar": r"\bلا\b|\bلم\b|\bليس|غير|دون|\bلن\b|عدم",
}  # fmt: skip


def changes_in_words() -> dict[str, Change]:
    """The kinds of change that are told as words in ``WORDS``."""
    by_kind: dict[str, list[Change]] = {}
    for block in WORDS.strip().split("\n\n"):
        kind, said, *rows = block.splitlines()
        turned: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            old, _, new = row[3:].partition(" =>")
            turned.setdefault(row[:2], []).append((old, new.strip()))
        by_kind.setdefault(kind, []).append(words(said.removeprefix("en "), turned))
    return {kind: any_of(changes) for kind, changes in by_kind.items()}


def any_of(changes: Sequence[Change]) -> Change:
    """One of the changes that fit."""

    def change(pair: Pair, language: str, draw: random.Random) -> str | None:
        fitting = [made for one in changes if (made := one(pair, language, draw)) is not None]
        return draw.choice(fitting) if fitting else None

    return change


WORDS = r"""
a number in words
en \b(?:two|three|four|one-dimensional|both)\b|-dimensional|\bsecond\b
zh [两二](?=[个种维类条点者组方]) => 三
zh 三(?=[个种维类条点者组方]) => 四
ru \bдв(?:а|е|ух|умя|ум)\b => три
ru \bтр(?:и|ех|ёх|емя)\b => четыре
fr \bdeux\b => trois
fr \btrois\b => quatre
es \bdos\b => tres
es \btres\b => cuatro
ar \bثلاثة\b => أربعة
ar \bثلاث\b => أربع
ar \bأربعة\b => خمسة

a unit
en \d\s?(?:[cmk]?m|k?g|mg|ml|s|min|h|Hz|%|°|years?|days?|hours?|minutes?|seconds?|met(?:er|re)s?)(?!\w)
zh (?<=\d)(\s?)毫米 => \1厘米
zh (?<=\d)(\s?)(?:mm|km)\b => \1cm
zh (?<=\d)(\s?)克 => \1毫克
zh (?<=\d)(\s?)毫升 => \1升
zh (?<=\d)(\s?)g\b => \1kg
zh (?<=\d)(\s?)m(?![A-Za-z]) => \1cm
zh (?<=\d)(\s?)[％%] => \1‰
zh (?<=\d)(\s?)秒 => \1分
ru (?<=\d)(\s?)мм\b => \1см
ru (?<=\d)(\s?)км\b => \1м
ru (?<=\d)(\s?)м\b => \1см
ru (?<=\d)(\s?)% => \1‰
ru (?<=\d)(\s?)с(?:ек)?\b => \1мин
ru (?<=\d)(\s?)лет\b => \1мес
fr (?<=\d)(\s?)mm\b => \1cm
fr (?<=\d)(\s?)k?m\b => \1mm
fr (?<=\d)(\s?)% => \1‰
es (?<=\d)(\s?)mm\b => \1cm
es (?<=\d)(\s?)k?m\b => \1mm
es (?<=\d)(\s?)años\b => \1días
es (?<=\d)(\s?)% => \1‰
es (?<=\d)(\s?)metros\b => \1kilómetros
ar (?<=\d)(\s?)(?:مم|ملم)\b => \1سم
ar (?<=\d)(\s?)م\b => \1سم
ar (?<=\d)(\s?)% => \1‰

a weaker verb
en \bshall\b|\bmust\b|\bis required\b
zh (?<![不对相适响效反感供])应[当该]?(?![用力]) => 宜
zh 不得 => 不宜
zh 必须 => 宜
ru \bдолж(?:ен|на|но)\b => может
ru \bдолжны\b => могут
ru \bтребуется\b => рекомендуется
fr \bdoit\b => peut
fr \bdoivent\b => peuvent
es \bdebe(?:rá)?\b => puede
es \bdebe(?:rá)?n\b => pueden
ar \bيجب\b => يمكن

a stronger verb
en \b(?:should|may)\b(?! have| not| be (?:that|due))
zh 宜 => 应
zh (?<!不)可以?(?=[^能靠见用]) => 应
zh 应[当该]?(?=[被在]|是) => 必须
ru \bможет\b => должен
ru \bмогут\b => должны
ru \bрекомендуется\b => требуется
ru \bследует\b => должно
fr \bpeut\b => doit
fr \bpeuvent\b => doivent
fr \bdevrait\b => doit
fr \bdevraient\b => doivent
es \bpuede\b => debe
es \bpueden\b => deben
es \bdebería\b => debe
es \bdeberían\b => deben
ar \bيمكن\b => يجب
ar \bينبغي\b => يجب
ar \bقد\b => يجب أن

a false friend
en \bshould\b
zh 宜 => 应该
ru рекомендуется => следует
fr \bdevrait\b|il convient de => doit
fr \bdevraient\b => doivent
es \bdebería\b => deberá
es \bdeberían\b => deberán

a false friend
en \bmay\b(?! not)
zh 可以(?!不)|(?<![不许])可(?=[^能以靠见用]) => 可能

a false friend
en \bcan\b(?!not| not)
zh (?<![不可功性])能够?(?![量力源]) => 可以

a false friend
en \baccuracy\b
zh 准确度|准确性|精确度 => 精密度

a false friend
en \bprecision\b
zh 精密度|精度|精确性 => 准确度

a false friend
en \bshall\b|\bmust\b
ar \bيجب\b => ينبغي

a denial dropped
en \b(?:not|no|cannot|without|nor)\b
zh 不(?=[应得能会是需可宜超允考]|一定) =>
zh 没有 => 有
zh 未(?=[被能经]) =>
zh 无需|不必 => 应
ru \bне (?=\w) =>
fr \bn(?:e |')(\w+) (?:pas|plus|jamais)\b => \1
es \bno (?=\w) =>
ar \b(?:لا|لم|لن)\s =>

a denial added
en \b(?:shall|should|can|may|is|are)\b
zh (?<![对相适响效反感供])应(?![用力]) => 不应
zh (?<![不可为功性])能(?![量力源]) => 不能
zh 可以 => 不可以
zh (?<=[^\W\d_])是(?![否指]) => 不是
ru \b(?:может|могут|является|являются|должен|должна|должно|должны)\b => не \g<0>
fr \b(peut|peuvent|sont|doit|doivent)\b => ne \1 pas
fr \best\b => n'est pas
es \b(?:puede|pueden|es|son|debe|deben|debería)\b => no \g<0>
ar \b(?:يمكن|يجب|ينبغي|تتضمن|يتضمن|تشمل|يشمل|تستخدم|يستخدم)\b => لا \g<0>

unless, except dropped
en \b(?:unless|except\w*|excluding|other than)\b
zh 除非[^，。,]*[，,]? =>
zh 除[^，。,]{1,30}外[，,]? =>
zh （[^（）]*除外） =>
ru ,? ?\b(?:кроме|за исключением|исключая|если не|отличн\w+ от)\b[^.;]* =>
fr [,(]? ?\b(?:sauf|excepté|à l['’]exception|autres? que|hormis)\b[^,.;)]*\)? =>
es [,(]? ?\b(?:salvo|excepto|a menos que|con excepción|distint[oa]s? (?:de|a)|except\w+)\b[^,.;)]*\)? =>
ar [،(]? ?(?:باستثناء|إلا إذا|ما لم|ما عدا|عدا|غير)\b[^،.]* =>

only dropped
en \b(?:only|solely|exclusively)\b
zh 仅仅|仅|只有|只(?=[能有在需是]) =>
zh [惟唯]一的? =>
ru \b(?:только|лишь|исключительно)\s? =>
fr \b(?:seulement|uniquement|exclusivement|seule?)\b\s? =>
es \b(?:s[oó]lo|solamente|únicamente|exclusivamente|únic[oa]s?)\s? =>
ar \b(?:فقط|فحسب)\s? =>

at least, at most
en at least|minimum|maximum|(?:less|more|greater|larger|smaller) than|not exceed|at most|largest|smallest
zh 至少 => 至多
zh 不得?(?:大于|超过|多于) => 不小于
zh (?<!不)小于 => 大于
zh (?<![不得])(?:大于|多于|超过) => 小于
zh 最大 => 最小
zh 最小 => 最大
zh 以上 => 以下
ru не менее => не более
ru не более => не менее
ru \bпо крайней мере\b|\bхотя бы\b|\bкак минимум\b => не более чем
ru (?<!не )\bболее(?= чем| одн| дв) => менее
ru максимальн => минимальн
ru минимальн => максимальн
fr au moins => au plus
fr au plus => au moins
fr maxim(?=al|um) => minim
fr minim(?=al|um) => maxim
es (?:al|por lo) menos => como máximo
es \bmás de(?= un| dos) => menos de
es \bmayor(?= que| a\b) => menor
es \bmenor(?= que| a\b) => mayor
es máxim => mínim
es mínim => máxim
ar على الأقل => على الأكثر
ar أكثر من => أقل من
ar أقل من => أكثر من
ar أكبر من => أصغر من
ar أصغر من => أكبر من

each, all dropped
en \b(?:each|every|all|any)\b
zh 所有的?|全部的?|每一?个|任[一意何]个? =>
ru \b(?:все|всех|всем|всеми|кажд\w+|люб\w+)\s =>
fr \btou(?:s|te|tes) (?=les)|\bchaque\s|\bchacune? (?=des) =>
es \btod[oa]s (?=l)|\bcada\s|\bcualquier\s =>
ar \b(?:جميع|كل|كافة)\s =>
"""
"""What is changed: the kind; where English says this; in each language what is replaced => by what."""


IN_WORDS = changes_in_words()


def added_denial(pair: Pair, language: str, draw: random.Random) -> str | None:
    """A verb is denied where neither side denies anything."""
    if re.search(r"\b(?:not?|nor|neither|never|without|cannot|un\w+|in\w+ible)\b|n't", pair.english, re.I):
        return None
    if re.search(DENIALS[language], pair.other, re.IGNORECASE):
        return None
    return IN_WORDS["a denial added"](pair, language, draw)


KINDS: dict[str, Change] = {
    "a digit": digit,
    "a decimal point moved": decimal_point,
    **IN_WORDS,
    "a denial added": added_denial,
    "an item dropped": item,
    "year of a reference": year,
    "a reference dropped": citation,
}


def pairs(language: str) -> list[Pair]:
    """All pairs of English and one language that can be used."""
    entries: dict[str, dict[str, list[list[str]]]] = defaultdict(dict)
    for file in FILES:
        path = PARALLEL / file
        if not path.is_file():
            sys.exit(f"{path} is not there: WORKBENCH_SHARED names the folder that holds data/parallel")
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            texts = [[entry["definition"]], entry.get("notes") or []]
            entries[f"{path.stem} {entry['id']}"].setdefault(entry["lang"], texts)
    found = {
        other: Pair(f"{place}{' note' if kind else ''}", " ".join(english.split()), " ".join(other.split()))
        for place, sides in entries.items()
        if {"eng", LANGUAGES[language]} <= sides.keys()
        for kind, groups in enumerate(zip(sides["eng"], sides[LANGUAGES[language]], strict=True))
        if len(groups[0]) == len(groups[1])
        for english, other in zip(*groups, strict=True)
        if len(english) <= LONGEST and english.strip() and other.strip()
        if not MARKUP.search(english) and not MARKUP.search(other)
    }  # a text that stands twice in a document would be aligned either way
    return list({pair.english: pair for pair in found.values()}.values())


def drawn(language: str, seed: int) -> list[Pair]:
    """The pairs of one trial, seeded or not, in an order drawn at random."""
    draw = random.Random(f"{language} {seed}")
    rest = pairs(language)
    draw.shuffle(rest)
    seeded: list[Pair] = []
    kinds = list(KINDS)
    draw.shuffle(kinds)
    while kinds and len(seeded) < SEEDED:
        for kind in list(kinds):
            changed = next(
                (
                    (pair, text)
                    for pair in rest
                    if (text := KINDS[kind](pair, language, draw)) is not None and text != pair.other
                ),
                None,
            )
            if changed is None:
                kinds.remove(kind)
            elif len(seeded) < SEEDED:
                rest.remove(changed[0])
                seeded.append(replace(changed[0], kind=kind, other=changed[1], before=changed[0].other))
    chosen = [*seeded, *rest[:UNSEEDED]]
    draw.shuffle(chosen)
    return chosen


def document(language: str, texts: Sequence[str]) -> Standard:
    """A standard of the texts, ten a clause."""
    body = ""
    for start in range(0, len(texts), A_CLAUSE):
        number = start // A_CLAUSE + 4
        inside = "".join(
            f'<p id="p{start + place}">{escape(text)}</p>'
            for place, text in enumerate(texts[start : start + A_CLAUSE])
        )
        label = f"<label>{number}</label><title>{TITLES[language]}</title>"
        body += f'<sec id="s{number}">{label}{inside}</sec>'
    own, adopts, front = "ISO 1:2020", "", ""
    if language != "en":
        own = {"zh": "GB/T 1—2026", "ru": "ГОСТ Р 1—2026"}.get(language, "X 1:2026")
        adopts = '<std-xref type="adopts-idt"><std-ref type="dated">ISO 1:2020</std-ref></std-xref>'
    if language in CLAIMS:
        front = f'<sec sec-type="foreword"><title>前言</title><p id="claim">{CLAIMS[language]}</p></sec>'
    meta = f'<std-meta><std-ref type="dated">{own}</std-ref>{adopts}</std-meta>'
    source = f'<standard xml:lang="{language}"><front>{meta}{front}</front><body>{body}</body></standard>'
    return sts.load(source.encode(), name=f"{language}.xml")


def told(translation: Sequence[str], english: Standard, language: str) -> dict[int, list[Divergence]]:
    """What is found, by the number of the pair."""
    comparison = compare(document(language, translation), english, perspectives=("translation",))
    found: dict[int, list[Divergence]] = defaultdict(list)
    for one in comparison.divergences:
        for name in {*one.draft, *one.reference}:
            if re.fullmatch(r"p\d+", name):
                found[int(name[1:])].append(one)
    return found


@dataclass
class Counts:
    """What is printed of a language or a kind."""

    seeded: int = 0
    found: int = 0
    others: int = 0
    before: int = 0
    numbers: int = 0
    unseeded: int = 0
    alarms: int = 0
    in_data: int = 0
    numbers_alarm: int = 0


def drifts(found: Sequence[Divergence]) -> list[Divergence]:
    """Those of nature TR."""
    return [one for one in found if one.nature == "TR"]


def names(found: Sequence[Divergence]) -> str:
    """What findings are, in short."""
    return ", ".join(f"{one.category} {one.sub} [{one.nature}]" for one in found) or "nothing"


def trial(language: str, seed: int, show: bool) -> tuple[Counts, dict[str, Counts]]:
    """One pair of documents: the counts in all and by kind."""
    chosen = drawn(language, seed)
    english = document("en", [pair.english for pair in chosen])
    now = told([pair.other for pair in chosen], english, language)
    untouched = told([pair.before or pair.other for pair in chosen], english, language)
    total = Counts()
    by_kind: dict[str, Counts] = defaultdict(Counts)
    for number, pair in enumerate(chosen):
        here, alone = now.get(number, []), untouched.get(number, [])
        unlike = numbers(pair.english) != numbers(pair.other)
        if pair.kind:
            found = bool(drifts(here))
            for counts in (total, by_kind[pair.kind]):
                counts.seeded += 1
                counts.found += found
                counts.others += not found and any(one.nature == "T" for one in here)
                counts.before += found and bool(drifts(alone))
                counts.numbers += unlike
            if show and not found:
                print(f"  missed: {pair.kind}; told {names(here)} ({language} {seed}, {pair.place})")
                print(f"    {pair.english}\n    {pair.other}\n    was: {pair.before}")
            continue
        total.unseeded += 1
        total.numbers_alarm += unlike
        if drifts(here):
            total.alarms += 1
            total.in_data += pair.differs_in_the_data
            if show:
                said = "in the data" if pair.differs_in_the_data else "false alarm"
                rules = [f"{one.rule}: {one.draft_value} | {one.reference_value}" for one in drifts(here)]
                print(f"  {said}: {names(drifts(here))} {rules} ({language} {seed}, {pair.place})")
                print(f"    {pair.english}\n    {pair.other}")
    return total, by_kind


def add(into: Counts, other: Counts) -> None:
    """Sum up."""
    for name in vars(into):
        setattr(into, name, getattr(into, name) + getattr(other, name))


def printed(name: str, counts: Counts) -> None:
    """One row of recall."""
    share = counts.found / counts.seeded if counts.seeded else 0.0
    print(
        f"{name:<24}{counts.seeded:>7}{counts.found:>7}{share:>8.2f}{counts.others:>10}{counts.before:>8}"
        f"{counts.numbers:>9}"
    )


def main() -> None:
    """Print recall by kind and language, false alarms, and what numbers alone find."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=5, help="how many draws of pairs and changes")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--show", action="store_true", help="print what is missed and what alarms")
    options = parser.parse_args()
    begin = time.perf_counter()
    by_language: dict[str, Counts] = {}
    by_kind: dict[str, Counts] = {kind: Counts() for kind in KINDS}
    for language in options.language:
        by_language[language] = Counts()
        for seed in range(options.seeds):
            total, kinds = trial(language, seed, options.show)
            add(by_language[language], total)
            for kind, counts in kinds.items():
                add(by_kind[kind], counts)
    print(f"{'':<24}{'seeded':>7}{'found':>7}{'recall':>8}{'by others':>10}{'before':>8}{'numbers':>9}")
    for kind, counts in by_kind.items():
        printed(kind, counts)
    for language, counts in by_language.items():
        printed(language, counts)
    everything = Counts()
    for counts in by_language.values():
        add(everything, counts)
    printed("all", everything)
    print(f"\n{'alarms per 40 unseeded':<24}{'in all':>8}{'in the data':>13}{'false':>8}{'numbers':>9}")
    for language, counts in (*by_language.items(), ("all", everything)):
        per = UNSEEDED / counts.unseeded
        print(
            f"{language:<24}{per * counts.alarms:>8.1f}{per * counts.in_data:>13.1f}"
            f"{per * (counts.alarms - counts.in_data):>8.1f}{per * counts.numbers_alarm:>9.1f}"
        )
    print(f"{options.seeds} draws, {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
