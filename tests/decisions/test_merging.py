"""Merging the decisions of two people: what holds for any three files."""

import tempfile
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.cli.merging import merge_for_git
from workbench.decisions import (
    Decisions,
    DecisionsError,
    FindingDecision,
    LinkDecision,
    load_decisions,
    merge_decisions,
)

WHO = st.fixed_dictionaries(
    {"by": st.sampled_from(["Wang", "Li\u2028Ming"]), "at": st.sampled_from(["2026-01", "2026-02"])}
)
REFERENCES = "ISO 1:2020", "ISO 2:2021"


def finding(name, against, status, **more):
    return FindingDecision(
        finding=name, against=against, category="QL", draft={"p1": "00"}, reference={}, status=status, **more
    )


def link(names, against, kind, **more):
    return LinkDecision(
        decision=kind, against=against, draft={names[0]: "00"}, reference={names[1]: "11"}, **more
    )


@st.composite
def some_decisions(draw):
    """Of each finding and link there may be a decision: one of three, by somebody."""

    def decided(make, about, kinds):
        drawn = (draw(st.sampled_from(["", *kinds])) for _ in REFERENCES for _ in about)
        pairs = zip(product(REFERENCES, about), drawn, strict=True)
        return [make(one, against, kind, **draw(WHO)) for (against, one), kind in pairs if kind]

    return Decisions(
        links=decided(link, [("p1", "q1"), ("p1", "q2")], ["accepted", "rejected", "drawn"]),
        findings=decided(finding, ["QL-0001", "QL-0002", "VF-0001"], ["open", "confirmed", "rejected"]),
    )


def by_key(decisions):
    return {one.key: one for one in (*decisions.links, *decisions.findings)}


def said(one):
    """What a decision says, whoever made it when."""
    return one and one.model_dump(exclude={"by", "at"})


def everything_said(decisions):
    return {key: said(one) for key, one in by_key(decisions).items()}


def contested_keys(*sides):
    base, ours, theirs = map(everything_said, sides)
    return {
        key
        for key in base | ours | theirs
        if base.get(key) != ours.get(key) != theirs.get(key) != base.get(key)
    }


def named(key):
    return ":".join(part if isinstance(part, str) else ",".join(part) for part in key[1:])


def files(folder, *sides):
    made = [Path(folder) / f"{n}.decisions.json" for n in range(3)]
    for path, side in zip(made, sides, strict=True):
        path.write_text(side.as_text(), encoding="utf-8")
    return made


def merged(*sides):
    with tempfile.TemporaryDirectory() as folder:
        return merge_decisions(*files(folder, *sides))


@settings(max_examples=40)
@given(some_decisions(), some_decisions(), some_decisions())
def test_it_is_the_same_from_either_side_but_for_what_is_contested(base, ours, theirs):
    one, contested = merged(base, ours, theirs)
    other, also = merged(base, theirs, ours)
    disputed = contested_keys(base, ours, theirs)
    assert sorted(contested) == sorted(also) == sorted(map(named, disputed))
    assert {key: value for key, value in everything_said(one).items() if key not in disputed} == {
        key: value for key, value in everything_said(other).items() if key not in disputed
    }


@settings(max_examples=40)
@given(some_decisions(), some_decisions())
def test_where_one_changed_nothing_the_other_holds(base, changed):
    for sides in ((base, base, changed), (base, changed, base), (base, changed, changed)):
        result, contested = merged(*sides)
        assert contested == ()
        assert everything_said(result) == everything_said(changed)


@settings(max_examples=40)
@given(some_decisions(), some_decisions(), some_decisions())
def test_nothing_is_lost_and_nothing_invented(base, ours, theirs):
    result, _ = merged(base, ours, theirs)
    old, mine, yours, found = map(by_key, (base, ours, theirs, result))
    assert set(mine) & set(yours) <= set(found)
    assert (set(mine) | set(yours)) - set(old) <= set(found)
    assert all(one in (mine.get(key), yours.get(key)) for key, one in found.items())
    assert len(result.links) + len(result.findings) == len(found)


@settings(max_examples=40)
@given(some_decisions(), some_decisions(), some_decisions())
def test_either_side_of_all_conflicts_is_a_file_of_decisions(base, ours, theirs):
    disputed = contested_keys(base, ours, theirs)
    with tempfile.TemporaryDirectory() as folder:
        paths = files(folder, base, ours, theirs)
        agreed, contested = merge_decisions(*paths)
        assert merge_for_git(*paths, "cup.decisions.json") == bool(contested)
        text = paths[1].read_text(encoding="utf-8")
        assert ("<<<<<<<" in text) is bool(contested)
        if contested:
            with pytest.raises(DecisionsError) as caught:
                load_decisions(Path(folder) / "1.sts.xml")
            assert caught.value.key == "decisions.unmerged"
        for place, side in ((0, ours), (1, theirs)):
            paths[1].write_text(taken(text, place), encoding="utf-8")
            expected = {key: one for key, one in by_key(agreed).items() if key not in disputed}
            expected |= {key: one for key, one in by_key(side).items() if key in disputed}
            assert by_key(load_decisions(Path(folder) / "1.sts.xml")) == expected


def taken(text, place):
    """The text with one side of each conflict, 0 or 1."""
    kept, where = [], None
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            where = 0
        elif line.startswith("=======") and where == 0:
            where = 1
        elif line.startswith(">>>>>>>"):
            where = None
        elif where is None or where == place:
            kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize(
    ("side", "content", "words"),
    [
        (0, b"{", "“base” of cup.decisions.json, line 1: this is no JSON"),
        (1, b'{"version": 1, "links": [\n<<<<<<< ours\n', "“ours” of cup.decisions.json, line 2: a merge"),
        (2, b'{"version": 1,\n"\xff"', "“theirs” of cup.decisions.json, line 2: this is no UTF-8"),
        (2, b'{"version": 2, "links": []}', "“theirs” of cup.decisions.json is of another version"),
        (2, None, "The decisions in “theirs” of cup.decisions.json cannot be read: No such file"),
    ],
)
def test_what_cannot_be_read_is_named_and_ours_is_left(tmp_path, capsys, side, content, words):
    from workbench.cli import main

    paths = files(tmp_path, *[Decisions(findings=[finding("QL-0001", "ISO 1:2020", "open")])] * 3)
    if content is None:
        paths[side].unlink()
    else:
        paths[side].write_bytes(content)
    before = paths[1].read_bytes()
    assert main(["merge-decisions", *map(str, paths), "cup.decisions.json", "--ui-language", "en"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("cup.decisions.json is not merged")
    assert words in output.err
    assert "git checkout --theirs" in output.err
    assert paths[1].read_bytes() == before
