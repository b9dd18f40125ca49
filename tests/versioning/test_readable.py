"""Readable text, and git showing it."""

import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.sts import StsError
from workbench.versioning import VersioningError, disable, enable, textconv

CALL = "import sys; from workbench.versioning import textconv; sys.stdout.buffer.write(textconv(sys.argv[1]).encode())"


def test_one_provision_a_line(place: Any) -> None:
    assert textconv(place.draft).splitlines() == [
        "designation: T/ZZB 9777—2026",
        "title.zh: 不锈钢保温壶",
        "",
        "# 1 范围",
        "[1] 本文件适用于不锈钢保温壶。",
        "",
        "# 5 技术要求",
        "",
        "# 5.1 外观",
        "[5.1] 壶体表面应清洁,无锈斑。",
        "",
        "# 5.3 保温效能",
        "[5.3] 静置6 h后,水温应不低于55 ℃。",
        "",
        "# 6 试验方法",
        "",
        "# 6.2 保温效能",
        "[6.2] 按GB/T 2423.1的规定,测量水温。",
    ]


def test_tables_have_their_header_and_cells(tmp_path: Path) -> None:
    table = (
        '<table-wrap id="t1"><label>表1</label><caption><title>尺寸</title></caption><table>'
        "<thead><tr><th>规格</th><th>长度/mm</th></tr></thead>"
        '<tbody><tr id="r1"><td>A</td><td>≤10</td></tr><tr id="r2"><td>B</td><td>≤20</td></tr></tbody>'
        "</table></table-wrap>"
    )
    path = tmp_path / "table.sts.xml"
    path.write_text(f'<standard><body><sec id="s"><label>4</label>{table}</sec></body></standard>', "utf-8")
    assert textconv(path).splitlines()[-4:] == ["表1 尺寸", "规格 | 长度/mm", "[4] A | ≤10", "[4] B | ≤20"]


@pytest.mark.parametrize("content", ["", "no xml", "<standard><p>第一版"])
def test_what_is_no_standard_is_shown_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.sts.xml"
    path.write_text(content, encoding="utf-8")
    assert textconv(path) == content
    with pytest.raises(StsError):
        textconv(tmp_path / "missing.sts.xml")


@pytest.mark.parametrize("shared", [False, True])
def test_git_diff_shows_readable_text(place: Any, shared: bool) -> None:
    attributes = enable(place.root / "草案 一", shared=shared)
    assert attributes == place.root / (".gitattributes" if shared else ".git/info/attributes")
    assert shlex.split(place.git("config", "diff.sts.textconv"))[1] == "textconv"
    place.git("config", "diff.sts.textconv", f"{shlex.quote(sys.executable)} -c {shlex.quote(CALL)}")
    place.edit('<p id="p3">静置6 h后,水温应不低于55', '<p id="p3" style-type="x">静置6 h后,水温应不低于60')
    place.edit("</body>", "\n\n</body>")
    changed = [line for line in place.git("diff", "-U0").splitlines() if line.startswith(("+[", "-[", "@@"))]
    assert changed == [
        "@@ -13 +13 @@ # 5.3 保温效能",
        "-[5.3] 静置6 h后,水温应不低于55 ℃。",
        "+[5.3] 静置6 h后,水温应不低于60 ℃。",
    ]


def test_enable_keeps_what_is_there_and_disable_takes_back_only_its_own(place: Any) -> None:
    attributes = place.root / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.docx diff=word", encoding="utf-8")
    place.git("config", "diff.word.textconv", "cat")
    before = place.git("config", "--local", "--list")
    enable(place.root)
    enabled = place.git("config", "--local", "--list")
    enable(place.root)
    assert attributes.read_text().splitlines() == [
        "*.docx diff=word",
        "*.sts.xml diff=sts",
        "*.decisions.json merge=workbench-decisions",
    ]
    assert place.git("config", "--local", "--list") == enabled
    disable(place.root)
    disable(place.root)
    assert attributes.read_text() == "*.docx diff=word\n"
    assert place.git("config", "--local", "--list") == before


def test_disable_leaves_no_empty_file(place: Any) -> None:
    attributes = enable(place.root, shared=True)
    disable(place.root)
    assert not attributes.exists()


def test_enable_outside_a_repository(tmp_path: Path) -> None:
    with pytest.raises(VersioningError) as caught:
        enable(tmp_path)
    assert caught.value.key == "versioning.no-repository"


def test_textconv_does_not_load_the_numeric_libraries() -> None:
    import subprocess

    code = "import sys, workbench.versioning; print(sorted({'torch', 'scipy', 'pandas'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
