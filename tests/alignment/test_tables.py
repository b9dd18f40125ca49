"""Tables: which columns correspond, where the unit of a number stands, tables that are transposed."""

import pytest

from workbench import sts
from workbench.alignment import align, language_of, prepare


def table(language, columns, rows, caption="", title="要求", texts=()):
    """A document with one table; a row's cells are separated by |."""
    heads = "".join(f"<th>{head}</th>" for head in columns)
    body = "".join(
        f'<tr id="r{number}">' + "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) + "</tr>"
        for number, row in enumerate(rows, 1)
    )
    before = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(texts, 1))
    return sts.load(
        f'<standard xml:lang="{language}"><body><sec><label>4</label><title>{title}</title>{before}'
        f"<table-wrap><label>T1</label><caption><title>{caption}</title></caption><table><thead><tr>{heads}"
        f"</tr></thead><tbody>{body}</tbody></table></table-wrap></sec></body></standard>".encode()
    )


def quantities(document):
    units = prepare(document, language_of(document))
    return {
        unit.id: [(placed.column, placed.limit.unit_ucum) for placed in unit.quantities] for unit in units
    }


def columns(draft, reference):
    (found,) = align(draft, reference).columns.values()
    return dict(found)


HOSES = "zh", ["内径", "内径偏差", "壁厚"], ["10 | ±0.5 | ≥3.0", "16 | ±0.6 | ≥3.5"]


@pytest.mark.parametrize("caption", ["软管的尺寸（单位为毫米）", "软管的尺寸 单位为毫米"])
def test_a_title_that_ends_with_a_unit_gives_it_to_all_cells_in_brackets_or_not(caption):
    units = quantities(table(*HOSES, caption))["r2"]
    assert units == [(0, "mm"), (1, "mm"), (2, "mm")]


def test_a_unit_after_a_size_class_is_that_of_the_column():
    document = table("en", ["Size DN", "PN 40 mm", "PN 16 mm"], ["15 | 3,2 | 3,0"], "Minimum wall thickness")
    assert quantities(document)["r1"][1:] == [(1, "mm"), (2, "mm")]


def test_a_condition_in_a_header_is_no_unit_of_the_column():
    document = table("en", ["Size", "Heat retention after 6 h"], ["15 | 60"])
    assert [unit for _, unit in quantities(document)["r1"]] == ["1", "1"]


def test_a_unit_beside_the_number_counts_in_a_table_that_begins_with_the_number():
    document = table("ar", ["الحد", "الوحدة", "الخاصية"], ["٨٥ كحد أدنى | % | إزالة الكلور المتبقي"])
    assert quantities(document)["r1"] == [(0, "%")]


def test_a_letter_that_names_a_row_is_no_unit():
    document = table("zh", ["精度等级", "H的偏差"], ["N | ±0.10"], "高度的限值（单位为毫米）")
    assert quantities(document)["r1"] == [(1, "mm")]


def test_a_share_of_something_is_a_unit():
    document = table("id", ["Parameter", "Satuan", "Syarat"], ["Ion klorida | % massa | maks. 0,1"])
    assert quantities(document)["r1"] == [(2, "%")]


def test_a_number_of_the_row_before_its_name_has_no_unit():
    document = table(
        "id", ["No.", "Ukuran", "Satuan", "Persyaratan"], ["3 | Kedalaman dudukan | cm | min. 38,0"]
    )
    assert quantities(document)["r1"] == [(3, "cm")]
    coded = table(
        "id", ["Kode", "Ukuran", "Satuan", "Persyaratan"], ["3 | Kedalaman dudukan | cm | min. 38,0"]
    )
    assert quantities(coded)["r1"] == [(0, "1"), (3, "cm")]


def test_columns_in_another_order_are_found():
    reference = table(
        "ru",
        ["Толщина стенки, не менее", "Внутренний диаметр", "Предельное отклонение внутреннего диаметра"],
        ["3,5 | 16 | ± 0,8", "3,0 | 10 | ± 0,5"],
        "Размеры рукавов, мм",
        "Требования",
    )
    assert columns(table(*HOSES, "软管的尺寸（单位为毫米）"), reference) == {0: 1, 1: 2, 2: 0}


def test_the_last_columns_that_measure_alike_correspond_whatever_they_are_called():
    draft = table("zh", ["项目", "指标"], ["余氯去除率/% | ≥90", "三氯甲烷去除率/% | ≥80"])
    reference = table(
        "ar",
        ["الحد", "الوحدة", "الخاصية"],
        ["٨٥ كحد أدنى | % | إزالة الكلور المتبقي", "٧٥ كحد أدنى | % | إزالة الكلوروفورم"],
        title="المتطلبات",
    )
    assert columns(draft, reference) == {0: 2, 1: 0}


