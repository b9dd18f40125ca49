"""The grammar files, and the table that is read from them."""

from collections import Counter
from importlib.resources import files
from types import ModuleType

import pytest
from lxml import etree

from workbench.sts.validation.context import Document
from workbench.sts.validation.grammar import grammar, relaxng
from workbench.sts.validation.structure import check_structure

MML = "{http://www.w3.org/1998/Math/MathML}"
TBX = "{urn:iso:std:iso:30042:ed-1}"


def test_each_element_has_one_rule_wherever_it_stands() -> None:
    named: Counter[tuple[str, str]] = Counter()
    for module in (files("workbench.sts.validation") / "grammar").iterdir():
        root = etree.fromstring(module.read_bytes())
        for item in root.iter("{*}element", "{*}name"):
            name = item.get("name") or (item.text or "").strip()
            if name:
                named[(name.rpartition(":")[0], name.rpartition(":")[2])] += 1
    assert len(named) > 500
    assert [name for name, count in named.items() if count > 1] == []


def test_each_definition_is_used() -> None:
    defined, used = set(), set()
    for module in (files("workbench.sts.validation") / "grammar").iterdir():
        root = etree.fromstring(module.read_bytes())
        defined |= {item.get("name") for item in root.iter("{*}define")}
        used |= {item.get("name") for item in root.iter("{*}ref")}
    assert defined == used


def test_order_and_number_of_children() -> None:
    sec = grammar().elements["sec"].content
    assert sec.first == {"editing-instruction", "label", "title"}
    assert sec.after("label").nullable
    assert "title" not in sec.after("title").first
    tig = grammar().elements[f"{TBX}tig"].content
    assert tig.first == {f"{TBX}term"}
    fraction = grammar().elements[f"{MML}mfrac"].content
    one = fraction.after(f"{MML}mi")
    assert not one.nullable
    assert one.after(f"{MML}mi").nullable
    assert not one.after(f"{MML}mi").first


def test_attributes_and_their_values() -> None:
    xref = grammar().elements["xref"]
    assert "table" in xref.attributes["ref-type"].value.choices
    assert xref.attributes["rid"].value.accepts("tab_1 tab_2")
    assert not xref.attributes["rid"].value.accepts("1 tab")
    assert not xref.takes_attribute("rdi")
    assert grammar().elements["named-content"].attributes["content-type"].required
    assert grammar().elements[f"{MML}mi"].takes_attribute("{urn:any}mark")
    assert not grammar().elements[f"{MML}mi"].takes_attribute("mark")


@pytest.mark.parametrize(
    ("element", "attribute", "right", "wrong"),
    [
        (f"{MML}mspace", "width", "0.5em", "wide"),
        (f"{MML}mtable", "columnalign", "left center", "left middle"),
        (f"{MML}mstyle", "displaystyle", "true", "yes"),
        (f"{MML}mi", "mathcolor", "#c00000", "#c0000"),
        (f"{MML}mtable", "framespacing", "1em 2em", "1em"),
        (f"{MML}mtd", "rowspan", "2", "0"),
        ("sec", "id", "章_1", "1章"),
        ("sec", "{http://www.w3.org/XML/1998/namespace}lang", "zh-Hans", "zh_CN"),
        ("count", "count", "12", "12 34"),
    ],
)
def test_values_are_held_to_their_kind(element: str, attribute: str, right: str, wrong: str) -> None:
    value = grammar().elements[element].attributes[attribute].value
    assert value.accepts(right)
    assert not value.accepts(wrong)


def test_table_and_libxml2_agree_on_every_mutant(standard, bench: ModuleType) -> None:
    sources = [(bench.Path("small.sts.xml"), standard())]
    answers = Counter()
    for mutant in bench.mutants(sources, 800, seed=5):
        accepted = relaxng().validate(mutant.root)
        problems = list(check_structure(Document(mutant.root), grammar()))
        assert accepted == (not problems), (mutant.operator, etree.tostring(mutant.root, encoding="unicode"))
        answers[accepted] += 1
    assert min(answers.values()) > 50
