"""Families whose findings rest on words rather than on limits, and pairs that only look different."""

from pathlib import Path

import pytest

from workbench import sts
from workbench.divergence import compare


def found(comparison):
    return [(d.category, d.sub) for d in comparison.divergences]


EXAMPLES = [
    ("台灯的使用说明书应使用规范汉字编写。", "La notice d'emploi de la lampe doit être rédigée en arabe et en français.", "fr", ("MK", "language")),
    ("使用说明书应采用中文和英文。", "The instructions for use shall be in Chinese.", "en", ("MK", "language")),
    ("产品自售出之日起的质量保证期应符合国家有关规定。", "The guarantee of the product from the date of sale shall be at least ten years.", "en", ("LG", "law")),
    (
        "电源线应符合GB/T 5023.1的规定。",
        "The supply cord shall comply with IEC 60227-1, except in the following countries, where plugs are fitted: Japan.",
        "en",
        ("EX", "special-condition"),
    ),
    ("最高工作压力应不大于0.21 MPa。", "The maximum working pressure shall not exceed 30 psi.", "en", ("UN", "rounded")),
    ("按本表试验时，供电电压应为220 V。", "During the test the pump shall be supplied at 230 V.", "en", ("TC", "supply")),
    ("重复使用时不必清洗。", "It shall not be washed before it is used again.", "en", ("VF", "polarity")),
    ("表面可有裂纹。", "No cracks are permitted on the surface.", "en", ("VF", "polarity")),
    ("型式检验应每年进行一次。", "Les essais de type sont effectués tous les deux ans.", "fr", ("SA", "frequency")),
    (
        "可拆洗的织物部件上应缝有洗涤维护标签。",
        "Les éléments textiles amovibles et lavables doivent porter une étiquette d'entretien cousue, conforme à l'ISO 3758:2012.",
        "fr",
        ("NR", "no-counterpart"),
    ),
    (
        "实测容积与标称容积的偏差应为-5%~+10%。",
        "Le volume mesuré ne doit pas s’écarter de plus de 5 % du volume nominal.",
        "fr",
        ("TO", "looser"),
    ),
    (
        "型式检验中若有一项不合格，可加倍抽样对该项进行复检。",
        "If any test is failed, the type shall be deemed not to comply.",
        "en",
        ("SA", "retest"),
    ),
    (
        "试样应在23 ℃、相对湿度50%的标准环境中放置24 h。",
        "Specimens shall be conditioned for 16 h at 23 °C and a relative humidity of 50 %.",
        "en",
        ("TC", "conditions"),
    ),
    (
        "球拍在60 ℃的烘箱中放置4 h并冷却至室温后，拍框不应出现软化。",
        "After 4 h in an oven at 55 °C and cooling to room temperature, the head of the racket shall not soften.",
        "en",
        ("TM", "severity"),
    ),
    (
        "轴承应采用减速器油池中的油润滑。",
        "Unless otherwise agreed between the manufacturer and the purchaser, the bearings shall be lubricated with the oil from the sump.",
        "en",
        ("EX", "exception"),
    ),
    (
        "自购买之日起36个月内出现质量问题的，制造商应免费更换。",
        "The manufacturer shall replace free of charge any product that fails within 24 months of purchase.",
        "en",
        ("QL", "stricter"),
    ),
    (
        "6 h±5 min后打开杯盖，用分辨力为0.1 ℃的温度计测量水温。",
        "After 6 h ± 10 min, open the cup and measure the water with a thermometer with a resolution of 0,1 °C.",
        "en",
        ("TO", "stricter"),
    ),
    ("型式检验时，6.2和6.4规定的各项试验应分别抽取五个试样。", "تجرى اختبارات النوع على عينتين تسحبان عشوائياً.", "ar", ("SA", "specimens")),
    ("水温降至95 ℃±1 ℃时盖上杯盖。", "Close the lid of the cup when the water has (95 ± 2) °C.", "en", ("TO", "stricter")),
    ("平缝的针迹密度应不少于12针/3 cm。", "Seams shall have at least 3 stitches per centimetre.", "en", ("QL", "stricter")),
    (
        "烘箱老化按IEC 60811-401:2012进行。",
        "Ageing shall be carried out in accordance with IEC 60811-401:2012+AMD1:2017.",
        "en",
        ("NR", "edition"),
    ),
    ("测温仪表：最大允许误差为±0.5 ℃。", "Thermometer with a maximum permissible error of ± 1 °C.", "en", ("TO", "stricter")),
    ("除另有规定外，每项试验应使用3把伞。", "Unless otherwise specified, test two umbrellas in each test.", "en", ("SA", "specimens")),
    (
        "以250 mm/min±50 mm/min的速度拉伸试件。",
        "The test pieces are pulled at a speed of (25 ± 5) mm/min.",
        "en",
        ("TM", "severity"),
    ),
    (
        "抽样检验时接收质量限（AQL）为0.65。",
        "The acceptance quality limit (AQL) of the inspection by sampling shall be 1,0.",
        "en",
        ("QL", "stricter"),
    ),
    ("胶粘剂应采用酚醛树脂。", "The adhesive shall be made of a material that withstands boiling water.", "en", ("DP", "prescriptive")),
    ("后跟高度与设计值的偏差应在±1.0 mm以内。", "The height of the heel shall not deviate by more than 2 mm.", "en", ("TO", "stricter")),
    (
        "尺寸用分度值不大于0.02 mm的游标卡尺测量。",
        "Размеры контролируют штангенциркулем с ценой деления не более 0,05 мм.",
        "ru",
        ("TM", "severity"),
    ),
    ("背景噪声应比产品的噪声至少低10 dB。", "The background noise shall be at least 6 dB below that of the product.", "en", ("TC", "conditions")),
    (
        "在电源端子与外壳之间施加频率为50 Hz的电压1 500 V。",
        "Apply a voltage of 1 000 V at 50 Hz between the supply terminals and the enclosure.",
        "en",
        ("TM", "severity"),
    ),
    (
        "如有一项不合格，可加倍抽样对该项进行复验。",
        "Si l’un des essais n’est pas satisfaisant, aucune contre-épreuve n’est admise.",
        "fr",
        ("SA", "retest"),
    ),
    (
        "包装箱上应有“向上”和“怕雨”的储运图示标志。",
        "На транспортную тару должны быть нанесены знаки «Верх», «Беречь от влаги» и «Место строповки».",
        "ru",
        ("MK", "symbols"),
    ),
    ("安全门的高度为2 000 mm±10 mm。", "The height of the door shall be 1 985 mm to 2 015 mm.", "en", ("TO", "stricter")),
    ("光通量采用积分球法测定。", "Le flux lumineux est mesuré à l'aide d'un goniophotomètre.", "fr", ("TM", "method")),
    (
        "包装箱上应标明产品名称、数量、生产日期和毛重。",
        "The package shall be marked with the name of the product, the quantity and the date of manufacture.",
        "en",
        ("MK", "content"),
    ),
    (
        "控制箱外壳的防护等级应不低于IP40，散热风口除外。",
        "The enclosure of the control box shall provide a degree of protection of at least IP40.",
        "en",
        ("EX", "exception"),
    ),
    (
        "可触及的金属部件应接地。",
        "Accessible metal parts shall be earthed. This does not apply to appliances without a protective earth.",
        "en",
        ("EX", "exception"),
    ),
    (
        "水嘴经300次冷、热水交替试验后不应渗漏，仅用于冷水的水嘴除外。",
        "يجب ألا يحدث تسرب من الحنفية بعد تعريضها للماء البارد والماء الساخن بالتناوب ٥٠٠ مرة.",
        "ar",
        ("EX", "exception"),
    ),
    (
        "使工具在剪口闭合的状态下从1 m高度跌落三次。",
        "Drop the tool three times from a height of 1 m, with the jaws open.",
        "en",
        ("TM", "state"),
    ),
    (
        "试件应在相对湿度不大于75%的环境中放置24 h后进行试验。",
        "Перед испытаниями образцы выдерживают 24 ч при относительной влажности воздуха не более 80 %.",
        "ru",
        ("TC", "conditions"),
    ),
    (
        "按ISO 48-4的规定，用厚度为6 mm的试样测定。",
        "Déterminer la dureté conformément à la NF ISO 48-4:2018 sur une éprouvette de 6 mm d'épaisseur.",
        "fr",
        ("NR", "undated"),
    ),
    (
        "公称容积应不大于10 L。",
        "يجب ألا تزيد السعة الاسمية على ١٢ لترًا.",
        "ar",
        ("QL", "stricter"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reference", "language", "expected"), EXAMPLES, ids=lambda v: str(v)[:20])
def test_what_one_side_says_in_words(compared, draft, reference, language, expected):
    heading = ("6 试验方法", "6 Test methods")
    comparison = compared([draft], [reference], ("zh", language), heading)
    assert expected in found(comparison)


TRAPS = [
    ("说明书应使用中文。", "The instructions shall be written in Chinese.", "en"),
    (
        "经热空气老化后，拉伸强度保持率应不小于80%。",
        "The decrease of the tensile strength after ageing in hot air shall not be more than 20 %.",
        "en",
    ),
    ("输入功率应不超过额定功率的110%。", "The input power shall not exceed the rated power by more than 10 %.", "en"),
    (
        "电源电压在额定电压的90%~110%范围内时，泵应能正常运行。",
        "The pump shall operate when the supply voltage differs from the rated voltage by not more than 10 % in either direction.",
        "en",
    ),
    ("将充好电的样品静置不少于1 h且不超过4 h。", "Leave the charged sample at rest for at least 1 h, but for no more than 4 h.", "en"),
    ("壳体应采用铝合金制造。", "The housing shall be made of an aluminium alloy.", "en"),
    ("表面不应有长度超过5 mm的裂纹。", "Aucune fissure de plus de 5 mm n'est admise en surface.", "fr"),
    ("表面不应有裂纹。", "No cracks are permitted on the surface.", "en"),
    ("绕组的温升应不超过75 K。", "The temperature rise of the windings shall not be more than 75 °C.", "en"),
    ("型式检验应每年进行一次。", "Type tests shall be carried out every twelve months.", "en"),
    ("帐篷的实际质量应不超过标称质量的105%。", "La masse réelle de la tente ne doit pas excéder la masse nominale de plus de 5 %.", "fr"),
    ("每圈电线的长度应为100 m。", "The length of each coil of wire shall be 100 m ± 0,5 m.", "en"),
    ("检查标志能否辨认。", "Check whether the marking is legible.", "en"),
    ("平缝的针迹密度应不少于12针/3 cm。", "Seams shall have at least 4 stitches per centimetre.", "en"),
    ("成品中不应残留缝针及其碎片。", "Les articles finis doivent être exempts d’aiguilles et de fragments d’aiguille.", "fr"),
    ("带锁扣的剪刀，其锁扣的开启力应不小于10 N。", "Where scissors have a lock, it shall not open under a force of less than 10 N.", "en"),
    (
        "应标有警示语“刃口锋利，请放置于儿童不能触及之处”。",
        'The warning "Sharp edges. Keep out of reach of children." shall be marked.',
        "en",
    ),
    (
        "试验期间可更换电刷，但不应超过两次。",
        "Carbon brushes may be replaced during the test, but not more than twice.",
        "en",
    ),
    (
        "如有一项不合格，应加倍取样复验该项，仍不合格的，判该批不合格。",
        "If a lot fails in one test, twice the number of specimens shall be tested; if these fail too, the lot shall be rejected.",
        "en",
    ),
    ("容积与标称容积的偏差应为-5%~+5%。", "The volume shall not deviate from the nominal one by more than 5 %.", "en"),
    (
        "可触及材料中的有害物质应符合表3的限量。",
        "Accessible materials shall not contain harmful substances beyond the limits given in Table 3.",
        "en",
    ),
    ("膜厚用金相显微镜测定。", "The film thickness is measured by microscopy.", "en"),
    (
        "包装箱上应标明产品名称、数量、生产日期和毛重。",
        "The package shall be marked with the gross mass, the year of manufacture, the quantity and the product name.",
        "en",
    ),
    (
        "外包装箱上应有“怕雨”和“堆码层数极限”图示标志。",
        "يجب أن تحمل العبوات الرمزين «يُحفظ بعيدًا عن المطر» و«حد التكديس بعدد الطبقات».",
        "ar",
    ),
    ("控制面板的防护等级应不低于IPX4。", "The control panel shall provide a degree of protection of IPX4 or better.", "en"),
    ("额定人数为5人及以上的帐篷应设两个出入口。", "Toute tente de plus de 4 personnes doit comporter deux issues.", "fr"),
    ("吸尘器以运行14.5 min、停机0.5 min的周期运行。", "Operate the appliance in periods of 14 min 30 s on and 30 s off.", "en"),
    ("在100 Hz~3 150 Hz的频带内测定。", "Испытания проводят в полосах частот от 100 Гц до 3,15 кГц.", "ru"),
    ("在弹性体中浸泡72 h后检查。", "Setelah direndam selama 3 × 24 jam, periksa elastomer.", "id"),
    ("其他缺陷应不超过表1的规定。", "يجب ألا تتعدى العيوب الأخرى الحدود الواردة في جدول ١.", "ar"),
    ("地刷经500次撞击循环后，不应破裂。", "The floor head shall not break within 500 impact cycles.", "en"),
    ("产品在首次试验前应空载运行累计不少于2 h。", "A new appliance shall be run without load for a total of at least 120 min before it is tested for the first time.", "en"),
    ("涂层附着力应不低于1级。", "Адгезия лакокрасочного покрытия — не более 1 балла.", "ru"),
    ("涂层附着力应不低于1级。", "يجب ألا تكون درجة التصاق الطلاء أسوأ من الدرجة ١.", "ar"),
    ("每台缝纫机均应经出厂检验合格后出厂。", "No machine shall be dispatched unless it has passed the routine inspection.", "en"),
    (
        "应贮存在无腐蚀性气体的仓库内，离地高度应不小于100 mm。",
        "يجب التخزين في مستودعات خالية من الغازات الأكّالة، على ارتفاع لا يقل عن ١٠ سم عن الأرض.",
        "ar",
    ),
    ("软管在验证压力下不应渗漏。", "Рукава под испытательным давлением должны быть герметичны.", "ru"),
    ("拉伸强度应不小于36 kN/m。", "The tensile strength shall be at least 1 800 N/50 mm.", "en"),
    ("长度偏差应为0~+2 mm。", "The length shall not be less than the nominal length and shall not exceed it by more than 2 mm.", "en"),
    ("单位面积质量偏差率应不低于-5%。", "La masse surfacique ne doit pas être inférieure de plus de 5 % à la masse nominale.", "fr"),
    ("测量点作直径为60 mm的圆周运动。", "Move the measuring point round a circle of 30 mm radius.", "en"),
    ("除刃口外,各部位不应有锐边。", "Apart from the cutting edge, no part shall have sharp edges.", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reference", "language"), TRAPS, ids=lambda value: str(value)[:20])
def test_the_same_said_otherwise_is_no_divergence(compared, draft, reference, language):
    assert found(compared([draft], [reference], ("zh", language))) == []


TERM = (
    '<term-sec id="{name}"><tbx:termEntry xmlns:tbx="urn:iso:std:iso:30042:ed-1"><tbx:langSet xml:lang="{language}">'
    "<tbx:definition>{definition}</tbx:definition><tbx:tig><tbx:term>{term}</tbx:term>"
    '<tbx:partOfSpeech value="noun"/></tbx:tig></tbx:langSet></tbx:termEntry></term-sec>'
)


@pytest.mark.parametrize(
    ("mine", "theirs", "differs"),
    [
        ("在口缘处测得的内径", "outside diameter measured at the rim", True),
        ("在口缘处测得的外径", "outside diameter measured at the rim", False),
        ("座面未加载时测得的高度", "height measured with the seat loaded", True),
        (
            "风量与输入功率之比",
            "ratio of the air flow to the input power, excluding that of the oscillation",
            True,
        ),
        ("从接通电源到水温升至95 ℃所经历的时间", "time until the automatic cut-out operates", True),
        ("从接通电源到水温升至95 ℃所经历的时间", "time until the water has reached 368 K", False),
        ("试样在辊下的一次向前或向后的运动", "one forward and one backward movement of the specimen", True),
        ("具有三个或更多踏板的登高用具", "climbing aid with three treads or more", False),
        ("开有一个或多个孔的部件", "part that has one or more holes", False),
    ],
)
def test_definitions_are_compared_by_opposites_exclusions_and_what_they_measure(
    document_of, mine, theirs, differs
):
    draft = TERM.format(name="d1", language="zh", term="公称直径", definition=mine)
    reference = TERM.format(name="r1", language="en", term="nominal diameter", definition=theirs)
    comparison = compare(
        document_of("zh", {"3 术语和定义": [draft]}, "T/ZZB 1—2026"),
        document_of("en", {"3 Terms and definitions": [reference]}, "ISO 1:2020"),
    )
    assert (("TD", "differentia") in found(comparison)) is differs


def test_scopes_are_compared_by_what_they_exclude(compared):
    heading = ("1 范围", "1 Scope")
    draft, reference = (
        "本文件不适用于焊工手套和绝缘手套。",
        "It does not apply to welders' gloves, insulating gloves and firefighters' gloves.",
    )
    assert ("SC", "exclusion") in found(compared([draft], [reference], heading=heading))
    same = "Gloves for welders and insulating gloves are excluded."
    assert found(compared([draft], [same], heading=heading)) == []


TABLE = (
    '<table-wrap id="{name}"><label>{label}</label><caption><title>{title}</title></caption><table><thead><tr><th>{heads}</th></tr></thead>'
    "<tbody>{rows}</tbody></table></table-wrap>"
)


def table(name, label, title, heads, *rows):
    body = "".join(
        f'<tr id="{name}{number}"><td>{"</td><td>".join(cells)}</td></tr>'
        for number, cells in enumerate(rows, 1)
    )
    return TABLE.format(name=name, label=label, title=title, heads="</th><th>".join(heads), rows=body)


def test_marks_in_a_table_of_inspections_are_a_matter_of_sampling(compared):
    draft = table(
        "t", "表1", "检验项目", ("项目", "出厂检验", "型式检验"), ("外观", "√", "√"), ("转矩", "√", "√")
    )
    reference = table(
        "u",
        "Table 1",
        "Inspections",
        ("Item", "Routine test", "Type test"),
        ("Appearance", "X", "X"),
        ("Torque", "—", "X"),
    )
    comparison = compared([draft], [reference], heading=("8 检验规则", "8 Inspection"))
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("SA", "programme", ("t2",))]


def test_a_number_in_a_table_of_sample_sizes_is_a_matter_of_sampling(compared):
    heads = ("批量", "数量"), ("Lot size", "Number")
    draft = table("t", "表1", "抽样", heads[0], ("281~500", "2"), ("501~1 200", "3"), ("1 201~3 200", "5"))
    reference = table(
        "u", "Table 1", "Sampling", heads[1], ("281 to 500", "2"), ("501 to 1200", "4"), ("1201 to 3200", "5")
    )
    comparison = compared([draft], [reference], heading=("8 检验规则", "8 Inspection"))
    assert [(d.category, d.sub, d.draft) for d in comparison.divergences] == [("SA", "specimens", ("t2",))]


def test_a_bare_number_has_the_unit_of_the_column_that_corresponds(compared):
    heads = ("制冷量/W", "室内机/dB(A)", "室外机/dB(A)"), ("Capacity, kW", "Indoor unit", "Outdoor unit")
    draft = table("t", "表1", "噪声", heads[0], ("≤4 500", "≤50", "≤62"), ("&gt;4 500", "≤55", "≤65"))
    reference = table("u", "Table 1", "Noise", heads[1], ("up to 4,5", "53", "62"), ("over 4,5", "55", "65"))
    comparison = compared([draft], [reference])
    assert [(d.category, d.draft_value, d.draft) for d in comparison.divergences] == [
        ("QL", "≤ 50 dB(A)", ("t1",))
    ]


def test_two_grades_with_the_same_two_values_differ_once(compared):
    heads = ("项目", "一等品", "合格品"), ("Property", "Grade A", "Grade C")
    draft = table("t", "表1", "要求", heads[0], ("长度/mm ≤", "50", "50"), ("宽度/mm ≤", "30", "40"))
    reference = table(
        "u",
        "Table 1",
        "Requirements",
        heads[1],
        ("Length, mm, max.", "60", "60"),
        ("Width, mm, max.", "30", "40"),
    )
    comparison = compared([draft], [reference])
    assert [(d.category, d.sub, d.draft_value) for d in comparison.divergences] == [
        ("QL", "stricter", "≤ 50 mm")
    ]


def test_the_classes_of_a_row_that_differ_in_one_way_are_one_finding(compared):
    heads = ("项目", "A级", "C级"), ("Property", "Grade A", "Grade C")
    draft = table("t", "表1", "要求", heads[0], ("长度/mm ≤", "50", "55"), ("宽度/mm ≤", "30", "40"))
    reference = table(
        "u",
        "Table 1",
        "Requirements",
        heads[1],
        ("Length, mm, max.", "60", "70"),
        ("Width, mm, max.", "35", "35"),
    )
    findings = compared([draft], [reference]).divergences
    assert [(d.sub, d.draft, d.draft_value, d.reference_value) for d in findings] == [
        ("stricter", ("t1",), "≤ 50 mm, ≤ 55 mm", "≤ 60 mm, ≤ 70 mm"),
        ("stricter", ("t2",), "≤ 30 mm", "≤ 35 mm"),
        ("looser", ("t2",), "≤ 40 mm", "≤ 35 mm"),
    ]


def test_a_plain_value_beside_a_bound_is_one_on_the_same_side(compared):
    draft = table("t", "表1", "要求", ("项目", "要求"), ("空隙/mm", "≤1.0"), ("强度/kPa", "≥15"))
    reference = table(
        "u", "Table 1", "Requirements", ("Property", "Value"), ("Gap, mm", "1,2"), ("Strength, hPa", "120")
    )
    findings = compared([draft], [reference]).divergences
    assert [(d.sub, d.draft) for d in findings] == [("stricter", ("t1",)), ("stricter", ("t2",))]


def test_a_least_against_a_most_needs_review(compared):
    (finding,) = compared(
        ["实测散热量应不低于标称值的97%。"],
        ["The measured heat output shall be at most 4 % of the nominal value."],
    ).divergences
    assert (finding.sub, finding.needs_review) == ("conflicting", True)


def test_a_product_that_is_to_work_after_more_openings_is_required_to_last_longer(compared):
    (finding,) = compared(
        ["安全门经200 000次启闭后应能正常使用。"],
        ["Блоки должны выдерживать 100 000 циклов открывания и закрывания."],
        ("zh", "ru"),
    ).divergences
    assert (finding.category, finding.sub) == ("QL", "stricter")


def test_what_a_scope_leaves_out_is_no_exception_from_a_requirement(compared):
    heading = ("1 范围", "1 Scope")
    comparison = compared(
        ["本文件不适用于玩具球拍。"], ["It does not apply to toy rackets."], heading=heading
    )
    assert found(comparison) == []


@pytest.mark.parametrize("note", ["", "注：GB/T 3682.1—2018被引用的内容与ISO 1133-1:2011没有技术上的差异。"])
def test_a_modified_standard_whose_cited_content_is_said_to_be_the_same_replaces_nothing(document_of, note):
    def ref(number, text):
        return f'<ref-list><ref id="{number}"><mixed-citation>{text}</mixed-citation></ref></ref-list>'

    comparison = compare(
        document_of(
            "zh",
            {
                "2 规范性引用文件": [
                    ref("b1", f"GB/T 3682.1—2018 塑料 熔体质量流动速率（ISO 1133-1:2011，MOD）{note}")
                ],
                "5 要求": ["熔体质量流动速率按GB/T 3682.1—2018测定。"],
            },
        ),
        document_of(
            "en",
            {
                "2 Normative references": [ref("c1", "ISO 1133-1:2011, Plastics — Melt mass-flow rate")],
                "5 Requirements": [
                    "The melt mass-flow rate shall be measured in accordance with ISO 1133-1:2011."
                ],
            },
        ),
    )
    assert [one for one in found(comparison) if one[0] == "NR"] == ([] if note else [("NR", "replaced")] * 2)


def test_rows_of_one_element_correspond_whatever_the_unit(compared):
    heads = ("元素", "单位", "限量"), ("Element", "Limit", "Unit")
    draft = table(
        "t", "表1", "限量", heads[0], ("铅（Pb）", "mg/L", "≤0.005"), ("镍（Ni）", "mg/L", "≤0.020")
    )
    reference = table("u", "Table 1", "Limits", heads[1], ("Nickel", "20", "µg/l"), ("Lead", "10", "µg/l"))
    findings = compared([draft], [reference]).divergences
    assert [(d.category, d.sub, d.draft, d.reference) for d in findings] == [
        ("QL", "stricter", ("t1",), ("u2",))
    ]


def test_a_row_whose_columns_stand_in_another_order_does_not_differ(compared):
    heads = (
        ("机座号", "功率(2极)/kW", "功率(4极)/kW", "功率(6极)/kW"),
        ("Frame", "Power, kW, at 1000 r/min", "Power, kW, at 1500 r/min", "Power, kW, at 3000 r/min"),
    )
    draft = table(
        "t",
        "表1",
        "功率",
        heads[0],
        ("90L", "2.2", "1.5", "1.1"),
        ("132M", "9", "7.5", "5.5"),
        ("250M", "55", "45", "37"),
    )
    reference = table(
        "u",
        "Table 1",
        "Power",
        heads[1],
        ("90L", "1,1", "1,5", "2,2"),
        ("132M", "5,5", "7,5", "9"),
        ("250M", "37", "45", "55"),
    )
    assert found(compared([draft], [reference])) == []


def test_what_a_symbol_of_a_formula_stands_for_is_no_requirement(compared):
    items = '<p id="w{0}">{1}</p><list><list-item><p id="v{0}">{2}</p></list-item></list>'
    comparison = compared(
        [items.format("1", "式中：", "m₁——布撒的尘埃的质量，单位为克（g）。"), "外壳应接地。"],
        ["The case shall be earthed."],
        heading=("7 试验方法", "7 Test methods"),
    )
    assert found(comparison) == []


def test_the_only_lists_of_two_classifications_correspond(compared):
    def listed(name, lead, *items):
        inside = "".join(
            f'<list-item id="{name}i{number}"><p>{item}</p></list-item>' for number, item in enumerate(items)
        )
        return f'<p id="{name}">{lead}</p><list>{inside}</list>'

    comparison = compared(
        [listed("c", "三轮车按结构型式分为：", "普通型；", "推把型；", "折叠型。")],
        [
            listed(
                "d",
                "Les tricycles sont répartis en :",
                "tricycles simples ;",
                "tricycles pliants ;",
                "à canne.",
            )
        ],
        ("zh", "fr"),
        ("4 分类", "4 Classification"),
    )
    assert all(link.draft and link.reference for link in comparison.alignment)
    assert found(comparison) == []


def test_a_material_against_performance_of_the_same_part_is_one_finding(compared):
    comparison = compared(
        ["底座应采用ABS塑料制造。", "电源线长度应不小于1.5 m。", "开关应灵活可靠。"],
        [
            "The supply cord shall be at least 1,5 m long.",
            "The switch shall work reliably.",
            "The base shall withstand an impact of 0,5 J without cracking.",
        ],
    )
    assert found(comparison) == [("DP", "prescriptive")]
    assert [link.weak for link in comparison.alignment if link.draft == ("zh1",)] == [True]


# Translations


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        (
            "样品不应进行试验。",
            "A sample shall not be tested unless it has been fully charged.",
            ("TR", "unless"),
        ),
        ("应在干燥的房间内试验。", "Tests shall be carried out only in a dry room.", ("TR", "only")),
        ("仪器的精密度应为1 %。", "The accuracy of the instrument shall be 1 %.", ("TR", "precision")),
        ("电池可能附有说明书。", "Batteries may be accompanied by instructions.", ("TR", "may-possible")),
        ("坐标应为三维。", "The coordinates shall be two-dimensional.", ("TR", "number")),
        ("试验应持续2 h。", "The test shall last for 3 h.", ("TM", "duration")),
        ("外壳宜接地。", "The case shall be connected to earth.", ("VF", "weaker")),
    ],
)
def test_drift_of_a_translation(compared_as, draft, reference, expected):
    comparison = compared_as("translation", [draft], [reference])
    assert expected in found(comparison)
    assert {d.nature for d in comparison.divergences} == {"TR"}


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("样品未充满电的，不应进行试验。", "A sample shall not be tested unless it has been fully charged."),
        ("坐标应为三维。", "The coordinates shall be three-dimensional."),
        ("极性，但端子不能反接的电池组除外；", "the polarity, unless the battery has terminals that cannot be reversed;"),
        ("循环次数允许达到5次，但只要满足要求即可停止试验。", "Up to five cycles are permitted; the test may be stopped as soon as the requirement is met."),
    ],
)  # fmt: skip
def test_a_faithful_translation_has_not_drifted(compared_as, draft, reference):
    assert found(compared_as("translation", [draft], [reference])) == []


