"""Schemas that the user has: XML Schema and RELAX NG from local files, never from a network."""

import copy
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

from lxml import etree

from workbench.sts.validation.context import Document
from workbench.sts.validation.grammar import PREFIXES
from workbench.sts.validation.problems import Problem, Severity, ValidationError

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
# Elements of both languages that bring in other files, and the attribute that names the file.
_INCLUDING = {
    f"{_XSD}import": "schemaLocation",
    f"{_XSD}include": "schemaLocation",
    f"{_XSD}redefine": "schemaLocation",
    f"{_RNG}include": "href",
    f"{_RNG}externalRef": "href",
}
_COMPILERS: dict[str, type[etree.XMLSchema] | type[etree.RelaxNG]] = {
    ".xsd": etree.XMLSchema,
    ".rng": etree.RelaxNG,
}

Schema = etree.XMLSchema | etree.RelaxNG


def load_schema(path: Path) -> Schema:
    """Compile the schema file ``path``.

    Raises:
        ValidationError: where it is missing, neither XML Schema nor RELAX NG, broken, or brings in files
            from a network.
    """
    compiler = _COMPILERS.get(path.suffix.lower())
    if compiler is None:
        raise ValidationError("validation.schema-kind", file=path)
    _refuse_remote(path)
    try:
        return compiler(_parse(path))
    except (etree.XMLSchemaParseError, etree.RelaxNGParseError) as error:
        raise ValidationError("validation.schema-broken", file=path, detail=_short(error)) from None


def check_schema(document: Document, schema: Schema) -> Iterator[Problem]:
    """What ``schema`` finds wrong with ``document``, in its own words."""
    root = readable_copy(document.root)
    if schema.validate(root):
        return
    originals = dict(zip(root.iter(etree.Element), document.elements, strict=True))
    for entry in schema.error_log:
        element = originals.get(_found(root, entry.path), document.root)
        yield document.problem(Severity.ERROR, "schema", element, detail=_spoken(entry.message))


def readable_copy(root: etree._Element) -> etree._Element:
    """``root``, or a copy in which unread entities are text: libxml2 cannot validate beside them."""
    if next(root.iter(etree.Entity), None) is None:
        return root
    clone = copy.deepcopy(root)
    for node in list(clone.iter(etree.Entity)):
        _replace_by_text(node, str(node.text or ""))
    return clone


def _replace_by_text(node: etree._Element, text: str) -> None:
    parent = node.getparent()
    if parent is None:
        return
    text += node.tail or ""
    previous = node.getprevious()
    node.tail = None
    parent.remove(node)
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _parse(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser)
    except OSError as error:
        key = "schema-missing" if not path.exists() else "schema-unreadable"
        raise ValidationError(f"validation.{key}", file=path, detail=error.strerror or error) from None
    except etree.XMLSyntaxError as error:
        raise ValidationError("validation.schema-broken", file=path, detail=_short(error)) from None


def _refuse_remote(path: Path) -> None:
    """Follow what the schema brings in, before libxml2 does; it might fetch an address."""
    pending, seen = [path], set()
    while pending:
        current = pending.pop()
        if current not in seen:
            seen.add(current)
            pending += [_local(location, current) for location in _locations(_parse(current))]


def _locations(schema: etree._ElementTree) -> Iterator[str]:
    for element in schema.iter(*_INCLUDING):
        location = element.get(_INCLUDING[str(element.tag)])
        if location:
            yield location
    if schema.docinfo.internalDTD is not None:
        yield from filter(None, (entity.system_url for entity in schema.docinfo.internalDTD.iterentities()))


def _local(location: str, base: Path) -> Path:
    parts = urlparse(location)
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        raise ValidationError("validation.schema-remote", file=base, address=location)
    return (base.parent / unquote(parts.path)).resolve()


def _short(error: Exception) -> str:
    return str(error).split(", line ")[0]


def _found(root: etree._Element, path: str | None) -> etree._Element:
    try:
        found = root.getroottree().xpath(path or "/*")
    except etree.XPathError:
        return root
    return found[0] if isinstance(found, list) and found and etree.iselement(found[0]) else root


def _spoken(text: str) -> str:
    for namespace, prefix in PREFIXES.items():
        text = text.replace(f"{{{namespace}}}", f"{prefix}:")
    return text
