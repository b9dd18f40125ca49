"""Time and memory of the main jobs, each in a process of its own as users start it.

    python benchmarks/speed.py

Prints seconds, peak memory in MB, the limit that the project set itself, and the ratio of the two. Loading is
compared with the physical limit, parsing the same file with lxml alone.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED") or ROOT.parent / "shared")
LARGE = SHARED / "data" / "sts" / "DIN_EN_ISO_13849-1_2008-12_en_TBX.xml"

LOAD = "from workbench import sts; s = sts.load({0!r}); print(sum(len(p.text) for p in s.provisions))"
PARSE = "from lxml import etree; print(len(etree.parse({0!r}).getroot()))"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "WORKBENCH_CACHE": name}
        if LARGE.is_file():
            ours = _python("load and list provisions, 1.1 MB", 1.5, LOAD.format(str(LARGE)), environment)
            bare = _python("  lxml alone parses it", None, PARSE.format(str(LARGE)), environment)
            print(f"  ratio to lxml alone: {ours / bare:.1f}")
        a, b = _two_largest()
        compare = [str(Path(sys.executable).parent / "workbench"), "compare", str(a), str(b)]
        _timed(f"compare {a.name} {b.name}, cold", 15, compare, environment)
        _timed("the same, warm", 3, compare, environment)


def _two_largest() -> tuple[Path, Path]:
    """The largest demonstration draft and the largest demonstration reference."""
    sides = [
        sorted((ROOT / folder).glob("*.sts.xml"), key=lambda file: file.stat().st_size)
        for folder in ("drafts", "corpora")
    ]
    return sides[0][-1], sides[1][-1]


def _python(name: str, limit: float | None, code: str, environment: dict[str, str]) -> float:
    return _timed(name, limit, [sys.executable, "-c", code], environment)


def _timed(name: str, limit: float | None, command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    against = f"  limit {limit:g} s, {seconds / limit:.2f} of it" if limit else ""
    print(f"{name}: {seconds:.2f} s, peak of all so far {peak:.0f} MB{against}")
    return seconds


if __name__ == "__main__":
    main()
