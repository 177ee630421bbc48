"""What a simulated caller answers."""

import pytest

from eval.choosing import Chooser
from eval.cues import sound_of
from eval.script import CallerScript, Stretch, Turn

NUMBER = Turn(
    "03-0012-7799です。", (Stretch("ゼロサンの、ゼロゼロイチニーの、ナナナナキューキューです。"),)
)
HELLO = Turn("お世話になります。", (Stretch("お世話になります。"),))


def answer_to(agent: str) -> str:
    chooser = Chooser(CallerScript("call", (HELLO,), answers={"phone_number": NUMBER}))
    chooser.took(chooser.choose(""))
    return chooser.choose(sound_of(agent)).text


@pytest.mark.parametrize(
    ("read_back", "is_right"),
    [
        ("復唱いたします。03-0012-7799でよろしいでしょうか。", True),
        ("復唱いたします。まほろば不動産の西尾様、03-0012-7799でよろしいでしょうか。", True),
        ("復唱いたします。まほろば不動産の西尾様、03-0012-7788でよろしいでしょうか。", False),
        ("念のため、03-0012-779でお間違いございませんか。", False),
    ],
)
def test_the_caller_denies_another_number_and_no_name_that_sounds_like_digits(read_back, is_right):
    assert answer_to(read_back).startswith("はい" if is_right else "いえ")


@pytest.mark.parametrize(
    ("told", "read_back", "is_right"),
    [
        ("架空ハイツ101の早川です。", "早川様", True),
        ("架空ハイツ101の早川です。", "架空ハイツの早川様", True),
        ("架空ハイツ101の早川です。", "早様", False),
        ("架空ハイツ101の早川です。", "ハイツの早川様", False),
        ("架空ハイツ101の早川です。", "うちの木村様", False),
        ("早川です。", "木村様", False),
        ("滝口。さっき言ったよ。", "滝口様", True),
        ("滝口。さっき言ったよ。", "谷口様", False),
        ("宇佐美の家内です。", "宇佐美様のご家族の方", True),
    ],
)
def test_a_name_told_with_its_house_is_right_without_it_and_no_other_name_is(
    told, read_back, is_right
):
    name = Turn(told, (Stretch(told),))
    chooser = Chooser(CallerScript("call", (HELLO,), answers={"name": name}))
    chooser.took(chooser.choose(""))
    said = chooser.choose(sound_of(f"復唱いたします。{read_back}でよろしいでしょうか。")).text
    assert said.startswith("はい" if is_right else "いえ")


def test_a_name_that_runs_together_with_the_word_before_it_is_still_ones_own():
    name = Turn("内田です。", (Stretch("内田です。"),))
    chooser = Chooser(CallerScript("call", (HELLO,), answers={"name": name}))
    chooser.took(chooser.choose(""))
    assert chooser.choose("フクショーイタシマスーチダサマデヨロシーデショーカ").text.startswith(
        "はい"
    )
