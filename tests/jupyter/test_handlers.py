import threading
import time
from pathlib import Path

import git
import pytest

from workbench import divergence

ENDPOINTS = ("workbench/standard", "workbench/standards", "workbench/readings")


@pytest.fixture
def pair(server, make_document):
    """A draft and a reference of which one limit differs."""
    server.write("drafts/cup.sts.xml", make_document())
    server.write(
        "corpora/iso.sts.xml",
        make_document("ISO 91001:2024", "Vessels", "The leakage shall not exceed 5 ml."),
    )
    return {"draft": "drafts/cup.sts.xml", "reference": "corpora/iso.sts.xml"}


class TestStandard:
    def test_gives_the_standard_as_a_person_reads_it(self, server, pair):
        answer = server.get("workbench/standard", path=pair["draft"])
        assert answer.status == 200
        page = answer.json
        assert page["designation"] == "T/ZZB 9101—2026"
        assert page["title"] == "Cups"
        assert (page["language"], page["path"], page["revision"]) == ("en", "drafts/cup.sts.xml", "")
        assert [(line["number"], line["title"], line["depth"]) for line in page["outline"]] == [
            ("1", "Scope", 1),
            ("2", "Requirements", 1),
            ("2.1", "Leakage", 2),
        ]
        assert 'data-provision="p2"' in page["html"]
        assert all(f'id="{line["id"]}"' in page["html"] for line in page["outline"])

    def test_escapes_what_the_document_says(self, server, make_document):
        server.write(
            "evil.sts.xml",
            make_document(title="&lt;script&gt;alert(1)&lt;/script&gt;", requirement="&lt;img onerror=x&gt;"),
        )
        page = server.get("workbench/standard", path="evil.sts.xml").json
        assert "<script" not in page["html"]
        assert "<img" not in page["html"]

    def test_reads_a_revision_from_git(self, server, make_document):
        file = server.write("repository/cup.sts.xml", make_document())
        repository = git.Repo.init(file.parent)
        repository.index.add(["cup.sts.xml"])
        person = git.Actor("A", "a@example.org")
        repository.index.commit("First", author=person, committer=person)
        file.write_text(make_document(requirement="The leakage shall not exceed 9 ml."), encoding="utf-8")
        page = server.get("workbench/standard", path="repository/cup.sts.xml@HEAD").json
        assert "3 ml" in page["html"]
        assert page["revision"] == "HEAD"
        assert "9 ml" in server.get("workbench/standard", path="repository/cup.sts.xml").json["html"]

    @pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:other"])
    def test_refuses_what_is_no_revision(self, server, make_document, revision):
        file = server.write("repository2/cup.sts.xml", make_document())
        if not (file.parent / ".git").exists():
            git.Repo.init(file.parent)
        answer = server.get("workbench/standard", path=f"repository2/cup.sts.xml@{revision}")
        assert answer.status == 400
        assert revision in answer.json["message"]
        assert not Path("x").exists()

    def test_says_what_is_wrong_with_the_file_in_the_users_language(self, server):
        server.write("broken.sts.xml", "<standard><p></standard>")
        english = server.get("workbench/standard", path="broken.sts.xml", ui_language="en")
        chinese = server.get("workbench/standard", path="broken.sts.xml", ui_language="zh-CN")
        assert english.status == chinese.status == 400
        assert "broken.sts.xml, line 1" in english.json["message"]
        assert "第 1 行" in chinese.json["message"]
        assert str(server.root) not in english.text


