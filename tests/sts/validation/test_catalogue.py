"""Every message of validation is used, and says the same in both languages."""

import re
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
import yaml

import workbench.sts.validation as package
from workbench.messages import UI_LANGUAGES

CATALOGUE = yaml.safe_load(
    (files("workbench.messages") / "catalogue" / "validation.yaml").read_text(encoding="utf-8")
)
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(package.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_hold_the_same_values(key: str) -> None:
    texts = CATALOGUE[key]
    assert set(texts) == set(UI_LANGUAGES)
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
    assert fields[0] == fields[1]


def test_remedies_are_all_there_and_all_used() -> None:
    used = set(re.findall(r'remedy\(\s*"([a-z-]+)"', SOURCE))
    assert {f"validation.do.{name}" for name in used} == {key for key in CATALOGUE if ".do." in key}


def test_rules_are_all_there_and_all_used() -> None:
    rules = {
        key.removeprefix("validation.")
        for key in CATALOGUE
        if not key.startswith(("validation.do.", "validation.value.", "validation.schema-"))
    }
    assert {rule for rule in rules if f'"{rule}"' not in SOURCE} == set()
