"""Which of the manual's answers a turn asks for: surely, likely, or none.

A sure one is said, a likely one asked back about; what lies beyond the answer just told, what only
somebody qualified may say and what is asked of a machine have none, however near an entry lies.
"""

from __future__ import annotations

import re

from agent.asking import asks, wants_assent, wants_done
from agent.call_words import TO_OWNER
from agent.matter import matter_of
from agent.stated_details import SAID_BEFORE, is_only_time
from agent.tasks import form, opening_hours
from agent.tasks.booking_words import asks_when_booked
from agent.tasks.entry_fits import may_answer, may_lie_elsewhere, price_of
from agent.tasks.reason import returns_call
from agent.tasks.refuse_private import asks_about_client, asks_for_inside
from agent.tasks.sure_answers import (
    LEAST_CLAUSE,
    MAX_ANSWERS,
    SENTENCES,
    sure_of,
)
from agent.turn import SOMEBODY, Turn
from agent.views import asks_view
from agent.yes_no import tells_times
from knowledge.asking import holds_value, names_nothing
from knowledge.reader import read
from knowledge.schema import FaqEntry

ANSWERS = frozenset(
    f"inform.{topic}"
    for topic in ("answer", "price", "carried", "goods", *opening_hours.HOURS_TOLD)
)
"""What is said to a question, out of the client's manual and calendar."""
ASKS_ITSELF = 0.6
"""How likely an entry is for the asking clause alone from which the words around it count no more:
「在庫はございますか」 is .68 about the stock."""
MAX_ASKED_BACK = 2
"""Times one question is asked back about before its details are taken instead; who has denied as
many guesses in a call gets no other."""
SHORT = 12
"""Characters of はい、お願いします and the like, which ask nothing."""
LITTLE = frozenset(("yes", "no", "thanks", "goodbye", "greeting"))
_ASKED_BACK_AT = frozenset(
    ("", "purpose", "anything_else", "inquiry", "detail", "confirm_question", "offer_message")
)
"""Open questions beside which another may be put; a name, a number or a day is got first."""
_MATTER = re.compile(r"の(?:件|こと)で|相談が(?:あり|ござい)|打ち合わせ|打合せ")
_TAKES_NOTE = re.compile(
    r"^(?:あ|はあ?い?|ええ|うん|なるほど|そう(?:です|なん(?:です)?)?(?:か|ね)?|じゃあ?|"
    r"(?:それ)?では|[、。 ])*+"
    r"(?:分か(?:り(?!次第)|っ(?!たら))|わか(?:り(?!次第)|っ(?!たら))|承知|了解|かしこまり|助か|ありがと|どうも|恐れ入り|よかった|良かった|安心)"
)
_WELL = re.compile(r"^(?:ああ?|はあ|へえ|え)?[、 ]*(?:そう(?:です|なん(?:です)?)か)[。、ー ]*")
_CRY = re.compile(r"^\S{0,3}?(\S)\1{2,}[ー〜！!。]*$")
"""きゃあああああ。"""
_LEAVES_IT = re.compile(
    r"(?:待って(?:い)?ます|お待ちして(?:い|おり)ます|(?:して|見て|みて|行って|注文して|考えて)み(?:ます|る)|しておきます|"
    r"(?:少し|ちょっと)?(?:考え|検討し|相談し)(?:て(?:み|おき|から))?ます|(?:お?電話|連絡|検討|相談)(?:いた)?します|伺います|行きます|参ります|そうします)(?:ね|わ|よ)?[。、]*$"
)
_ASKING = re.compile(
    r"[？?]|(?:か|かね|かな|かしら|の|けど|けども|けれども|が|たい|ほしい|欲しい|て|よね|でしょう)[。、]*$|教えて|"
    r"[かの](?:[。、]|$)|(?:けど|が)、"
)
"""How questions end, and what callers say instead of one: 壊れちゃったんですけど."""
_ONCE_MORE = re.compile(
    r"もう一度|もう1回|もう一回|でしたっけ|(?:です|ます|ん|った)よ?ね[。？?]*$|ってこと|確認"
)
"""Asks for the answer again, or says it back."""
_ASKS_ABOUT = re.compile(
    r"(?P<topic>[^。、]{1,24}?)(?:のこと(?:で|なん\S{0,6})|の件で|について|に関して|につきまして|ということで|っていうのを?)[、]?"
    r"(?:ちょっと|少し|一つ|お)*(?:伺|うかが|聞|尋ね|たずね|教え|問い合わせ|質問|[。]?$)|"
    r"か(?:どうか)?(?:が|、)?(?:気にな(?:り|っ)|、?分かり?ます|、?わかり?ます)"
)