class TestReadings:
    def test_gives_what_was_read_with_where_it_stands(self, server, pair):
        answer = server.get("workbench/readings", path=pair["draft"])
        assert answer.status == 200
        page = answer.json
        (mark,) = page["marks"]
        text = page["provisions"][mark["provision"]]
        assert text[mark["start"] : mark["end"]] == "shall not exceed 3 ml"
        assert mark["kind"] == "limit"
        assert mark["note"] == "limit: leakage ≤ 3 ml; requirement (shall not)"
        assert [entry["count"] for entry in page["legend"] if entry["kind"] == "limit"] == [1]

    def test_speaks_the_users_language(self, server, pair):
        page = server.get("workbench/readings", path=pair["draft"], ui_language="zh-CN").json
        assert page["marks"][0]["note"].startswith("极限值：leakage ≤ 3 ml")
        assert page["legend"][0]["name"] == "极限值"

    def test_reads_what_was_saved_since(self, server, make_document):
        server.write("changed.sts.xml", make_document())
        server.get("workbench/readings", path="changed.sts.xml")
        server.write("changed.sts.xml", make_document(requirement="The cup may leak."))
        page = server.get("workbench/readings", path="changed.sts.xml").json
        assert [mark["kind"] for mark in page["marks"]] == ["permission"]

    def test_says_what_is_wrong_with_the_file_in_the_users_language(self, server):
        server.write("broken.sts.xml", "<standard><p></standard>")
        answer = server.get("workbench/readings", path="broken.sts.xml", ui_language="zh-CN")
        assert answer.status == 400
        assert "第 1 行" in answer.json["message"]

    def test_a_document_without_provisions_is_explained(self, server):
        server.write("empty.sts.xml", "<standard><body/></standard>")
        answer = server.get("workbench/readings", path="empty.sts.xml")
        assert answer.status == 400
        assert "empty.sts.xml" in answer.json["message"]

    @pytest.mark.parametrize(
        ("path", "status"), [("nothing.sts.xml", 404), ("../outside.sts.xml", 400), ("", 400)]
    )
    def test_stays_inside_the_root(self, server, path, status):
        answer = server.get("workbench/readings", path=path)
        assert answer.status == status
        assert set(answer.json) == {"message"}


class TestFolder:
    @pytest.mark.parametrize(
        "path",
        [
            "../outside.sts.xml",
            "drafts/../../outside.sts.xml",
            "/etc/hostname",
            "drafts\\..\\..\\outside.sts.xml",
            "",
            "../outside.sts.xml@HEAD",
        ],
    )
    def test_refuses_paths_that_lead_out(self, server, make_document, path):
        (server.root.parent / "outside.sts.xml").write_text(make_document(), encoding="utf-8")
        answer = server.get("workbench/standard", path=path)
        assert answer.status == 400
        assert set(answer.json) == {"message"}

    def test_refuses_links_that_lead_out(self, server, make_document):
        outside = server.root.parent / "outside"
        outside.mkdir(exist_ok=True)
        (outside / "secret.sts.xml").write_text(make_document(), encoding="utf-8")
        (server.root / "link").symlink_to(outside)
        (server.root / "link.sts.xml").symlink_to(outside / "secret.sts.xml")
        for path in ("link/secret.sts.xml", "link.sts.xml", "link/secret.sts.xml@HEAD"):
            answer = server.get("workbench/standard", path=path)
            assert answer.status == 400, path
            assert "T/ZZB" not in answer.text

    def test_follows_links_that_stay_inside(self, server, pair):
        (server.root / "inside.sts.xml").symlink_to(server.root / pair["draft"])
        assert server.get("workbench/standard", path="inside.sts.xml").status == 200

    @pytest.mark.parametrize("path", [".hidden.sts.xml", ".git/cup.sts.xml", "nothing.sts.xml", "drafts"])
    def test_hidden_and_missing_files_are_not_there(self, server, pair, make_document, path):
        if path.startswith("."):
            server.write(path, make_document())
        answer = server.get("workbench/standard", path=path)
        assert answer.status == 404
        assert path in answer.json["message"]

    def test_suggests_the_standards(self, server, pair, make_document):
        server.write(".secret/x.sts.xml", make_document())
        server.write("drafts/notes.xml", "<notes/>")
        paths = server.get("workbench/standards").json["paths"]
        assert {pair["draft"], pair["reference"]} <= set(paths)
        assert not any("secret" in path or path.endswith("notes.xml") for path in paths)


