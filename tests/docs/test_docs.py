"""What the documentation says exists: commands, options, links, names of the library, fields of the JSON."""

import ast
import importlib
import importlib.util
import itertools
import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import workbench as library
import workbench.cli.commands
import workbench.cli.finding_commands
from workbench import divergence, sts
from workbench.cli.group import workbench as program
from workbench.divergence import Comparison, perspectives
from workbench.divergence.upgrading import upgrade
from workbench.interchange import TextReading

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PROGRAM_VARIABLES = re.compile(r"\bWORKBENCH_[A-Z_]+")

_FENCE = re.compile(r"^( *)(```+)(\w*)[^\n]*\n(.*?)^\1\2", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)">')


def commands(
    group: click.Group, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(commands(program))


def sections(text: str) -> dict[str, str]:
    """The text under each heading of the second level, by heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def prose(page: Path) -> str:
    """A page without its code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def shell_lines() -> list[tuple[str, str]]:
    return [
        (page.relative_to(ROOT).as_posix(), line.strip())
        for page in PAGES
        for _, _, language, block in _FENCE.findall(page.read_text(encoding="utf-8"))
        if language == "sh"
        for line in block.splitlines()
        if line.strip().startswith("workbench ")
    ]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_command_is_described_with_its_options(words):
    described = sections((REFERENCE / "command-line.md").read_text(encoding="utf-8"))
    title = " ".join(("workbench", *words))
    headings = [heading for heading in described if f"{heading} ".startswith(f"{title} ")]
    assert len(headings) == 1
    text = headings[0] + described[headings[0]]
    common = described["Common"]
    for parameter in COMMANDS[words].params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(click.Context(COMMANDS[words])).strip("[].") in text
            continue
        for name in (*parameter.opts, *parameter.secondary_opts):
            place = common if name in ("--help", "-h", "--ui-language") else text
            assert re.search(rf"`{re.escape(name)}[ `]", place), f"{title} {name}"


def test_only_commands_that_exist_are_described():
    described = sections((REFERENCE / "command-line.md").read_text(encoding="utf-8"))
    for heading in described:
        if heading.startswith("workbench "):
            words = tuple(word for word in heading.split()[1:] if word.islower())
            assert words in COMMANDS, heading
            options = re.findall(r"`(--?[a-z][a-z-]*)", described[heading])
            known = {name for p in COMMANDS[words].params for name in (*p.opts, *p.secondary_opts)}
            assert set(options) <= known, heading


@pytest.mark.parametrize(("page", "line"), shell_lines())
def test_shell_command_can_be_typed(page, line):
    words = shlex.split(line)[1:]
    command: click.Command = program
    context = click.Context(program, info_name="workbench")
    while isinstance(command, click.Group):
        if words and words[0] in ("--help", "--version"):
            return
        name, command, words = command.resolve_command(context, words)
        assert name is not None
        context = click.Context(command, info_name=name, parent=context)
    if "--help" not in words:
        command.parse_args(context, words)


def test_shell_commands_are_found():
    assert len(shell_lines()) >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / unquote(path)).resolve() if path else page
        assert file.is_relative_to(ROOT), target
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), target


