"""``workbench read`` and ``workbench designation``: what they print, their JSON, and bad input."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from workbench.cli import main


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def lines(capsysbinary: pytest.CaptureFixture[bytes]) -> list[dict]:
    return [json.loads(line) for line in capsysbinary.readouterr().out.decode().split("\n")[:-1]]


SENTENCE = "按GB/T 2828.1抽样，在23 ℃下吸水率应不大于0.5 %。"


@pytest.mark.parametrize(
    ("ui", "form", "limit"),
    [
        ("en", "requirement (req+)", "limit: 吸水率 ≤ 0.5 %"),
        ("zh", "要求（req+）", "极限值：吸水率 ≤ 0.5 %"),
    ],
)
def test_read_says_what_a_sentence_says(capsys, ui: str, form: str, limit: str) -> None:
    assert run("read", "--lang", "zh", "--ui-language", ui, SENTENCE) == 0
    out = capsys.readouterr().out
    assert form in out
    assert limit in out
    assert "GB/T 2828.1 = ISO 2859-1:1999" in out


def test_read_detects_the_language(capsys) -> None:
    assert run("read", "Масса не должна превышать 2,5 кг.") == 0
    assert "ru: " in capsys.readouterr().out


def test_json_lines_have_the_reading_of_each_line(tmp_path, capsysbinary) -> None:
    file = tmp_path / "lines.jsonl"
    texts = [{"lang": "zh", "text": SENTENCE}, {"lang": "en", "text": "Length shall be (50 ± 0,5) mm.\u2028"}]
    file.write_text("\n".join(json.dumps(text, ensure_ascii=False) for text in texts), encoding="utf-8")
    assert run("read", "--jsonl", file) == 0
    chinese, english = lines(capsysbinary)
    limit = chinese["limits"][0]
    assert (limit["lo"], limit["hi"], limit["hi_inc"], limit["unit"], limit["unit_ucum"]) == (
        None,
        0.5,
        True,
        "%",
        "%",
    )
    assert [(item["lo"], item["unit"]) for item in chinese["conditions"]] == [(23, "℃")]
    assert [(item["text"], item["canonical"]) for item in chinese["designations"]] == [("GB/T 2828.1",) * 2]
    assert (english["form"], english["limits"][0]["lo"], english["limits"][0]["hi"]) == ("req+", 49.5, 50.5)


def test_lines_from_standard_input(monkeypatch, capsysbinary) -> None:
    source = json.dumps({"text": "Mass shall not exceed 5 kg."}).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(source)))
    assert run("read", "--lang", "en", "--jsonl", "-") == 0
    (line,) = lines(capsysbinary)
    assert (line["lang"], line["limits"][0]["hi"]) == ("en", 5)


def test_a_line_that_cannot_be_read_keeps_its_place(tmp_path, capsysbinary) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"lang":"en","text":"\\ud800 shall not exceed 5 mm"}\n{"lang":"en"}\n\xff\n[[[\n{"text":5}\n'
        b'{"lang":7,"text":""}\n'
    )
    assert run("read", "--jsonl", file) == 2
    answers = lines(capsysbinary)
    assert [sorted(answer) == ["error"] for answer in answers] == [False, True, True, True, True, False]
    assert answers[0]["limits"][0]["hi"] == 5
    assert "Line 4 " in answers[3]["error"]
    assert (answers[5]["form"], answers[5]["limits"]) == ("stmt", [])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--lang", "Chinese"), "zh"),
        (("--profile", "foo"), "gost"),
        (("--country", "china"), "ISO 3166"),
    ],
)
def test_an_option_that_names_nothing_is_refused(capsys, arguments: tuple[str, str], word: str) -> None:
    assert run("read", *arguments, "≤ 5 mm", "--ui-language", "en") == 2
    assert word in capsys.readouterr().err


def test_in_an_unknown_language_values_are_shown(capsys) -> None:
    assert run("read", "--lang", "fi", "Lämpötila on 60 °C.", "--ui-language", "en") == 0
    out = capsys.readouterr().out
    assert "only signs, numbers and units are read" in out
    assert "value: 60 °C" in out


@pytest.mark.parametrize("arguments", [(), ("",), (" ",), ("--jsonl", "there-is-no-such-file")])
def test_read_without_anything_to_read_says_what_to_do(capsys, arguments: tuple[str, ...]) -> None:
    assert run("read", *arguments) == 2
    message = capsys.readouterr().err
    assert message
    assert "Traceback" not in message


def test_designation_prints_record_canonical_form_and_equivalents(capsys) -> None:
    assert run("designation", "GB/T2828.1-2012", "--ui-language", "zh") == 0
    out = capsys.readouterr().out
    assert out.startswith("GB/T 2828.1—2012\n")
    assert "ISO 2859-1:1999" in out
    assert "IDT" in out


def test_designation_as_json(capsys) -> None:
    assert run("designation", "--json", "GB/T 2828.1-2012", "kein Titel") == 2
    parsed, unparsed = map(json.loads, capsys.readouterr().out.splitlines())
    assert (parsed["canonical"], parsed["number"], parsed["part"], parsed["year"]) == (
        "GB/T 2828.1—2012",
        "2828",
        "1",
        2012,
    )
    assert unparsed == {"text": "kein Titel", "canonical": None, "unparsed": []}


@pytest.mark.parametrize("country", ["KE", "KR"])
def test_the_country_decides_an_ambiguous_prefix(capsys, country: str) -> None:
    assert run("designation", "--json", "--country", country, "KS 1515:2000") == 0
    assert json.loads(capsys.readouterr().out)["countries"] == [country]
