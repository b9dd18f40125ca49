"""Our grammar against the official schema of NISO STS 1.0, which is only measured with, never shipped."""

from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from workbench.sts.validation import Severity, validate


@pytest.fixture(scope="module")
def schema(shared: Path, bench: ModuleType) -> etree.XMLSchema:
    if not (shared / bench.OFFICIAL).is_file():
        pytest.skip(f"the official schema is missing from {shared}")
    return bench.official_schema(shared)


@pytest.fixture(scope="module")
def accepted(shared: Path, bench: ModuleType, schema: etree.XMLSchema) -> list[tuple[Path, etree._Element]]:
    """Documents that the official schema accepts."""
    read = [(path, bench.read(path)) for path in bench.documents(shared)]
    return [(path, root) for path, root in read if root is not None and bench.accepted_by(schema, root)]


def test_accepts_what_the_official_schema_accepts(accepted) -> None:
    assert len(accepted) >= 19
    for path, root in accepted:
        errors = [problem for problem in validate(root) if problem.severity is Severity.ERROR]
        assert errors == [], path


def test_refuses_what_the_official_schema_refuses(bench: ModuleType, schema, accepted) -> None:
    # The large document would only cost time: it holds no other elements than the benchmark covers.
    small = [(path, root) for path, root in accepted if path.stat().st_size < 500_000]
    tally = bench.measure(schema, bench.mutants(small, 650, seed=11))
    assert tally.official.total() >= 300
    assert tally.share >= 0.95
    for operator, count in tally.official.items():
        assert tally.ours[operator] >= 0.85 * count, operator
