"""Perspectives: the same facts judged for a purpose.

A tighter limit is an asset when read as advancedness, a technical deviation when read as adoption, a burden
when read as a proposal to ISO. A perspective is a file of rules (``data/<name>.yaml``) and, where it
concludes more than counts, a module with a function ``conclude``. A user's own lie in the folder
``perspectives`` beside the other knowledge files (:mod:`workbench.userdata`).
"""

from workbench.divergence.perspectives.judging import PerspectiveError, check, judge, names
from workbench.divergence.views import Gate, IndexVerdict, Verdict, View

__all__ = ["Gate", "IndexVerdict", "PerspectiveError", "Verdict", "View", "check", "judge", "names"]
