"""Termbases of the user's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import sts, userdata
from workbench.alignment import align
from workbench.alignment.termbase import user_termbase

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
    user_termbase.cache_clear()
    yield folder
    monkeypatch.undo()
    user_termbase.cache_clear()


def test_a_text_names_concepts_by_the_longest_term_in_any_of_its_forms(termbases: Path) -> None:
    (termbases / "own.tbx").write_text(TBX, encoding="utf-8")
    (termbases / "older.xml").write_text(MARTIF, encoding="utf-8")
    found = user_termbase()
    assert found.concepts_in("更换滤芯和快接头。", "zh-Hans") == {"own.tbx#1", "older.xml#1"}
    assert found.concepts_in("The FILTER\nelement is changed.", "en-GB") == {"own.tbx#1"}
    assert found.concepts_in("An element; elements; quick couplers", "en") == {"own.tbx#2"}
    assert found.concepts_in("滤芯", "ru") == frozenset()


@pytest.mark.parametrize(("content", "word"), [("<tbx", "line 1"), ("<tbx/>", "no concept"), ("", "no XML")])
def test_a_file_that_is_no_termbase_is_left_out_and_told(termbases: Path, content: str, word: str) -> None:
    (termbases / "own.tbx").write_text(TBX, encoding="utf-8")
    broken = termbases / "broken.tbx"
    broken.write_text(content, encoding="utf-8")
    assert user_termbase().concepts_in("滤芯", "zh") == {"own.tbx#1"}
    told = [error.render("en") for error in userdata.left_out() if str(broken) in error.render("en")]
    assert len(told) == 1
    assert word in told[0]


def test_no_entity_of_a_termbase_is_read(termbases: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "{secret}">]>'
    text = TBX.replace('<?xml version="1.0"?>', entity).replace("滤芯", "&x;")
    (termbases / "own.tbx").write_text(text, encoding="utf-8")
    assert user_termbase().concepts_in("secret", "zh") == frozenset()


def test_provisions_that_name_the_same_concept_score_higher(termbases: Path) -> None:
    def document(language: str, *texts: str) -> sts.Standard:
        inside = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(texts))
        body = f"<body><sec><label>1</label><title>T</title>{inside}</sec></body>"
        return sts.load(f'<standard xml:lang="{language}">{body}</standard>'.encode())

    draft = document("zh", "快接头应能承受压力。", "外壳应能承受压力。")
    reference = document(
        "en", "The housing shall withstand pressure.", "The quick coupler shall withstand pressure."
    )
    (termbases / "older.xml").write_text(MARTIF, encoding="utf-8")
    links = {link.draft: link for link in align(draft, reference).links}
    assert links["p0",].reference == ("p1",)
    assert links["p0",].reasons["terms"] == pytest.approx(0.25)
    assert "terms" not in links["p1",].reasons
