"""The user's own bodies and equivalences."""

from pathlib import Path

import pytest

from workbench import designations, userdata
from workbench.designations import (
    DesignationDataError,
    Equivalence,
    counterparts,
    equivalence,
    find,
    load_equivalences,
    parse,
)
from workbench.designations import _grammar as grammar_module
from workbench.designations import _registry as registry_module

HEADER = "national,international,degree,source,as_of\n"
ROW = "GB/T 90001—2026,ISO 90001:2025,IDT,cover,2026-11\n"
BODY = r"""body: UNIT (national standards of Uruguay)
country: UY
sources: [catalogue of the body]
grammars:
  - scheme: unit
    order: 72
    publishers: {UNIT: }
    pattern: >-
      (?P<pub>{publishers}) (?P<num>\d{1,5}(?:-\d{1,2})?)(?::(?P<year>{year}))?
    number: (\d+)(?:(-)(.+))?
    write: "{publisher} {number}{part}[:{year}]"
"""


def known(a: str, b: str) -> Equivalence | None:
    national, international = parse(a), parse(b)
    assert national is not None
    assert international is not None
    return equivalence(national, international)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HEADER + ROW, "utf-8"),
        (HEADER + ROW, "utf-8-sig"),
        (HEADER + ROW, "gb18030"),
        (HEADER + ROW, "utf-16"),
        ((HEADER + ROW).replace("\n", "\r\n"), "utf-8"),
        ((HEADER + ROW).replace(",", ";"), "utf-8-sig"),
        ("sep=;\r\n" + (HEADER + ROW).replace(",", ";"), "utf-8"),
        ((HEADER + ROW).replace(",", "\t"), "utf-16"),
        (HEADER.upper() + "\n\n" + ROW + "\n", "utf-8"),
        (
            "note,as_of,degree,source,international,national\nx,2026/11,idt,cover,ISO 90001:2025,GB/T 90001-2026\n",
            "utf-8",
        ),
    ],
)
def test_a_table_from_a_spreadsheet(user_data: Path, text: str, encoding: str) -> None:
    file = user_data / "equivalences" / "own.csv"
    file.write_bytes(text.encode(encoding))
    (row,) = load_equivalences(file)
    assert (row.national.canonical, row.international.canonical) == ("GB/T 90001—2026", "ISO 90001:2025")
    assert (row.degree, row.source, row.as_of, row.own) == ("IDT", "cover", "2026-11", True)
    designations.reload()
    found = known("GB/T 90001", "ISO 90001:2025")
    assert found is not None
    assert (found.degree, found.basis, found.as_of) == ("IDT", "registry", "2026-11")
    assert found.source_names == ("cover",)
    assert "cover" in found.source.render("en")
    assert "cover" in found.source.render("zh")
    assert userdata.left_out() == ()


def test_a_page_of_yaml(user_data: Path) -> None:
    file = user_data / "equivalences" / "own.yaml"
    file.write_text(
        "sources: {catalogue of 2026: {as_of: 2026-11}}\n"
        "equivalences:\n"
        "- {national: GB/T 90001—2026, international: ISO 90001:2025, degree: IDT, source: catalogue of 2026}\n"
        "- {national: GB/T 90002—2026, international: ISO 90002:2025, degree: NEQ, source: cover, as_of: 2026-11-02}\n",
        encoding="utf-8",
    )
    rows = load_equivalences(file)
    assert [(row.degree, row.source, row.as_of) for row in rows] == [
        ("IDT", "catalogue of 2026", "2026-11"),
        ("NEQ", "cover", "2026-11-02"),
    ]
    designations.reload()
    assert known("GB/T 90002—2026", "ISO 90002:2025") is not None