class TestCompare:
    def test_gives_both_documents_and_the_findings(self, server, pair):
        answer = server.post("workbench/compare", {**pair, "ui_language": "zh-CN"})
        assert answer.status == 200
        page = answer.json
        assert 'data-provision="p2"' in page["draft"]["html"]
        assert "5 ml" in page["reference"]["html"]
        comparison = page["comparison"]
        assert [finding["category"] for finding in comparison["divergences"]] == ["QL"]
        assert comparison["divergences"][0]["sub"] == "stricter"
        assert comparison["draft"]["path"] == pair["draft"]
        assert str(server.root) not in answer.text
        assert page["names"]["category"] == {"QL": "量值或限值"}
        assert set(page["names"]["severity"]) == {"blocker", "major", "minor", "info"}

    def test_offers_purposes_in_the_users_language(self, server, pair):
        chinese = server.post("workbench/compare", {**pair, "ui_language": "zh-CN"}).json["purposes"]
        english = server.post("workbench/compare", pair).json["purposes"]
        assert [each["perspective"] for each in english] == [
            "revision",
            "adoption",
            "translation",
            "advanced",
            "iso-proposal",
            "",
        ]
        assert (english[1]["name"], chinese[1]["name"]) == ("Adoption", "采用")
        assert not english[1]["countries"]
        assert english[-1]["countries"][0] == {"perspective": "export:RU", "name": "Russia"}
        assert chinese[-1]["countries"][0] == {"perspective": "export:RU", "name": "俄罗斯"}

    def test_offers_the_users_own_purposes(self, server, pair, tmp_path, monkeypatch):
        own = tmp_path / "perspectives"
        own.mkdir()
        for name, needs in (("mine", ""), ("other", "needs: country\n")):
            (own / f"{name}.yaml").write_text(
                f"title: {{en: {name}, zh: 我的}}\n{needs}verdicts: {{fine: {{en: fine, zh: 无碍}}}}\n"
                "rules: [{verdict: fine, note: {en: Fine., zh: 无碍。}}]\n",
                encoding="utf-8",
            )
        monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
        mine, other = server.post("workbench/compare", pair).json["purposes"][-2:]
        assert mine == {"perspective": "mine", "name": "mine", "countries": []}
        assert other["countries"][0]["perspective"] == "other:RU"
        (view,) = server.post("workbench/compare", {**pair, "perspectives": ["mine"]}).json["comparison"][
            "views"
        ]
        assert [verdict["code"] for verdict in view["verdicts"]] == ["fine"]

    def test_judges_for_the_purposes_that_are_asked_for(self, server, pair):
        assert not server.post("workbench/compare", pair).json["comparison"]["views"]
        body = {**pair, "perspectives": ["advanced"]}
        comparison = server.post("workbench/compare", body).json["comparison"]
        (view,) = comparison["views"]
        assert [verdict["finding"] for verdict in view["verdicts"]] == [comparison["divergences"][0]["id"]]
        assert [gate["id"] for gate in view["gates"]] == ["G1", "G2", "G3", "G4", "G5", "G6"]
        for wrong, word in (
            ("none", "none"),
            ("export", "RU"),
            ("export:XX", "XX"),
            ("adoption:RU", "colon"),
        ):
            answer = server.post("workbench/compare", {**pair, "perspectives": [wrong]})
            assert answer.status == 400
            assert word in answer.json["message"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            {"draft": "a"},
            {"draft": 1, "reference": 2},
            b'{"draft": "' + b"x" * 20_000 + b'"}',
        ],
    )
    def test_refuses_what_is_no_request(self, server, body):
        answer = server.post("workbench/compare", body)
        assert answer.status == 400
        assert "draft" in answer.json["message"]

    def test_tells_which_document_is_missing(self, server, pair):
        answer = server.post("workbench/compare", {**pair, "reference": "no.sts.xml", "ui_language": "zh_CN"})
        assert answer.status == 404
        assert answer.json["message"].startswith("no.sts.xml：")

    def test_shows_nothing_of_an_unforeseen_error(self, server, pair, monkeypatch):
        def fail(*_, **__):
            raise RuntimeError("a secret of the server")

        monkeypatch.setattr(divergence, "compare", fail)
        answer = server.post("workbench/compare", {**pair, "ui_language": "zh-CN"})
        assert answer.status == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "服务器日志" in answer.json["message"]

    def test_the_server_answers_while_it_compares(self, server, pair, monkeypatch):
        compare, may_end = divergence.compare, threading.Event()

        def wait(*arguments, **options):
            assert may_end.wait(30)
            return compare(*arguments, **options)

        monkeypatch.setattr(divergence, "compare", wait)
        statuses: list[int] = []
        asking = threading.Thread(
            target=lambda: statuses.append(server.post("workbench/compare", pair).status)
        )
        asking.start()
        time.sleep(0.2)
        try:
            assert server.get("workbench/standard", path=pair["draft"]).status == 200
            assert not statuses
        finally:
            may_end.set()
            asking.join(60)
        assert statuses == [200]


class TestAuthentication:
    @pytest.mark.parametrize("token", [None, "wrong"])
    @pytest.mark.parametrize("endpoint", ENDPOINTS)
    def test_reading_needs_the_token(self, server, pair, endpoint, token):
        answer = server.get(endpoint, token=token, path=pair["draft"])
        assert answer.status == 403
        assert "cup" not in answer.text

    @pytest.mark.parametrize("token", [None, "wrong"])
    @pytest.mark.parametrize("endpoint", ["compare", "decide", "decide-finding"])
    def test_comparing_and_deciding_need_the_token(self, server, pair, endpoint, token):
        assert server.post(f"workbench/{endpoint}", pair, token=token).status == 403


