from itertools import pairwise
from pathlib import Path

import pytest

from speech.errors import EngineUnavailable
from speech.tts.labels import LATER_PHONES, MOST_PHONES, FrontEnd, phone, usual_accent

LONG = "恐れ入りますが、お名前とご用件をお伺いしてもよろしいでしょうか。"


@pytest.fixture(scope="module")
def front_end() -> FrontEnd:
    return FrontEnd({})


def phones(front_end: FrontEnd, text: str) -> list[str]:
    return [" ".join(map(phone, piece.labels)) for piece in front_end.pieces(text)]


def test_the_first_piece_is_short_and_all_are_there(front_end: FrontEnd) -> None:
    pieces = front_end.pieces(LONG)
    assert len(pieces[0].labels) <= 16
    assert all(len(piece.labels) <= MOST_PHONES for piece in pieces)
    assert [piece.is_last for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_joins_lie_before_voiceless_consonants_or_in_pauses(front_end: FrontEnd) -> None:
    pieces = front_end.pieces(LONG)
    for before, after in pairwise(pieces):
        join = (phone(before.labels[-1]), phone(after.labels[0]))
        assert before.ends_in_pause or join[1] in {"k", "t", "p", "s", "sh", "ch", "ts", "cl", "h"}


def test_no_cut_falls_into_a_geminate(front_end: FrontEnd) -> None:
    for piece in phones(front_end, "いらっしゃいますかとおっしゃって待っていらっしゃったそうです"):
        assert not piece.endswith(" cl")


def test_one_sound_for_ever_is_still_cut(front_end: FrontEnd) -> None:
    pieces = front_end.pieces("あ" * 200)
    assert max(len(piece.labels) for piece in pieces) <= MOST_PHONES + LATER_PHONES.stop


def test_digits_are_grouped_in_pairs_and_keep_their_sounds(front_end: FrontEnd) -> None:
    assert phones(front_end, "ゼロイチニー、サンヨンゴーロクです") == [
        "z e r o i ch i n i i pau",
        "s a N y o N g o o r o k u d e s U sil",
    ]


def test_letters_are_said_in_fours(front_end: FrontEnd) -> None:
    joined = " ".join(phones(front_end, "ケー・ユー・アール・アイ・エム・オー"))
    assert joined == "k e e y u u a a r u a i pau e m u o o sil"
    assert joined == " ".join(phones(front_end, "ケー、ユー、アール、アイ、エム、オー"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明日です", "my o o n i ch i d e s U sil"),
        ("お手数ですが", "o t e s u u d e s U g a sil"),
        ("私が", "w a t a k U sh i g a sil"),
    ],
)
def test_everyday_words_are_said_as_on_business(front_end: FrontEnd, text: str, said: str) -> None:
    assert " ".join(phones(front_end, text)).lower() == said.lower()


@pytest.mark.parametrize("text", ["。", "、", "　", "🎉"])
def test_nothing_to_say_gives_no_piece(front_end: FrontEnd, text: str) -> None:
    assert front_end.pieces(text) == []


def test_each_client_has_its_own_readings(front_end: FrontEnd, tmp_path: Path) -> None:
    ours = FrontEnd({"栗本": "くりもと", "江川": "こうかわ"}, tmp_path)
    assert phones(ours, "江川") == ["k o o k a w a sil"]
    assert phones(front_end, "江川") == ["e g a w a sil"]
    assert ours.version != front_end.version
    again = FrontEnd({"栗本": "くりもと", "江川": "こうかわ"}, tmp_path)
    assert len(list(tmp_path.glob("*.dic"))) == 1
    assert phones(again, "江川") == ["k o o k a w a sil"]


@pytest.mark.parametrize(
    "readings", [{"栗本": "kurimoto"}, {"栗本": ""}, {"": "くり"}, {"a,b": "あ"}]
)
def test_a_reading_that_is_no_kana_is_refused(readings: dict[str, str]) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        FrontEnd(readings)
    assert refused.value.remedy


def test_names_without_a_known_accent_get_the_usual_one() -> None:
    assert usual_accent("えがわ") == 0
    assert usual_accent("くりもと") == 2
