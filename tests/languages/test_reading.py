"""Traps of the divergence taxonomy, clause 2, and what else standards write about quantities."""

from decimal import Decimal

import pytest
from intervals import interval

from workbench.languages import Form, decimal_sign, read


def intervals(text: str, language: str) -> list[str]:
    return [interval(limit) for limit in read(text, language).quantities]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # 1: 以上, 以下, 以内 include, 超过 and 不满 exclude
        ("zh", "硬度应在60 HRC以上。", ["[60,) HRC"]),
        ("zh", "质量超过5 kg的产品应有提手。", ["(5,) kg"]),
        ("zh", "间隙不满2 mm。", ["(,2) mm"]),
        # 2: до alone leaves the bound open
        ("ru", "Масса до 5 кг.", ["(,5? кг"]),
        ("ru", "Толщина свыше 3 до 6 мм включ.", ["(3,6] мм"]),
        ("ru", "на напряжение до 450/750 В включительно", ["(,450] В", "(,750] В"]),
        # 5: decimal signs, groups, digits of other scripts
        ("en", "The pressure shall be 1 600 kPa.", ["[1600,1600] kPa"]),
        ("en", "The release shall not exceed 0,010 mg/kg.", ["(,0.01] mg/kg"]),
        ("vi", "Khối lượng 1.500 g.", ["[1500,1500] g"]),
        ("id", "Beban 2,5 kN.", ["[2.5,2.5] kN"]),
        ("zh", "长度应为１２．５ mm。", ["[12.5,12.5] mm"]),
        ("ar", "يجب ألا تزيد درجة الحرارة عن ٦٠ °C.", ["(,60] °C"]),
        ("zh", "真空度应优于1×10⁻³ Pa。", ["(,0.001) Pa"]),
        ("zh", "浓度为250×10⁻⁴%~300×10⁻⁴%", ["[0.025,0.03] %"]),
        # Fractions, classes, numbers of clauses and formulas
        ("en", "The sag shall not exceed 1/160 of the span.", ["(,0.00625]"]),
        ("zh", "1类电器应接地。", []),
        ("en", "The gain is given by Formula (2).", []),
        ("en", "Appliances of categories 2 and 3 shall be earthed.", []),
        ("en", "measured between 30 s and 2 min after switching on", ["[30,120] s"]),
        ("ru", "Кабели должны выдерживать не менее 30 тыс. циклов.", ["[30000,) циклов"]),
        ("zh", "寿命不应低于1万次。", ["[10000,) 次"]),
        # signs
        ("ru", "при температуре минус 40 °С", ["[-40,-40] °С"]),
        ("zh", "在-25 ℃下试验。", ["[-25,-25] ℃"]),
        ("ru", "от минус 40 °С до плюс 50 °С", ["[-40,50] °С"]),
        ("fr", "entre − 15 °C et + 35 °C", ["[-15,35] °C"]),
        ("fr", "La longueur est L − 15 mm.", ["[15,15] mm"]),
        ("en", "between -15 °C and +35 °C", ["[-15,35] °C"]),
        ("zh", "氧的质量分数应不大于0.000 8%。", ["(,0.0008] %"]),
        ("en", "The diameter is 12.500 25 mm.", ["[12.50025,12.50025] mm"]),
        # a range whose upper bound is left out
        ("id", "0,5 L sampai kurang dari 1,0 L", ["[0.5,1) L"]),
        ("fr", "de 0,5 L à moins de 1,0 L", ["[0.5,1) L"]),
        ("zh", "0.5 L至小于1.0 L", ["[0.5,1) L"]),
        ("id", "Timbang wadah dengan timbangan berketelitian 1 g atau lebih baik.", ["(,1] g"]),
        # what is counted on a length of more than one unit
        ("zh", "针迹密度应不少于12针/3 cm。", ["[12,) 针/3 cm"]),
        ("zh", "断裂强力应不小于600 N/5 cm。", ["[600,) N/5 cm"]),
        ("en", "The melt flow rate shall be 0,3 g/10 min to 0,6 g/10 min.", ["[0.3,0.6] g/10 min"]),
        ("en", "The rate shall be at least 5 000 g/(m²·24 h).", ["[5000,) g/(m²·24 h)"]),
        ("en", "The consumption shall not exceed 6 L/100 km.", ["(,6] L/100 km"]),
        ("zh", "网目尺寸25 mm<2a≤50 mm的网片", ["(25,50] mm"]),
        ("en", "Use 55 g of ground coffee per litre of water.", ["[55,55] g of ground coffee per litre"]),
        ("fr", "Utiliser 55 g de café moulu par litre.", ["[55,55] g de café moulu par litre"]),
        ("en", "It is tested at 220 V/50 Hz.", ["[220,220] V", "[50,50] Hz"]),
        ("en", "It shall not exceed 0,4 mm for each 100 mm of length.", ["(,0.4] mm for each 100 mm"]),
        ("en", "It shall not deviate by more than +5 % or −10 %.", ["[-10,5] %"]),
        ("ru", "При частоте 50 Гц испытательное напряжение частоты 28 кВ.", ["[50,50] Гц", "[28,28] кВ"]),
        # symbols before the number
        ("en", "The size shall be at least DN50.", ["[50,) DN"]),
        ("en", "The degree of protection shall not be lower than IP66.", ["[66,) IP"]),
        ("zh", "外壳防护等级应为IP54。", ["[54,54] IP"]),
        ("zh", "外壳防护等级应不低于IPX4。", ["[4,) IPX"]),
        ("ru", "Степень защиты — не ниже IP44 по ГОСТ 14254.", ["[44,) IP"]),
        ("ar", "يجب ألا تقل درجة حماية الغلاف عن IP66 طبقاً للمواصفة IEC 60529:2013.", ["[66,) IP"]),
        # 10: tolerances
        ("en", "The length shall be 20 +/- 2 mm.", ["[18,22] mm"]),
        ("zh", "长度应为20+-2 mm。", ["[18,22] mm"]),
        ("en", "The deviation shall be within +/-5 mm.", ["[-5,5] mm"]),
        ("en", "The voltage shall be -48 V ± 10 %.", ["[-52.8,-43.2] V"]),
        ("en", "A voltage of -20 V with a tolerance of ± 10 %", ["[-22,-18] V"]),
        ("en", "at (20 ± 2) °C", ["[18,22] °C"]),
        ("zh", "温度20 ℃±5 ℃", ["[15,25] ℃"]),
        ("en", "Rated voltage 220 V ± 10 %.", ["[198,242] V"]),
        ("zh", "长度允许偏差为+5 mm/-2 mm。", ["[-2,5] mm"]),
        ("zh", "偏差应在±3%以内。", ["[-3,3] %"]),
        ("en", "The capacity shall not deviate from the nominal capacity by more than 5 %.", ["(,5] %"]),
        # ranges
        ("zh", "宽度大于28 mm，至44 mm", ["(28,44] mm"]),
        ("zh", "宽度为5 mm~100 mm的织带", ["[5,100] mm"]),
        (
            "en",
            "nominal sizes DN 15 to DN 300 and nominal pressures PN 10 to PN 40",
            ["[15,300] DN", "[10,40] PN"],
        ),
        ("en", "a hardness of 75 Shore A to 85 Shore A", ["[75,85] Shore A"]),
        ("zh", "0.35<V≤0.7", ["(0.35,0.7]"]),
        ("zh", "厚度大于3 mm且不大于6 mm", ["(3,6] mm"]),
        ("id", "Tebal tidak kurang dari 3 mm dan tidak lebih dari 5 mm.", ["[3,5] mm"]),
        # words after the number
        ("en", "strainers DN 100 and larger", ["[100,) DN"]),
        ("vi", "gạch có chiều dày từ 7,5 mm trở lên", ["[7.5,) mm"]),
        ("en", "a nominal capacity of up to and including 2,0 l", ["(,2] l"]),
        ("en", "The content shall be 50 mg/m³ max.", ["(,50] mg/m³"]),
        # numbers in words
        ("en", "three to five snags", ["[3,5]"]),
        ("en", "one or two snags", ["[1,2]"]),
        ("zh", "1处或2处勾丝", ["[1,2] 处"]),
        ("en", "Drop it twice in each of three positions.", ["[2,2]", "[3,3]"]),
        ("zh", "在三个姿态下各跌落两次。", ["[3,3] 个", "[2,2] 次"]),
        ("ru", "Гарантийный срок — два года.", ["[2,) года"]),
        ("zh", "可评半级。", ["[0.5,0.5] 级"]),
        ("en", "shall not exceed one quarter of the value", ["(,0.25]"]),
        ("zh", "应不超过绝对值的1/4。", ["(,0.25]"]),
        # halves of a unit
        ("en", "in half an hour", ["[0.5,0.5] hour"]),
        ("en", "for a quarter of an hour", ["[0.25,0.25] hour"]),
        ("en", "at least one and a half hours", ["[1.5,) hours"]),
        ("en", "half an hectare", ["[0.5,0.5] hectare"]),
        ("fr", "une demi-heure", ["[0.5,0.5] une demi-heure"]),
        ("fr", "deux heures et demie", ["[2.5,2.5] heures"]),
        ("fr", "trois quarts d'heure", ["[0.75,0.75] heure"]),
        ("es", "media hora", ["[0.5,0.5] hora"]),
        ("es", "tres horas y media aritmética", ["[3,3] horas"]),
        ("ru", "не менее полугода", ["[0.5,) полугода"]),
        ("ru", "два с половиной часа", ["[2.5,2.5] часа"]),
        ("ru", "полтора миллиона циклов", ["[1500000,1500000] циклов"]),
        ("zh", "两年半", ["[2.5,2.5] 年"]),
        ("zh", "一个半成品", ["[1,1] 个"]),
        ("id", "setengah jam", ["[0.5,0.5] jam"]),
        ("vi", "trong nửa giờ", ["[0.5,0.5] giờ"]),
        ("ar", "ساعة ونصف", ["[1.5,1.5] ساعة ونصف"]),
        # a sign before a bracket
        ("ru", "при температуре минус (30 ± 2) °С", ["[-32,-28] °С"]),
        ("ru", "от плюс (15 ± 2) °С", ["[13,17] °С"]),
        ("en", "at minus (30 ± 2) °C", ["[-32,-28] °C"]),
        ("en", "at -(30 +2/-1) °C", ["[-31,-28] °C"]),
        ("fr", "moins (30 ± 2) °C", ["[-32,-28] °C"]),
        ("es", "menos (30 ± 2) °C", ["[-32,-28] °C"]),
        ("vi", "âm (30 ± 2) °C", ["[-32,-28] °C"]),
        ("id", "minus (30 ± 2) °C", ["[-32,-28] °C"]),
        ("ar", "سالب (30 ± 2) °C", ["[-32,-28] °C"]),
        ("zh", "零下(20±2) ℃", ["[-22,-18] ℃"]),
        ("zh", "零下20 ℃", ["[-20,-20] ℃"]),
        # multipliers after digits, unless they begin a unit
        ("zh", "2千次", ["[2000,2000] 次"]),
        ("zh", "5百万次", ["[5000000,5000000] 次"]),
        ("zh", "1.5万次", ["[15000,15000] 次"]),
        ("zh", "3亿次", ["[300000000,300000000] 次"]),
        ("zh", "2千克，5千瓦，2百帕", ["[2,2] 千克", "[5,5] 千瓦", "[2,2] 百帕"]),
        ("fr", "deux millions de cycles", ["[2000000,2000000] cycles"]),
        ("es", "dos millones de ciclos", ["[2000000,2000000] ciclos"]),
        # measure words
        ("zh", "取三把锁进行", ["[3,3] 把"]),
        ("zh", "取五点的平均值", ["[5,5] 点"]),
        ("zh", "任取十个样品", ["[10,10] 个"]),
        ("zh", "抽取三台", ["[3,3] 台"]),
        ("zh", "抽取五双手套", ["[5,5] 双"]),
        ("zh", "取两份试样", ["[2,2] 份"]),
        # units between commas, as GOST has them
        ("ru", "Масса изделия, кг, не более 2,5.", ["(,2.5] кг"]),
        # a bound given in words between comparator and share
        ("zh", "厚度应不小于标称值的90%。", ["[90,) %"]),
        ("zh", "面积应不小于管道横截面积的2.5倍。", ["[2.5,) 倍"]),
    ],
)
def test_interval(language: str, text: str, expected: list[str]) -> None:
    assert intervals(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "应符合5.4的规定。"),
        ("zh", "按6.2和6.3进行试验。"),
        ("zh", "应符合表1和附录A.2的规定。"),
        ("zh", "按GB/T 2828.1—2012规定的第6章进行。"),
        ("zh", "内胆应采用06Cr19Ni10不锈钢。"),
        ("zh", "本文件于2026年3月1日发布。"),
        ("zh", "采用特殊检验水平S-2。"),
        *(
            ("zh", text)
            for text in ("一般要求", "应一致。", "一次性使用", "统一", "第三台", "三点弯曲", "两把手", "双层")
        ),
        ("en", "Test in accordance with 6.4 and 6.5."),
        ("en", "See Tables 1 to 3, Clause 5 and Annex B.2."),
        ("en", "ISO 2409:2020 and IEC 60068-2-6:2007 in 5.4 apply."),
        ("en", "The test was made in May 2020."),
        ("ru", "По ГОСТ IEC 60811-401 и ТР ТС 004/2011, класс 5, таблица 2."),
        ("vi", "Theo TCVN 6415-3:2016, điều 5.3."),
        ("fr", "Voir 5.4 et le tableau 2 de l'ISO 9001."),
    ],
)
def test_numbers_that_are_no_quantities(language: str, text: str) -> None:
    assert read(text, language).quantities == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mass shall not be less than 3 kg."),
        ("zh", "质量不应小于3 kg。"),
        ("ru", "Масса не должна быть менее 3 кг."),
        ("fr", "La masse ne doit pas être inférieure à 3 kg."),
        ("es", "La masa no debe ser inferior a 3 kg."),
        ("vi", "Khối lượng không được nhỏ hơn 3 kg."),
        ("id", "Massa harus tidak kurang dari 3 kg."),
        ("ar", "يجب ألا تقل الكتلة عن 3 kg."),
    ],
)
def test_double_negation_is_a_positive_requirement_with_a_lower_bound(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.form is Form.REQUIREMENT
    assert not reading.negative
    assert not reading.negations
    (limit,) = reading.limits
    assert (limit.lo, limit.lo_inc, limit.hi) == (Decimal(3), True, None)


def test_denied_comparison_without_a_number_is_a_positive_form() -> None:
    reading = read("The error should not exceed the maximum permissible error.", "en")
    assert (reading.form, reading.negative) == (Form.RECOMMENDATION, False)


@pytest.mark.parametrize(
    ("language", "text", "negated"),
    [
        ("en", "The vessel shall show no cracks.", True),
        ("en", "The vessel shall be free from cracks.", True),
        ("zh", "杯体不应出现裂纹。", True),
        ("zh", "应无裂纹。", True),
        ("zh", "应采用不锈钢制造。", False),
        ("en", "Specimens shall be assessed.", False),
    ],
)
def test_negations(language: str, text: str, negated: bool) -> None:
    assert bool(read(text, language).negations) is negated


def roles(text: str, language: str) -> list[str]:
    return [quantity.role for quantity in read(text, language).quantities]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The strength shall not decrease by more than 25 % when aged for 72 h at 100 °C.", ["limit", "condition", "condition"]),
        ("zh", "在100 ℃下老化72 h后，拉伸强度的下降应不大于25%。", ["condition", "condition", "limit"]),
        ("zh", "20 ℃时的绝缘电阻应不小于50 MΩ·km。", ["condition", "limit"]),
        ("ru", "Сопротивление при температуре 20 °С должно быть не менее 50 МОм·км.", ["condition", "limit"]),
        ("en", "The drum shall rotate at (60 ± 2) r/min.", ["limit"]),
        ("zh", "用分度值不大于1 g的天平称量。", ["apparatus"]),
        ("en", "Weigh the vessel on a balance with a resolution of 1 g or better.", ["apparatus"]),
        ("zh", "电缆导体的工作温度为65 ℃。", ["value"]),
        ("en", "Apply a force of 100 N for 5 min.", ["condition", "condition"]),
    ],
)  # fmt: skip
def test_roles(language: str, text: str, expected: list[str]) -> None:
    assert roles(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("zh", "质保期为3年。", (Decimal(3), None)),
        ("ru", "Гарантийный срок — 2 года.", (Decimal(2), None)),
        ("zh", "接收质量限（AQL）为1.5。", (None, Decimal("1.5"))),
        ("en", "general inspection level II, with an AQL of 2,5", (None, Decimal("2.5"))),
    ],
)
def test_nouns_that_imply_a_bound(
    language: str, text: str, bounds: tuple[Decimal | None, Decimal | None]
) -> None:
    (limit,) = read(text, language).limits
    assert (limit.lo, limit.hi) == bounds


