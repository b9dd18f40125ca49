"""What the surroundings of two provisions say for or against their being one."""

import pytest

from workbench import sts
from workbench.alignment import prepare
from workbench.alignment.matching import SUPPORT, tables
from workbench.alignment.pairs import Pairs


def two_tables():
    """Units: sentence, two rows, sentence, two rows."""
    body = "".join(
        f"<sec><label>{label}</label><title>T</title><p>It shall comply with Table {label}.</p><table-wrap>"
        f"<label>Table {label}</label><table><tbody><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr>"
        "</tbody></table></table-wrap></sec>"
        for label in (1, 2)
    )
    return prepare(sts.load(f'<standard xml:lang="en"><body>{body}</body></standard>'.encode()), "en")


@pytest.mark.parametrize(
    ("rows", "support"),
    [
        ([(1, 4), (2, 5)], {(0, 3): 1}),  # of the other two nothing is known
        ([(1, 1), (2, 2), (4, 4), (5, 5)], {(0, 0): 1, (3, 3): 1, (0, 3): -1, (3, 0): -1}),
        ([(1, 1), (2, 4)], {(0, 0): 1, (0, 3): 1}),  # one became two
        ([], {}),
    ],
)
def test_sentences_that_introduce_tables_go_with_their_rows(rows, support):
    units = two_tables(), two_tables()
    pairs = Pairs.all((6, 6))
    found = tables(pairs, units, rows)
    assert {
        (int(i), int(j)): round(float(value) / SUPPORT["tables"])
        for i, j, value in zip(pairs.draft, pairs.reference, found, strict=True)
        if value
    } == support