CARRIES = re.compile(
    r"(?:宅配(?:便)?|宅急便|配達|配送|運送|運輸|郵便(?:局)?|集荷)[^、。]{0,6}(?:の者|ですが|ですけど|だけど|の[一-龥々]{1,4}です)"
)
"""宅配便の者ですけど、何時ごろならいらっしゃいますか."""


def entry_of(turn: Turn, key: str) -> FaqEntry | None:
    """The entry of this id; None where there is none."""
    return next((e for e in turn.knowledge.manual.faq if key and e.id == key), None)


def look_up(turn: Turn, part: str = "") -> bool:
    """Have the manual's answers to this turn, or a `part` of it, told; False when none is sure."""
    if asks_nothing(turn) or is_none_of_ours(turn, turn.said.text):
        return False
    if turn.value("target") and _HER_ADDRESS.search(turn.said.text):
        return False
    if turn.state.asked == "confirm_question" and denies(turn.said.text):
        part = part or without_denial(turn.said.text)
    denied = [*turn.note("denied").split(","), turn.note("answered")] if part else []
    found = [key for key in sure_of(turn, part) if key not in denied and _fits(turn, key)]
    found = _with_hours(turn, found or price_of(turn.knowledge.manual.faq, part or turn.said.text))
    if not found or goes_beyond(turn, found):
        return False
    for key in found:
        will_tell(turn, key)
    return True


_HER_ADDRESS = re.compile(r"アドレス(?!帳)")
"""じゃあメールでいいや、アドレス教えて: where somebody is written to, and no house."""


def _with_hours(turn: Turn, found: list[str]) -> list[str]:
    """`found` with the hours of a day that no entry of it tells: 「明日やってます？」."""
    is_of_somebody = any(turn.value(name) for name in SOMEBODY)
    if len(found) >= MAX_ANSWERS:
        return found
    for sentence in SENTENCES.split(turn.said.text):
        if is_of_somebody and not opening_hours.names_opening(sentence):
            continue  # 何時までですか: until when she is away
        if turn.knowledge.faq.answer(sentence, read(sentence)) is not None:
            continue
        if turn.state.asked == "confirm_question" and not opening_hours.names_opening(sentence):
            continue  # いつまでにとかあります？, of what was asked back about
        week = opening_hours.wants_week(turn, sentence)
        if week is not None:
            return list(dict.fromkeys([*found, week.id]))
        if opening_hours.asked_in(turn, sentence):
            return [*found, opening_hours.KEY]
    return found


_DENIES = re.compile(
    r"^(?:いえ|いや|いいえ|ううん|違い?ます|ちがいます|違う|"
    r"そうじゃな(?:くっ?て|い(?:です|んです|ん)?)?|[、。 ]|んです|です)+"
)
_INSTEAD = re.compile(
    r"^[^。]*?(?:では|じゃ)な(?:くっ?て?|い(?:ん?です)?)[、。 ]*(?:けど|が)?[、。 ]*"
)
"""洗い方ではなくて: what it is not says nothing of what it is."""


def denies(text: str) -> bool:
    """いえ, or 洗い方ではなくて."""
    return _DENIES.match(text) is not None or _INSTEAD.match(text) is not None


def without_denial(text: str) -> str:
    """What is said after a denial, without what is denied in it."""
    return _INSTEAD.sub("", _DENIES.sub("", text))


def will_tell(turn: Turn, key: str) -> None:
    """An answer to be said in this turn, beside those already found."""
    known = [name for name in turn.note("answer_now").split(",") if name]
    turn.remember("answer_now", ",".join(dict.fromkeys([*known, key])))


def take_up(turn: Turn) -> bool:
    """Answer this turn, or ask back about what it is likely to mean; False where neither goes."""
    if look_up(turn) or _is_asked_back_about(turn):
        return True
    text = turn.said.text
    if turn.state.asked not in _ASKED_BACK_AT or is_preamble(text) or not _may_ask_back(turn):
        return False
    if text != turn.note("doubtful"):
        turn.remember("doubtful", text)
        turn.remember("asked_back", "0")
    return find_likely(turn, text, turn.said.reading)


