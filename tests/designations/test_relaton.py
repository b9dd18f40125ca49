"""Relaton's bibliographic data. The records follow real ones of relaton-data-iso, -gost and -jis."""

from pathlib import Path

import pytest
import yaml

from workbench.designations import (
    DesignationDataError,
    Document,
    Title,
    counterparts,
    parse,
    read_relaton,
    write_relaton,
)

NEWER = """---
id: ISO90012015
schema_version: v1.5.6
type: standard
title:
- language: en
  script: Latn
  content: Quality management systems - Requirements
  type: main
- language: fr
  script: Latn
  content: Systèmes de management de la qualité - Exigences
  type: main
source:
- type: src
  content: https://www.iso.org/standard/62085.html
docidentifier:
- content: ISO 9001
  type: iso-undated
- content: ISO 9001:2015
  type: ISO
  primary: true
- content: urn:iso:std:iso:9001:stage-95.99
  type: URN
docnumber: '9001'
date:
- type: published
  at: '2015-09-22'
contributor:
- role:
  - type: publisher
  organization:
    abbreviation:
      content: ISO
edition:
  content: '5'
  number: '5'
language:
- en
- fr
status:
  stage:
    content: '95'
    abbreviation: IS
  substage:
    content: '99'
relation:
- type: obsoletes
  bibitem:
    formattedref:
      content: ISO 9001:2008
    docidentifier:
    - content: ISO 9001:2008
      type: ISO
      primary: true
    date:
    - type: published
      at: '2008-11-13'
- type: updatedBy
  bibitem:
    formattedref:
      content: ISO 9001:2015/Amd 1:2024
    docidentifier:
    - content: ISO 9001:2015/Amd 1:2024
      type: ISO
      primary: true
place:
- city: Geneva
ext:
  schema_version: v1.1.2
  flavor: iso
"""
OLDER = """---
schema-version: v1.2.9
id: JISA0203-2019
title:
- content: Concrete terminology (Amendment 1)
  language:
  - en
  script:
  - Latn
  format: text/plain
link:
- content: https://webdesk.jsa.or.jp/books/
  type: src
type: standard
docid:
- id: JIS A 0203:2019/AMENDMENT 1:2022
  type: JIS
  primary: true
docnumber: A0203
date:
- type: issued
  value: '2022-03-25'
language:
- ja
docstatus:
  stage:
    value: valid
relation:
- type: updates
  bibitem:
    formattedref:
      content: JIS A 0203:2019
      format: text/plain
doctype:
  type: amendment
ext:
  schema-version: v0.0.1
"""
SINGLE = """title:
- type: title-main
  content: ISO/IEC Directives, Part 1
  language: en
type: directives
docid:
  id: ISO/IEC DIR 1 ISO
  type: ISO
  primary: true
date:
  type: published
  value: 2004-03-03
edition: "5"
copyright:
  from: 2004
"""


def test_the_newer_spelling() -> None:
    document = read_relaton(NEWER)
    assert document.type == "standard"
    assert [(item.content, item.type, item.primary) for item in document.ids][1] == (
        "ISO 9001:2015",
        "ISO",
        True,
    )
    assert document.titles[1] == Title(
        "Systèmes de management de la qualité - Exigences", language="fr", script="Latn", type="main"
    )
    assert (document.edition, document.number) == ("5", "9001")
    assert [(date.type, date.on) for date in document.dates] == [("published", "2015-09-22")]
    assert document.links[0].content == "https://www.iso.org/standard/62085.html"
    assert document.status is not None
    assert (document.status.stage, document.status.substage) == ("95", "99")
    assert [(r.type, r.document.reference) for r in document.relations] == [
        ("obsoletes", "ISO 9001:2008"),
        ("updatedBy", "ISO 9001:2015/Amd 1:2024"),
    ]
    assert document.designation == parse("ISO 9001:2015")


def test_the_older_spelling() -> None:
    document = read_relaton(OLDER)
    assert document.older
    assert document.designation == parse("JIS A 0203:2019/AMENDMENT 1:2022")
    assert document.titles[0].language == "en"
    assert [(date.type, date.on) for date in document.dates] == [("issued", "2022-03-25")]
    assert document.status is not None
    assert document.status.stage == "valid"
    assert document.links[0].type == "src"
    assert document.relations[0].document.reference == "JIS A 0203:2019"


def test_one_may_stand_without_a_list() -> None:
    document = read_relaton(SINGLE)
    assert [item.content for item in document.ids] == ["ISO/IEC DIR 1 ISO"]
    assert (document.dates[0].on, document.edition) == ("2004-03-03", "5")


@pytest.mark.parametrize("record", [NEWER, OLDER])
def test_a_round_trip_keeps_everything(record: str) -> None:
    document = read_relaton(record)
    written = write_relaton(document)
    assert read_relaton(written) == document
    assert read_relaton(written).older == document.older
    assert yaml.safe_load(written) == yaml.safe_load(record)


