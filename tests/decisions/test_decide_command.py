"""``workbench decide``: what it keeps, refuses and says."""

import json

import pytest

from workbench.cli import main
from workbench.decisions import decisions_file, load_decisions

DOCUMENT = """<standard xml:lang="{language}"><front><std-meta><std-ref type="dated">{name}</std-ref></std-meta></front>
<body><sec id="s5"><label>5</label><title>{title}</title>{inside}</sec></body></standard>"""
DRAFT = ["压降应不大于10 kPa。", "长度应不小于50 mm。", "壳体应采用铸铁制造。", "滤网应能不用工具取出。"]
REFERENCE = [
    "The pressure drop shall not exceed 8 kPa.",
    "The length shall be at least 60 mm.",
    "The body shall be made of cast iron.",
    "The screen shall be removable without tools.",
]


@pytest.fixture
def pair(tmp_path):
    """A draft and a reference that diverge in two limits."""
    files = []
    for language, name, title, texts in (
        ("zh", "T/ZZB 1—2026", "要求", DRAFT),
        ("en", "ISO 1:2020", "Requirements", REFERENCE),
    ):
        inside = "".join(f'<p id="{language}{n}">{text}</p>' for n, text in enumerate(texts))
        path = tmp_path / f"{language}.sts.xml"
        path.write_text(DOCUMENT.format(language=language, name=name, title=title, inside=inside), "utf-8")
        files.append(path)
    return files


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = main([*map(str, arguments), "--ui-language", "en"])
        output = capsys.readouterr()
        assert "Traceback" not in output.err
        return code, output.out, output.err

    return run


@pytest.fixture
def compared(pair, run, tmp_path):
    """The comparison as the command writes it."""

    def compared():
        result = tmp_path / "result.json"
        assert run("compare", *pair, "--json", result)[0] == 0
        return json.loads(result.read_text(encoding="utf-8"))

    return compared


@pytest.fixture
def ids(compared):
    found = [one["id"] for one in compared()["divergences"] if one["category"] == "QL"]
    assert len(found) == 2
    return found


def test_decisions_are_kept_followed_listed_and_taken_back(pair, run, compared, ids):
    assert run("decide", *pair, ids[0], "--reject", "--reason", "别的产品", "--by", "王工")[0] == 0
    assert run("decide", *pair, ids[1], "--confirm", "--severity", "minor")[0] == 0
    comparison = compared()
    assert [one["id"] for one in comparison["rejected"]] == ids[:1]
    assert {one["id"]: one["severity"] for one in comparison["divergences"]}[ids[1]] == "minor"
    code, out, _ = run("decide", pair[0])
    assert code == 0
    listed = " ".join(out.split())
    assert f"{ids[0]} rejected 别的产品 ISO 1:2020 王工" in listed
    assert f"{ids[1]} confirmed → minor" in listed
    # A rejected finding can be found again, to decide otherwise: what is not said stays.
    assert run("decide", *pair, ids[0], "--reopen", "--nature", "EO")[0] == 0
    kept = {one.finding: one for one in load_decisions(pair[0]).findings}[ids[0]]
    assert (kept.status, kept.as_nature, kept.reason) == ("open", "EO", "别的产品")
    assert run("decide", *pair, ids[0].lower(), "--take-back")[0] == 0
    assert [one.finding for one in load_decisions(pair[0]).findings] == ids[1:]
    assert compared()["rejected"] == []


def test_several_findings_are_decided_at_once_by_the_beginning_of_their_ids(pair, run, ids):
    assert run("decide", *pair, ids[0][:5], ids[1][:5], "--reject", "--reason", "x")[0] == 0
    assert {one.finding for one in load_decisions(pair[0]).findings} == set(ids)


def test_a_rejection_needs_a_reason(pair, run, ids):
    for more in ((), ("--reason", "")):
        code, _, error = run("decide", *pair, ids[0], "--reject", *more)
        assert code == 2
        assert "--reason" in error
    assert not decisions_file(pair[0]).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["QL-zzzz", "--confirm"], "no finding QL-zzzz"),
        (["QL", "--confirm"], "several findings"),
        (["{id}"], "Say what you decide"),
        (["{id}", "QL-zzzz", "--confirm"], "no finding QL-zzzz"),
        (["{id}", "--nature", "X"], "--nature"),
        (["{id}", "--take-back"], "Nothing was decided about {id}"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_written(pair, run, ids, arguments, words):
    code, _, error = run("decide", *pair, *(one.format(id=ids[0]) for one in arguments))
    assert code == 2
    assert words.format(id=ids[0]) in error
    assert not decisions_file(pair[0]).exists()


@pytest.mark.parametrize("place", [0, 1])
def test_a_document_that_is_missing_is_named(pair, run, ids, place):
    pair[place].unlink()
    code, _, error = run("decide", *pair, ids[0], "--confirm")
    assert code == 2
    assert pair[place].name in error


def test_an_earlier_version_is_refused(pair, run):
    code, _, error = run("decide", f"{pair[0]}@HEAD", pair[1], "QL-1", "--confirm")
    assert code == 2
    assert "earlier version" in error


def test_without_decisions_the_list_says_so(pair, run):
    code, out, _ = run("decide", pair[0])
    assert code == 0
    assert "No decisions yet" in out


@pytest.mark.parametrize("arguments", [["{id}", "--confirm"], ["{id}", "--take-back"], None])
def test_a_half_written_file_is_named_with_its_line_and_left_as_it_was(pair, run, ids, arguments):
    run("decide", *pair, *ids, "--confirm")
    file = decisions_file(pair[0])
    whole = file.read_bytes()
    half = whole[: whole.rindex(b'"reference"')]
    file.write_bytes(half)
    given = [one.format(id=ids[0]) for one in arguments or ()]
    code, _, error = run("decide", *pair[: 2 if given else 1], *given)
    assert code == 2
    assert f"{file}, line 6" in " ".join(error.split())
    assert file.read_bytes() == half


def test_the_file_of_another_document_is_refused_and_left_as_it_was(pair, run, ids):
    run("decide", *pair, *ids, "--confirm")
    file = decisions_file(pair[0])
    foreign = file.read_text(encoding="utf-8")
    for n, one in enumerate(load_decisions(pair[0]).findings):
        for name, text in one.draft.items():
            foreign = foreign.replace(f'"{name}":"{text}"', f'"other{n}":"{n:016}"')
    lines = foreign.splitlines()
    third = lines[4].removesuffix(",").replace(ids[0], "QL-aaaa").replace(ids[1], "QL-aaaa")
    lines[4:5] = [f"{lines[4].removesuffix(',')},", f"{third},"]
    file.write_text("\n".join(lines), encoding="utf-8")
    before = file.read_bytes()
    for arguments in ([*pair, ids[0], "--confirm"], [*pair, ids[0], "--take-back"], pair[:1]):
        code, _, error = run("decide", *arguments)
        assert code == 2
        assert "belongs to another document" in error
        assert file.read_bytes() == before