# One language


def test_wording_of_an_adoption_in_one_language(document_of):
    def adopted(text):
        front = '<sec sec-type="foreword"><title>Foreword</title><p>This document is identical to ISO 1:2020.</p></sec>'
        return compare(
            document_of(
                "en", {"4 General": [text, "The body shall be painted."]}, "BS ISO 1:2020", front=front
            ),
            document_of(
                "en",
                {
                    "4 General": [
                        "This International Standard gives the rules of design.",
                        "The body shall be painted.",
                    ]
                },
                "ISO 1:2020",
            ),
        )

    assert ("ED", "minimal") in found(adopted("This document gives the rules of design."))
    reworded = adopted("This International Standard lays down how the product is designed.")
    assert [d.nature for d in reworded.divergences if d.category == "ED"] == ["EO"]
    assert not [
        d
        for d in adopted("This International Standard gives the rules of design.").divergences
        if d.category == "ED"
    ]


# The comparability key


def test_a_limit_under_another_test_method_is_not_comparable(document_of):
    comparison = compare(
        document_of(
            "zh",
            {
                "5 要求": ["耐候性试验后，强度应不小于40 N。"],
                "6 试验方法": ["第5章的耐候性按GB/T 16422.3的规定试验。"],
            },
            "T/ZZB 1—2026",
        ),
        document_of(
            "en",
            {
                "5 Requirements": ["After the weathering test the strength shall be at least 30 N."],
                "6 Test methods": ["Weathering of clause 5 is tested in accordance with ISO 4892-2."],
            },
            "ISO 1:2020",
        ),
    )
    limit = next(d for d in comparison.divergences if d.category == "QL")
    assert limit.sub == "stricter"
    assert limit.key_differs == ("method",)
    assert limit.needs_review
    assert "试验方法" in limit.note["zh"]
    index = next(one for one in comparison.indices if one.reference)
    assert (index.verdict, index.key_differs) == ("incomparable", ("method",))
    assert index.draft_method == "GB/T 16422.3"
    assert index.reference_method == "ISO 4892-2"
    assert "GB/T 16422.3" in comparison.unavailable


