"""What the signs of the alignment weigh, fitted to the cases with an expert's answer.

    python benchmarks/weights.py

1. Which provisions join a link beside them (``workbench/alignment/joining.py``), beside the one sign of
   vecalign: that the joined text is closer to the other side.
2. Which requirements that are left on both sides are about one thing, where one says of what it is made
   (``prescriptions.py``), beside the score of two texts alone.

For all of them in ``corpora/cases`` it fits the weights by logistic regression to what the experts linked,
prints them, and what weights fitted to nine tenths of the cases say of the other tenth.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from workbench import sts
from workbench.alignment import Unit, align, groups, joining, prescriptions
from workbench.alignment.joining import Offer, Similar
from workbench.alignment.neighbours import Matrix

CASES = Path(__file__).parents[1] / "corpora" / "cases"
PENALTY = 1.0
"""Of the squares of the weights of signs scaled to a variance of 1."""
PARTS = 10
Numbers = NDArray[np.float64]
Told = tuple[Numbers, Numbers]
"""The signs of each candidate, one row each, and whether an expert linked it."""


def candidates(folder: Path) -> tuple[Told, Told]:
    """Of one case those that may join a link, and those that are left."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["alignment"]
    right = {(i, j) for link in gold for i in link["draft"] for j in link["reference"]}
    joins: list[tuple[NDArray[Any], bool]] = []
    rest: list[tuple[NDArray[Any], bool]] = []

    def chances(offers: Sequence[Offer], linked: Sequence[tuple[Unit, Unit]], similar: Similar) -> Numbers:
        for offer, signs in zip(offers, joining.evidence(offers, linked, similar), strict=True):
            pair = offer.own.provision.id, offer.other.provision.id
            joins.append((signs, (pair[::-1] if offer.side else pair) in right))
        return tell_chances(offers, linked, similar)

    def likelihoods(left: prescriptions.Left) -> Matrix:
        signs = prescriptions.evidence(left)
        for i, j in np.argwhere(prescriptions.may_be_apart(left)):
            pair = left.units[0][i].provision.id, left.units[1][j].provision.id
            rest.append((signs[i, j], pair in right))
        return tell_likelihoods(left)

    tell_chances, tell_likelihoods = joining.chances, prescriptions.likelihoods
    with (
        mock.patch.object(groups, "chances", chances),
        mock.patch.object(prescriptions, "likelihoods", likelihoods),
    ):
        align(sts.load(folder / "draft.sts.xml"), sts.load(folder / "reference.sts.xml"))
    return _told(joins, len(joining.WEIGHTS)), _told(rest, len(prescriptions.WEIGHTS))


def _told(found: Sequence[tuple[NDArray[Any], bool]], signs: int) -> Told:
    return (
        np.array([one for one, _ in found], dtype=np.float64).reshape(-1, signs),
        np.array([is_right for _, is_right in found], dtype=np.float64),
    )


def fitted(signs: Numbers, answers: Numbers) -> Numbers:
    """The weights, and the constant behind them."""
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    scaled = np.hstack([(signs - middle) / spread, np.ones((len(signs), 1))])
    penalty = np.append(np.full(signs.shape[1], PENALTY), 0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        said = scaled @ weights
        wrong = 1 / (1 + np.exp(-said)) - answers
        value = np.logaddexp(0, -said * (2 * answers - 1)).sum() + (penalty * weights**2).sum() / 2
        return float(value), scaled.T @ wrong + penalty * weights

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - weights @ middle)


def report(what: str, names: Sequence[str], cases: Sequence[Told], alone: str) -> None:
    """Print how often weights that have not seen a case are right, and those fitted to all."""
    signs, answers = (np.concatenate([case[k] for case in cases]) for k in (0, 1))
    part = np.concatenate([np.full(len(case[1]), place % PARTS) for place, case in enumerate(cases)])
    unseen = np.zeros(len(answers))
    for one in range(PARTS):
        weights = fitted(signs[part != one], answers[part != one])
        unseen[part == one] = signs[part == one] @ weights[:-1] + weights[-1]
    sign = signs[:, list(names).index(alone)]
    print(f"{what}: {len(answers)} candidates in {len(cases)} cases, {answers.sum():.0f} of them right")
    for name, said in (("all signs, on unseen cases", unseen > 0), (f"“{alone}” alone", sign > 0)):
        hits, found = (said * answers).sum(), said.sum()
        print(f"  {name}: {hits:.0f} right, {found - hits:.0f} wrong, {answers.sum() - hits:.0f} missed")
    weights = fitted(signs, answers)
    print(f"CONSTANT = {weights[-1]:.2f}")
    for name, weight in zip(names, weights, strict=False):
        print(f'    "{name}": {weight:.2f},')


def main() -> None:
    """Fit and print."""
    cases = [candidates(folder) for folder in sorted(CASES.iterdir())]
    report("joining", list(joining.WEIGHTS), [case[0] for case in cases], "together")
    names = list(prescriptions.WEIGHTS)
    report("left", names, [case[1] for case in cases], "score")


if __name__ == "__main__":
    main()
