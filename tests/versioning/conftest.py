"""A real git repository with one draft, whose name and folder are as people name them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.messages import set_ui_language

DRAFT = """<?xml version="1.0" encoding="UTF-8"?>
<standard xml:lang="zh">
<front><std-meta>
<title-wrap xml:lang="zh"><main>不锈钢保温壶</main><full>不锈钢保温壶</full></title-wrap>
<std-ident><originator>T/ZZB</originator><doc-type>standard</doc-type><doc-number>9777</doc-number></std-ident>
<std-ref type="dated">T/ZZB 9777—2026</std-ref>
</std-meta></front>
<body>
<sec id="s1" sec-type="scope"><label>1</label><title>范围</title><p id="p1">本文件适用于不锈钢保温壶。</p></sec>
<sec id="s5"><label>5</label><title>技术要求</title>
<sec id="s51"><label>5.1</label><title>外观</title><p id="p2">壶体表面应清洁,无锈斑。</p></sec>
<sec id="s53"><label>5.3</label><title>保温效能</title><p id="p3">静置6 h后,水温应不低于50 ℃。</p></sec>
</sec>
<sec id="s6"><label>6</label><title>试验方法</title>
<sec id="s62"><label>6.2</label><title>保温效能</title><p id="p4">按GB/T 2423.1的规定,测量水温。</p></sec>
</sec>
</body>
</standard>
"""


class Workplace:
    """A repository and its draft."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.draft = root / "草案 一" / "保温壶 v1.sts.xml"

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *arguments: str) -> str:
        """What git says on stderr where it does not do as it is told."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode != 0, done.stdout
        return done.stderr

    def write(self, text: str = DRAFT) -> None:
        self.draft.parent.mkdir(parents=True, exist_ok=True)
        self.draft.write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        text = self.draft.read_text(encoding="utf-8")
        assert old in text
        self.write(text.replace(old, new))

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture(autouse=True)
def _english() -> object:
    set_ui_language("en")
    yield
    set_ui_language(None)


@pytest.fixture(autouse=True)
def _own_git_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's or the user's configuration takes part."""
    configuration = tmp_path / "gitconfig"
    configuration.write_text(
        "[user]\nname = Zhao Lan\nemail = zhao.lan@example.org\n[init]\ndefaultBranch = main\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def empty(tmp_path: Path) -> Workplace:
    """A repository without a commit, and a draft that is not yet saved."""
    root = tmp_path / "仓库 A@home"
    root.mkdir()
    place = Workplace(root)
    place.git("init", "--quiet")
    place.write()
    return place


@pytest.fixture
def place(empty: Workplace) -> Workplace:
    """The same with two versions."""
    empty.commit("first")
    empty.edit("不低于50", "不低于55")
    empty.commit("second")
    return empty


@pytest.fixture
def hook(place: Workplace) -> Callable[[str], Path]:
    """Install a hook that leaves a trace and fails."""

    def install(name: str) -> Path:
        trace = place.root.parent / f"ran-{name}"
        script = place.root / ".git" / "hooks" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\ntouch '{trace}'\nexit 1\n")
        script.chmod(0o755)
        return trace

    return install
