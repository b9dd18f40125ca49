"""One provision of one document that several of the other say."""

from workbench import sts
from workbench.alignment import align

PADDING = {
    "zh": ["产品应在0 ℃~40 ℃的仓库中贮存。", "每箱应附有合格证和使用说明书。"],
    "en": ["The products shall be stored at 0 °C to 40 °C.", "Each box shall contain a certificate and instructions for use."],
    "ru": ["Изделия хранят на складе при температуре от 0 °С до 40 °С.", "В каждый ящик вкладывают сертификат и инструкцию."],
}  # fmt: skip


def document(language, inside, title):
    padding = "".join(f'<p id="z{number}">{text}</p>' for number, text in enumerate(PADDING[language], 1))
    return sts.load(
        f'<standard xml:lang="{language}"><body><sec><label>4</label><title>{title}</title>{inside}</sec>'
        f"<sec><label>5</label><title>5</title>{padding}</sec></body></standard>".encode()
    )


def links(draft, reference):
    return {(link.draft, link.reference) for link in align(draft, reference).links}


def test_a_provision_joins_where_it_is_a_sentence_of_the_other_side_however_short():
    draft = document(
        "zh",
        '<p id="p1">手套表面应清洁，胶层均匀，不得有气泡、漏胶和破损；衬里不得有断纱和漏针。</p>',
        "外观",
    )
    reference = document(
        "ru",
        '<p id="p1">Поверхность перчаток должна быть чистой, покрытие — равномерным, без пузырей, непрокрытых мест и '
        'разрывов.</p><p id="p2">Обрывы нитей и пропуски петель на основе не допускаются.</p>',
        "Внешний вид",
    )
    assert (("p1",), ("p1", "p2")) in links(draft, reference)


def test_a_lead_in_follows_its_items_into_the_sentence_that_they_have_become():
    items = ["正常生产时，每12个月不少于一次；", "原材料或工艺改变时；", "停产超过半年后恢复生产时。"]
    listed = "".join(
        f'<list-item id="i{number}"><p>{text}</p></list-item>' for number, text in enumerate(items, 1)
    )
    draft = document(
        "zh",
        f'<p id="p1">遇下列情形时，应进行型式检验：</p><list>{listed}</list>',
        "型式检验",
    )
    reference = document(
        "ru",
        '<p id="p1">Периодические испытания проводят не реже одного раза в год, при смене материалов или технологии и '
        "после перерыва в производстве, длившегося более шести месяцев.</p>",
        "Периодические испытания",
    )
    assert (("p1", "i1", "i2", "i3"), ("p1",)) in links(draft, reference)


def test_a_share_and_a_factor_are_one_quantity():
    draft = document("zh", '<p id="p1">风扇在85%额定电压下应能启动。</p>', "启动")
    reference = document(
        "en", '<p id="p1">The fan shall start at 0,85 times the rated voltage.</p>', "Starting"
    )
    found = next(link for link in align(draft, reference).links if link.draft == ("p1",))
    assert found.reference == ("p1",)
    assert found.reasons["quantities"] > 0.2