def test_the_column_of_names_answers_to_that_of_names_whatever_its_header():
    """The Chinese word for a requirement heads the values; the Russian one that is closest heads the names."""
    draft = table(
        "zh", ["项目", "单位", "指标"], ["吸水率 | % | ≤0.3", "排空时间 | s | ≤20", "抗裂性 | — | 无裂纹"]
    )
    reference = table(
        "ru",
        ["Наименование показателя", "Норма"],
        [
            "Водопоглощение, %, не более | 0,5",
            "Время опорожнения, с, не более | 20",
            "Стойкость | без трещин",
        ],
    )
    assert columns(draft, reference) == {0: 0, 2: 1}


@pytest.mark.parametrize(
    ("language", "heads", "row"),
    [
        ("zh", ["尺寸", "上偏差/mm", "下偏差/mm"], "长度 | 0 | -2"),
        ("zh", ["尺寸", "A型下偏差/mm", "A型上偏差/mm"], "长度 | -2 | 0"),
        ("en", ["Size", "Upper deviation, mm", "Lower deviation, mm"], "Length | 0 | −2"),
        ("fr", ["Dimension", "Écart supérieur mm", "Écart inférieur mm"], "Longueur | 0 | −2"),
        ("ru", ["Размер", "Верхнее отклонение, мм", "Нижнее отклонение, мм"], "Длина | 0 | −2"),
    ],
)
def test_upper_and_lower_deviations_in_two_columns_are_one_tolerance(language, heads, row):
    document = table(language, heads, [row])
    (unit,) = prepare(document, language_of(document))
    (placed,) = unit.quantities
    assert (placed.limit.lo, placed.limit.hi, placed.limit.unit_ucum) == (-2, 0, "mm")


def test_deviations_of_two_types_stay_apart():
    heads = ["孔径/mm", "甲型上偏差/mm", "甲型下偏差/mm", "乙型上偏差/mm", "乙型下偏差/mm"]
    document = table("zh", heads, ["D≤50 | +0.20 | +0.08 | +0.30 | +0.15"])
    (unit,) = prepare(document, "zh")
    assert [(str(q.limit.lo), str(q.limit.hi)) for q in unit.quantities[1:]] == [
        ("0.08", "0.20"),
        ("0.15", "0.30"),
    ]


@pytest.mark.parametrize(
    ("language", "heads", "row"),
    [
        ("zh", ["项目", "10套以下", "10套及以上"], "耗电量/(kW·h)，不大于 | 0.72 | 0.90"),
        ("en", ["Item", "Fewer than 10 place settings", "10 place settings and more"], "Energy, kWh, max. | 0.72 | 0.90"),
        ("ru", ["Показатель", "менее 10 комплектов", "10 комплектов и более"], "Расход, кВт·ч, не более | 0,72 | 0,90"),
    ],
)  # fmt: skip
def test_what_a_header_counts_bounds_nothing_under_it(language, heads, row):
    document = table(language, heads, [row])
    (unit,) = prepare(document, language_of(document))
    assert [(placed.limit.lo, str(placed.limit.hi)) for placed in unit.quantities] == [
        (None, "0.72"),
        (None, "0.90"),
    ]


def test_a_class_of_sizes_in_a_header_bounds_nothing_under_it():
    heads = ["项目", "适用体重≤8 kg", "8 kg&lt;适用体重≤11 kg"]
    document = table("zh", heads, ["吸收时间/s ≤ | 20 | 22"])
    (unit,) = prepare(document, "zh")
    assert [(q.limit.hi, q.limit.hi_inc) for q in unit.quantities] == [(20, True), (22, True)]


MATERIALS = table(
    "zh",
    ["阀体材料", "20 ℃", "100 ℃", "200 ℃"],
    ["WCB | 4.00 | 3.73 | 3.47", "CF8 | 4.00 | 3.10 | 2.60"],
    "最大允许工作压力（单位为兆帕）",
)
TEMPERATURES = table(
    "en",
    ["Temperature °C", "WCB", "CF8"],
    ["20 | 40,0 | 40,0", "100 | 37,3 | 31,0", "200 | 34,7 | 26,0"],
    "Maximum allowable working pressure in bar",
    "Requirements",
)


def test_all_rows_of_a_transposed_table_are_linked_with_all_of_the_other():
    alignment = align(MATERIALS, TEMPERATURES)
    assert [(link.draft, link.reference, link.relation) for link in alignment.links] == [
        (("r1", "r2"), ("r1", "r2", "r3"), "equivalent")
    ]
    assert not alignment.columns