def find_likely(turn: Turn, text: str, reading: str = "") -> bool:
    """Have the likeliest entry for `text` asked back about; False where none is worth it."""
    denied = [key for key in turn.note("denied").split(",") if key]
    turn.remember("maybe", "")
    if max(turn.count("asked_back"), len(denied)) >= MAX_ASKED_BACK or is_none_of_ours(turn, text):
        return False
    if turn.value("kind") == "complaint" and turn.note("promised") == "1":
        return False
    if asks_of_it(turn, text):
        return False
    faq = turn.knowledge.faq
    about = _ASKS_ABOUT.search(text)
    asking = [end for end in _ends_of(text) if asks(end)]
    # 「赤を三つ欲しいんですが、在庫はございますか」: what asks says more than what stands around it
    own = (faq.nearest(clause, read(clause)) for clause in asking)
    near = (found for found in own if found is not None and found.entry.id not in denied)
    hit = next((found for found in near if found.score >= ASKS_ITSELF), None)
    left = _left_over(turn, text)
    hit = hit or (faq.likely(left, read(left), denied) if left else None)
    hit = hit or faq.likely(text, reading, denied)
    if about is not None:
        hit = faq.named(about["topic"] or "", denied) or hit
    if hit is not None and not _fits(turn, hit.entry.id):
        unfit = [e.id for e in turn.knowledge.manual.faq if not _fits(turn, e.id)]
        hit = faq.likely(text, reading, [*denied, *unfit]) if may_lie_elsewhere(text) else None
    if hit is None or goes_beyond(turn, [hit.entry.id]):
        return False
    if hit.entry.id in turn.state.note("answers_told").split(","):
        return False  # 「うちが飼える物件かどうか」: it was told, and more is asked
    turn.remember("maybe", hit.entry.id)
    turn.add_one("asked_back")
    return True


def _left_over(turn: Turn, text: str) -> str:
    """The one sentence of several that is not answered yet: あと妹と一緒に住みたいんですけど."""
    told = turn.note("answer_now").split(",")
    sentences = [s for s in SENTENCES.split(text) if len(s) >= LEAST_CLAUSE]
    hits = [(s, turn.knowledge.faq.answer(s, read(s))) for s in sentences]
    left = [s for s, hit in hits if hit is None or hit.entry.id not in told]
    return left[0] if 0 < len(left) < len(sentences) == len(left) + 1 else ""


def asks_of_it(turn: Turn, text: str) -> bool:
    """「だいたいおいくらですか」 is asked of what was asked before, and guesses at nothing else."""
    state = turn.state
    before = {state.note("question"), state.note("doubtful"), state.value("message")} - {"", text}
    return bool(before) and names_nothing(text)


def _ends_of(text: str) -> list[str]:
    """Each sentence from each of its clauses on, the longest first: what is led up to is last."""
    found = []
    for sentence in re.split(r"[。？?]", text):
        clauses = [clause for clause in sentence.split("、") if clause]
        found += ["、".join(clauses[at:]) for at in range(len(clauses))]
    return [end for end in found if LEAST_CLAUSE <= len(end) < len(text.strip("。？? "))]


def goes_beyond(turn: Turn, found: list[str]) -> bool:
    """More is asked than an answer that was told holds: 「うちの物件でも飼えますか」."""
    entry = entry_of(turn, found[0] if len(found) == 1 else "")
    told = turn.state.note("answers_told").split(",")
    if entry is None or entry.id not in told or _ONCE_MORE.search(turn.said.text):
        return False
    return turn.said.text != turn.note("question") and not holds_value(turn.said.text, entry.answer)


def is_beside_slot(turn: Turn) -> bool:
    """A name, a number or a day is being asked for by another task."""
    return turn.state.asked not in _ASKED_BACK_AT and len(turn.stack) > 1


def _is_asked_back_about(turn: Turn) -> bool:
    """This very turn was found likely a moment ago."""
    is_new = turn.state.note("asked_back") != turn.note("asked_back")
    return bool(turn.note("maybe")) and is_new and turn.note("doubtful") == turn.said.text


_IS_IT = re.compile(
    r"(?:昨日|先週|この前|さっき)?[^、。？?]{0,8}?[一-龥々ァ-ヴー]{1,6}(?:です|だよ?)[。]?"
)
"""昨日頼んだ急須です: what it is, and no question of it."""


_NUMBERS = frozenset(("offer_callback", "callback_number", "confirm_number", "use_caller_number"))


def asks_nothing(turn: Turn) -> bool:
    """Yes, thanks, or that she has understood and will see to it."""
    text = _WELL.sub("", turn.said.text)
    if turn.state.asked == "detail" and SAID_BEFORE.search(text):
        return True  # だから土曜の午前中って、さっき言ったわよ
    if turn.state.asked in _NUMBERS and tells_times(text) and not form.text_asks(turn):
        return True  # 土日ならいつでも: when to call
    if turn.state.asked in ("detail", "anything_else") and _IS_IT.fullmatch(text):
        return True
    is_booking = turn.value("kind").startswith("reservation_")
    if is_only_time(text) and (is_booking or not form.text_asks(turn)):
        return True
    is_little = turn.said.intent in LITTLE and len(text) < SHORT and not text.endswith("よね")
    if (is_little and not form.text_asks(turn)) or _CRY.match(text):
        return True
    if turn.answered and turn.state.asked == "when" and not form.text_asks(turn):
        return True
    if _ASKING.search(text) or form.text_asks(turn):
        return False
    return _TAKES_NOTE.search(text) is not None or _LEAVES_IT.search(text) is not None


