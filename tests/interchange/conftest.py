"""A small standard with everything that a page has to show."""

from pathlib import Path

import pytest

from workbench import sts

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE standard [<!ENTITY product "cup">]>
<standard xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"
    xmlns:tbx="urn:iso:std:iso:30042:ed-1" xml:lang="zh">
 <front><std-meta>
  <title-wrap xml:lang="en"><full>Cups</full></title-wrap>
  <title-wrap xml:lang="zh"><full>保温杯</full></title-wrap>
  <std-ref type="dated">T/ZZB 1—2026</std-ref>
  <comm-ref>ZZB/WG 1</comm-ref><ics>97.040.60</ics>
 </std-meta>
 <sec sec-type="foreword" id="fw"><title>前言</title><p id="p1">本文件按照<std>
     <std-ref>GB/T 1.1—2020</std-ref>
   </std>起草。</p></sec></front>
 <body>
  <sec id="s5"><label>5</label><title>要求</title>
   <sec id="s5.1"><label>5.1</label><title>外观<sup>a</sup></title>
    <p id="p2" specific-use="tech-deviation">见<xref ref-type="table" rid="t1"/>和<xref rid="nowhere">别处</xref><fn
      id="f1"><p id="pf1">脚注文字</p></fn>。时间为<styled-content specific-use="delete">60 s</styled-content><styled-content
      specific-use="insert">120 s</styled-content>。</p>
    <list list-type="alpha-lower" id="l1">
     <list-item id="i1"><label>a)</label><p>第一项;</p>
      <list list-type="dash"><list-item id="i2"><p>内层项</p></list-item></list></list-item>
    </list>
    <table-wrap id="t1"><label>表1</label><caption><title>指标</title></caption>
     <table><thead><tr><th rowspan="2">项目</th><th colspan="2">等级</th></tr><tr><th>A</th><th>B</th></tr></thead>
      <tbody><tr id="r1"><td align="left">吸水率<xref ref-type="table-fn" rid="tf1">a</xref></td><td>≤1</td><td>≤2</td></tr></tbody></table>
     <table-wrap-foot><fn id="tf1"><label>a</label><p id="ptf1">表脚注</p></fn></table-wrap-foot></table-wrap>
    <non-normative-note id="n1"><label>注1:</label><p>一个注。</p></non-normative-note>
    <non-normative-example id="e1"><label>示例:</label><p>一个示例。</p></non-normative-example>
   </sec>
   <sec id="s5.2"><label>5.2</label><p id="p3">无标题条的 &product; 文字。</p>
    <disp-formula id="fo1"><label>1</label><mml:math><mml:mfenced open="[" close="]"><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced><mml:mo>=</mml:mo><mml:mfrac><mml:mi>l</mml:mi><mml:mi>t</mml:mi></mml:mfrac></mml:math></disp-formula>
    <p id="p4">式中:</p>
    <def-list list-content="formula-key"><def-item><term>l</term><def><p>长度</p></def></def-item></def-list>
    <fig id="fig1"><label>图1</label><caption><title>外形</title></caption><graphic xlink:href="shape.png"/></fig>
    <p id="p5">未知<future-element>元素的文字</future-element>保留。</p>
    <future-block><p id="p6">未知块中的段。</p></future-block>
   </sec>
  </sec>
  <sec id="s3" sec-type="terms"><label>6</label><title>术语</title>
   <term-sec id="d1"><label>6.1</label><tbx:termEntry id="te1">
    <tbx:langSet xml:lang="en"><tbx:definition>made in one shift</tbx:definition><tbx:tig><tbx:term>batch</tbx:term></tbx:tig></tbx:langSet>
    <tbx:langSet xml:lang="zh"><tbx:definition>同一班次的产品</tbx:definition><tbx:note>注的文字</tbx:note><tbx:source>GB/T 1</tbx:source>
     <tbx:tig><tbx:term>批</tbx:term><tbx:partOfSpeech value="noun"/><tbx:normativeAuthorization value="preferredTerm"/></tbx:tig>
     <tbx:tig><tbx:term>批次</tbx:term><tbx:normativeAuthorization value="admittedTerm"/></tbx:tig>
     <tbx:tig><tbx:term>炉</tbx:term><tbx:normativeAuthorization value="deprecatedTerm"/></tbx:tig></tbx:langSet>
   </tbx:termEntry></term-sec>
  </sec>
 </body>
 <back><app-group>
  <app id="A" content-type="inform-annex"><label>附录A</label><annex-type>(资料性)</annex-type><title>资料</title>
   <sec id="A.1"><label>A.1</label><title>概述</title><p id="p7" xml:lang="ar">نص</p></sec></app>
 </app-group>
 <ref-list content-type="bibl" id="bib"><title>参考文献</title>
  <ref id="b1"><label>[1]</label><std><std-ref>ISO 9000</std-ref>, <title>Vocabulary</title></std></ref></ref-list></back>
</standard>
"""


@pytest.fixture
def standard(tmp_path: Path) -> sts.Standard:
    path = tmp_path / "cup.sts.xml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return sts.load(path)
