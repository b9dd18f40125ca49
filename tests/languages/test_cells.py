"""What cells of tables say under their headers."""

from decimal import Decimal

import pytest
from intervals import interval

from workbench.languages import Reading, read, read_cell

CELLS = [
    ("≤10", "zh", ("保冷效能(6 h)/℃",), "V≤0.35", "(,10] ℃"),
    ("46", "en", ("Heat retention °C min.",), "V ≤ 0,35", "[46,) °C"),
    ("8", "en", ("Cold retention °C max.",), "", "(,8] °C"),
    ("0.3", "zh", ("吸水率/% ≤",), "", "(,0.3] %"),
    ("5", "zh", ("公称容量 V/L",), "", "[5,5] L"),
    ("1,5", "ru", ("Масса, кг, не более",), "", "(,1.5] кг"),
    ("180", "vi", ("Lực kéo, N, tối thiểu",), "", "[180,) N"),
    ("±0.5", "zh", ("要求",), "长度和宽度偏差/%", "[-0.5,0.5] %"),
    ("≥35", "zh", ("要求", "试验方法"), "断裂模数/MPa", "[35,) MPa"),
    ("0,5", "en", ("Duration in minutes",), "15 to 50", "[0.5,0.5] minutes"),
    ("30", "zh", ("保压时间/s",), "15~50", "[30,30] s"),
    ("12 mm", "zh", ("尺寸/cm",), "", "[12,12] mm"),
    ("5", "en", ("Speed m/s",), "", "[5,5] m/s"),
    ("50", "en", ("Length, mm, min",), "", "[50,) mm"),
    # multipliers in the header
    ("2", "ru", ("Стойкость к истиранию, тыс. циклов, не менее",), "", "[2000,) циклов"),
    ("2,5", "ru", ("Наработка, тыс. ч",), "", "[2500,2500] ч"),
    ("2", "zh", ("次数/万次",), "", "[20000,20000] 次"),
    ("2", "zh", ("次数/千次 ≥",), "", "[2000,) 次"),
    ("2", "zh", ("寿命/10⁴次",), "", "[20000,20000] 次"),
    ("5", "zh", ("千粒重/g",), "", "[5,5] g"),
    ("5", "zh", ("质量/千克",), "", "[5,5] 千克"),
    ("2", "en", ("Abrasion, thousand cycles, min.",), "", "[2000,) cycles"),
    ("2", "en", ("Number of cycles, thousand, min",), "", "[2000,)"),
    ("2", "en", ("Abrasion, ×10³ cycles",), "", "[2000,2000] cycles"),
    ("2", "en", ("Abrasion (10^3 cycles)",), "", "[2000,2000] cycles"),
    ("2", "en", ("Cycles ×10³",), "", "[2000,2000]"),
    ("2 000 cycles", "en", ("Abrasion, thousand cycles",), "", "[2000,2000] cycles"),
    ("5", "en", ("Wear after 10 thousand cycles, mm",), "", "[5,5] mm"),
    ("2", "fr", ("Résistance, milliers de cycles, min.",), "", "[2000,) cycles"),
    ("2", "es", ("Resistencia, miles de ciclos, mín.",), "", "[2000,) ciclos"),
    ("2", "id", ("Ketahanan, ribu siklus, min.",), "", "[2000,) siklus"),
    ("2", "vi", ("Độ bền, nghìn chu kỳ, tối thiểu",), "", "[2000,) chu kỳ"),
    ("2", "ar", ("المتانة، ألف دورة، الحد الأدنى",), "", "[2000,) دورة"),
    # a comparator in the cell, the unit beside it
    ("٨٥ كحد أدنى", "ar", ("القيمة",), "قوة الشد/نيوتن", "[85,) نيوتن"),
    ("٨٥ كحد أدنى", "ar", ("القوة، نيوتن",), "", "[85,) نيوتن"),
    # grades with half steps
    ("3-4", "zh", ("耐洗色牢度/级 ≥",), "", "[3.5,)"),
    ("≥3-4", "zh", ("耐洗色牢度",), "", "[3.5,)"),
    ("4-5", "ru", ("Устойчивость окраски, балл, не менее",), "", "[4.5,)"),
    # columns of both deviations; the signs of a row's key are its own
    ("-200", "zh", ("下偏差/μm",), "120<d≤200", "[-200,) μm"),
    ("0", "zh", ("上极限偏差/μm",), "120<d≤200", "(,0] μm"),
    ("54", "en", ("Heat retention, min. °C",), "0,20 < V ≤ 0,35", "[54,) °C"),  # V is no volt
    ("54", "zh", ("保温效能/℃ ≥",), "0.20 < m ≤ 0.35", "[54,) ℃"),
    # Vickers hardness with its test force (ISO 6507-1)
    ("540", "zh", ("维氏硬度 HV10",), "滚子", "[540,540] HV10"),
    ("500", "en", ("Vickers hardness HV 10, min.",), "Roller", "[500,) HV 10"),
    ("−0,25", "ru", ("Нижнее предельное отклонение, мм",), "Св. 120 до 200", "[-0.25,) мм"),
    ("200", "ar", ("أقصى زمن للفصل (s)",), "", "(,200] s"),
    # symbols that are no units
    ("22", "en", ("Elongation A/% ≥",), "", "[22,) %"),
    ("0.20", "en", ("Composition, in per cent, not greater than", "C"), "", "(,0.2] per cent"),
    ("0,20", "ru", ("Химический состав, %, не более", "S"), "", "(,0.2] %"),
    ("0,2 ≤ Tp0 ≤ 0,6", "en", ("Tp0 N·m",), "", "[0.2,0.6] N·m"),
    ("600", "en", ("Brewing time/s",), "", "[600,600] s"),  # no number of times a second
    ("4", "fr", ("Solidité des coloris au frottement à sec, indice",), "", "[4,4]"),
    # the letter behind a name is a symbol where the table names a unit
    ("30", "en", ("Deviations in micrometres", "Difference in height H"), "", "[30,30] micrometres"),
    # shares of a rated value
    ("0,50 Un ≤ U < 0,85 Un", "en", ("Voltage U",), "", "[0.5,0.85) Un"),
]


