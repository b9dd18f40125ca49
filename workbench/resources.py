"""Reading the data files of the packages: knowledge that people edit, in YAML."""

import re
from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader is ten times as fast as the one in Python; PyYAML's wheels carry it.
_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):  # type: ignore[misc]
    """YAML without a key that stands twice, of which all but the last would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                problem = f"the key {key.value} stands here for the second time"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return dict(super().construct_mapping(node, deep=deep))


def read_data(package: str, *path: str) -> Any:
    """What the YAML file at ``path`` inside ``package`` holds."""
    return parse_yaml(files(package).joinpath(*path).read_text(encoding="utf-8"))


def data_files(package: str, *path: str) -> tuple[str, ...]:
    """Names of the YAML files in a folder inside ``package``, sorted."""
    folder = files(package).joinpath(*path)
    return tuple(sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml")))


def parse_yaml(text: str) -> Any:
    """What a YAML text holds; only plain data, never objects."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader)


class PlainLoader(_Loader):
    """YAML as linguists write it: only true and false are truth values (``NO`` is Norway), dates are text."""


_AS_TEXT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _AS_TEXT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


class NotYamlError(ValueError):
    """A text that is no YAML: what is wrong, and in which ``line`` (from 1)."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.line = line


def parse_plain_yaml(source: str) -> Any:
    """What a YAML text holds, read by :class:`PlainLoader`.

    Raises:
        NotYamlError: whatever is wrong with it.
    """
    try:
        return yaml.load(source, Loader=PlainLoader)  # noqa: S506  (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        # What is not closed is found missing on the line behind the last.
        line = min(mark.line, source.rstrip().count("\n")) + 1 if mark else 1
        raise NotYamlError(str(problem), line) from error


def line_of(source: str, path: tuple[int | str, ...]) -> int:
    """Line of the deepest node of ``path`` that exists in a YAML text."""
    node = yaml.compose(source, Loader=PlainLoader)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        else:
            inner = None
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else 1