@pytest.fixture
def _no_decisions(server):
    yield
    for file in server.root.rglob("*.decisions.json"):
        file.unlink()


@pytest.mark.usefixtures("_no_decisions")
class TestDecide:
    def test_keeps_decisions_beside_the_draft_and_they_bind(self, server, pair):
        body = {**pair, "decision": "rejected", "draft_ids": ["p2"], "reference_ids": ["p2"]}
        assert server.post("workbench/decide", body).json == {"count": 1}
        assert (server.root / "drafts" / "cup.decisions.json").is_file()
        links = server.post("workbench/compare", pair).json["comparison"]["alignment"]
        assert ["p2"] in [link["draft"] for link in links if link["relation"] == "added"]
        accepted = server.post("workbench/decide", {**body, "decision": "accepted"})
        assert accepted.json == {"count": 1}
        assert server.post("workbench/decide", {**body, "decision": "none"}).json == {"count": 0}

    def test_refuses_what_is_wrong_and_writes_nothing(self, server, pair):
        body = {**pair, "decision": "accepted", "draft_ids": ["p2"], "reference_ids": ["p2"]}
        for change, word in (
            ({"draft_ids": ["p99"]}, "p99"),
            ({"draft": "drafts/cup.sts.xml@HEAD"}, "earlier version"),
            ({"draft": "../cup.sts.xml"}, "file browser"),
        ):
            answer = server.post("workbench/decide", {**body, **change})
            assert answer.status == 400
            assert word in answer.json["message"]
        for change in ({"decision": "maybe"}, {"draft_ids": []}, {"more": 1}):
            assert server.post("workbench/decide", {**body, **change}).status == 400
        assert not list(server.root.rglob("*.decisions.json"))

    def test_follows_no_link_out_of_the_root(self, server, pair, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside") / "cup.decisions.json"
        outside.write_text("{}", encoding="utf-8")
        (server.root / "drafts" / "cup.decisions.json").symlink_to(outside)
        body = {**pair, "decision": "accepted", "draft_ids": ["p2"], "reference_ids": ["p2"]}
        for endpoint, sent in (("workbench/compare", pair), ("workbench/decide", body)):
            assert server.post(endpoint, sent).status == 400
        assert outside.read_text(encoding="utf-8") == "{}"


@pytest.mark.usefixtures("_no_decisions")
class TestDecideFinding:
    @pytest.fixture
    def said(self, server, pair):
        """Says something of the one finding, and gives the comparison after that."""

        def say(status="open", **values):
            answer = server.post("workbench/decide-finding", {**pair, **found, "status": status, **values})
            assert answer.status == 200, answer.text
            return answer.json["count"], server.post("workbench/compare", pair).json

        (one,) = server.post("workbench/compare", pair).json["comparison"]["divergences"]
        found = {"finding": one["id"]}
        return say

    @pytest.fixture
    def body(self, server, pair):
        (one,) = server.post("workbench/compare", pair).json["comparison"]["divergences"]
        return {**pair, "finding": one["id"], "status": "confirmed"}

    def test_what_is_rejected_stays_away_with_its_reason_until_that_is_taken_back(self, server, said):
        count, page = said("rejected", reason=" Another product. ")
        assert count == 1
        assert not page["comparison"]["divergences"]
        (one,) = page["comparison"]["rejected"]
        assert one["decision"]["reason"] == "Another product."
        assert one["decision"]["by"]
        assert one["decision"]["at"]
        assert page["names"]["category"] == {"QL": "Quantity or limit"}
        assert (server.root / "drafts" / "cup.decisions.json").is_file()
        count, page = said("none")
        assert count == 0
        assert len(page["comparison"]["divergences"]) == 1
        assert not page["comparison"]["rejected"]

    def test_confirms_reclassifies_and_keeps_the_reason(self, said):
        said("confirmed")
        count, page = said(
            "confirmed", as_nature="EO", as_severity="info", reason="Cold winters.", reason_type="climate"
        )
        assert count == 1
        (one,) = page["comparison"]["divergences"]
        assert (one["nature"], one["severity"]) == ("EO", "info")
        decision = one["decision"]
        assert (decision["status"], decision["reason"], decision["reason_type"]) == (
            "confirmed",
            "Cold winters.",
            "climate",
        )
        (one,) = said("confirmed")[1]["comparison"]["divergences"]
        assert (one["nature"], one["severity"], one["decision"]["reason"]) == ("T", "major", "")

    def test_leaves_decisions_about_links_alone(self, server, pair, said):
        link = {**pair, "decision": "accepted", "draft_ids": ["p2"], "reference_ids": ["p2"]}
        server.post("workbench/decide", link)
        assert said("confirmed")[0] == 1
        assert server.post("workbench/decide", {**link, "decision": "none"}).json == {"count": 0}
        assert said("none")[0] == 0

    def test_a_decision_about_a_text_that_changed_is_stale_and_can_be_taken_back(
        self, server, pair, make_document, body
    ):
        server.post("workbench/decide-finding", body)
        server.write(pair["draft"], make_document(requirement="The leakage shall not exceed 2 ml."))
        comparison = server.post("workbench/compare", pair).json["comparison"]
        assert comparison["divergences"][0]["decision"] is None
        assert [one["finding"] for one in comparison["stale_findings"]] == [body["finding"]]
        # What the person saw is no longer what stands there.
        answer = server.post("workbench/decide-finding", body)
        assert answer.status == 400
        assert body["finding"] in answer.json["message"]
        assert server.post("workbench/decide-finding", {**body, "status": "none"}).json == {"count": 0}

    def test_a_finding_of_another_purpose_is_decided_about_there(self, server, make_document):
        pair = {"draft": "translated/a.sts.xml", "reference": "translated/b.sts.xml"}
        server.write(
            pair["draft"], make_document("GB/T 1—2026", requirement="Only the leakage shall not exceed 3 ml.")
        )
        server.write(pair["reference"], make_document("ISO 1:2024"))
        asked = {**pair, "perspectives": ["translation"]}
        found = server.post("workbench/compare", asked).json["comparison"]["divergences"]
        plain = server.post("workbench/compare", pair).json["comparison"]["divergences"]
        (only,) = {one["id"] for one in found} - {one["id"] for one in plain}
        body = {"finding": only, "status": "rejected", "reason": "A free translation."}
        assert server.post("workbench/decide-finding", {**pair, **body}).status == 400
        assert server.post("workbench/decide-finding", {**asked, **body}).json == {"count": 1}
        rejected = server.post("workbench/compare", asked).json["comparison"]["rejected"]
        assert [one["id"] for one in rejected] == [only]

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"finding": "QL-none"}, "QL-none"),
            ({"status": "none"}, "drafts/cup.sts.xml"),
            ({"status": "rejected", "reason": " \n"}, "reason"),
            ({"draft": "drafts/cup.sts.xml@HEAD"}, "earlier version"),
            ({"draft": "../cup.sts.xml"}, "file browser"),
            ({"reference": "../iso.sts.xml"}, "file browser"),
            ({"perspectives": ["nothing"]}, "nothing"),
            ({"status": "maybe"}, ""),
            ({"as_nature": "X"}, ""),
            ({"reason": "x" * 2001}, ""),
            ({"more": 1}, ""),
        ],
    )
    def test_refuses_what_is_wrong_and_writes_nothing(self, server, body, change, word):
        answer = server.post("workbench/decide-finding", {**body, **change})
        assert answer.status == 400
        assert word in answer.json["message"]
        assert "Traceback" not in answer.text
        for file in server.root.rglob("*.decisions.json"):
            assert '"finding"' not in file.read_text(encoding="utf-8")

    def test_tells_in_the_users_language_what_is_wrong_with_the_decisions(self, server, body):
        file = server.write("drafts/cup.decisions.json", "{")
        for status in ("confirmed", "none"):
            sent = {**body, "status": status, "ui_language": "zh-CN"}
            answer = server.post("workbench/decide-finding", sent)
            assert answer.status == 400
            assert "第 1 行" in answer.json["message"]
        assert file.read_text(encoding="utf-8") == "{"

    def test_follows_no_link_out_of_the_root(self, server, body, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside") / "cup.decisions.json"
        outside.write_text("{}", encoding="utf-8")
        (server.root / "drafts" / "cup.decisions.json").symlink_to(outside)
        for status in ("confirmed", "none"):
            answer = server.post("workbench/decide-finding", {**body, "status": status})
            assert answer.status == 400
            assert str(outside) not in answer.text
        assert outside.read_text(encoding="utf-8") == "{}"
