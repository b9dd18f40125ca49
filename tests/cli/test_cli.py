"""Commands as users type them: what they print, their exit codes, and bad input."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.cli import main

ROOT = Path(__file__).parents[2]
DRAFT, REFERENCE = ROOT / "drafts" / "strainer.sts.xml", ROOT / "corpora" / "iso-91240.sts.xml"

DOCUMENT = """<standard xml:lang="{language}"><front><std-meta><std-ref type="dated">{name}</std-ref></std-meta></front>
<body><sec id="s1"><label>1</label><title>{title}</title><p id="p1">{text}</p></sec></body></standard>"""


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def run(*arguments):
    return main([str(argument) for argument in arguments])


def test_show_prints_metadata_and_outline(capsys):
    assert run("show", DRAFT, "--ui-language", "zh") == 0
    out = capsys.readouterr().out
    assert "91240" in out
    assert "规范性引用文件" in out
    assert "个条款" in out


def test_show_prints_one_clause_with_its_subclauses(capsys):
    assert run("show", DRAFT, "--clause", "5") == 0
    out = capsys.readouterr().out
    assert "5.1" in out
    assert "6.1" not in out


def test_compare_writes_json_and_html_and_prints_a_summary(tmp_path, capsys):
    result, report = tmp_path / "r.json", tmp_path / "r.html"
    assert run("compare", DRAFT, REFERENCE, "--json", result, "--html", report, "--ui-language", "en") == 0
    out = capsys.readouterr().out
    assert "Degree of correspondence" in out
    data = json.loads(result.read_text(encoding="utf-8"))
    assert {"alignment", "divergences", "degree"} <= set(data)
    assert data["divergences"]
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run("compare", DRAFT, REFERENCE, "--check") == 1


def test_the_schema_describes_what_compare_writes(tmp_path, capsys):
    jsonschema = pytest.importorskip("jsonschema")
    run("compare", DRAFT, REFERENCE, "--json", tmp_path / "r.json")
    capsys.readouterr()
    run("schema")
    schema = json.loads(capsys.readouterr().out)
    jsonschema.validate(json.loads((tmp_path / "r.json").read_text(encoding="utf-8")), schema)


def test_align_prints_the_beads_of_two_files_of_lines(tmp_path, capsys):
    files = [tmp_path / "de.txt", tmp_path / "fr.txt"]
    files[0].write_text("Die Tür ist geschlossen.\nDas Glas ist heute gebrochen.\n", encoding="utf-8")
    files[1].write_bytes("\ufeffLa porte est fermée.\r\nLe verre s'est cassé aujourd'hui.\r\n".encode())
    result = tmp_path / "beads.json"
    assert run("align", "--lines", *files, "--languages", "de,fr", "--json", result) == 0
    assert capsys.readouterr().out == "[0]:[0]\n[1]:[1]\n"
    written = json.loads(result.read_text(encoding="utf-8"))
    assert written["languages"] == ["de", "fr"]
    assert [bead["source"] for bead in written["beads"]] == [[0], [1]]


def test_align_prints_the_links_of_two_standards(capsys):
    assert run("align", "drafts/cable.sts.xml", "drafts/cable.sts.xml") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 100
    assert all("corresponds" in line for line in lines)


@pytest.mark.parametrize("languages", ["de", "de,fr,es", "deutsch,english", "de,"])
def test_align_takes_two_languages_or_none(languages, tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text("one\n", encoding="utf-8")
    assert run("align", "--lines", file, file, "--languages", languages) == 2
    assert languages in capsys.readouterr().err


def test_align_says_which_line_is_no_text(tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_bytes(b"one\ntwo \xff\n")
    assert run("align", "--lines", file, file) == 2
    assert "line 2" in capsys.readouterr().err
    assert run("align", "--lines", tmp_path / "none.txt", file) == 2
    assert "none.txt" in capsys.readouterr().err


def test_validate_and_format_tell_by_their_exit_code(tmp_path, capsys, write):
    copy = tmp_path / "copy.sts.xml"
    shutil.copy(DRAFT, copy)
    assert run("validate", "--check", copy) == 0
    assert run("format", "--check", copy) == 0
    wrong = write(
        "wrong.sts.xml",
        DOCUMENT.format(language="en", name="X 1", title="T", text="x")
        .replace("<p ", "<pp ")
        .replace("</p>", "</pp>"),
    )
    assert run("validate", wrong) == 0
    assert run("validate", "--check", wrong) == 1
    out = capsys.readouterr().out
    assert "<pp>" in out
    assert "wrong.sts.xml" in out


def test_format_check_changes_nothing_and_format_does(tmp_path, capsys, write):
    path = write("a.sts.xml", DOCUMENT.format(language="en", name="X 1", title="T", text="x"))
    before = path.read_bytes()
    assert run("format", "--check", path) == 1
    assert path.read_bytes() == before
    assert run("format", path) == 0
    assert path.read_bytes() != before
    assert run("format", "--check", path) == 0


BAD = {
    "missing file": None,
    "empty": b"",
    "not XML": b"hello",
    "wrong root": b"<html/>",
    "UTF-16": "<standard/>".encode("utf-16"),
    "no provision": b'<standard xml:lang="en"><body/></standard>',
    "id twice": b'<standard xml:lang="en"><body><p id="a">x</p><p id="a">y</p></body></standard>',
    "unknown language": b'<standard xml:lang="tlh"><body><p>nuqneH</p></body></standard>',
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_message_and_exit_code_2(name, language, tmp_path, capsys):
    path = tmp_path / "bad.sts.xml"
    if BAD[name] is not None:
        path.write_bytes(BAD[name])
    result = tmp_path / "result.json"
    assert run("--ui-language", language, "compare", path, REFERENCE, "--json", result) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err
    assert any("\u4e00" <= character <= "\u9fff" for character in captured.err) == (language == "zh")
    assert not result.exists()


def test_two_documents_in_an_unknown_language(write, capsys):
    files = [
        write(
            f"{name}.sts.xml",
            DOCUMENT.format(language="", name=name, title="q", text="7 % — 9").replace(' xml:lang=""', ""),
        )
        for name in "ab"
    ]
    assert run("compare", *files) == 0
    assert "language" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["cmpare"], "cmpare"),
        (["compare", "a.xml"], "REFERENCE"),
        (["compare", "a.xml", "b.xml", "--jsn"], "--json"),
        (["show", "x", "--ui-language", "fr"], "fr"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(arguments, expected, capsys):
    assert run(*arguments) == 2
    assert expected in capsys.readouterr().err


def test_help_is_in_the_language_of_the_user():
    outputs = {
        language: subprocess.run(
            [sys.executable, "-m", "workbench.cli", "compare", "--help", "--ui-language", language],
            capture_output=True, text=True, check=True, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        ).stdout
        for language in ("zh", "en")
    }  # fmt: skip
    assert "选项" in outputs["zh"]
    assert "Options" in outputs["en"]
    assert "Show this" not in outputs["zh"]


def test_a_full_disk_while_writing_leaves_the_old_report_whole(tmp_path, capsys, monkeypatch):
    result = tmp_path / "r.json"
    result.write_text("old")

    def full(descriptor, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    monkeypatch.setattr("os.fsync", lambda descriptor: full(descriptor, b""))
    assert run("compare", DRAFT, REFERENCE, "--json", result) == 2
    monkeypatch.undo()
    assert result.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_ctrl_c_in_the_middle_ends_with_a_message(tmp_path, capsys, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.divergence.compare", interrupt)
    assert run("compare", DRAFT, REFERENCE, "--json", tmp_path / "r.json") == 2
    assert "Interrupted" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_reader_that_closes_early_is_no_error():
    shown = subprocess.run(
        f"'{sys.executable}' -m workbench.cli show '{DRAFT}' --provisions | head -1",
        shell=True, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "Traceback" not in shown.stderr
    assert shown.stdout
