"""Documents that tests of saving and editing share: real ones, and ones that hypothesis makes up."""

from pathlib import Path

from hypothesis import strategies as st

NAMESPACES = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" '
    'xmlns:tbx="urn:iso:std:iso:30042:ed-1"'
)
NOT_WELL_FORMED = {"tbx-highlight-elements.xml"}
"""A fragment whose TBX prefix is never declared: no parser that knows namespaces reads it."""


def real_documents(shared: Path) -> list[Path]:
    """Every real and every gold document."""
    found = [*(shared / "data" / "sts").rglob("*.xml"), *(shared / "gold" / "cases").rglob("*.sts.xml")]
    return sorted(path for path in found if path.name not in NOT_WELL_FORMED)


def document(body: str, *, before: str = "", doctype: str = "") -> bytes:
    """A small standard around ``body``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{before}'
        f"<standard {NAMESPACES}><front/><body>{body}</body></standard>\n"
    ).encode()


_spaces = st.sampled_from(["", " ", "\n", "\n    ", "\t", "  \n"])
_words = st.text(alphabet="ab含水率 \n\t—\u00a0", max_size=8)
_attributes = st.dictionaries(
    st.sampled_from(["specific-use", "content-type", "xml:lang", "id", "style"]),
    st.text(alphabet="abz含 '", max_size=5),
    max_size=3,
).map(lambda found: "".join(f' {name}="{value}"' for name, value in found.items()))
_asides = st.sampled_from(["<!-- an\n  aside -->", "<?sw uid='k3'?>"])


def _element(name: str, attributes: str, content: str) -> str:
    return f"<{name}{attributes}>{content}</{name}>"


def _mixed(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(st.one_of(_words, inside, _asides, st.just("&note;")), max_size=4).map("".join)
    names = st.sampled_from(["p", "title", "label", "td", "bold", "std", "preformat", "code", "mml:math"])
    return st.builds(_element, names, _attributes, pieces)


def _structural(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    child = st.one_of(inside, _asides)
    pieces = st.lists(st.builds(str.__add__, child, _spaces), max_size=4).map("".join)
    content = st.builds(str.__add__, _spaces, pieces)
    names = st.sampled_from(
        ["sec", "list", "list-item", "tr", "table", "fn", "alternatives", "tbx:tig", "x-y"]
    )
    keeping = st.sampled_from(["", "", "", ' xml:space="preserve"', ' xml:space="default"'])
    return st.builds(_element, names, st.builds(str.__add__, _attributes, keeping), content)


_trees = st.recursive(
    st.just("<break/>") | _words.map(lambda text: f"<p>{text}<![CDATA[a <b> ]]></p>"),
    lambda inside: st.one_of(_mixed(inside), _structural(inside)),
    max_leaves=25,
)


def made_up_documents() -> st.SearchStrategy[bytes]:
    """Documents with every mixture of structure, text, space, comments, entities and CDATA."""
    body = st.lists(_trees, max_size=4).map("".join)
    doctype = '<!DOCTYPE standard [<!ENTITY note "NOTE">]>\n'
    return body.map(lambda content: document(f"<sec>{content}</sec>", doctype=doctype))
