"""The glossary and the termbases of the user's."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from workbench import sts, userdata
from workbench.alignment import align
from workbench.alignment.termbase import Termbase, termbase

TBX = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><!-- a comment --><?and an instruction?>
 <langSec xml:lang="zh-CN"><termSec><term>滤芯</term></termSec></langSec>
 <langSec xml:lang="en"><termSec><term>Filter  element</term></termSec></langSec>
</conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>element</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
<langSet xml:lang="zh"><tig><term>快接头</term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>quick coupler</term></termGrp></ntig></langSet>
</termEntry></body></text></martif>"""


@pytest.fixture
def termbases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the user's termbases, empty; what it held is forgotten afterwards."""
    folder = tmp_path / "termbases"
    folder.mkdir()
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    termbase.cache_clear()
    yield folder
    monkeypatch.undo()
    termbase.cache_clear()


def _own(text: str, language: str) -> set[str]:
    """The concepts of the user's files that a text names."""
    return {concept for concept in termbase().concepts_in(text, language) if "#" in concept}


def test_a_text_names_concepts_by_the_longest_term_in_any_of_its_forms(termbases: Path) -> None:
    (termbases / "own.tbx").write_text(TBX, encoding="utf-8")
    (termbases / "older.xml").write_text(MARTIF, encoding="utf-8")
    assert _own("更换滤芯和快接头。", "zh-Hans") == {"own.tbx#1", "older.xml#1"}
    assert _own("The FILTER\nelement is changed.", "en-GB") == {"own.tbx#1"}
    assert _own("An element of the quick-couplers", "en") == {"own.tbx#2", "older.xml#1"}
    assert _own("滤芯", "ru") == frozenset()


@pytest.mark.parametrize(
    ("language", "text", "concepts"),
    [
        ("zh", "经中性盐雾试验后，镀层不应起泡。", {"salt-spray", "blister"}),
        ("en", "No blisters after the salt spray tests.", {"salt-spray", "blister"}),
        (
            "ru",
            "После испытаний соляным туманом не должно быть пузырей и протечек.",
            {"salt-spray", "leakage"},
        ),
        (
            "fr",
            "sans fissures ni fuites après l'essai au brouillard salin",
            {"salt-spray", "crack", "leakage"},
        ),
        ("es", "sin grietas ni fugas después de la niebla salina", {"salt-spray", "crack", "leakage"}),
        ("ar", "بدون تشققات وبالتسرب بعد رذاذ الملح", {"salt-spray", "crack", "leakage"}),
        ("vi", "không có vết nứt sau khi thử phun muối", {"salt-spray", "crack"}),
        ("id", "tidak boleh retak atau bocor setelah uji kabut garam", {"salt-spray", "crack", "leakage"}),
    ],
)
def test_the_glossary_knows_concepts_of_products_in_whatever_form_of_the_word(language, text, concepts):
    assert termbase().concepts_in(text, language) >= concepts


def test_every_concept_of_the_glossary_has_terms_in_all_languages_that_are_read_fully():
    folder = files("workbench.alignment") / "data" / "glossary"
    names: list[str] = []
    for file in folder.iterdir():
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        names += [row["concept"] for row in rows]
        for row in rows:
            assert list(row) == ["concept", "zh", "en", "ru", "fr", "es", "ar", "vi", "id"], file.name
            for language, terms in row.items():
                assert all(term == term.strip() and len(term) > 1 for term in terms.split("; ")), (
                    row,
                    language,
                )
    assert len(names) == len(set(names)) > 1000


@pytest.mark.parametrize(("content", "word"), [("<tbx", "line 1"), ("<tbx/>", "no concept"), ("", "no XML")])
def test_a_file_that_is_no_termbase_is_left_out_and_told(termbases: Path, content: str, word: str) -> None:
    (termbases / "own.tbx").write_text(TBX, encoding="utf-8")
    broken = termbases / "broken.tbx"
    broken.write_text(content, encoding="utf-8")
    assert _own("滤芯", "zh") == {"own.tbx#1"}
    told = [error.render("en") for error in userdata.left_out() if str(broken) in error.render("en")]
    assert len(told) == 1
    assert word in told[0]


def test_no_entity_of_a_termbase_is_read(termbases: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "{secret}">]>'
    text = TBX.replace('<?xml version="1.0"?>', entity).replace("滤芯", "&x;")
    (termbases / "own.tbx").write_text(text, encoding="utf-8")
    assert _own("secret", "zh") == set()


def test_provisions_that_name_the_same_concept_score_higher(termbases: Path) -> None:
    def document(language: str, *texts: str) -> sts.Standard:
        inside = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(texts))
        body = f"<body><sec><label>1</label><title>T</title>{inside}</sec></body>"
        return sts.load(f'<standard xml:lang="{language}">{body}</standard>'.encode())

    draft = document("zh", "快接头应能承受压力。", "外壳应能承受压力。")
    reference = document(
        "en", "The housing shall withstand pressure.", "The quick coupler shall withstand pressure."
    )
    before = {link.draft: link for link in align(draft, reference).links}
    termbase.cache_clear()
    (termbases / "older.xml").write_text(MARTIF, encoding="utf-8")
    links = {link.draft: link for link in align(draft, reference).links}
    assert links["p0",].reference == ("p1",)
    assert links["p0",].reasons["terms"] > before["p0",].reasons.get("terms", 0)


def test_an_index_is_kept_on_disk_and_made_anew_where_that_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("workbench.alignment.termbase._MANY", 0)  # the stems of few terms are not kept
    terms = {"en": [("shut-off valve", "valve"), ("valves", "valve"), ("pump", "pump")]}
    first = Termbase(terms).concepts_in("Two shut-off valves and a pump.", "en")
    kept = tmp_path / "cache" / "terms-en.json"
    assert first == {"valve", "pump"} == Termbase(terms).concepts_in("Two shut-off valves and a pump.", "en")
    assert kept.is_file()
    more = {"en": [*terms["en"], ("hose", "hose")]}
    assert Termbase(more).concepts_in("a hose", "en") == {"hose"}  # what was kept is of other terms
    kept.write_bytes(b"{half")
    assert Termbase(terms).concepts_in("a pump", "en") == {"pump"}
    monkeypatch.setenv("WORKBENCH_CACHE", str(kept))  # no folder can be made there
    assert Termbase(terms).concepts_in("a pump", "en") == {"pump"}