def test_a_table_with_rows_and_columns_in_place_is_not_transposed():
    alignment = align(MATERIALS, MATERIALS)
    assert [(link.draft, link.reference) for link in alignment.links] == [(("r1",),) * 2, (("r2",),) * 2]


CHAIRS = ["Seat height | ≥ 400", "Seat width | ≥ 410", "Backrest height | ≥ 360"]
OTHER_CHAIRS = ["Tinggi dudukan | ≥ 40", "Lebar dudukan | ≥ 41", "Tinggi sandaran punggung | ≥ 36"]


def test_the_last_row_of_two_tables_is_the_same():
    draft = table("en", ["Dimension", "Requirement, mm"], [*CHAIRS, "Seat depth | ≥ 400"])
    reference = table("id", ["Ukuran", "Persyaratan, cm"], [*OTHER_CHAIRS, "Kedalaman dudukan | ≥ 38"])
    pairs = {(link.draft, link.reference) for link in align(draft, reference).links}
    assert (("r4",), ("r4",)) in pairs


def test_the_last_rows_of_two_tables_are_two_where_their_symbols_differ():
    links = align(sts.load("drafts/cup.sts.xml"), sts.load("corpora/iso-91001.sts.xml")).links
    arsenic = next(link for link in links if "tr_3_5" in link.draft)
    assert not arsenic.reference


@pytest.mark.parametrize(
    ("heads", "units"),
    [
        (["Defect", "Grade B", "Grade C"], ["1", "1"]),  # no bel, no coulomb
        (["Defect", "B", "C"], ["1", "1"]),
        (["Property", "Category\u00a0A", "Categories B and C"], ["1", "1"]),  # no ampere
        (["Property", "Load N", "Energy J"], ["N", "J"]),
        (["Property", "T1", "T3"], ["1", "1"]),  # no cubic tesla
        (["Property", "Thickness t/mm", "Mass m/kg"], ["mm", "kg"]),
        (["Property", "Concentration, g/L", "Stiffness, N/mm"], ["g/L", "N/mm"]),
    ],
)
def test_letters_in_headers_are_classes_symbols_or_units(heads, units):
    document = table("en", heads, ["Knots, number | 2 | 3"])
    assert [unit for _, unit in quantities(document)["r1"]] == units


def test_a_condition_in_the_name_of_a_row_leaves_the_unit_to_its_own_cell():
    document = table("zh", ["项目", "单位", "要求"], ["热失重（80 ℃±2 ℃，168 h） | mg/cm² | ≤2.0"])
    assert quantities(document)["r1"][-1] == (2, "mg/cm2")


def test_a_word_of_the_sentence_about_a_table_is_no_unit():
    document = table(
        "en", ["Lot size", "Number"], ["8 001 to 35 000 | 6"], texts=["Sampled with an AQL, see T1."]
    )
    assert quantities(document)["r1"] == [(0, "1"), (1, "1")]


def test_the_sentence_about_a_table_may_cite_a_clause_before_its_verb():
    document = table(
        "en", ["Size", "Ratio"], ["A | 3"], texts=["The ratio as in 6.5 shall not be less than given in T1."]
    )
    (row,) = [unit for unit in prepare(document, "en") if unit.id == "r1"]
    assert [(placed.limit.lo, placed.limit.hi) for placed in row.quantities] == [(3, None)]


@pytest.mark.parametrize(
    ("language", "header"),
    [("zh", "序号"), ("en", "No."), ("ru", "№ п/п"), ("fr", "N°"), ("ar", "م"), ("vi", "STT")],
)
def test_serial_numbers_are_no_quantities_and_no_keys(language, header):
    document = table(language, [header, "a", "b"], ["1 | alpha | 5 mm", "2 | beta | 7 mm"])
    first, second = prepare(document, language)
    assert [[placed.limit.unit for placed in unit.quantities] for unit in (first, second)] == [["mm"], ["mm"]]
    assert not first.row_key
    assert first.meaning == "alpha | 5 mm"


def test_a_row_is_linked_with_the_text_that_states_its_size_class():
    draft = table(
        "zh",
        ["额定钻孔直径 d/mm", "声功率级/dB（A） ≤"],
        ["d≤10 | 95", "10&lt;d≤16 | 98", "d&gt;16 | 98"],
        title="噪声",
    )
    items = (
        "100 dB for a rated drilling capacity of more than 16 mm;",
        "98 dB for a rated drilling capacity of more than 10 mm up to and including 16 mm;",
        "95 dB for a rated drilling capacity of 10 mm or less.",
    )
    listed = "".join(
        f'<list-item id="i{number}"><p>{item}</p></list-item>' for number, item in enumerate(items, 1)
    )
    reference = sts.load(
        '<standard xml:lang="en"><body><sec><label>5</label><title>Noise</title><p id="p">The sound power level shall '
        f"not exceed:</p><list>{listed}</list></sec></body></standard>".encode()
    )
    links = {
        (link.draft, link.reference)
        for link in align(draft, reference).links
        if link.draft and link.reference
    }
    assert links >= {(("r1",), ("i3",)), (("r2",), ("i2",)), (("r3",), ("i1",))}


