"""Which provisions join a link beside them: what each sign weighs, and how often the weights are right.

    python benchmarks/joining.py

For all offers of ``corpora/cases`` (a provision without counterpart, and a link beside it) fits the weights
of ``workbench/alignment/joining.py`` by logistic regression to what the experts linked, prints them, and what
weights fitted to nine tenths of the cases say of the other tenth, beside the one sign of vecalign: that the
joined text is closer to the other side.
"""

import json
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from workbench import sts
from workbench.alignment import align, groups
from workbench.alignment.joining import WEIGHTS, Offer, evidence

CASES = Path(__file__).parents[1] / "corpora" / "cases"
PENALTY = 1.0
"""Of the squares of the weights of signs scaled to a variance of 1."""
PARTS = 10
Numbers = NDArray[np.float64]


def offers_of(folder: Path) -> tuple[Numbers, Numbers]:
    """The signs of all offers of a case, and whether each is right."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["alignment"]
    right = {(i, j) for link in gold for i in link["draft"] for j in link["reference"]}
    signs, answers = [np.zeros((0, len(WEIGHTS)))], []

    def record(offers: list[Offer], linked: object, similar: object) -> Numbers:
        signs.append(evidence(offers, linked, similar))  # type: ignore[arg-type]
        for offer in offers:
            pair = (offer.own.provision.id, offer.other.provision.id)
            answers.append(tuple(reversed(pair)) in right if offer.side else pair in right)
        return np.zeros(len(offers))

    with mock.patch.object(groups, "chances", record):
        align(sts.load(folder / "draft.sts.xml"), sts.load(folder / "reference.sts.xml"))
    return np.concatenate(signs), np.array(answers, dtype=np.float64)


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


def main() -> None:
    """Fit and print."""
    cases = [offers_of(folder) for folder in sorted(CASES.iterdir())]
    signs, answers = (np.concatenate([case[k] for case in cases]) for k in (0, 1))
    part = np.concatenate([np.full(len(case[1]), place % PARTS) for place, case in enumerate(cases)])
    unseen = np.zeros(len(answers))
    for one in range(PARTS):
        weights = fitted(signs[part != one], answers[part != one])
        unseen[part == one] = signs[part == one] @ weights[:-1] + weights[-1]
    closer = signs[:, list(WEIGHTS).index("together")]
    print(f"{len(answers)} offers of {len(cases)} cases, {answers.sum():.0f} of them right")
    for name, said in (("all signs, on unseen cases", unseen > 0), ("closer when joined, alone", closer > 0)):
        hits, found = (said * answers).sum(), said.sum()
        print(f"{name}: {hits:.0f} right, {found - hits:.0f} wrong, {answers.sum() - hits:.0f} missed")
    weights = fitted(signs, answers)
    print(f"CONSTANT = {weights[-1]:.2f}")
    for sign, weight in zip(WEIGHTS, weights, strict=False):
        print(f'    "{sign}": {weight:.2f},')


if __name__ == "__main__":
    main()