def test_the_users_rows_come_before_those_that_are_shipped(user_data: Path) -> None:
    pair = ("GB/T 2828.1—2012", "ISO 2859-1:1999")
    shipped = known(*pair)
    assert shipped is not None
    assert shipped.degree == "IDT"
    (user_data / "equivalences" / "own.csv").write_text(
        HEADER + "GB/T 2828.1—2012,ISO 2859-1:1999,MOD,own reading,2026\n", encoding="utf-8"
    )
    designations.reload()
    own = known(*pair)
    assert own is not None
    assert (own.degree, own.source_names) == ("MOD", ("own reading",))
    # For other editions than the user's the shipped row stays the better one.
    other = known("GB/T 10125—2012", "ISO 9227:2006")
    assert other is not None
    assert other.source_names == ("catalogue",)


@pytest.mark.parametrize(
    ("name", "text", "line", "key"),
    [
        ("a.csv", HEADER + "GB/T 1,ISO90001,IDT,x,2026\n", 2, "unreadable-designation"),
        ("a.csv", HEADER + "GB/T 1,ISO 1,XYZ,x,2026\n", 2, "unknown-degree"),
        ("a.csv", HEADER + "\n" + ROW + "GB/T 1,ISO 1,IDT,x,2026-13\n", 4, "bad-date"),
        ("a.csv", HEADER + "GB/T 1,ISO 1,IDT,x,y,2026\n", 2, "too-many-cells"),
        ("a.csv", HEADER + "GB/T 1,ISO 1,IDT,,\n", 2, "empty-cells"),
        ("a.csv", HEADER + "ISO 1,ISO 1,IDT,x,2026\n", 2, "same-designation"),
        ("a.csv", "national,international\nGB/T 1,ISO 1\n", 1, "missing-columns"),
        ("a.csv", "sep=;\nnational;international\n", 2, "missing-columns"),
        ("a.csv", "", 1, "missing-columns"),
        ("a.csv", HEADER + '"' + "x" * 140_000 + '"\n', 2, "bad-csv"),
        (
            "a.yaml",
            "equivalences:\n- {national: GB/T 1, international: ISO 1, degree: IDT, source: x}\n",
            2,
            "no-date",
        ),
        (
            "a.yaml",
            "equivalences:\n- {national: GB/T 1, international: ISO9, degree: IDT, source: x, as_of: 2026}\n",
            2,
            "unreadable-designation",
        ),
    ],
)
def test_a_wrong_row_is_named(user_data: Path, name: str, text: str, line: int, key: str) -> None:
    file = user_data / "equivalences" / name
    file.write_text(text, encoding="utf-8")
    (user_data / "equivalences" / "good.csv").write_text(HEADER + ROW, encoding="utf-8")
    with pytest.raises(DesignationDataError) as raised:
        load_equivalences(file)
    values = raised.value.message.values
    assert (values["file"], values["line"]) == (str(file), line)
    assert values["problem"].key == f"designations.{key}"
    designations.reload()
    # What is right goes on, what is wrong is remembered.
    assert known("GB/T 90001—2026", "ISO 90001:2025") is not None
    (problem,) = userdata.left_out()
    for language in ("en", "zh"):
        assert str(file) in problem.render(language)
        assert str(line) in problem.render(language)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.csv", b"\xff\x81\x00", "unknown-encoding"),
        ("a.yaml", b"\xff\x81\x00", "not-utf-8"),
        ("a.yaml", b"equivalences: [\n", "bad-yaml"),
        ("a.yaml", b"", "bad-data"),
        ("a.yaml", b"equivalences:\n- {national: GB/T 1, degree: IDT, source: x}\n", "bad-data"),
    ],
)
def test_a_file_that_is_none(user_data: Path, name: str, content: bytes, key: str) -> None:
    file = user_data / "equivalences" / name
    file.write_bytes(content)
    with pytest.raises(DesignationDataError) as raised:
        load_equivalences(file)
    assert raised.value.key == f"designations.{key}"
    assert str(file) in raised.value.render("zh")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("no.csv", "no.yaml"):
        with pytest.raises(DesignationDataError) as raised:
            load_equivalences(tmp_path / name)
        assert raised.value.key == "designations.unreadable"


