"""Finding and reading the documents that a browser asks for, inside the server's root folder only."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jupyter_core.paths import is_hidden

from workbench import interchange, sts, versioning
from workbench.decisions import decisions_file
from workbench.jupyter.pages import OutlineEntry, StandardPage
from workbench.messages import UserError

SUFFIX = ".sts.xml"

MAX_SUGGESTIONS = 500
"""How many paths are suggested; whoever has more standards types the folder's name anyway."""

MAX_FOLDERS = 2000
"""How many folders are looked into for suggestions."""


class DocumentError(UserError):
    """The browser asked for something that is not a document of this server."""


class DocumentMissingError(DocumentError):
    """There is no such document."""


@dataclass(frozen=True)
class DocumentSpec:
    """Which document: a path relative to the server's root with ``/``, and a git revision or ``""``."""

    path: str
    revision: str

    @classmethod
    def parse(cls, text: str) -> "DocumentSpec":
        """Read ``drafts/cup.sts.xml`` or ``drafts/cup.sts.xml@HEAD~1``.

        The first ``@`` after the name's ``.xml`` parts them, since a revision may hold ``@`` itself
        (``HEAD@{1}``) and so may a folder.
        """
        name_end = text.find(".xml@")
        if name_end < 0:
            return cls(text, "")
        return cls(text[: name_end + len(".xml")], text[name_end + len(".xml@") :])

    def __str__(self) -> str:
        return f"{self.path}@{self.revision}" if self.revision else self.path


@dataclass(frozen=True)
class DocumentFolder:
    """The server's root folder. Whatever lies outside of it, or is hidden in it, does not exist."""

    root: Path
    allow_hidden: bool = False

    def locate(self, spec: DocumentSpec) -> Path:
        """The file of ``spec``, which need not exist where a revision is asked for.

        Links are followed before the place is judged, and only the place at their end counts.

        Raises:
            DocumentError: for a path that leads out of the root or to something hidden.
            DocumentMissingError: where no file is there and no revision was asked for.
        """
        parts = PurePosixPath(spec.path).parts
        if not parts or "\x00" in spec.path or "\\" in spec.path or ".." in parts or parts[0] == "/":
            raise DocumentError("jupyter.outside-root", file=spec)
        root = self.root.resolve()
        path = root.joinpath(*parts)
        try:
            resolved = path.resolve()
            if not resolved.is_relative_to(root):
                raise DocumentError("jupyter.outside-root", file=spec)
            readable = spec.revision or resolved.is_file()
            if not readable or self._is_hidden(path, root) or self._is_hidden(resolved, root):
                raise DocumentMissingError("sts.no-file", file=spec)
        except (OSError, RuntimeError):  # A file in a folder's place, a name too long, a circle of links.
            raise DocumentMissingError("sts.no-file", file=spec) from None
        return resolved

    def _is_hidden(self, path: Path, root: Path) -> bool:
        return not self.allow_hidden and is_hidden(str(path), str(root))

    def read(self, text: str) -> sts.Standard:
        """Load the standard that ``text`` names (see :meth:`DocumentSpec.parse`)."""
        spec = DocumentSpec.parse(text)
        path = self.locate(spec)
        if not spec.revision:
            return sts.load(path, name=spec.path)
        if spec.revision.startswith("-"):
            raise DocumentError("jupyter.bad-revision", revision=spec.revision)
        return versioning.read(f"{path}@{spec.revision}")

    def check_decisions(self, draft: sts.Standard) -> Path:
        """The path of a draft whose file of decisions, if there is one, lies in the root too.

        Raises:
            DocumentError: where it is a link that leads out of the root.
        """
        path = draft.path or Path(draft.name)
        file = decisions_file(path)
        if file.is_symlink() and not file.resolve().is_relative_to(self.root.resolve()):
            raise DocumentError("jupyter.outside-root", file=file.name)
        return path

    def suggestions(self) -> tuple[str, ...]:
        """Paths of the standards below the root, in order, at most :data:`MAX_SUGGESTIONS`."""
        found: list[str] = []
        for path in self._walk():
            found.append(path.relative_to(self.root).as_posix())
            if len(found) == MAX_SUGGESTIONS:
                break
        return tuple(sorted(found))

    def _walk(self) -> Iterator[Path]:
        folders_left = MAX_FOLDERS
        for folder, names, files in os.walk(self.root):
            folders_left -= 1
            if not folders_left:
                return
            names[:] = sorted(name for name in names if not name.startswith(".") and name != "node_modules")
            yield from (
                Path(folder, name) for name in sorted(files) if name.endswith(SUFFIX) and name[0] != "."
            )


def page(standard: sts.Standard, text: str) -> StandardPage:
    """What the lab shows of ``standard``, which was asked for as ``text``; in the user's language."""
    rendered = interchange.render_standard(standard)
    spec = DocumentSpec.parse(text)
    return StandardPage(
        path=str(spec),
        revision=spec.revision,
        designation=standard.designation,
        title=standard.title(),
        language=standard.language,
        html=rendered.html,
        outline=tuple(
            OutlineEntry(id=item.anchor, number=item.number, title=item.title, depth=item.level)
            for item in rendered.outline
        ),
    )
