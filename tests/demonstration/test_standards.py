"""The demonstration standards are what their README files promise."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from lxml import etree

from workbench import sts
from workbench.sts.canonical import canonical
from workbench.sts.validation import validate

ROOT = Path(__file__).parents[2]
PROMISED_PROVISIONS = {
    "drafts/cup.sts.xml": 110,
    "drafts/cable.sts.xml": 100,
    "drafts/strainer.sts.xml": 100,
    "corpora/iso-91001.sts.xml": 110,
    "corpora/iso-91240.sts.xml": 80,
    "corpora/gost-91001.sts.xml": 90,
    "corpora/gost-91150.sts.xml": 80,
    "corpora/tcvn-91002.sts.xml": 40,
}
NUMBER = re.compile(
    r"(?:[A-Z\u0410-\u042f]\.)?\d+(?:\.\d+)*$|[A-Za-z\u0410-\u042f]$"
)  # of a label: 1, A.1, A, a
every_standard = pytest.mark.parametrize("name", PROMISED_PROVISIONS)


@cache
def load(name: str) -> sts.Standard:
    return sts.load(ROOT / name)


def catalogue() -> list[dict[str, str]]:
    page = yaml.safe_load((ROOT / "corpora" / "catalogue.yaml").read_text(encoding="utf-8"))
    return list(page["standards"])


def test_these_are_all_the_standards() -> None:
    found = {path.relative_to(ROOT).as_posix() for folder in ("drafts", "corpora") for path in
             (ROOT / folder).glob("*.xml")}  # fmt: skip
    assert found == set(PROMISED_PROVISIONS)


@every_standard
def test_has_the_promised_number_of_provisions(name: str) -> None:
    assert len(load(name).provisions) >= PROMISED_PROVISIONS[name]


@every_standard
def test_every_clause_and_provision_has_a_unique_id(name: str) -> None:
    standard = load(name)
    assert [part.line for part in (*standard.clauses, *standard.provisions) if not part.own_id] == []
    counted = Counter(element.get("id") for element in standard.root.iter("*") if element.get("id"))
    assert [own for own, count in counted.items() if count > 1] == []


@every_standard
def test_every_cross_reference_resolves_and_names_its_target(name: str) -> None:
    root = load(name).root
    targets = {element.get("id"): element for element in root.iter("*") if element.get("id")}
    for xref in root.iter("xref"):
        label = targets[xref.get("rid")].findtext("label") or ""
        number = NUMBER.search(label.strip("()[]"))
        assert number, label
        assert re.search(rf"(?<![\d.]){re.escape(number[0])}(?![\d.])", "".join(xref.itertext())), label


@every_standard
def test_is_in_canonical_form(name: str) -> None:
    source = (ROOT / name).read_bytes()
    assert canonical(source, name) == source


@every_standard
def test_our_validation_finds_nothing(name: str) -> None:
    assert [problem.message.render("en") for problem in validate(load(name))] == []


@every_standard
def test_is_valid_against_the_official_schema(name: str, shared: Path) -> None:
    folder = shared / "data" / "schemas" / "NISO-STS-interchange-1-MathML3-XSD"
    schema = _official_schema(folder / "NISO-STS-interchange-1-mathml3.xsd")
    schema.assertValid(etree.fromstring((ROOT / name).read_bytes()))


@cache
def _official_schema(path: Path) -> etree.XMLSchema:
    if not path.is_file():
        pytest.skip(f"the official schema is missing: {path}")
    return etree.XMLSchema(etree.parse(path))


@every_standard
def test_normative_references_are_listed_where_and_only_where_they_are_cited(name: str) -> None:
    standard = load(name)
    listed = {
        entry.designation
        for entry in standard.references
        if entry.clause is not None and entry.clause.role == "references"
    }
    cited: dict[bool, set[str]] = {True: set(), False: set()}
    for provision in standard.provisions:
        if provision.kind is not sts.ProvisionKind.REFERENCE:
            for reference in provision.element.iter("std-ref"):
                cited[provision.normative].add("".join(reference.itertext()))
    assert cited[True] == listed


@every_standard
def test_clauses_are_numbered_without_gaps(name: str) -> None:
    def check(clauses: tuple[sts.Clause, ...]) -> None:
        for position, clause in enumerate(clauses, start=1):
            parent = clause.parent.number if clause.parent else ""
            assert clause.number == f"{parent}.{position}"
            check(clause.clauses)

    standard = load(name)
    top = [clause for clause in standard.clauses if clause.parent is None and clause.number.isdigit()]
    assert [clause.number for clause in top] == [str(number) for number in range(1, len(top) + 1)]
    for clause in standard.clauses:
        if clause.parent is None:
            check(clause.clauses)


@every_standard
def test_tables_and_annexes_are_cited(name: str) -> None:
    root = load(name).root
    cited = {xref.get("rid") for xref in root.iter("xref")}
    assert [part.get("id") for part in root.iter("table-wrap", "app") if part.get("id") not in cited] == []


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry["file"])
def test_catalogue_says_what_the_file_says(entry: dict[str, str]) -> None:
    standard = load(f"corpora/{entry['file']}")
    assert standard.designation == entry["designation"]
    assert standard.language == entry["language"]
    assert standard.title(entry["language"]) == entry["title"]


def test_catalogue_lists_every_reference() -> None:
    listed = {f"corpora/{entry['file']}" for entry in catalogue()}
    assert listed == {name for name in PROMISED_PROVISIONS if name.startswith("corpora/")}


def test_strainer_explains_every_marked_deviation_in_annex_b() -> None:
    standard = load("drafts/strainer.sts.xml")
    (annex,) = [table for table in standard.tables if table.element.get("content-type") == "tech-deviation"]
    explained = {number for row in annex.rows for number in row.cells[0].text.split("、")}
    marked = set()
    for element in standard.root.iter("*"):
        if element.get("specific-use") == "tech-deviation":
            holders = [element, *element.iterancestors("sec")]
            marked.add(next(holder.findtext("label") for holder in holders if holder.tag == "sec"))
    assert marked == explained