def test_items_that_name_other_particulars_are_not_linked():
    def document(language, title, lead, *items):
        listed = "".join(
            f'<list-item id="i{number}"><p>{item}</p></list-item>' for number, item in enumerate(items, 1)
        )
        return sts.load(
            f'<standard xml:lang="{language}"><body><sec><label>8</label><title>{title}</title><p id="p">{lead}</p>'
            f"<list>{listed}</list></sec></body></standard>".encode()
        )

    draft = document("zh", "标志", "产品上应标明：", "制造商名称；", "额定电压；", "生产日期。")
    reference = document(
        "fr",
        "Marquage",
        "Le produit doit porter :",
        "le nom du fabricant ;",
        "la tension assignée ;",
        "le pays d’origine.",
    )
    links = {
        (link.draft, link.reference)
        for link in align(draft, reference).links
        if link.draft and link.reference
    }
    assert links == {(("p",), ("p",)), (("i1",), ("i1",)), (("i2",), ("i2",))}


def test_an_element_is_its_symbol_in_every_language():
    rows = {"zh": "铅（Pb）", "en": "Lead", "ru": "Свинец", "fr": "Plomb", "ar": "الرصاص", "id": "Timbal"}
    keys = {
        language: prepare(table(language, ["a", "b"], [f"{name} | 5 mg/kg"]), language)[0].row_key
        for language, name in rows.items()
    }
    assert set(keys.values()) == {frozenset({"Pb"})}


def limits(document, row):
    units = prepare(document, language_of(document))
    (unit,) = (unit for unit in units if unit.id == row)
    return [(placed.limit.lo, placed.limit.hi, placed.limit.unit) for placed in unit.quantities]


def test_under_a_header_for_units_min_is_a_minute_and_a_letter_no_symbol():
    document = table("en", ["Property", "Unit", "Value"], ["Charging time, max. | min | 120"])
    assert limits(document, "r1") == [(None, 120, "min")]


@pytest.mark.parametrize("header", ["Symbol", "Dimension"])
def test_letters_that_stand_for_dimensions_are_no_units(header):
    rows = ["Height | a | ≥ 360", "Width | b | ≥ 400", "Depth | d | ≥ 380"]
    document = table("en", ["Property", header, "Value"], rows, "Dimensions in millimetres")
    assert limits(document, "r3") == [(380, None, "millimetres")]


def test_the_letter_behind_the_name_of_a_substance_is_no_part_of_the_unit_beside():
    document = table("en", ["Substance", "Limit", "Unit"], ["Bisphenol A | max. 10 | mg/l"])
    assert limits(document, "r1") == [(None, 10, "mg/l")]


def test_a_share_by_mass_may_stand_in_brackets():
    document = table("id", ["Parameter", "Satuan", "Syarat"], ["Kadar bahan tak menguap | % (b/b) | min. 45"])
    assert quantities(document)["r1"] == [(2, "%")]


def test_a_header_may_name_a_class_and_the_unit_below_it():
    document = table("zh", ["影响量", "1级/%", "0.5S级/%"], ["谐波 | 0.8 | 0.5"])
    assert quantities(document)["r1"] == [(1, "%"), (2, "%")]


def test_a_column_of_units_answers_to_no_column_of_values():
    draft = table("zh", ["项目", "单位", "要求"], ["菌落总数 | CFU/g | ≤100", "霉菌 | CFU/g | ≤50"])
    reference = table("en", ["Property", "Limit, CFU/g"], ["Total plate count | 200", "Moulds | 50"])
    assert columns(draft, reference) == {0: 0, 2: 1}


def test_the_element_of_a_row_stands_behind_its_serial_number():
    draft = table("en", ["Substance", "Limit, mg/kg"], ["Lead (Pb) | 3.0", "Arsenic (As) | 1.0"])
    rows = ["1 | Timbal (Pb); arsen (As) | 3,0; 1,0", "2 | Kadmium (Cd); raksa (Hg) | 0,5; 0,3"]
    reference = table("id", ["No.", "Parameter", "Syarat, mg/kg"], rows)
    linked = [
        (link.draft, link.reference)
        for link in align(draft, reference).links
        if link.draft and link.reference
    ]
    assert linked == [(("r1", "r2"), ("r1",))]
