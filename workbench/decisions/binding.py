"""How a decision holds on to provisions: by id, and by a hash of their text where ids have changed."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from workbench.decisions.errors import DecisionsError
from workbench.sts import Provision, Standard

_HASH = 16
"""Hexadecimal digits of a hash: enough to tell the provisions of two documents apart."""


class Places:
    """Where the provisions of a document stand, by id and by text."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._hashes = [text_hash(provision.text) for provision in provisions]
        self._by_id = {provision.id: place for place, provision in enumerate(provisions)}
        self._by_text: dict[str, list[int]] = {}
        for place, text in enumerate(self._hashes):
            self._by_text.setdefault(text, []).append(place)

    def find(self, wanted: Mapping[str, str]) -> tuple[tuple[int, ...], bool] | None:
        """Places of the provisions and whether a text has changed; ``None`` where one is gone."""
        found, changed = set(), False
        for provision_id, text in wanted.items():
            place = self._by_id.get(provision_id)
            alike = self._by_text.get(text, [])
            if len(alike) == 1 and (place is None or self._hashes[place] != text):
                place = alike[0]
            if place is None:
                return None
            changed = changed or self._hashes[place] != text
            found.add(place)
        return tuple(sorted(found)), changed


def name_of(reference: Standard) -> str:
    """What decisions call a reference: its designation, the name of its file where it has none."""
    return reference.designation or Path(reference.name).name


def text_hash(text: str) -> str:
    """Hash of a text, the same for any spacing and Unicode form."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def hashes(standard: Standard, ids: Sequence[str]) -> dict[str, str]:
    """The hash of each provision of ``ids``.

    Raises:
        DecisionsError: where the document has no provision of an id.
    """
    texts = {provision.id: provision.text for provision in standard.provisions}
    for provision_id in ids:
        if provision_id not in texts:
            raise DecisionsError("decisions.no-id", file=standard.name, id=provision_id)
    return {provision_id: text_hash(texts[provision_id]) for provision_id in ids}


def now() -> str:
    """The moment, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