def test_grades_that_are_not_lower_and_that_are_better_say_the_same() -> None:
    (zh,) = read("涂层附着力应不低于1级。", "zh").limits
    (en,) = read("The adhesion shall be classified as 1 or better.", "en").limits
    assert (zh.lo, zh.hi, zh.unit_ucum) == (en.lo, en.hi, en.unit_ucum) == (Decimal(1), None, "{grade}")


def test_value_restated_in_brackets() -> None:
    first, second = read("测量范围上限不超过12 bar（1 200 kPa）。", "zh").quantities
    assert not first.restates
    assert second.restates
    assert interval(second) == "(,1200] kPa"


@pytest.mark.parametrize(
    ("language", "text", "ucum"),
    [
        ("zh", "每分钟10次", "1/min"),
        ("en", "ten times per minute", "1/min"),
        ("en", "one cycle per second", "1/s"),
        ("zh", "以每厘米宽度(0.50±0.05)N的预加张力", "N/cm"),
        ("en", "a pretension of (0,50 ± 0,05) N per centimetre of width", "N/cm"),
        ("ru", "не менее 50 МОм·км", "MOhm.km"),
        ("ru", "скорость 10 м/с", "m/s"),
        ("en", "a transmittance of 2 W/(m²·K)", "W/m2/K"),
        ("zh", "压力为2 兆帕", "MPa"),
        ("en", "a flow of 3 furlongs", "1"),
    ],
)
def test_units(language: str, text: str, ucum: str) -> None:
    assert read(text, language).quantities[0].unit_ucum == ucum


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "once a year", "[1,1]"), ("en", "at least once every two years", "[0.5,)"),
        ("en", "at least once every 12 months", "[1,)"), ("en", "not less than twice a year", "[2,)"),
        ("en", "once at least in five years", "[0.2,)"), ("en", "once per year", "[1,1]"),
        ("zh", "每年至少一次", "[1,)"), ("zh", "每两年一次", "[0.5,0.5]"), ("zh", "至少每两年进行一次", "[0.5,)"),
        ("zh", "每两年应进行不少于1次", "[0.5,)"), ("zh", "每3个月一次", "[4,4]"),
        ("ru", "не реже одного раза в два года", "[0.5,)"), ("ru", "не реже раза в год", "[1,)"),
        ("ru", "раз в 6 месяцев", "[2,2]"), ("ru", "не реже, чем раз в полгода", "[2,)"),
        ("fr", "au moins une fois tous les deux ans", "[0.5,)"), ("fr", "une fois tous les 3 mois", "[4,4]"),
        ("es", "una vez al año", "[1,1]"), ("es", "al menos una vez cada dos años", "[0.5,)"),
        ("id", "sekali dalam dua tahun", "[0.5,0.5]"), ("id", "minimal sekali setahun", "[1,)"),
        ("id", "6 bulan sekali", "[2,2]"), ("vi", "ít nhất mỗi năm một lần", "[1,)"),
        ("vi", "hai năm một lần", "[0.5,0.5]"), ("vi", "6 tháng một lần", "[2,2]"),
        ("ar", "مرة كل سنة", "[1,1]"), ("ar", "مرة واحدة على الأقل كل سنتين", "[0.5,)"),
        ("ar", "مرتين في السنة", "[2,2]"), ("zh", "应至少每12个月验证一次。", "[1,)"),
        ("zh", "应至少每12个月对装置进行验证。", "[1,)"), ("en", "verified at least every 12 months", "[1,)"),
        ("fr", "vérifié au moins tous les 12 mois", "[1,)"), ("es", "al menos cada 6 meses", "[2,)"),
        ("id", "sekurang-kurangnya setiap 12 bulan", "[1,)"),
    ],
)  # fmt: skip
def test_frequencies(language: str, text: str, expected: str) -> None:
    (limit,) = read(text, language).quantities
    assert (interval(limit), limit.unit_ucum, limit.unit_span) == (f"{expected} 1/a", "1/a", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Repeat the calibration at least once a year."),
        ("zh", "正常生产时，每年至少进行一次型式检验。"),
        ("ru", "Периодические испытания проводят не реже одного раза в год."),
        ("vi", "Hiệu chuẩn phải được thực hiện ít nhất mỗi năm một lần."),
    ],
)
def test_how_often_at_least_is_a_limit_even_of_an_instruction(language: str, text: str) -> None:
    (limit,) = read(text, language).limits
    assert (limit.lo, limit.hi, limit.unit_ucum) == (Decimal(1), None, "1/a")