def test_quantities_that_only_share_a_unit_are_not_comparable(compared):
    comparison = compared(
        ["噪声（声功率级）应不大于65 dB(A)。"],
        ["The noise (sound pressure level) shall not exceed 60 dB(A)."],
    )
    assert found(comparison) == [("QL", "incomparable")]
    assert comparison.divergences[0].key_differs == ("characteristic",)
    assert [index.verdict for index in comparison.indices] == ["incomparable"]


def test_less_than_a_mandatory_standard_blocks(document_of):
    def severity(number):
        comparison = compare(
            document_of("zh", {"5 要求": ["泄漏电流应不大于0.75 mA。"]}, "T/ZZB 1—2026"),
            document_of("zh", {"5 要求": ["泄漏电流应不大于0.5 mA。"]}, number),
        )
        return [(d.sub, d.severity, d.safety) for d in comparison.divergences]

    assert severity("GB 4706.1—2005") == [("looser", "blocker", True)]
    assert severity("GB/T 4706.1—2005") == [("looser", "major", True)]


def test_ids_are_those_of_the_texts(compared):
    draft, reference = (
        ["吸水率应不大于0.3 %。", "保持力应不小于40 N。"],
        ["The water absorption shall not exceed 0,5 %.", "The holding force shall be at least 50 N."],
    )
    both = {d.id for d in compared(draft, reference).divergences}
    assert {d.id for d in compared(draft[::-1], reference[::-1]).divergences} == both
    assert len(both) == 2
    assert all(name.startswith("QL-") for name in both)


