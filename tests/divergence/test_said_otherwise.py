"""Pairs of sentences that differ in so many words, and pairs that only look different."""

import pytest
from findings import found

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
    (
        "电池组经500次充放电循环后，容量应不低于初始容量的80%。",
        "After 300 charge and discharge cycles, a battery pack shall retain at least 80 % of its initial capacity.",
        "en",
        ("TM", "severity"),
    ),
    ("衬里不应掺用再生胶。", "Recycled rubber may be used for the lining.", "en", ("VF", "polarity")),
    (
        "M——闭门力矩的平均值，单位为牛米（N·m）；",
        "M is the maximum closing moment, in newton metres;",
        "en",
        ("FM", "variable"),
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
    ("停产后10年内，制造商应供应备件。", "Spare parts shall be supplied for at least 7 years after production has ceased.", "en", ("QL", "stricter")),
    ("振动加速度的峰值应不大于2.0 m/s²。", "The root-mean-square acceleration shall not exceed 1,0 m/s².", "en", ("QL", "incomparable")),
    ("塑料件在-20 ℃下放置4 h后不应开裂。", "Plastic parts shall not crack after 4 h at −20 °C. In Finland and Norway, −30 °C applies instead.", "en", ("EX", "special-condition")),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reference", "language", "expected"), EXAMPLES, ids=lambda v: str(v)[:20])
def test_what_one_side_says_in_words(compared, draft, reference, language, expected):
    heading = ("6 试验方法", "6 Test methods")
    comparison = compared([draft], [reference], ("zh", language), heading)
    assert expected in found(comparison)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (
            "Eyebolts shall be covered by a declaration of conformity issued by the manufacturer.",
            "third-party",
        ),
        ("Eyebolts shall be covered by a certificate of conformity of a third-party body.", ""),
    ],
)
def test_who_says_that_a_product_conforms(compared, reference, expected):
    result = compared(["吊环螺钉的合格性应由第三方认证机构出具的证书证明。"], [reference])
    assert found(result) == ([("CA", expected)] if expected else [])


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("试样质量应不大于5 kg，且不应有裂纹。", "The mass of the specimen must be at least 5 kg, and it shall not have cracks."),
        ("倍率应为3倍~5倍。", "The magnification shall be more than 2 times and not more than 5 times."),
    ],
)  # fmt: skip
def test_a_denial_beside_a_limit_and_a_multiple_make_nothing_equal(compared, draft, reference):
    assert any(category == "QL" for category, _ in found(compared([draft], [reference])))


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("本文件适用于嵌入式洗碗机。", "La présente norme s'applique aux lave-vaisselle encastrables."),
        (
            "插座的冷区温度应不高于60 ℃。",
            "La température des zones froides de la prise ne doit pas dépasser 60 °C.",
        ),
    ],
)
def test_parts_of_an_appliance_are_no_wall_and_no_climate(compared, draft, reference):
    for heading in (("1 范围", "1 Domaine d'application"), ("5 技术要求", "5 Exigences")):
        kinds = {category for category, _ in found(compared([draft], [reference], ("zh", "fr"), heading))}
        assert not kinds & {"SC", "EX"}


def test_what_a_device_does_in_a_time_is_a_requirement(compared):
    draft = "烹调结束后未进行操作时，空气炸锅应在20 min~30 min内自动转入待机状态。"
    reference = (
        "If no action is taken after the end of cooking, the air fryer shall enter standby mode automatically, "
        "not earlier than 5 min and not later than 15 min."
    )
    assert found(compared([draft], [reference])) == [("QL", "conflicting")]


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
    ("应标明不得乘坐体重超过15 kg的儿童。", "It shall be marked that children who weigh more than 15 kg shall not be carried.", "en"),
    ("端口数应大于6个且不超过10个。", "The number of ports shall be 7 to 10.", "en"),
    ("停产后10年内，制造商应供应备件。", "Spare parts shall be supplied for at least ten years after production has ceased.", "en"),
    ("器具应最迟在15 min后断电。", "The appliance shall switch off at the latest after 15 min.", "en"),
    ("库房温度应不低于5 ℃且不高于35 ℃。", "The store shall be not colder than 5 °C and not warmer than 35 °C.", "en"),
    ("管长应为2.90 m±10 mm。", "Panjang pipa harus 2,90 m dengan toleransi ± 1 cm.", "id"),
    ("应标明适用地区。", "يجب بيان منطقة الاستخدام في المملكة العربية السعودية.", "ar"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "reference", "language"), TRAPS, ids=lambda value: str(value)[:20])
def test_the_same_said_otherwise_is_no_divergence(compared, draft, reference, language):
    assert found(compared([draft], [reference], ("zh", language))) == []
