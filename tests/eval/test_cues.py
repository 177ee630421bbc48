"""What a simulated caller takes for a question."""

import pytest

from eval.cues import asked_slots, sound_of


@pytest.mark.parametrize(
    ("agent", "slots"),
    [
        ("はい、さようでございます。ほかにご用件はございますか。", ("anything_else",)),
        ("ほかに、お困りのことはございませんか。", ("anything_else",)),
        ("11月25日水曜日のご希望でございますね。お名前をお聞かせいただけますか。", ("name",)),
        ("夕方と申しますと、何時ごろがよろしいでしょうか。", ("time",)),
        ("11月25日水曜日のことでしょうか。", ("confirm",)),
        ("折り返しのお電話で、よろしいでしょうか。", ("callback",)),
        ("復唱いたします。03-0012-3456でよろしいでしょうか。", ("confirm",)),
        ("失礼ですが、どちら様でいらっしゃいますか。", ("company", "name")),
        ("折り返しのお電話で、よろしいでしょうか。", ("callback",)),
        ("はい、ご伝言を承ります。どうぞ。", ("message",)),
        ("それでは、ご伝言を承りましょうか。", ("message_offer",)),
        ("申し上げます。takahashi@smilecorp.comでございます。", ()),
    ],
)
def test_the_caller_answers_what_was_asked_and_nothing_that_was_only_stated(agent, slots):
    assert asked_slots(sound_of(agent)) == slots