def test_what_follows_from_a_finding_is_folded_into_it(compared_as):
    comparison = compared_as("translation", ["操作者应该戴手套。"], ["The operator should wear gloves."])
    assert found(comparison) == [("VF", "stronger")]
    assert [(one.category, one.sub) for one in comparison.divergences[0].folded] == [("TR", "should-must")]


@pytest.mark.parametrize(
    ("draft", "reference", "language", "sub"),
    [
        (
            "壳体应采用铝合金制造。",
            "The housing shall be made of a material that withstands corrosion.",
            "en",
            "prescriptive",
        ),
        ("壳体应采用耐腐蚀的材料制造。", "Корпус должен быть изготовлен из алюминия.", "ru", "performance"),
    ],
)
def test_a_material_on_one_side_only(compared, draft, reference, language, sub):
    assert found(compared([draft], [reference], ("zh", language))) == [("DP", sub)]


def test_a_material_stands_for_the_performance_at_its_place(document_of):
    """The basic requirements of a Zhejiang Made standard, nothing of which the reference has."""
    draft = {
        "3 术语和定义": ["下列术语和定义适用于本文件。"],
        "4 基本要求": ["底座应采用壁厚不小于3.0 mm的ABS塑料制造。"],
        "5 技术要求": ["摇头角度应不小于80°。", "风扇在85%额定电压下应能启动。"],
    }
    reference = {
        "3 Terms and definitions": ["For the purposes of this document, the following terms apply."],
        "4 Requirements": [
            "The base shall withstand an impact of 0,5 J without cracking.",
            "The angle of oscillation shall be at least 80°.",
            "The fan shall start at 85 % of the rated voltage.",
        ],
    }

    comparison = compare(document_of("zh", draft, "T/ZZB 1—2026"), document_of("en", reference, "ISO 1:2020"))

    assert found(comparison) == [("DP", "prescriptive")]


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("本文件适用于家用净水器。", "This document applies to domestic and commercial water purifiers.", [("SC", "extent")]),
        ("本文件适用于家用净水器。", "This document applies to water purifiers for use in households.", []),
        ("本文件适用于净水器。", "This document applies to domestic water purifiers.", []),  # one may be implied
    ],
)  # fmt: skip
def test_scopes_for_other_uses(compared, draft, reference, expected):
    comparison = compared([draft], [reference], ("zh", "en"), ("1 范围", "1 Scope"))
    assert found(comparison) == expected
    if expected:
        assert comparison.divergences[0].reference_value == "domestic, commercial"