@pytest.mark.parametrize(
    ("language", "text", "ucum"),
    [
        ("en", "20 times in 5 min", ["1", "min"]),
        ("en", "Rinse three times; after a day repeat.", ["1"]),
        ("zh", "静置24 h，冲洗3次", ["h", "1"]),
        ("ru", "несколько раз в год", []),
        ("ar", "لأول مرة في عام 1592م", []),
    ],
)
def test_counts_and_durations_that_are_no_frequencies(language: str, text: str, ucum: list[str]) -> None:
    assert [quantity.unit_ucum for quantity in read(text, language).quantities] == ucum


def test_statistics_and_their_limits() -> None:
    reading = read("平均值≤0.3,单个值≤0.5", "zh")
    assert [limit.statistic for limit in reading.limits] == ["mean", "each"]
    assert reading.statistics == ("mean", "each")


def test_unknown_language_reads_numbers_and_symbols() -> None:
    reading = read("Ջերմաստիճան ≤ 5,5 mm", "hy")
    assert (reading.form, reading.low_confidence) == (Form.STATEMENT, True)
    assert [interval(limit) for limit in reading.quantities] == ["(,5.5] mm"]


def test_profile_changes_verbal_forms_and_unknown_profile_does_not() -> None:
    text = "构件必须固定。"
    assert read(text, "zh").form is Form.FORBIDDEN
    assert read(text, "zh", profile="cn-construction").form is Form.REQUIREMENT
    assert read(text, "zh", profile="none-such").form is Form.FORBIDDEN


