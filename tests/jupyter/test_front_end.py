"""What the front end and the server must agree on, checked without a browser."""

import json
import re
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from workbench.jupyter import pages

REPOSITORY = Path(__file__).parents[2]
EXTENSION = REPOSITORY / "extensions" / "jupyterlab-workbench"
DOMAIN = "jupyterlab_workbench"
CATALOGUE = REPOSITORY / "workbench/jupyter/locale/zh_CN/LC_MESSAGES" / f"{DOMAIN}.json"
SINGULAR = re.compile(r"trans\s*\.__\(\s*'((?:[^'\\]|\\.)*)'")
PLURAL = re.compile(r"trans\s*\._n\(\s*'((?:[^'\\]|\\.)*)'")
ANY_CALL = re.compile(r"trans\s*\.\s*_+n?p?\(")


def sources() -> str:
    files = [file for file in sorted((EXTENSION / "src").rglob("*.ts*")) if file.name != "types.gen.ts"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def catalogue() -> dict[str, list[str]]:
    entries = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    header = entries.pop("")
    assert header["domain"] == DOMAIN
    return entries


def test_every_string_of_the_lab_has_a_chinese_translation_and_no_other_has():
    strings = set(SINGULAR.findall(sources())) | set(PLURAL.findall(sources()))
    assert strings == set(catalogue())


def test_every_translation_call_is_understood_by_these_tests():
    found = len(SINGULAR.findall(sources())) + len(PLURAL.findall(sources()))
    assert len(ANY_CALL.findall(sources())) == found > 0


def test_translations_keep_the_placeholders():
    for english, chinese in catalogue().items():
        assert set(re.findall(r"%\d", english)) == set(re.findall(r"%\d", chinese[0])), english


def test_plurals_are_written_as_the_lab_expects_them():
    # Gettext in the lab takes a list of one for a singular, of two for a plural, and ignores anything else.
    plurals = set(PLURAL.findall(sources()))
    for english, chinese in catalogue().items():
        assert len(chinese) == (2 if english in plurals else 1), english


def test_translations_are_chinese():
    for english, chinese in catalogue().items():
        assert re.search(r"[\u4e00-\u9fff]", chinese[0]), english


def test_the_lab_finds_the_translations():
    from jupyterlab_server.translation_utils import get_language_pack

    if DOMAIN not in {entry.name for entry in entry_points(group="jupyterlab.locale")}:
        pytest.skip("the workbench is not installed in this environment, so the lab cannot find its parts")
    packs, message = get_language_pack("zh_CN")
    assert not message.strip()
    assert packs[DOMAIN]["Compare"] == catalogue()["Compare"]


def test_the_schema_for_the_front_end_is_current():
    committed = (EXTENSION / "schema" / "pages.json").read_text(encoding="utf-8")
    assert committed == pages.schema(), (
        "run: python -m workbench.jupyter.pages > extensions/jupyterlab-workbench/schema/pages.json; "
        "then npm run types"
    )


def test_the_types_of_the_front_end_hold_every_field_of_the_schema():
    types = (EXTENSION / "src" / "types.gen.ts").read_text(encoding="utf-8")
    schema = json.loads(pages.schema())
    for name, definition in schema["$defs"].items():
        body = re.search(rf"export interface {name} {{(.*?)\n}}", types, re.DOTALL)
        assert body, name
        fields = re.findall(r"^  (\w+):", body[1], re.MULTILINE)
        assert fields == list(definition["properties"]), name


def test_no_source_holds_text_in_another_language():
    assert not re.findall(r"[\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff]", sources())