def anchors(page: Path) -> set[str]:
    """Headings as the usual viewers of Markdown name them, and explicit anchors."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    named = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return named | set(_ANCHOR.findall(text))


def test_every_page_can_be_reached_from_the_index():
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in _LINK.findall(prose(index))}
    assert set((ROOT / "docs").glob("*/*.md")) <= linked


def test_pages_in_both_languages_show_the_same_commands():
    def typed(page: Path) -> list[str]:
        fences = _FENCE.findall(page.read_text(encoding="utf-8"))
        return [block for _, _, language, block in fences if language == "sh"]

    translated = [page for page in PAGES if page.name.endswith(".zh.md")]
    assert len(translated) >= 4
    for page in translated:
        name = page.name.removesuffix(".zh.md")
        original = page.with_name(f"{name}.md")
        assert typed(page) == typed(original if original.exists() else page.with_name(f"{name}.en.md"))


def test_finding_of_the_tutorial_is_found():
    """The one finding that the tutorial reads aloud, with the words that it quotes."""
    draft, reference = sts.load(ROOT / "drafts/cup.sts.xml"), sts.load(ROOT / "corpora/iso-91001.sts.xml")
    comparison = divergence.compare(draft, reference)
    found = [item for item in comparison.divergences if item.draft == ("p_6.2_1",) and item.category == "TO"]
    assert [(item.sub, item.draft_value, item.reference_value) for item in found] == [
        ("stricter", "± 3 %", "≤ 5 %")
    ]
    for language in ("zh", "en"):
        page = (ROOT / f"docs/tutorials/compare-a-draft.{language}.md").read_text(encoding="utf-8")
        for evidence in (*found[0].draft_evidence, *found[0].reference_evidence):
            assert f"**{evidence.text}**" in page


def words_typed_after(command: str) -> list[list[str]]:
    """What the pages type after a command, word by word."""
    lines = {line for _, line in shell_lines() if line.startswith(f"workbench {command} ")}
    return [shlex.split(line)[1 + len(command.split()) :] for line in sorted(lines)]


def test_findings_and_links_that_are_typed_exist():
    draft, reference = "drafts/cup.sts.xml", "corpora/iso-91001.sts.xml"
    standards = [sts.load(ROOT / name) for name in (draft, reference)]
    comparison = divergence.compare(*standards)
    named = [
        word
        for words in (*words_typed_after("explain"), *words_typed_after("decide"))
        if words[:2] == [draft, reference]
        for word in words[2:]
        if re.fullmatch(r"[A-Z]{2}-[0-9a-f]+", word)
    ]
    assert len(named) >= 4
    assert set(named) <= {found.id for found in comparison.divergences}
    provisions = [{provision.id for provision in standard.provisions} for standard in standards]
    links = [
        words[2]
        for name in ("accept", "reject", "add", "remove")
        for words in words_typed_after(f"link {name}")
    ]
    assert links
    for link in links:
        for ids, known in zip(link.split(":"), provisions, strict=True):
            assert set(ids.split(",")) <= known, link


def test_steps_that_are_typed_can_be_taken():
    taken = 0
    for words in words_typed_after("upgrade"):
        steps = [step for option, step in itertools.pairwise(words) if option == "--apply"]
        if steps:
            target = words[words.index("--to") + 1]
            path = upgrade(sts.load(ROOT / words[0]), target)
            assert set(steps) <= {step.id for step in path.steps if step.changes}
            taken += len(steps)
    assert taken


def test_perspective_of_the_example_is_read_as_it_says(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    (tmp_path / "perspectives").mkdir()
    pages = [ROOT / f"docs/how-to/read-for-a-purpose{language}.md" for language in ("", ".zh")]
    pages.append(ROOT / "docs/explanation/divergences.md")
    for number, page in enumerate(pages):
        block = next(b for _, _, lang, b in _FENCE.findall(page.read_text("utf-8")) if lang == "yaml")
        (tmp_path / "perspectives" / f"own{number}.yaml").write_text(block, encoding="utf-8")
    assert {f"own{number}" for number in range(len(pages))} <= set(perspectives.names())


def test_every_field_of_the_json_is_described():
    page = sections((REFERENCE / "json.md").read_text(encoding="utf-8"))
    models = {}
    for model in (Comparison, TextReading):
        schema = model.model_json_schema()
        models |= {model.__name__: schema, **schema["$defs"]}
    for name, model in models.items():
        cells = re.findall(r"^\| (`.+?) \|", page[name], flags=re.MULTILINE)
        fields = {field for cell in cells for field in re.findall(r"`(\w+)`", cell)}
        assert fields == set(model["properties"]), name
        for field, described in model["properties"].items():
            for value in filter(None, described.get("enum", ())):
                assert f"`{value}`" in page[name], f"{name}.{field}: {value}"


@pytest.mark.parametrize(
    ("heading", "package"),
    [("workbench", library), ("workbench.sts", sts), ("workbench.divergence", divergence)],
)
def test_public_names_are_described(heading, package):
    text = sections((REFERENCE / "library.md").read_text(encoding="utf-8"))[heading]
    for name in package.__all__:
        assert re.search(rf"\b{name}\b", text), f"{heading}.{name}"


def test_environment_variables_are_described():
    described = set(PROGRAM_VARIABLES.findall((REFERENCE / "messages-and-environment.md").read_text("utf-8")))
    sources = [
        *ROOT.glob("workbench/**/*.py"),
        *ROOT.glob("tests/**/conftest.py"),
        *ROOT.glob("benchmarks/*.py"),
    ]
    used = {name for path in sources for name in PROGRAM_VARIABLES.findall(path.read_text(encoding="utf-8"))}
    assert described == used


def python_blocks() -> list[tuple[str, str]]:
    return [
        (page.relative_to(ROOT).as_posix(), textwrap.dedent(block))
        for page in PAGES
        for _, _, language, block in _FENCE.findall(page.read_text(encoding="utf-8"))
        if language == "python"
    ]


@pytest.mark.parametrize(("page", "block"), python_blocks())
def test_python_examples_are_python_and_import_what_exists(page, block):
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(node.module or "")
            for name in node.names:
                inside = f"{node.module}.{name.name}"
                assert hasattr(module, name.name) or importlib.util.find_spec(inside), f"{page}: {inside}"


def test_yaml_of_the_language_example_is_read_as_it_says():
    from workbench.languages._schema import LanguageData, checked

    text = (ROOT / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")
    block = next(block for _, _, language, block in _FENCE.findall(text) if language == "yaml")
    assert checked(LanguageData, block, "nl.yaml").examples
