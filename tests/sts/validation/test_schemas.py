"""Schemas of the user's own: local files of two kinds, and clear refusals of all else."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from workbench.sts.validation import Severity, ValidationError, validate

XSD = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}<xs:element name="standard"><xs:complexType>'
    '<xs:sequence><xs:element name="front"/><xs:element name="body"><xs:complexType><xs:sequence>'
    '<xs:element name="p" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>'
    '<xs:element name="back"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType>'
    "</xs:element></xs:schema>"
)


def refusal(root: etree._Element, schema: Path) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        validate(root, schema=schema)
    assert str(schema) in caught.value.render("en")
    return caught.value


def test_an_xml_schema_is_asked_too(standard, tmp_path: Path) -> None:
    schema = tmp_path / "house.xsd"
    schema.write_text(XSD.format(""))
    problems = [problem for problem in validate(standard(), schema=schema) if problem.rule == "schema"]
    assert [(problem.severity, problem.element, problem.line) for problem in problems] == [
        (Severity.ERROR, "sec", 2)
    ]
    assert problems[0].clause == "1"
    assert "Expected is ( p )" in problems[0].message.render("en")


def test_a_relax_ng_schema_is_asked_too(standard, tmp_path: Path) -> None:
    schema = tmp_path / "house.rng"
    schema.write_text(
        '<element name="report" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>',
        encoding="utf-8",
    )
    assert "schema" in {problem.rule for problem in validate(standard(), schema=schema)}


def test_a_schema_may_bring_in_local_files(standard, tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "part.xsd").write_text(XSD.format(""))
    schema = tmp_path / "all.xsd"
    schema.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:include schemaLocation="modules/part.xsd"/></xs:schema>'
    )
    assert "schema" in {problem.rule for problem in validate(standard(), schema=schema)}


@pytest.mark.parametrize(
    "bringing",
    [
        '<xs:import namespace="urn:x" schemaLocation="{}"/>',
        '<xs:include schemaLocation="{}"/>',
    ],
)
def test_nothing_is_fetched(standard, tmp_path: Path, bringing: str) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/x.xsd"
        schema = tmp_path / "remote.xsd"
        schema.write_text(XSD.format(bringing.format(address)))
        error = refusal(standard(), schema)
    finally:
        server.shutdown()
        server.server_close()
    assert error.key == "validation.schema-remote"
    assert address in error.render("zh")
    assert asked == []


def test_a_module_far_down_is_not_fetched_either(standard, tmp_path: Path) -> None:
    (tmp_path / "inner.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="ftp://example.invalid/x.rng"/></grammar>'
    )
    schema = tmp_path / "outer.rng"
    schema.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="inner.rng"/></grammar>'
    )
    with pytest.raises(ValidationError) as caught:
        validate(standard(), schema=schema)
    assert caught.value.key == "validation.schema-remote"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("gone.xsd", None, "validation.schema-missing"),
        ("house.dtd", "<!ELEMENT a EMPTY>", "validation.schema-kind"),
        ("empty.xsd", "", "validation.schema-broken"),
        ("torn.rng", "<grammar", "validation.schema-broken"),
        ("other.rng", "<html/>", "validation.schema-broken"),
        (
            "wrong.xsd",
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:elem/></xs:schema>',
            "validation.schema-broken",
        ),
    ],
)
def test_unusable_schemas_are_refused_clearly(standard, tmp_path: Path, name, content, key) -> None:
    schema = tmp_path / name
    if content is not None:
        schema.write_text(content)
    assert refusal(standard(), schema).key == key


def test_a_missing_module_is_named(standard, tmp_path: Path) -> None:
    schema = tmp_path / "all.xsd"
    schema.write_text(XSD.format('<xs:include schemaLocation="part.xsd"/>'))
    with pytest.raises(ValidationError) as caught:
        validate(standard(), schema=schema)
    assert caught.value.key == "validation.schema-missing"
    assert "part.xsd" in caught.value.render("en")


def test_a_folder_is_no_schema(standard, tmp_path: Path) -> None:
    folder = tmp_path / "folder.xsd"
    folder.mkdir()
    assert refusal(standard(), folder).key in ("validation.schema-unreadable", "validation.schema-broken")


def test_unread_entities_do_not_stop_validation(tmp_path: Path) -> None:
    text = (
        '<!DOCTYPE standard SYSTEM "gone.dtd" [<!ENTITY known "x">]>\n<standard><front><std-meta>'
        "<title-wrap><main>a&mdash;b&known;</main></title-wrap><std-ref>ISO 1</std-ref></std-meta></front>"
        "<body/></standard>"
    )
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, load_dtd=False))
    schema = tmp_path / "house.xsd"
    schema.write_text(XSD.format(""))
    problems = validate(root, schema=schema)
    assert [problem.rule for problem in problems if not problem.rule.startswith("schema")] == [
        "entities.undeclared"
    ]
    assert problems[0].suggestion.render("en") == "Write the character itself: —"
    assert "&mdash;" in etree.tostring(root, encoding="unicode")