def test_strongest_form_governs_and_all_marks_are_kept() -> None:
    reading = read("Take each reading after 10 s; mechanical gauges may be tapped lightly.", "en")
    assert reading.form is Form.INSTRUCTION
    assert [mark.form for mark in reading.forms] == [Form.INSTRUCTION, Form.PERMISSION]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "按GB/T 2828.1的规定进行。"),
        ("zh", "将试样套在套筒上。"),
        ("en", "Weigh the vessel empty."),
        ("en", "When the water has cooled, close the lid."),
        ("ru", "Толщину изоляции измеряют штангенциркулем."),
        ("ru", "Рукава изготовляют в климатическом исполнении У."),
        ("ru", "В каждую упаковку вкладывают один экземпляр инструкции."),
        ("ru", "На упаковку наносят наименование предприятия."),
        ("ru", "Перчатки складывают попарно и перевязывают."),
        ("vi", "Cân mẫu thử."),
        ("id", "Timbang benda uji."),
        ("fr", "Peser l'éprouvette."),
    ],
)
def test_instructions(language: str, text: str) -> None:
    assert read(text, language).form is Form.INSTRUCTION


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "本文件规定了用转筒测定勾丝性能的方法。"),
        ("zh", "电缆导体的长期允许工作温度为65 ℃。"),
        ("zh", "保温效能"),
        ("en", "This document specifies a test method."),
        ("en", "any deviation from the procedure."),
        ("ru", "Настоящий стандарт устанавливает требования."),
        ("ru", "Стандарт распространяется на перчатки."),
        ("ru", "Стандарты устанавливают требования к перчаткам."),
        ("ru", "Изделия имеют форму цилиндра."),
        ("ru", "Перчатки подразделяют на типы."),
    ],
)
def test_statements(language: str, text: str) -> None:
    assert read(text, language).form is Form.STATEMENT


