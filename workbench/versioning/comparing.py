"""What changed between two versions of a draft."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workbench.versioning.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.alignment.encoders import Encoder
    from workbench.divergence import Comparison


def compare_versions(
    path: str | os.PathLike[str],
    old: str = "HEAD",
    new: str | None = None,
    *,
    encoder: Encoder | None = None,
    progress: Callable[[float], None] | None = None,
) -> Comparison:
    """Compare the draft at ``path`` as it was in ``old`` with what it is in ``new`` or, without it, today.

    The newer one is the comparison's draft, the older one its reference: "stricter" means that a limit was
    tightened. ``encoder`` and ``progress`` are those of :func:`workbench.divergence.compare`.

    Raises:
        VersioningError, StsError: where one of the two cannot be read.
    """
    # Here and not above: it loads the numeric libraries, and git calls textconv once for every file.
    from workbench.divergence import compare

    name = os.fspath(path)
    newer = read(name if new is None else f"{name}@{new}")
    return compare(newer, read(f"{name}@{old}"), encoder=encoder, progress=progress)
