"""From a Zhejiang Made standard to a national or international one: what has to change, and where."""

from workbench.divergence.upgrading.model import Change, Target, UpgradePath, UpgradeStep
from workbench.divergence.upgrading.path import apply_steps, upgrade

__all__ = ["Change", "Target", "UpgradePath", "UpgradeStep", "apply_steps", "upgrade"]