_NUMBER = re.compile(r"[A-Za-z]-?[0-9]{3}|[0-9]{4}")


def has_understood(turn: Turn) -> bool:
    """「分かりました。ホームページを見てみます」 to an answer or a refusal: that was all."""
    last = turn.state.last
    refused = last is not None and any(act.kind == "refuse" for act in last.acts)
    is_answered = any(map(turn.was_read_back, ANSWERS))
    is_told = (refused or is_answered) and not turn.said.slots
    if _NUMBER.search(turn.said.text):
        return False  # KT-2041です
    return is_told and not turn.is_no and asks_nothing(turn)


def _may_ask_back(turn: Turn) -> bool:
    """A matter to be told to somebody is no question, nor is what a call for a person is about."""
    if asks_nothing(turn) or turn.said.intent == "who_are_you":
        return False
    text = turn.said.text
    if asks(text) or wants_assent(text) or asks_about(text):
        return True
    is_for_somebody = any(turn.value(name) for name in SOMEBODY) or _MATTER.search(text)
    return _ASKING.search(text) is not None and not is_for_somebody


def is_none_of_ours(turn: Turn, text: str) -> bool:
    """A view of the law, who is a client, when a carrier may come: no entry answers, however
    near."""
    is_inside = asks_for_inside(turn) or asks_about_client(turn)
    if is_inside or TO_OWNER.search(text) or CARRIES.search(text) or returns_call(text):
        return True
    if asks_when_booked(text):
        return True
    return asks_view(text) and turn.knowledge.faq.written(text) is None


_TAKES_UP = re.compile(
    r"^(?:(?:はい|ええ|分かりました|わかりました|そうですか|なるほど|ああ?|あ|、|。| )*)"
    r"(?:じゃあ?|では|それでは|それじゃあ?|でしたら|それなら|なら)、?(?:それ|そちら|これ|その[^、。]{1,5})?[、でを]*"
    r"お?願い(?:できます|し(?:たい|ます|て))"
)
_BIDS_FAREWELL = re.compile(r"よろしく|宜しく|失礼|ありがとう|考え|検討|みたい|行きたい|また")


def takes_up(turn: Turn) -> bool:
    """「じゃあお願いします」, 「返品したいんです」 after the manual's answer: it is to be done."""
    text = turn.said.text
    if turn.state.asked != "anything_else" or not turn.was_read_back("inform.answer"):
        return False
    if _BIDS_FAREWELL.search(text):
        return False
    return wants_done(text) or _TAKES_UP.match(text) is not None


_PREAMBLE = re.compile(
    r"^(?:少し|一つ|いくつか|御社に|そちらに|そちらの?|[、。 ])*"
    r"(?:お尋ね|お聞き|お伺い|伺い|聞き|質問|相談|ご相談|問い合わせ|お願い|注文(?!した(?!い)|して(?:い|る|あ))|教えて)(?![一-龥々ァ-ヴ])"
    r"(?:を|が|し|いたし|させて|の件)*(?:たい|ある|あり|ござい|いただ|て|欲し|ほし)?\S{0,14}$"
)


_NOT_THROUGH = re.compile(
    r"[^。]{0,16}(?:話し中|(?:電話|かけて|かけても|なかなか)[^。]{0,8}つながら(?:な|ず))[^。]{0,14}[。]?"
)
"""さっきから何回かけても話し中だったんですけど: the matter is still to come."""


def is_preamble(text: str) -> bool:
    """The caller only says that a question will follow; 相談料 is a matter of its own."""
    bare = re.sub(r"ちょっと", "", matter_of(text))
    if _NOT_THROUGH.fullmatch(bare):
        return True
    return not bare or _PREAMBLE.match(bare) is not None


def _fits(turn: Turn, key: str) -> bool:
    entry = entry_of(turn, key)
    return entry is None or may_answer(entry, turn.said.text, turn.knowledge)


def asks_about(text: str) -> bool:
    """「駐車場のことで伺いたいんですが」: to ask about it, not to come."""
    return _ASKS_ABOUT.search(text) is not None