def test_spans_point_into_the_text_even_where_it_is_decomposed() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Khối lượng không được vượt quá 2 kg.")
    reading = read(text, "vi")
    (limit,) = reading.limits
    assert reading.text == text
    assert unicodedata.normalize("NFC", text[slice(*limit.span)]) == "không được vượt quá 2 kg"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "不应在高于40 ℃的环境中使用。"),
        ("zh", "严禁在工作温度超过85 ℃的场所使用本产品。"),
        ("en", "The appliance shall not be used at temperatures above 40 °C."),
        ("ru", "Не допускается эксплуатация при температуре выше 40 °С."),
    ],
)
def test_what_is_forbidden_beyond_a_bound_is_no_limit_beyond_it(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.limits == ()
    assert [limit.role for limit in reading.quantities] == ["condition"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "يجب ألا تزيد نسبة الرطوبة على 13,0 ٪ وألا يقل محتوى البروتين عن 12 ٪."),
        ("es", "La humedad no debe ser superior al 13 % ni el contenido de proteína inferior al 12 %."),
    ],
)
def test_bounds_of_two_characteristics_are_no_range(language: str, text: str) -> None:
    assert intervals(text, language)[-1].startswith("[12,)")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "耐洗色牢度应不低于3-4级。"),
        ("zh", "耐洗色牢度应不低于3-4。"),
        ("en", "The fastness to washing shall be not lower than 3-4."),
        ("en", "The adhesion shall not be lower than grade 3-4."),
        ("ru", "Устойчивость окраски должна быть не ниже 3-4."),
        ("ru", "Устойчивость окраски должна быть не ниже 3-4 баллов."),
        ("fr", "La solidité des teintures au lavage doit être d'au moins 3-4."),
        ("es", "La solidez del color al lavado debe ser como mínimo 3-4."),
        ("ar", "يجب ألا تقل درجة ثبات اللون عن 3-4."),
        ("vi", "Độ bền màu phải không nhỏ hơn 3-4."),
        ("id", "Ketahanan luntur warna harus minimal 3-4."),
    ],
)
def test_half_a_step_of_a_scale_of_grades_is_one_grade(language: str, text: str) -> None:
    (limit,) = read(text, language).limits
    assert (limit.lo, limit.hi, limit.unit_ucum) == (Decimal("3.5"), None, "{grade}")


