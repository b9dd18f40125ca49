"""Saving: the same bytes where nothing was edited, small differences otherwise, never half a file."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import NAMESPACES, document, made_up_documents, real_documents
from hypothesis import given, settings

from workbench.sts import StsError, load
from workbench.sts.canonical import canonical
from workbench.sts.saving import is_edited, save, to_bytes, write_atomically

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
AWKWARD = (
    '<?xml version = "1.0"  encoding="utf-8" ?>\n<!-- first -->\n'
    '<!DOCTYPE standard PUBLIC "-//x//y" "a.dtd" [\n  <!ENTITY who \'ZZB\'>\n]>\n<?order kept?>\n\n'
    f"<standard\n  {NAMESPACES}   xml:lang = 'zh'><front/><body>\n"
    "<sec sec-type='a'\tid=\"s1\" ><title></title><p>&who; &#x2014; a&#160;b &gt; <![CDATA[<c>]]></p>\n"
    "<p id='p2'>一 <bold  >two</bold > three</p><list><list-item><p>four</p></list-item></list ></sec>"
    "</body></standard>\n\n<!-- last -->"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.sts.xml"
    path.write_bytes(AWKWARD.encode())
    return path


def only_file(folder: Path) -> str:
    (found,) = [path.name for path in folder.iterdir()]
    return found


def test_an_untouched_document_gives_the_same_bytes(shared: Path) -> None:
    for path in real_documents(shared):
        source = path.read_bytes()
        for variant in (source, BYTE_ORDER_MARK + source.replace(b"\n", b"\r\n")):
            standard = load(variant, path.name)
            assert len(standard.provisions) >= 0
            assert to_bytes(standard) == variant
            assert not is_edited(standard)


@given(source=made_up_documents())
@settings(max_examples=60, deadline=None)
def test_any_untouched_document_gives_the_same_bytes(source: bytes) -> None:
    assert to_bytes(load(source)) == source


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("utf-8", "GB18030"),
        lambda text: text.replace("—", "-"),
    ],
)
def test_an_edit_changes_only_what_was_edited(change: Callable[[str], str]) -> None:
    encoding = "gb18030" if "GB18030" in change(AWKWARD) else "utf-8"
    standard = load(change(AWKWARD).encode(encoding))
    bold = standard.root.find(".//bold")
    assert bold is not None
    bold.text = "zwei & drei"
    assert is_edited(standard)
    expected = change(AWKWARD).replace(">two<", ">zwei &amp; drei<")
    assert to_bytes(standard).decode(encoding) == expected


def test_an_edit_of_a_real_document_changes_its_line_only(shared: Path) -> None:
    for path in real_documents(shared):
        standard = load(path.read_bytes(), path.name)
        paragraphs = [p for p in standard.root.iter("p", "main") if len((p.text or "").strip()) > 3]
        if not paragraphs:
            continue
        target = paragraphs[len(paragraphs) // 2]
        target.text = (target.text or "").rstrip() + "§"
        before, after = standard.source.split(b"\n"), to_bytes(standard).split(b"\n")
        assert len(before) >= len(after)
        if len(before) == len(after):
            assert sum(one != other for one, other in zip(before, after, strict=True)) == 1, path


def test_removed_and_moved_elements_leave_the_rest_alone() -> None:
    standard = load(AWKWARD.encode())
    body = standard.root.find("body/sec")
    assert body is not None
    body.append(body[1])
    text = to_bytes(standard).decode()
    assert text.index("<list-item>") < text.index("&who;")
    for kept in (
        "<sec sec-type='a'\tid=\"s1\" >",
        "<bold  >two</bold >",
        'encoding="utf-8" ?>\n<!-- first -->',
    ):
        assert kept in text


def test_characters_that_the_encoding_lacks_become_references() -> None:
    source = document("<sec><p>abc</p></sec>").replace(b"UTF-8", b"ISO-8859-1")
    standard = load(source)
    standard.root.find(".//p").text = "水"  # type: ignore[union-attr]
    assert to_bytes(standard) == source.replace(b"abc", b"&#27700;")


def test_a_canonical_document_stays_canonical() -> None:
    standard = load(canonical(AWKWARD.encode()))
    standard.root.find(".//list").append(standard.root.makeelement("list-item"))  # type: ignore[union-attr]
    saved = to_bytes(standard)
    assert canonical(saved) == saved
    assert b"\n    <list-item/>\n" in saved


def test_what_cannot_be_spliced_is_saved_in_canonical_form() -> None:
    # Vietnam's old encoding: the parser reads it, Python does not.
    source = document("<sec> <p>abc</p></sec>").replace(b"UTF-8", b"VISCII").replace(b"abc", b"ab\xe5")
    standard = load(source)
    standard.root.find("body").set("id", "b")  # type: ignore[union-attr]
    assert to_bytes(standard) == canonical(source.replace(b"<body>", b'<body id="b">'))
    assert "abă".encode() in to_bytes(standard)


def test_save_writes_the_own_file_and_counts_as_untouched_then(file: Path) -> None:
    standard = load(file)
    standard.root.find(".//bold").text = "2"  # type: ignore[union-attr]
    assert save(standard) == file
    assert file.read_text(encoding="utf-8") == AWKWARD.replace(">two<", ">2<")
    assert not is_edited(standard)
    assert only_file(file.parent) == file.name


def test_save_elsewhere_makes_that_the_own_file(file: Path, tmp_path: Path) -> None:
    standard = load(file)
    other = tmp_path / "other.sts.xml"
    save(standard, other)
    assert other.read_bytes() == file.read_bytes()
    assert standard.path == other


def test_save_does_not_touch_a_file_that_is_the_same_already(file: Path) -> None:
    before = file.stat().st_mtime_ns
    save(load(file))
    assert file.stat().st_mtime_ns == before


def test_save_does_not_overwrite_what_somebody_else_wrote(file: Path) -> None:
    standard = load(file)
    standard.root.find(".//bold").text = "2"  # type: ignore[union-attr]
    file.write_bytes(document("<sec><p>theirs</p></sec>"))
    with pytest.raises(StsError) as raised:
        save(standard)
    assert raised.value.key == "sts.save-changed-meanwhile"
    assert b"theirs" in file.read_bytes()
    save(standard, overwrite=True)
    assert b"theirs" not in file.read_bytes()


def test_save_needs_a_path() -> None:
    with pytest.raises(StsError) as raised:
        save(load(AWKWARD.encode()))
    assert raised.value.key == "sts.save-no-path"


# The file is whole, whatever happens


def failing(call: Callable[..., object], error: BaseException, after: int = 0) -> Callable[..., object]:
    """``call`` that works ``after`` times and then raises."""
    left = [after]

    def wrapped(*arguments: object) -> object:
        if left[0] == 0:
            raise error
        left[0] -= 1
        return call(*arguments)

    return wrapped


def short_write(descriptor: int, data: bytes, write: Callable[..., int] = os.write) -> int:
    return write(descriptor, data[:5])


@pytest.mark.parametrize(
    ("name", "error", "after", "key"),
    [
        ("write", OSError(errno.ENOSPC, "No space left on device"), 0, "sts.save-disk-full"),
        ("write", OSError(errno.ENOSPC, "No space left on device"), 2, "sts.save-disk-full"),
        ("write", OSError(errno.EDQUOT, "Disk quota exceeded"), 1, "sts.save-disk-full"),
        ("fsync", OSError(errno.ENOSPC, "No space left on device"), 0, "sts.save-disk-full"),
        ("fsync", OSError(errno.EIO, "Input/output error"), 0, "sts.save-failed"),
        ("open", PermissionError(errno.EACCES, "Permission denied"), 0, "sts.save-no-permission"),
        ("open", OSError(errno.EROFS, "Read-only file system"), 0, "sts.save-no-permission"),
        ("write", KeyboardInterrupt(), 1, None),
        ("fsync", KeyboardInterrupt(), 0, None),
    ],
)
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, file: Path, name: str, error: BaseException, after: int, key: str | None
) -> None:
    monkeypatch.setattr(os, "write", short_write)
    monkeypatch.setattr(os, name, failing(getattr(os, name), error, after))
    with pytest.raises((StsError, KeyboardInterrupt)) as raised:
        write_atomically(file, b"x" * 100)
    assert getattr(raised.value, "key", None) == key
    if isinstance(raised.value, StsError):
        for language in ("en", "zh"):
            assert str(file) in raised.value.render(language)
    assert file.read_bytes() == AWKWARD.encode()
    assert only_file(file.parent) == file.name


def test_a_write_that_takes_a_few_bytes_at_a_time_is_finished(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    monkeypatch.setattr(os, "write", short_write)
    write_atomically(file, b"0123456789abc")
    assert file.read_bytes() == b"0123456789abc"


def test_a_write_protected_file_is_not_replaced(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    file.chmod(0o444)
    # An administrator may write everything, so the system is asked for everybody else.
    monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & stat.S_IWUSR))
    with pytest.raises(StsError) as raised:
        write_atomically(file, b"x")
    assert raised.value.key == "sts.save-no-permission"
    assert file.read_bytes() == AWKWARD.encode()


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("missing/a.xml", "sts.save-no-folder"),
        ("folder", "sts.save-is-folder"),
        ("a.txt/b.xml", "sts.save-failed"),
    ],
)
def test_impossible_places_are_named(tmp_path: Path, path: str, key: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.txt").write_text("a file")
    with pytest.raises(StsError) as raised:
        write_atomically(tmp_path / path, b"x")
    assert raised.value.key == key
    assert str(tmp_path / path) in str(raised.value)


@pytest.mark.skipif(os.name == "nt", reason="permissions and links are POSIX's")
def test_permissions_and_links_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.xml"
    link.symlink_to(file.name)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new.xml", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.xml").stat().st_mode) == 0o640
