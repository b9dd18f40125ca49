"""Derivatives of content models agree with regular expressions."""

import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.sts.validation import patterns
from workbench.sts.validation.patterns import EMPTY, NOTHING, Pattern

Both = tuple[Pattern, str]


def _sequence(parts: tuple[Both, Both]) -> Both:
    (first, one), (second, two) = parts
    return patterns.sequence(first, second), f"(?:{one})(?:{two})"


def _choice(parts: tuple[Both, Both]) -> Both:
    (first, one), (second, two) = parts
    return patterns.choice((first, second)), f"(?:{one}|{two})"


leaves = st.sampled_from("abc").map(lambda name: (patterns.names(frozenset({name})), name))
models = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(_sequence),
        st.tuples(inner, inner).map(_choice),
        inner.map(lambda part: (patterns.optional(part[0]), f"(?:{part[1]})?")),
        inner.map(lambda part: (patterns.one_or_more(part[0]), f"(?:{part[1]})+")),
    ),
    max_leaves=8,
)


@given(models, st.text("abc", max_size=7))
def test_accepts_what_the_regular_expression_accepts(model: Both, children: str) -> None:
    pattern, expression = model
    for name in children:
        pattern = pattern.after(name)
    assert pattern.nullable == bool(re.fullmatch(expression, children))


@given(models, st.text("abc", max_size=7))
def test_first_names_are_those_that_may_follow(model: Both, children: str) -> None:
    pattern, _ = model
    for name in children:
        pattern = pattern.after(name)
    assert pattern.first == {name for name in "abc" if pattern.after(name) is not NOTHING}


def test_foreign_elements_stand_for_any_other_namespace() -> None:
    pattern = patterns.optional(patterns.foreign(frozenset({"urn:ours"})))
    assert pattern.after("{urn:theirs}x") is EMPTY
    assert pattern.after("x") is EMPTY
    assert pattern.after("{urn:ours}x") is NOTHING
