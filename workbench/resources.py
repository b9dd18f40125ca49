"""Reading the data files of the packages: knowledge that people edit, in YAML."""

from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader is ten times as fast as the one in Python; PyYAML's wheels carry it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
