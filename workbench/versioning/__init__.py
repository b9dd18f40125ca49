"""Drafts in git: read a draft at any revision, save it as a version, see what changed.

>>> from workbench import versioning
>>> versioning.read("drafts/cup.sts.xml@HEAD~1").designation
>>> versioning.save_version("drafts/cup.sts.xml").message
"""

from workbench.versioning.comparing import compare_versions
from workbench.versioning.drivers import disable, enable
from workbench.versioning.errors import VersioningError
from workbench.versioning.history import Version, history
from workbench.versioning.readable import textconv
from workbench.versioning.reading import read
from workbench.versioning.saving import save_version

__all__ = [
    "Version",
    "VersioningError",
    "compare_versions",
    "disable",
    "enable",
    "history",
    "read",
    "save_version",
    "textconv",
]
