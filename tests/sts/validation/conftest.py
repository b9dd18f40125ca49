"""A small standard to break, and the mutants of the benchmark."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

NAMESPACES = (
    'xmlns:tbx="urn:iso:std:iso:30042:ed-1" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:mml="http://www.w3.org/1998/Math/MathML"'
)
META = (
    '<std-meta><title-wrap xml:lang="zh"><main>一次性竹筷</main></title-wrap>'
    "<release-version>WD</release-version><content-language>zh</content-language>"
    '<std-ref type="dated">T/ZZB 9999—2026</std-ref></std-meta>'
)
BODY = (
    '<sec id="s1"><label>1</label><title>范围</title><p>本文件规定了竹筷的要求。</p></sec>'
    '<sec id="s2"><label>2</label><title>术语</title><term-sec id="t"><label>2.1</label>'
    '<tbx:termEntry><tbx:langSet xml:lang="zh"><tbx:definition>同一班次的产品</tbx:definition>'
    '<tbx:tig><tbx:term id="t1">批</tbx:term><tbx:partOfSpeech value="noun"/></tbx:tig></tbx:langSet>'
    "</tbx:termEntry></term-sec></sec>"
    '<sec id="s3"><label>3</label><title>要求</title><sec id="s3.1"><label>3.1</label><title>含水率</title>'
    '<p id="p1">含水率不大于12 %，见<xref ref-type="table" rid="tab1">表1</xref>。</p>'
    '<table-wrap id="tab1"><label>表1</label><caption><title>指标</title></caption><table>'
    "<thead><tr><th>项目</th></tr></thead><tbody><tr><td>含水率</td></tr></tbody></table></table-wrap>"
    "<disp-formula><label>(1)</label><mml:math><mml:mfrac><mml:mi>l</mml:mi><mml:mi>t</mml:mi></mml:mfrac>"
    "</mml:math></disp-formula>"
    '<list list-type="dash"><list-item><label>—</label><p>竹</p></list-item></list></sec></sec>'
)
BACK = (
    '<app-group><app id="A" content-type="norm-annex"><label>附录A</label><annex-type>(规范性)</annex-type>'
    "<title>试验</title><sec><label>A.1</label><title>仪器</title><p>天平。</p></sec></app></app-group>"
)

Write = Callable[..., etree._Element]


def write(
    body: str = BODY, meta: str = META, back: str = BACK, attributes: str = 'xml:lang="zh"'
) -> etree._Element:
    """A standard of these parts."""
    return etree.fromstring(
        f"<standard {NAMESPACES} {attributes}><front>{meta}</front>\n<body>{body}</body>\n"
        f"<back>{back}</back></standard>"
    )


@pytest.fixture(scope="session")
def standard() -> Write:
    """Writes a small standard; its parts can be replaced."""
    return write


@pytest.fixture(scope="session")
def bench() -> ModuleType:
    """The benchmark, which makes the mutants."""
    path = Path(__file__).parents[3] / "benchmarks" / "validation.py"
    spec = importlib.util.spec_from_file_location("validation_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
