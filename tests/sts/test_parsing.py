"""Bad input gets one clear message, and nothing outside the document is ever touched."""

import pytest

from workbench import sts
from workbench.sts import StsError
from workbench.sts.parsing import MAX_BYTES

DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'
BOMB = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10))

BAD = {
    "not XML": (b"Dear committee", "sts.not-xml"),
    "cut off": (b"<standard><body>", "sts.not-well-formed"),
    "two documents in one": (b"<standard/><standard/>", "sts.not-well-formed"),
    "undeclared namespace": (b"<standard><tbx:termEntry/></standard>", "sts.not-well-formed"),
    "wrong root": (b"<html/>", "sts.wrong-root"),
    "empty": (b"", "sts.empty"),
    "only spaces": (b" \n ", "sts.empty"),
    "UTF-16": ("<standard/>".encode("utf-16"), "sts.not-utf8"),
    "UTF-32": ("<standard/>".encode("utf-32"), "sts.not-utf8"),
    "wrong declaration": (DECLARED + "<standard>标准</standard>".encode("gbk"), "sts.encoding"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon-8"?><standard/>', "sts.encoding"),
    "encoding in which markup hides": (b'<?xml version="1.0" encoding="UTF-7"?><standard/>', "sts.encoding"),
    "external entity": (
        b'<!DOCTYPE standard [<!ENTITY x SYSTEM "file:///etc/passwd">]><standard>&x;</standard>',
        "sts.external-entity",
    ),
    "external parameter entity": (
        b'<!DOCTYPE standard [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><standard/>',
        "sts.external-entity",
    ),
    "public entity": (
        b'<!DOCTYPE standard [<!ENTITY x PUBLIC "-//x" "file:///etc/passwd">]><standard/>',
        "sts.external-entity",
    ),
    "entity bomb in text": (
        b'<!DOCTYPE standard [<!ENTITY a0 "0123456789">' + BOMB + b"]><standard>&a9;</standard>",
        "sts.entity-bomb",
    ),
    "entity bomb in an attribute": (
        b'<!DOCTYPE standard [<!ENTITY a0 "0123456789">' + BOMB + b']><standard id="&a9;"/>',
        "sts.entity-bomb",
    ),
    "entity loop": (
        b'<!DOCTYPE standard [<!ENTITY a "&b;"><!ENTITY b "&a;">]><standard>&a;</standard>',
        "sts.entity-bomb",
    ),
    "200,000 nested elements": (
        b"<standard>" + b"<sec>" * 200_000 + b"</sec>" * 200_000 + b"</standard>",
        "sts.too-deep",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_content_is_refused_with_its_own_message(name):
    content, key = BAD[name]
    with pytest.raises(StsError) as caught:
        sts.load(content, name="draft.sts.xml")
    assert caught.value.key == key
    for language in ("zh", "en"):
        text = caught.value.render(language)
        assert text.startswith("draft.sts.xml")
        assert "Traceback" not in text


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.sts.xml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(StsError) as caught:
        sts.load(path)
    assert caught.value.key == "sts.too-large"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    for path, key in ((tmp_path / "none.xml", "sts.no-file"), (tmp_path, "sts.is-folder")):
        with pytest.raises(StsError) as caught:
            sts.load(path)
        assert caught.value.key == key


def test_a_file_without_permission(tmp_path, monkeypatch):
    path = tmp_path / "secret.sts.xml"
    path.write_bytes(b"<standard/>")

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)  # the superuser may read anything
    with pytest.raises(StsError) as caught:
        sts.load(path)
    assert caught.value.key == "sts.no-permission"


def test_an_internal_entity_is_text_and_an_external_dtd_is_never_asked():
    content = (
        b'<!DOCTYPE standard SYSTEM "http://127.0.0.1:9/none.dtd" [<!ENTITY co "Example &amp; Co">]>'
        b"<standard><body><sec><title>T</title><p>&co; &mdash; x</p></sec></body></standard>"
    )
    assert sts.load(content).provisions[0].text == "Example & Co — x"


def test_the_same_id_twice_is_told_with_both_lines():
    content = b'<standard><body>\n<p id="a">1</p>\n<p id="a">2</p></body></standard>'
    with pytest.raises(StsError) as caught:
        _ = sts.load(content, name="x").provisions
    assert caught.value.key == "sts.duplicate-id"
    assert "2" in str(caught.value)
    assert "3" in str(caught.value)