def test_two_numbers_with_a_hyphen_are_no_grade_without_a_word_for_one() -> None:
    assert len(read("The lever shall be at position 3-4.", "en").quantities) != 1


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Рукава изготовляют длиной не менее 10 м.", "limit"),
        ("Образцы изготовляют толщиной (2,0 ± 0,2) мм.", "condition"),
    ],
)
def test_what_is_laid_down_of_the_product_is_a_limit_and_of_specimens_a_condition(
    text: str, role: str
) -> None:
    reading = read(text, "ru", profile="gost")
    assert (reading.form, [quantity.role for quantity in reading.quantities]) == (Form.INSTRUCTION, [role])


@pytest.mark.parametrize(
    ("language", "text", "characteristic"),
    [
        ("zh", "可触及涂层中铅的含量应不大于90 mg/kg。", "可触及涂层中铅的含量"),
        ("zh", "可承受的载荷应不小于5 kN。", "承受的载荷"),
        ("en", "The mass of the helmet, complete with chin strap, shall not exceed 1,4 kg.", "mass of the helmet"),
        ("en", "The shrinkage of the fabric after washing at 60 °C shall not be greater than 3 %.",
         "shrinkage of the fabric after washing"),
        ("en", "Tiles shall have a breaking strength of at least 600 N.", "breaking strength"),
        ("zh", "LED筒灯点燃3000 h后的光通维持率不应低于96%。", "光通维持率"),
        ("zh", "不合格品不应超过2件。", "不合格品"),
        ("zh", "吸水率按GB/T 3810.3—2016试验时应不大于0.5 %。", "吸水率"),
        ("zh", "按GB/T 2828.1抽样，应不大于0.5 %。", ""),
        ("ar", "يجب ألا يقل سمك جدار الأنبوب عن 2.8 مم.", "سمك جدار الأنبوب"),
        ("es", "Se recomienda que la masa del botiquín no sea superior a 5 kg.", "masa del botiquín"),
        ("ru", "Водопоглощение плитки должно составлять не более 10 %.", "Водопоглощение плитки"),
    ],
)  # fmt: skip
def test_characteristic(language: str, text: str, characteristic: str) -> None:
    assert [limit.characteristic for limit in read(text, language).limits] == [characteristic]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("25H7", ("25", "25.021")), ("20 js12", ("19.895", "20.105")), ("30 mm h9", ("29.948", "30"))],
)
def test_tolerance_classes_of_iso_286(text: str, bounds: tuple[str, str]) -> None:
    (limit,) = read(f"The diameter shall be {text}.", "en").quantities
    assert (limit.lo, limit.hi, limit.unit_ucum) == (Decimal(bounds[0]), Decimal(bounds[1]), "mm")


