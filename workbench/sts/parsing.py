"""Reading XML that strangers wrote: no network, no external entities, no bombs, limits on size and depth."""

import re
from html.entities import html5
from pathlib import Path

from lxml import etree

from workbench.sts.errors import StsError

MAX_BYTES = 50 * 1024 * 1024
"""Largest document that is read, in bytes; the largest real standards in STS are below 10 MB."""

MAX_ENTITY_TEXT = 10_000
"""Longest text, in characters, that one entity may stand for once it is expanded."""

ROOTS = ("standard", "adoption")

_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00", b"\x00\x00")
_EXTERNAL_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?(\S+)\s+(?:SYSTEM|PUBLIC)\b")
_ENTITY_REFERENCE = re.compile(r"&([^#;&\s]+);")
_ERRORS_OF_ENCODING = {
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    etree.ErrorTypes.ERR_INVALID_CHAR,
}
_ERRORS_OF_ENTITIES = {etree.ErrorTypes.ERR_ENTITY_LOOP}


def read_bytes(path: Path) -> bytes:
    """The bytes of the file ``path``.

    Raises:
        StsError: where there is no such file, it is a folder, may not be read, or is larger than
            :data:`MAX_BYTES`.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise StsError("sts.is-folder", file=path)
        if size > MAX_BYTES:
            raise StsError("sts.too-large", file=path, size=size // 1_000_000, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError:
        raise StsError("sts.no-file", file=path) from None
    except PermissionError:
        raise StsError("sts.no-permission", file=path) from None
    except OSError as error:
        raise StsError("sts.unreadable", file=path, detail=error.strerror or error) from None


def parse(source: bytes, name: str) -> etree._ElementTree:
    """Parse ``source`` into a tree in which everything is kept: comments, entities, CDATA, doctype.

    ``name`` is what messages call the document.

    Raises:
        StsError: for anything that is not one well-formed STS document within the limits.
    """
    if not source.strip():
        raise StsError("sts.empty", file=name)
    if len(source) > MAX_BYTES:
        raise StsError(
            "sts.too-large", file=name, size=len(source) // 1_000_000, limit=MAX_BYTES // 1_000_000
        )
    if source[:2] in _OTHER_ENCODINGS or source[:4].count(b"\x00") > 1:
        raise StsError("sts.not-utf8", file=name)
    _refuse_disguised_markup(source, name)
    _refuse_external_entities(source, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        strip_cdata=False,
        huge_tree=False,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise _readable(error, source, name) from None
    tree = root.getroottree()
    _check_entities(tree, name)
    if root.tag not in ROOTS:
        raise StsError("sts.wrong-root", file=name, root=etree.QName(root).localname)
    return tree


def _readable(error: etree.XMLSyntaxError, source: bytes, name: str) -> StsError:
    line = error.lineno or 1
    detail = (error.msg or "").split(", line ")[0]
    if error.code in _ERRORS_OF_ENTITIES:
        return StsError("sts.entity-bomb", file=name, line=line)
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        # libxml2 has one code for every limit; only its words tell nesting from entities.
        key = "sts.too-deep" if "depth" in detail.lower() else "sts.entity-bomb"
        return StsError(key, file=name, line=line)
    if error.code in _ERRORS_OF_ENCODING:
        return StsError("sts.encoding", file=name, line=line, declared=_declared_encoding(source))
    if not source.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return StsError("sts.not-xml", file=name)
    return StsError("sts.not-well-formed", file=name, line=line, column=(error.offset or 1), detail=detail)


def _declared_encoding(source: bytes) -> str:
    found = re.match(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)""", source)
    return found.group(1).decode("ascii") if found else "UTF-8"


def _refuse_disguised_markup(source: bytes, name: str) -> None:
    """Refuse encodings such as UTF-7 in which ``<!ENTITY`` could be written so that no scan finds it."""
    declared = _declared_encoding(source)
    printable = bytes(range(32, 127))
    try:
        is_ascii = printable.decode(declared) == printable.decode("ascii")
    except LookupError:
        return  # libxml2 refuses what it does not know either, and says on which line
    except UnicodeDecodeError:
        is_ascii = False
    if not is_ascii:
        raise StsError("sts.encoding", file=name, line=1, declared=declared)


def _refuse_external_entities(source: bytes, name: str) -> None:
    """Refuse before parsing: libxml2 opens an external parameter entity while it reads the doctype."""
    start = source.find(b"<!DOCTYPE")
    if start < 0:
        return
    found = _EXTERNAL_ENTITY.search(source, start)
    if found:
        raise StsError("sts.external-entity", file=name, entity=found.group(1).decode("utf-8", "replace"))


def _check_entities(tree: etree._ElementTree, name: str) -> None:
    texts = entities(tree)
    for entity_name in texts:
        if _expanded_length(entity_name, texts, ()) > MAX_ENTITY_TEXT:
            raise StsError("sts.entity-bomb", file=name, line=1)


def _expanded_length(name: str, texts: dict[str, str], inside: tuple[str, ...]) -> int:
    """Length of what an entity stands for; more than the limit for a loop."""
    if name in inside or len(inside) > 20:
        return MAX_ENTITY_TEXT + 1
    length = len(texts[name])
    for inner in _ENTITY_REFERENCE.findall(texts[name]):
        if inner in texts:
            length += _expanded_length(inner, texts, (*inside, name))
        if length > MAX_ENTITY_TEXT:
            break
    return length


def entities(tree: etree._ElementTree) -> dict[str, str]:
    """The internal entities that the document declares, by name, unexpanded."""
    dtd = tree.docinfo.internalDTD
    if dtd is None:
        return {}
    return {entity.name: entity.content or "" for entity in dtd.iterentities() if entity.name}


def expand(name: str, texts: dict[str, str]) -> str:
    """What the entity ``name`` stands for, as text.

    Legacy files leave the public character entities (``&mdash;``) to a DTD that is never read: they are
    known by name. Any other entity that nobody declared is shown as it is written.
    """
    if name not in texts:
        return html5.get(f"{name};", f"&{name};")
    return _ENTITY_REFERENCE.sub(lambda found: expand(found.group(1), texts), texts[name])
