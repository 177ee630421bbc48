import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.asr.writing import Writer
from speech.engines import BiasWord
from speech.reading.numbers import digits_spoken

PLAIN = Writer()
CLIENT = Writer((BiasWord("栗元", "クリモト"), BiasWord("ミナト印刷", "ミナトインサツ")))


@pytest.mark.parametrize(
    ("sounds", "text"),
    [
        ("オセワニナッテオリマス", "お世話になっております"),
        ("サトートモーシマス", "佐藤と申します"),
        ("ガッコーエイク", "学校へ行く"),
        ("シンブンオヨム", "新聞を読む"),
        ("キョーワアメガフリソーデスネ", "今日は雨が降りそうですね"),
        ("オーサカエイキマス", "大阪へ行きます"),
        ("コンニチワ", "こんにちは"),
        ("ツズケテクダサイ", "続けてください"),
        ("セーキューショガトドイテイナインデスガ", "請求書が届いていないんですが"),
        ("ハイ、ソーデス", "はいそうです"),
        ("ハイソーデス", "はいそうです"),
        ("ハイソーノケンデス", "配送の件です"),
        ("オリカエシオデンワオイタダケマスカ", "折り返しお電話をいただけますか"),
        ("アシタノゴゴサンジニオネガイシマス", "明日の午後3時にお願いします"),
        ("ニガツヨッカノジューゴジハンデス", "2月4日の15時半です"),
        ("ニセンキューヒャクエンデスカ", "2900円ですか"),
        ("ジュージニヤクソクシテルンデスガ", "10時に約束してるんですが"),
        ("オナジヒノゴゴイチニカエテモラウコトワ", "同じ日の午後イチに変えてもらうことは"),
        ("ゴゴノサンジデス", "午後の3時です"),
        ("ゴジスギニオデンワイタダケマスカ", "5時過ぎにお電話いただけますか"),
        ("アゴゴノサンジデス", "あ、午後の3時です"),
        ("アソノマエニオキキシタインデスガ", "あ、その前にお聞きしたいんですが"),
        ("アオキデス", "青木です"),
        ("アノサキホドオデンワシタモノデス", "あの先ほどお電話したものです"),
        ("アトデカケナオシマス", "後でかけ直します"),
        ("カクーハイツノサンビャクニゴーシツ", "架空ハイツの302号室"),
        ("アサイチバンデオネガイシマス", "朝一番でお願いします"),
        ("ハイツデス", "ハイツです"),
        ("ニジューシチニチノキンヨーノゴゴニジデス", "27日の金曜の午後2時です"),
        ("ジューイチガツジューシチニチデス", "11月17日です"),
        ("ジューイチガツハツカノニジッテイケマスカ", "11月20日の2時っていけますか"),
        ("カクーコーポノサンビャクヨンナンデスケド", "架空コーポの304なんですけど"),
        ("ニーマルゴーゴーシツデス", "205号室です"),
        ("サンビャクニシテクダサイ", "三百にしてください"),
    ],
)
def test_what_is_heard_is_written_as_it_is_spelled(sounds: str, text: str) -> None:
    assert PLAIN.write(sounds) == text


@pytest.mark.parametrize(
    ("sounds", "text"),
    [
        ("ゼロイチニーサンヨンゴーロクナナハチキューゼロ", "01234567890"),
        ("ゼロサンノゼロゼロイチニーノサンヨンゴーロク", "03の0012の3456"),
        ("バンゴーワゼロサン、ゼロゼロイチニー、サンヨンゴーロクデス", "番号は03、00123456です"),
        ("サンハチニーゴーニオネガイシマス", "3825にお願いします"),
    ],
)
def test_digits_are_never_kanji(sounds: str, text: str) -> None:
    assert PLAIN.write(sounds) == text.replace("、", "")


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789", min_size=4, max_size=11))
def test_any_run_of_digits_comes_back(digits: str) -> None:
    assert PLAIN.write(digits_spoken(digits)) == digits


def test_the_clients_words_are_written_as_the_client_writes_them() -> None:
    assert CLIENT.write("ミナトインサツノクリモトサンワイラッシャイマスカ") == (
        "ミナト印刷の栗元さんはいらっしゃいますか"
    )
    assert PLAIN.write("クリモトサン") == "栗本さん"


@pytest.mark.parametrize("sounds", ["クリスマスノヨテーデス", "ミナトマチノホーデス"])
def test_the_clients_words_do_not_show_where_they_were_not_said(sounds: str) -> None:
    assert CLIENT.write(sounds) == PLAIN.write(sounds)


def test_likely_words_cost_less_than_unlikely_ones() -> None:
    likely = PLAIN.cost("ヨヤクオオネガイシマス")
    assert likely < PLAIN.cost("ヨニャクオオネガリシマス") - 5.0


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="アイオカガキクコサシスセタチッツテトナニノハヒフマモャュョラリルワンー、",
        max_size=25,
    )
)
def test_anything_can_be_written_and_growing_gives_the_same_as_at_once(sounds: str) -> None:
    grown = Writer()
    for size in range(len(sounds)):
        grown.write(sounds[:size])
    assert grown.write(sounds) == PLAIN.write(sounds)
    assert bool(PLAIN.write(sounds)) == bool(sounds.strip("、"))