def test_a_body_of_the_users(user_data: Path) -> None:
    assert parse("UNIT 361-1:2009") is None
    (user_data / "designations" / "unit.yaml").write_text(BODY, encoding="utf-8-sig")
    designations.reload()
    designation = parse("UNIT 361-1:2009")
    assert designation is not None
    assert (designation.canonical, designation.countries) == ("UNIT 361-1:2009", ("UY",))
    text = "según UNIT 361-1:2009, apartado 5.2, y UNIT 361-2"
    found = find(text)
    assert [item.designation.canonical for item in found] == ["UNIT 361-1:2009", "UNIT 361-2"]
    assert found[0].locality is not None
    assert [item.suggestion for item in designations.unparsed("según UNIT361-2")] == ["UNIT 361-2"]
    assert userdata.left_out() == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "problem"),
    [
        ("scheme: unit", "scheme: gb", 5, "grammars.0.scheme", "scheme-taken"),
        (r"\d{1,5}(?:", r"\d{1,5}((?:", 8, "grammars.0.pattern", "bad-pattern"),
        ("{year}))?", "{jahr}))?", 8, "grammars.0.pattern", "unknown-placeholder"),
        ("?P<num>", "?P<no>", 8, "grammars.0.pattern", "missing-group"),
        (r"(\d+)(?:(-)", r"(\d+(?:(-)", 10, "grammars.0.number", "bad-pattern"),
        (r"(\d+)(?:(-)(.+))?", r"(\d+)-(.+)", 10, "grammars.0.number", "number-groups"),
        ("(?::(?P<year>{year}))?", "(?: (?P<dual>.+))?", 8, "grammars.0.pattern", "missing-degree"),
        ("{part}", "{prt}", 11, "grammars.0.write", "unknown-placeholder"),
        ("order: 72", "order: first", 6, "grammars.0.order", ""),
        ("publishers: {UNIT: }", "publishers: {UNIT: {land: UY}}", 7, "grammars.0.publishers.UNIT.land", ""),
    ],
)
def test_a_wrong_body_is_left_out_with_its_line(
    user_data: Path, old: str, new: str, line: int, key: str, problem: str
) -> None:
    assert old in BODY
    file = user_data / "designations" / "unit.yaml"
    file.write_text(BODY.replace(old, new), encoding="utf-8")
    designations.reload()
    assert parse("UNIT 361-1:2009") is None
    assert parse("GB/T 1.1—2020") is not None
    (error,) = userdata.left_out()
    values = error.message.values
    assert (values["file"], values["line"], values["key"]) == (str(file), line, key)
    if problem:
        assert values["problem"].key == f"designations.{problem}"  # type: ignore[attr-defined]
    for language in ("en", "zh"):
        assert f"{line}" in error.render(language)


def test_a_broken_shipped_body_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar_module, "shipped_text", lambda name: BODY.replace("?P<num>", "?P<no>"))
    designations.reload()
    with pytest.raises(DesignationDataError) as raised:
        find("ISO 9001")
    monkeypatch.undo()
    designations.reload()
    assert raised.value.message.values["line"] == 8
    assert str(raised.value.message.values["file"]).endswith(".yaml")


def test_a_broken_shipped_registry_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "equivalences:\n- {national: GB/T 1, international: ISO 1, degree: IDT, source: x}\n"
    monkeypatch.setattr(registry_module, "shipped_text", lambda name: rows)
    designations.reload()
    with pytest.raises(DesignationDataError) as raised:
        known("GB/T 1", "ISO 1")
    monkeypatch.undo()
    designations.reload()
    assert (raised.value.message.values["file"], raised.value.message.values["line"]) == (
        "equivalences.yaml",
        2,
    )


def test_counterparts_are_read_from_the_users_rows(user_data: Path) -> None:
    (user_data / "equivalences" / "own.csv").write_text(HEADER + ROW, encoding="utf-8")
    designations.reload()
    international = parse("ISO 90001")
    assert international is not None
    (counterpart,) = counterparts(international)
    assert (counterpart.designation.canonical, counterpart.direction) == ("GB/T 90001—2026", "adopted-by")
