"""The SARIF file against the rules of the standard (OASIS SARIF 2.1.0), checked by hand."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from workbench import sts
from workbench.decisions import FindingDecision
from workbench.divergence import Comparison
from workbench.dossier import as_sarif, write_sarif

HOSTILE = "Sentence 3 <script>alert('x')</script>"


@pytest.fixture
def decided(comparison: Comparison) -> Comparison:
    """The comparison with one finding rejected and one that is not sure."""
    first, second, third, *others = comparison.divergences
    decision = FindingDecision(
        finding="D02", against="ISO 1:2025", category="VF", draft={}, reference={}, status="rejected",
        reason="Both bind.", by="Wang", at="2026-05-04T10:00:00Z",
    )  # fmt: skip
    return comparison.model_copy(
        update={
            "divergences": (first, third.model_copy(update={"needs_review": True}), *others),
            "rejected": (second.model_copy(update={"decision": decision}),),
        }
    )


def _run(comparison: Comparison, *standards: sts.Standard, language: str = "en") -> dict[str, Any]:
    log = json.loads(as_sarif(comparison, *standards, ui_language=language))
    _check_log(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def _result(run: dict[str, Any], id_: str) -> dict[str, Any]:
    (found,) = [one for one in run["results"] if one["partialFingerprints"]["workbenchFinding/v1"] == id_]
    assert isinstance(found, dict)
    return found


# The rules of the standard; numbers are its clauses.


def _check_log(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"  # 3.13.2
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    for run in log["runs"]:
        _check_run(run)


def _check_run(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]  # 3.14.6, 3.18.2
    assert driver["name"]  # 3.19.8
    assert driver["version"]
    for language in (run["language"], driver["language"]):
        assert re.fullmatch("[a-z]{2}-[A-Z]{2}", language)
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        _check_message(rule["shortDescription"])
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note", "none")
    for artifact in run["artifacts"]:
        _check_artifact_location(artifact["location"], run)
        assert {"analysisTarget", "referencedOnCommandLine"} & set(artifact["roles"])
    # 3.27.23: either all results say whether they are suppressed, or none.
    assert len({"suppressions" in result for result in run["results"]}) <= 1
    for result in run["results"]:
        _check_result(result, run)


def _check_result(result: dict[str, Any], run: dict[str, Any]) -> None:
    _check_message(result["message"])  # 3.27.11
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]  # 3.27.6
    assert result["level"] in ("error", "warning", "note", "none")
    assert result["kind"] == "fail" or result["level"] == "none"  # 3.27.10
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    for location in (*result["locations"], *result.get("relatedLocations", ())):
        _check_location(location, run)
    numbers = [location["id"] for location in result.get("relatedLocations", ())]
    assert len(numbers) == len(set(numbers))  # 3.28.2
    for suppression in result["suppressions"]:
        assert suppression["kind"] in ("inSource", "external")  # 3.35.2
        assert suppression["status"] in ("accepted", "underReview", "rejected")  # 3.35.3


def _check_location(location: dict[str, Any], run: dict[str, Any]) -> None:
    assert set(location) <= {"id", "physicalLocation", "logicalLocations", "message"}
    if "message" in location:
        _check_message(location["message"])
    if "physicalLocation" in location:
        physical = location["physicalLocation"]
        _check_artifact_location(physical["artifactLocation"], run)
        if "region" in physical:
            assert physical["region"]["startLine"] >= 1  # 3.30.5
    for logical in location.get("logicalLocations", ()):
        assert logical["name"]
        assert logical["fullyQualifiedName"]
        assert logical["kind"]


def _check_artifact_location(location: dict[str, Any], run: dict[str, Any]) -> None:
    uri = location["uri"]
    assert uri.isascii()
    assert not re.search(r"[\s<>\"{}|\\^`]|%(?![0-9A-F]{2})", uri)  # 3.4.3, RFC 3986
    if "uriBaseId" in location:
        assert not urlsplit(uri).scheme  # 3.4.4
        assert not uri.startswith(("/", "../"))
    else:
        assert urlsplit(uri).scheme
    if "index" in location:
        assert run["artifacts"][location["index"]]["location"]["uri"] == uri  # 3.4.5


def _check_message(message: dict[str, Any]) -> None:
    assert message["text"]  # 3.11.7
    assert not re.search(r"(?<!\{)\{(?:\{\{)*(?!\{)", message["text"])  # 3.11.5: no place to be filled in


# What is said of a comparison.


def test_every_finding_is_a_result(decided: Comparison) -> None:
    run = _run(decided)
    assert [one["partialFingerprints"]["workbenchFinding/v1"] for one in run["results"]] == [
        "D01", "D03", "D04", "D05", "D06", "D07", "D02",
    ]  # fmt: skip
    assert run["tool"]["driver"]["name"] == "workbench"
    assert run["properties"]["degree"] == "NEQ"


def test_levels_follow_severities(decided: Comparison) -> None:
    run = _run(decided)
    levels = {id_: _result(run, id_)["level"] for id_ in ("D04", "D03", "D01", "D07")}
    assert levels == {"D04": "error", "D03": "error", "D01": "warning", "D07": "note"}


def test_rules_are_named_in_the_users_language(decided: Comparison) -> None:
    for language, name in (("en", "Quantity or limit · stricter"), ("zh", "量值或限值 · 更严")):
        rules = {rule["id"]: rule for rule in _run(decided, language=language)["tool"]["driver"]["rules"]}
        assert rules["QL.stricter"]["shortDescription"]["text"] == name
        assert rules["AD.requirement"]["defaultConfiguration"]["level"] == "warning"
        assert rules["ZZ"]["shortDescription"]["text"] == "ZZ"


def test_a_finding_is_located_by_clause_and_provision(
    decided: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    result = _result(_run(decided, draft, reference), "D03")
    assert result["message"]["text"] == HOSTILE
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "drafts/a.sts.xml"
    assert location["logicalLocations"] == [
        {"name": "p2", "fullyQualifiedName": "5/p2", "kind": "element"},
        {"name": "5", "fullyQualifiedName": "5", "kind": "clause"},
    ]
    (related,) = result["relatedLocations"]
    assert related["logicalLocations"][0]["fullyQualifiedName"] == "4/q2"
    assert related["message"]["text"] == "ISO 1:2025 4 Requirements"
    assert "physicalLocation" not in related  # nobody says where it lies
    assert result["properties"]["needs_review"] is True
    assert result["properties"]["draft_value"] == "≤ 0.3 %"


def test_lines_are_those_of_the_standard_that_is_given(decided: Comparison, reference: sts.Standard) -> None:
    source = (
        '<standard xml:lang="zh">\n<body>\n<sec id="s5"><label>5</label>\n<p id="p2">吸水率。</p>\n'
        '<p id="p4">要求。</p></sec></body></standard>'
    )
    draft = sts.load(source.encode(), "drafts/a.sts.xml")
    run = _run(decided, draft, reference)
    lines = [
        _result(run, id_)["locations"][0]["physicalLocation"].get("region") for id_ in ("D03", "D01", "D04")
    ]
    assert lines == [{"startLine": 4}, {"startLine": 5}, None]
    assert "region" not in _result(_run(decided), "D03")["locations"][0]["physicalLocation"]


def test_what_the_draft_lacks_is_a_finding_about_the_whole_draft(
    decided: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    result = _result(_run(decided, draft, reference), "D05")
    (location,) = result["locations"]
    assert set(location) == {"physicalLocation"}
    assert "region" not in location["physicalLocation"]
    assert result["relatedLocations"][0]["logicalLocations"][0]["name"] == "q9"
    assert "relatedLocations" not in _result(_run(decided), "D01")


def test_a_rejected_finding_is_suppressed_with_its_reason(decided: Comparison) -> None:
    run = _run(decided)
    assert _result(run, "D02")["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "Both bind.",
            "properties": {"by": "Wang", "at": "2026-05-04T10:00:00Z"},
        }
    ]
    assert _result(run, "D03")["suppressions"] == []


@pytest.mark.parametrize(
    ("path", "uri", "revision"),
    [
        ("drafts/保温杯 1.sts.xml", "drafts/保温杯 1.sts.xml", None),
        ("drafts/a.sts.xml@HEAD@{1}", "drafts/a.sts.xml", "HEAD@{1}"),
        ("a@b/c.xml", "a@b/c.xml", None),
        ("./x/../a:b#c?.xml", "a:b#c?.xml", None),
    ],
)
def test_paths_are_relative_uris(path: str, uri: str, revision: str | None, decided: Comparison) -> None:
    document = decided.draft.model_copy(update={"path": path})
    artifact = _run(decided.model_copy(update={"draft": document}))["artifacts"][0]
    assert unquote(artifact["location"]["uri"]) == uri
    assert artifact["location"]["uriBaseId"] == "%SRCROOT%"
    assert artifact.get("properties", {}).get("revision") == revision


def test_a_file_elsewhere_has_an_absolute_uri(
    tmp_path: Path, decided: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = decided.draft.model_copy(update={"path": str(tmp_path / "a b.xml")})
    elsewhere = decided.model_copy(update={"draft": document})
    location = _run(elsewhere)["artifacts"][0]["location"]
    assert location == {"uri": (tmp_path / "a b.xml").as_uri()}
    monkeypatch.chdir(tmp_path)
    assert _run(elsewhere)["artifacts"][0]["location"] == {"uri": "a%20b.xml", "uriBaseId": "%SRCROOT%"}


def test_both_documents_are_artifacts(decided: Comparison, reference: sts.Standard) -> None:
    document = decided.reference.model_copy(update={"path": "corpora/b.xml"})
    run = _run(decided.model_copy(update={"reference": document}))
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [
        "drafts/a.sts.xml",
        "corpora/b.xml",
    ]
    related = _result(run, "D03")["relatedLocations"][0]["physicalLocation"]["artifactLocation"]
    assert (related["uri"], related["index"]) == ("corpora/b.xml", 1)
    assert run["automationDetails"]["id"] == "workbench/ISO%201%3A2025/"


def test_a_draft_without_a_path_is_located_by_its_provisions_alone(decided: Comparison) -> None:
    nowhere = decided.model_copy(update={"draft": decided.draft.model_copy(update={"path": ""})})
    run = _run(nowhere)
    assert run["artifacts"] == []
    assert set(_result(run, "D03")["locations"][0]) == {"logicalLocations", "message"}
    assert _result(run, "D05")["locations"] == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Set {x} and {0}.", "Set {{x}} and {{0}}."),
        ("See [1](2).", r"See \[1\](2)."),
        ("The range [1, 2].", "The range [1, 2]."),
    ],
)
def test_a_message_means_what_it_says(said: str, written: str, decided: Comparison) -> None:
    found = decided.divergences[0].model_copy(update={"note": {"en": said}})
    run = _run(decided.model_copy(update={"divergences": (found,)}))
    assert _result(run, "D01")["message"]["text"] == written


def test_a_finding_without_a_sentence_says_what_kind_it_is(decided: Comparison) -> None:
    found = decided.divergences[0].model_copy(update={"note": {}})
    run = _run(decided.model_copy(update={"divergences": (found,)}))
    assert _result(run, "D01")["message"]["text"] == "Added in the draft · requirement"


def test_a_comparison_without_findings_has_no_results(decided: Comparison) -> None:
    run = _run(decided.model_copy(update={"divergences": (), "rejected": ()}))
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_write_sarif_writes_the_whole_file(
    tmp_path: Path, decided: Comparison, draft: sts.Standard, reference: sts.Standard
) -> None:
    path = write_sarif(tmp_path / "c.sarif", decided, draft, reference, ui_language="zh")
    assert path.read_text(encoding="utf-8") == as_sarif(decided, draft, reference, ui_language="zh")
    with pytest.raises(sts.StsError):
        write_sarif(tmp_path / "no" / "c.sarif", decided)
    assert [found.name for found in tmp_path.iterdir()] == ["c.sarif"]
