"""What a comparison found, in the fewest words."""

from workbench.divergence import Comparison


def found(comparison: Comparison) -> list[tuple[str, str]]:
    """The category and sub-category of every finding."""
    return [(one.category, one.sub) for one in comparison.divergences]
