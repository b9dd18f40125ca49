"""Every sentence exists in both languages, and every sentence that code asks for exists."""

import ast
import re
import string
from pathlib import Path

import pytest

import workbench
from workbench.messages import Message, UserError, set_ui_language, translate, ui_language, using_ui_language
from workbench.messages._catalogue import _catalogue

PACKAGE = Path(workbench.__file__).parent
_KEY = re.compile(r"[a-z]+(?:\.[A-Za-z0-9+_-]+)+")


def _placeholders(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_message_exists_in_both_languages_with_the_same_placeholders():
    for key, texts in _catalogue().items():
        assert set(texts) == {"en", "zh"}, key
        assert _placeholders(texts["en"]) == _placeholders(texts["zh"]), key
        assert texts["en"].strip(), key
        assert texts["zh"].strip(), key


def test_every_message_that_code_names_exists():
    """String literals that look like ids and whose first word is a page of the catalogue."""
    pages = {key.partition(".")[0] for key in _catalogue()}
    unknown = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if (name in ("translate", "Message") or name.endswith("Error")) and isinstance(
                    first, ast.Constant
                ):
                    key = first.value
                    if isinstance(key, str) and _KEY.fullmatch(key) and key.partition(".")[0] in pages:
                        if key not in _catalogue():
                            unknown.add(f"{path.relative_to(PACKAGE)}:{node.lineno}: {key}")
    assert not unknown


def test_no_python_file_holds_words_of_a_language_that_people_read():
    """Knowledge of languages is data: Chinese, Cyrillic, Arabic letters stand in YAML, not in code."""
    script = re.compile(r"[\u0400-\u04ff]{3}|[\u0620-\u064a]{3}|[\u4e00-\u9fff]{2}")
    found = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in prose
            and script.search(node.value)
        ]
    assert not found


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "en"),
        ({"WORKBENCH_UI_LANGUAGE": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_ui_language_follows_the_environment(monkeypatch, environment, expected):
    for name in ("WORKBENCH_UI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    set_ui_language(None)
    assert ui_language() == expected


def test_chosen_language_wins_and_is_given_back(monkeypatch):
    monkeypatch.setenv("WORKBENCH_UI_LANGUAGE", "en")
    with using_ui_language("zh"):
        assert "界面语言" in translate("messages.unknown-ui-language", language="fr")
    assert ui_language() == "en"


def test_unknown_ui_language_is_refused():
    with pytest.raises(ValueError, match="fr"):
        set_ui_language("fr")


def test_a_message_inside_a_message_is_rendered_in_the_same_language():
    inner = Message("divergence.form.req+")
    outer = Message("divergence.note.VF.stronger", {"draft": inner, "reference": inner})
    assert "要求" in outer.render("zh")
    assert "requirement" in outer.render("en")


def test_a_user_error_renders_in_the_language_of_the_moment():
    error = UserError("sts.no-file", file="a.xml")
    with using_ui_language("zh"):
        assert str(error).startswith("a.xml：没有这个文件")
    with using_ui_language("en"):
        assert str(error).startswith("a.xml: there is no such file")