@pytest.mark.parametrize(("text", "language", "headers", "row_header", "expected"), CELLS)
def test_cells(text: str, language: str, headers: tuple[str, ...], row_header: str, expected: str) -> None:
    (limit,) = read_cell(text, language, headers, row_header).quantities
    assert interval(limit) == expected


def test_bracketed_cell_values_take_the_bracketed_unit() -> None:
    cell = read_cell("±0.08（±8）", "zh", ("暴露前/bar（kPa）",), "4（400）")
    assert [interval(limit) for limit in cell.quantities] == ["[-0.08,0.08] bar", "[-8,8] kPa"]
    assert [limit.restates for limit in cell.quantities] == [False, True]


def test_cells_are_named_by_row_or_by_column_where_rows_are_sizes() -> None:
    def name(reading: Reading) -> str:
        return reading.quantities[0].characteristic

    assert name(read_cell("≥35", "zh", ("要求",), "断裂模数/MPa")) == "断裂模数"
    assert name(read_cell("46", "en", ("Heat retention °C min.",), "V ≤ 0,35")) == "Heat retention"


def test_headers_of_read_are_those_of_a_cell() -> None:
    assert read("46", "en", headers=["Heat retention °C min."]) == read_cell(
        "46", "en", ("Heat retention °C min.",)
    )


@pytest.mark.parametrize(
    ("cell", "lo", "hi"), [("0/-0.2", "-0.2", "0"), ("0～-0.05", "-0.05", "0"), ("+0.2/0", "0", "0.2")]
)
def test_the_upper_deviation_may_be_a_bare_zero(cell, lo, hi):
    (limit,) = read_cell(cell, "zh", ("极限偏差", "mm")).quantities
    assert (limit.lo, limit.hi, limit.unit) == (Decimal(lo), Decimal(hi), "mm")


@pytest.mark.parametrize(
    ("language", "cell", "header"),
    [
        ("en", "47 J at −30 °C", "Impact energy, min."),
        ("zh", "−30 ℃下47 J", "冲击吸收能量 ≥"),
        ("ru", "47 Дж при −30 °C", "Работа удара, не менее"),
        ("fr", "47 J à −30 °C", "Énergie, min."),
        ("es", "47 J a −30 °C", "Energía, mín."),
        ("ar", "47 جول عند −30 °س", "الطاقة، الحد الأدنى"),
        ("vi", "47 J ở −30 °C", "Năng lượng, tối thiểu"),
        ("id", "47 J pada −30 °C", "Energi impak, min."),
    ],
)
def test_a_condition_beside_a_limit_is_not_bounded_by_its_header(language, cell, header):
    found = {limit.role: limit for limit in read_cell(cell, language, (header,)).quantities}
    assert (found["limit"].lo, found["limit"].hi) == (Decimal(47), None)
    assert (found["condition"].lo, found["condition"].hi) == (Decimal(-30), Decimal(-30))