def test_a_change_is_written(tmp_path: Path) -> None:
    from dataclasses import replace

    document = read_relaton(NEWER)
    assert document.status is not None
    changed = replace(document, edition="6", status=replace(document.status, stage="60"))
    file = tmp_path / "iso-9001.yaml"
    write_relaton(changed, file)
    page = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert page["edition"] == {"content": "6", "number": "5"}
    assert page["status"]["stage"] == {"content": "60", "abbreviation": "IS"}
    assert read_relaton(file) == changed


@pytest.mark.parametrize(
    ("raw", "body", "date", "relations"),
    [
        (
            "GB/T 19001—2016/ISO 9001:2015",
            "GB",
            "2016",
            [("adoptedFrom", "ISO 9001:2015", "IDT"), ("instanceOf", "GB/T 19001", "")],
        ),
        (
            "DIN EN ISO 13849-1:2008-12",
            "DIN",
            "2008-12",
            [
                ("adoptedFrom", "EN ISO 13849-1", "IDT"),
                ("partOf", "DIN EN ISO 13849", ""),
                ("instanceOf", "DIN EN ISO 13849-1", ""),
            ],
        ),
        ("ISO/IEC 17025:2017/Amd 1", "ISO", "2017", [("updates", "ISO/IEC 17025:2017", "")]),
        (
            "ГОСТ 30804.4.2-2013 (IEC 61000-4-2:2008)",
            "GOST",
            "2013",
            [
                ("adoptedFrom", "IEC 61000-4-2:2008", ""),
                ("partOf", "ГОСТ 30804", ""),
                ("instanceOf", "ГОСТ 30804.4.2", ""),
            ],
        ),
        ("T/ZZB 0001", "T-ZZB", "", []),
    ],
)
def test_what_a_designation_says_of_its_document(
    raw: str, body: str, date: str, relations: list[tuple[str, str, str]]
) -> None:
    designation = parse(raw)
    assert designation is not None
    document = Document.of(designation)
    assert document.type == "standard"
    assert [(item.content, item.type, item.primary) for item in document.ids] == [
        (designation.canonical, body, True)
    ]
    assert [each.on for each in document.dates] == ([date] if date else [])
    assert [(r.type, r.document.reference, r.description) for r in document.relations] == relations
    assert read_relaton(write_relaton(document)) == document
    assert document.designation == designation


def test_what_a_record_states_counts_like_what_a_document_states() -> None:
    designation = parse("GB/T 90001—2026")
    assert designation is not None
    record = """
type: standard
docidentifier: {content: GB/T 90001—2026, type: GB, primary: true}
relation:
- type: adoptedFrom
  description: {content: MOD}
  bibitem: {docidentifier: {content: 'ISO 90001:2025', type: ISO}}
"""
    (counterpart,) = counterparts(designation, stated=read_relaton(record).stated)
    assert counterpart.designation.canonical == "ISO 90001:2025"
    assert (counterpart.equivalence.degree, counterpart.equivalence.basis) == ("MOD", "stated")


@pytest.mark.parametrize(
    ("record", "line", "key"),
    [
        ("", 1, "no-mapping"),
        ("- a", 1, "no-mapping"),
        ("type: standard\n", 1, "no-record"),
        ("type: {a: b}\n", 1, "no-text"),
        ("type: standard\ndocid:\n- type: ISO\n", 3, "no-identifier"),
        ("docidentifier: 5\n", 1, "no-mapping"),
        ("relation:\n- bibitem: {docid: {id: x}}\n", 2, "no-key"),
        ("relation:\n- type: updates\n", 2, "no-key"),
        ("type: standard\ndate:\n- type: published\n  at: yesterday\n", 4, "bad-date"),
        ("[" * 100_000, 1, "too-much"),
        ("relation: &r\n- type: updates\n  bibitem:\n    relation: *r\n", 2, "too-much"),
        ("title: [[a]]\n", 1, "no-mapping"),
    ],
)
def test_a_bad_record_is_named(record: str, line: int, key: str) -> None:
    with pytest.raises(DesignationDataError) as raised:
        read_relaton(record)
    assert raised.value.message.values["line"] == line
    assert raised.value.message.values["problem"].key == f"designations.{key}"  # type: ignore[attr-defined]
    assert raised.value.render("en") != raised.value.render("zh")


@pytest.mark.parametrize(
    "record", ["a: [", "a: \0", "\ud800", "? [a]\n: b\n", "\t- x", "!!python/object:os.system {}"]
)
def test_what_is_no_yaml(record: str) -> None:
    with pytest.raises(DesignationDataError) as raised:
        read_relaton(record)
    assert raised.value.key == "designations.bad-yaml"


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "record.yaml"
    file.write_text("type: standard\ndocid:\n- type: ISO\n", encoding="utf-8")
    with pytest.raises(DesignationDataError, match=r"record\.yaml, line 3"):
        read_relaton(file)
    with pytest.raises(DesignationDataError):
        read_relaton(tmp_path / "missing.yaml")
    with pytest.raises(DesignationDataError):
        write_relaton(read_relaton(NEWER), tmp_path / "no-folder" / "x.yaml")
