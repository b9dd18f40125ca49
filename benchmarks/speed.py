"""Time and memory of the main jobs, each in a process of its own as users start it.

    python benchmarks/speed.py

Prints seconds, peak memory in MB, the limit that the project set itself, and the ratio of the two. Loading is
compared with the physical limit, parsing the same file with lxml alone; finding divergences with the
alignment that goes before it.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

from workbench import sts
from workbench.alignment import align
from workbench.alignment.encoders import get_encoder
from workbench.divergence import compare

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED") or ROOT.parent / "shared")
LARGE = SHARED / "data" / "sts" / "DIN_EN_ISO_13849-1_2008-12_en_TBX.xml"

LOAD = "from workbench import sts; s = sts.load({0!r}); print(sum(len(p.text) for p in s.provisions))"
FORMAT = "from workbench.sts.canonical import canonical; canonical(open({0!r}, 'rb').read())"
PARSE = "from lxml import etree; print(len(etree.parse({0!r}).getroot()))"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "WORKBENCH_CACHE": name}
        if LARGE.is_file():
            ours = _python("load and list provisions, 1.1 MB", 1.5, LOAD.format(str(LARGE)), environment)
            bare = _python("  lxml alone parses it", None, PARSE.format(str(LARGE)), environment)
            print(f"  ratio to lxml alone: {ours / bare:.1f}")
            formatted = _python("format it", 2, FORMAT.format(str(LARGE)), environment)
            print(f"  ratio to lxml alone: {formatted / bare:.1f}")
        a, b = _two_largest()
        command = [str(Path(sys.executable).parent / "workbench"), "compare", str(a), str(b)]
        _timed(f"compare {a.name} {b.name}, cold", 15, command, environment)
        _timed("the same, warm", 3, command, environment)
        for provisions in (500, 1000, 2000, 4000):
            _findings(provisions, 5.0 if provisions == 2000 else None)


def _findings(provisions: int, limit: float | None) -> None:
    """Time of finding and judging in two documents of so many provisions, after encoding and alignment."""
    module = sys.modules["workbench.divergence.compare"]
    draft = _document("zh", ROOT / "drafts" / "cup.sts.xml", provisions, "T/ZZB 1—2026")
    reference = _document("en", ROOT / "corpora" / "iso-91001.sts.xml", provisions, "ISO 1:2024")
    start = time.perf_counter()
    aligned = align(draft, reference, encoder=get_encoder("ngrams"))
    aligning = time.perf_counter() - start
    with patch.object(module, "align", lambda *arguments, **options: aligned):
        start = time.perf_counter()
        found = compare(draft, reference, perspectives=("adoption", "advanced"))
        seconds = time.perf_counter() - start
    against = f"  limit {limit:g} s, {seconds / limit:.2f} of it" if limit else ""
    print(
        f"findings in 2 x {len(draft.provisions)} provisions: {seconds:.2f} s for {len(found.divergences)}, "
        f"{1000 * seconds / provisions:.2f} s a thousand, {seconds / aligning:.2f} of aligning them{against}",
        flush=True,
    )


def _document(language: str, source: Path, provisions: int, name: str) -> sts.Standard:
    """A document of so many paragraphs, ten a clause: those of ``source``, told apart by a model number."""
    texts = [p.text for p in sts.load(source).provisions if p.kind is sts.ProvisionKind.PARAGRAPH]
    clauses = []
    for number in range(0, provisions, 10):
        inside = "".join(
            f"<p>{escape(f'{place // len(texts)}: {texts[place % len(texts)]}')}</p>"
            for place in range(number, number + 10)
        )
        clauses.append(f"<sec><label>{number // 10 + 1}</label><title>-</title>{inside}</sec>")
    meta = f'<front><std-meta><std-ref type="dated">{name}</std-ref></std-meta></front>'
    body = "".join(clauses)
    return sts.load(f'<standard xml:lang="{language}">{meta}<body>{body}</body></standard>'.encode())


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