def test_a_one_above_the_fraction_line_is_no_constant(document_of):
    def formula(math, name):
        return f'<disp-formula id="{name}"><math xmlns="http://www.w3.org/1998/Math/MathML">{math}</math></disp-formula>'

    over = "<mi>F</mi><mo>=</mo><mfrac><mn>{}</mn><mi>n</mi></mfrac><mi>S</mi>"
    whole = "<mi>F</mi><mo>=</mo><mfrac><mi>S</mi><mi>n</mi></mfrac>"
    for number, expected in (("1", []), ("2", [("FM", "constant")])):
        comparison = compare(
            document_of(
                "zh", {"6 试验方法": ["<p>平均值按下式计算：</p>", formula(over.format(number), "f1")]}
            ),
            document_of("en", {"6 Test methods": ["<p>The mean is:</p>", formula(whole, "g1")]}),
        )
        assert [one for one in found(comparison) if one[0] == "FM"] == expected


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("桌椅的尺寸号为2、3、4、5、6。", "The size numbers of desks are 2 to 6.", []),
        ("运动部件之间的间隙应小于7 mm或大于18 mm。", "There shall be no gap of 7 mm to 18 mm between moving parts.", []),
        ("运动部件之间的间隙应小于8 mm或大于18 mm。", "There shall be no gap of 7 mm to 18 mm between moving parts.", [("QL", "looser")]),
        ("运动部件之间不应有6 mm~18 mm的间隙。", "There shall be no gap of 7 mm to 18 mm between moving parts.", [("QL", "stricter")]),
    ],
)  # fmt: skip
def test_numbers_that_stand_for_a_range(compared, draft, reference, expected):
    assert found(compared([draft], [reference])) == expected


