"""Data files that people edit."""

import pytest
import yaml

from workbench.resources import NotYamlError, parse_plain_yaml, parse_yaml


def test_a_key_that_stands_twice_is_told_with_its_line():
    with pytest.raises(NotYamlError, match="the key unless stands here for the second time") as caught:
        parse_plain_yaml("unless: [a]\nonly: [b]\nunless: [c]\n")
    assert caught.value.line == 3
    with pytest.raises(yaml.YAMLError, match="second time"):
        parse_yaml("unless: [a]\nunless: [c]\n")


def test_one_key_in_two_mappings_is_no_key_twice():
    assert parse_yaml("zh: {a: 1}\nen: {a: 2}\n") == {"zh": {"a": 1}, "en": {"a": 2}}