def test_classes_and_conditions_stand_with_their_limit() -> None:
    text = "The force shall be at least 50 N for class A and at least 80 N for class B after 1 000 cycles at 23 °C."
    first, second = read(text, "en").limits
    assert [(limit.lo, limit.key) for limit in (first, second)] == [(50, "class A"), (80, "class B")]
    assert {(condition.lo, condition.unit) for condition in second.conditions} >= {(23, "°C")}


def test_statistic_with_its_number_of_specimens() -> None:
    (limit,) = read("5个试样的平均值应不小于12.5 MPa。", "zh").limits
    assert (limit.statistic, limit.count, limit.lo) == ("mean", 5, Decimal("12.5"))


@pytest.mark.parametrize(
    ("texts", "language", "decimal"),
    [
        (["The mass is 0,5 kg.", "The force is 2,942 N."], "en", ","),
        (["The length is 12,5 mm.", "The force is 2,942 N."], "en", ","),
        (["The mass is 0.5 kg.", "The force is 2,942 N."], "en", ""),
        (["Figures 1,2 and Table 5.2 apply.", "The force is 2,942 N."], "en", ""),
        (["La masse est de 0,5 kg."], "fr", ""),
        ([], "en", ""),
    ],
)
def test_the_decimal_sign_of_a_document(texts: list[str], language: str, decimal: str) -> None:
    assert decimal_sign(texts, language) == decimal