def test_the_mark_of_a_size_has_no_unit(document_of):
    def table(title, headers, *rows):
        head = "".join(f"<th>{one}</th>" for one in headers)
        body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
        return (
            f'<table-wrap id="t1"><label>Table 1</label><caption><title>{title}</title></caption>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></table-wrap>"
        )

    ours = table("Dimensions in millimetres", ["Size mark", "Height of seat"], ["6", "460"], ["5", "420"])
    theirs = table("Dimensions in centimetres", ["Size number", "Height of seat"], ["5", "42"], ["6", "45"])
    comparison = compare(
        document_of("en", {"5 Dimensions": [ours]}, "GB/T 1—2026"),
        document_of("en", {"5 Dimensions": [theirs]}, "ISO 1:2020"),
    )
    values = [(d.draft_value, d.reference_value) for d in comparison.divergences if d.category == "QL"]
    assert values == [("460 millimetres", "45 centimetres")]


def test_each_size_class_of_the_demonstration_is_compared():
    root = Path(__file__).parents[2]
    comparison = compare(sts.load(root / "drafts/cup.sts.xml"), sts.load(root / "corpora/iso-91001.sts.xml"))
    retention = [
        d for d in comparison.divergences if d.draft_evidence and d.draft_evidence[0].provision[:5] == "tr_2_"
    ]
    compared_rows = {(d.draft[0], d.sub) for d in retention if "℃" in d.draft_value}
    assert compared_rows == {(f"tr_2_{row}", "stricter") for row in range(1, 7)} | {("tr_2_6", "looser")}


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("钢管应采用Q235B钢制造。", "钢管应采用屈服强度为235 MPa的碳素结构钢制造。", []),
        ("钢管应采用Q235B钢制造。", "钢管应采用碳素结构钢制造。", [("DP", "prescriptive")]),
    ],
)
def test_a_material_that_both_name_in_one_language(compared, draft, reference, expected):
    prescribed = [one for one in found(compared([draft], [reference], ("zh", "zh"))) if one[0] == "DP"]
    assert prescribed == expected
