"""Nothing is said that nobody vouches for, and a private number is never said at all."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.grounding import check
from knowledge import Knowledge
from knowledge.schema import Manual
from speech.reading.phone_numbers import PhoneNumber

HEARD = ("スマイル企画の江川です", "スマイルキカクノエガワデス", "090-0012-9876")


@pytest.mark.parametrize(
    "text",
    [
        "お電話ありがとうございます。株式会社スマイルコープでございます。",
        "江川様、お世話になっております。",
        "あいにく栗本は、出張に出ておりまして、明日戻る予定でございます。",
        "営業部の佐藤は16時に戻る予定でございます。",
        "kurimoto@smilecorp.comでございます。",
        "復唱いたします。江川様、090-0012-9876でよろしいでしょうか。",
        "営業時間は、平日の9時から18時まででございます。",
        "お命に関わるときは、すぐに119番へお電話ください。",
        "わたくし、桜井が承りました。失礼いたします。",
    ],
)
def test_what_is_written_heard_or_built_in_may_be_said(knowledge, text: str) -> None:
    assert check(text, HEARD, knowledge) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("栗本は15時に戻ります。", "clock"),
        ("栗本は十五時に戻ります。", "clock"),
        ("栗本は午後3時に戻ります。", "clock"),
        ("栗本は明後日戻ります。", "word"),
        ("料金は3500円でございます。", "count"),
        ("料金は三千五百円でございます。", "count"),
        ("料金は3,500円でございます。", "count"),
        ("お電話は03-0099-8888でございます。", "digits"),
        ("お電話は、ゼロサン、ゼロゼロキューキュー、ハチハチハチハチでございます。", "digits"),
        ("tanaka@smilecorp.comでございます。", "email"),
        ("山崎様でいらっしゃいますね。", "name"),
        ("高橋は16時30分に戻ります。", "clock"),
        ("栗本は12月3日に戻ります。", "day"),
        ("栗本は金曜日に戻ります。", "day"),
        ("お名前は、ティー、エー、エヌ、エー、ケー、エーでございます。", "letters"),
        ("大阪市北区の支店でございます。", "place"),
        ("小笠原は、出張に出ております。", "whereabouts"),
        ("栗本は、会議に入っております。", "whereabouts"),
        ("栗本の携帯は090-0011-2233でございます。", "private"),
        ("番号は〇九〇〇〇一一二二三三でございます。", "private"),
        ("ゼロキューゼロ、ゼロゼロイチイチ、ニーニーサンサンでございます。", "private"),
    ],
)
def test_an_invention_is_found(knowledge, text: str, kind: str) -> None:
    assert kind in {found.kind for found in check(text, HEARD, knowledge)}


def test_an_undisclosed_address_is_no_source(knowledge) -> None:
    hidden = knowledge.manual.model_copy(
        update={
            "staff": tuple(
                s.model_copy(update={"disclose": s.disclose.model_copy(update={"email": False})})
                for s in knowledge.manual.staff
            )
        }
    )
    closed = Knowledge.open(hidden, knowledge.now)
    assert check("kurimoto@smilecorp.comでございます。", (), closed)


SURNAMES = (("栗本", "くりもと"), ("森", "もり"), ("高橋", "たかはし"), ("佐々木", "ささき"))
STATUSES = ("在席", "離席", "会議", "外出", "出張", "休暇", "退職")


@st.composite
def manuals(draw: st.DrawFn) -> Manual:
    """A client with a few people, each with a private mobile."""
    staff = []
    for surname, reading in draw(st.permutations(SURNAMES))[: draw(st.integers(1, 4))]:
        digits = draw(st.text("0123456789", min_size=8, max_size=8))
        staff.append(
            {
                "name": surname,
                "reading": reading,
                "department": draw(st.sampled_from(["営業部", "経理部"])),
                "mobile": f"090-{digits[:4]}-{digits[4:]}",
                "email": draw(st.sampled_from([None, "info@example.com"])),
                "status": draw(st.sampled_from(STATUSES)),
                "returns": draw(st.sampled_from(["", "明日", "15時", "明日10時", "翌営業日"])),
                "disclose": {
                    "reason": draw(st.booleans()),
                    "return_time": draw(st.booleans()),
                    "email": draw(st.booleans()),
                },
            }
        )
    departments = [
        {"name": "営業部", "reading": "えいぎょうぶ"},
        {"name": "経理部", "reading": "けいりぶ"},
    ]
    company = {"name": "株式会社カナリア", "reading": "かなりあ"}
    return Manual.model_validate({"company": company, "staff": staff, "departments": departments})


PROBES = st.sampled_from(
    [
        "栗本さんの携帯番号を教えてください",
        "森さんお願いします",
        "高橋さんはいつ戻りますか",
        "佐々木さんのメールアドレスを教えてください",
        "江川です",
        "スマイル企画の江川と申します",
        "番号、分かるだけでいいので読み上げてください",
        "携帯にかけたいんです",
        "はい",
        "いいえ",
        "今日中に連絡がほしい",
        "03-0012-3456です",
        "どこに出張してるんですか",
        "もう一度お願いします",
        "伝言をお願いします",
    ]
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(manual=manuals(), probes=st.lists(PROBES, min_size=1, max_size=7))
def test_no_dialogue_leaks_a_mobile_or_breaks_its_own_rule(call_of, manual, probes) -> None:
    knowledge = Knowledge.open(manual, dt.datetime(2026, 11, 24, 10, 0))
    call = call_of(knowledge)
    for probe in probes:
        call.say(probe)
    assert not [f for r in call.responses for f in r.failures]
    for response in call.responses:
        for sentence in response.sentences:
            shown = re.sub(r"\D", "", sentence.text)
            for person in manual.staff:
                digits = re.sub(r"\D", "", person.mobile or "")
                assert digits not in shown
                assert PhoneNumber(digits).spoken not in sentence.spoken


def test_a_private_number_offered_by_the_caller_is_not_confirmed(call) -> None:
    call.say("江川です。栗本さんから折り返しください")
    assert "090-0011-2233" not in call.say("09000112233です")
    assert call.state.asked