def test_a_comma_before_three_digits_follows_the_document() -> None:
    text = "The force shall be at least 2,942 N."
    assert intervals(text, "en") == ["[2942,) N"]
    assert [interval(limit) for limit in read(text, "en", decimal=",").quantities] == ["[2.942,) N"]
    assert [interval(limit) for limit in read("2,942", "en", headers=("F, N",), decimal=",").quantities] == [
        "[2.942,2.942] N"
    ]


@pytest.mark.parametrize(
    ("text", "lo", "hi", "nominal"),
    [
        ("5.42^+0.10₀ m/s", "5.42", "5.52", "5.42"),
        ("35⁰_−0.25 mm", "34.75", "35", "35"),
        ("35_−0.2⁰ mm", "34.8", "35", "35"),
        ("35^+0.3_−0.1 mm", "34.9", "35.3", "35"),
        ("30^+0.021_+0.008 mm", "30.008", "30.021", "30"),
    ],
)
def test_deviations_above_and_below_the_line_belong_to_the_value_before_them(text, lo, hi, nominal):
    (limit,) = read(f"The size shall be {text}.", "en").quantities
    assert [str(value) for value in (limit.lo, limit.hi, limit.nominal)] == [lo, hi, nominal]


@pytest.mark.parametrize(
    ("text", "lo", "hi", "nominal"),
    [
        ("The distance is 305 mm (+5, −10).", "295", "310", "305"),
        ("The distance is 305 (+5/−10) mm.", "295", "310", "305"),
        ("The distance is 305 mm (0, −0,2).", "304.8", "305", "305"),
    ],
)
def test_deviations_in_a_bracket_belong_to_the_value_before_it(text, lo, hi, nominal):
    (limit,) = read(text, "en").quantities
    assert (limit.lo, limit.hi, limit.nominal) == (Decimal(lo), Decimal(hi), Decimal(nominal))
    assert limit.unit == "mm"


@pytest.mark.parametrize("text", ["The point is (3, -2).", "See x (1, 2)."])
def test_a_pair_of_numbers_in_a_bracket_is_no_tolerance(text):
    assert all(limit.shape == "value" for limit in read(text, "en").quantities)


@pytest.mark.parametrize(
    ("language", "text", "unit", "lo", "hi"),
    [
        ("en", "The time shall be more than 1 s and less than 2 min.", "s", "1", "120"),
        ("ru", "Время должно быть более 1 с, но менее 2 мин.", "с", "1", "120"),
        ("zh", "长度应不小于5 mm且不大于10 cm。", "mm", "5", "100"),
        ("en", "Not more than 10 cm and not less than 5 mm.", "mm", "5", "100"),
    ],
)
def test_two_bounds_in_two_units_are_one_range_in_the_smaller(language, text, unit, lo, hi):
    (limit,) = read(text, language).quantities
    assert (limit.unit, limit.lo, limit.hi) == (unit, Decimal(lo), Decimal(hi))


def test_bounds_that_leave_nothing_between_them_are_no_range():
    assert len(read("At least 2 kg and at most 500 g.", "en").quantities) == 2


def test_a_denial_that_begins_a_later_sentence():
    assert read("Examine the whole surface. No cracks are permitted.", "en").form is Form.PROHIBITION


def test_what_can_be_touched_is_no_permission():
    assert read("用热电偶测量可触及表面的温升。", "zh").form is Form.INSTRUCTION


@pytest.mark.parametrize(
    ("language", "text", "lo", "hi"),
    [
        ("en", "It is kept at 40 °C below zero.", "-40", "-40"),
        ("en", "The temperature shall be from 20 °C below zero to 40 °C above zero.", "-20", "40"),
        ("ru", "При температуре 40 °С ниже нуля.", "-40", "-40"),
        ("fr", "Maintenir à 20 °C au-dessous de zéro.", "-20", "-20"),
        ("es", "Se mantiene a 20 °C bajo cero.", "-20", "-20"),
        ("ar", "من ٤٠ درجة مئوية تحت الصفر إلى ٧٠ درجة مئوية فوق الصفر.", "-40", "70"),
        ("id", "Disimpan pada suhu 20 °C di bawah nol.", "-20", "-20"),
        ("zh", "零下40 ℃。", "-40", "-40"),
    ],
)
def test_below_zero_in_words(language, text, lo, hi):
    (limit,) = read(text, language).quantities
    assert (limit.lo, limit.hi) == (Decimal(lo), Decimal(hi))
    marked = text[slice(*limit.span)]
    assert marked == marked.strip()
    assert marked.endswith(limit.unit)
    assert limit.unit in ("℃", "°C", "°С", "درجة مئوية")
