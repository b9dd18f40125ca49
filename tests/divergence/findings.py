"""What a comparison found, in the fewest words, and tables to compare."""

from workbench.divergence import Comparison


def found(comparison: Comparison) -> list[tuple[str, str]]:
    """The category and sub-category of every finding."""
    return [(one.category, one.sub) for one in comparison.divergences]


TABLE = (
    '<table-wrap id="{name}"><label>{label}</label><caption><title>{title}</title></caption><table><thead><tr><th>{heads}</th></tr></thead>'
    "<tbody>{rows}</tbody></table></table-wrap>"
)


def table(name: str, label: str, title: str, heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """The markup of a table; its rows have the name with their number for id."""
    body = "".join(
        f'<tr id="{name}{number}"><td>{"</td><td>".join(cells)}</td></tr>'
        for number, cells in enumerate(rows, 1)
    )
    return TABLE.format(name=name, label=label, title=title, heads="</th><th>".join(heads), rows=body)
