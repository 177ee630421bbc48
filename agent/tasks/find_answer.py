"""Which of the manual's answers a turn asks for: surely, likely, or none.

A sure one is said, a likely one asked back about; what lies beyond the answer just told, what only
somebody qualified may say and what is asked of a machine have none, however near an entry lies.
"""

from __future__ import annotations

import re

from agent.asking import asks, wants_assent, wants_done
from agent.displeasure import is_displeased
from agent.matter import matter_of
from agent.own_trouble import is_brought
from agent.tasks import form
from agent.tasks.of_the_wish import of_the_wish
from agent.tasks.reason import returns_call
from agent.tasks.refuse_private import asks_about_client, asks_for_inside
from agent.turn import SOMEBODY, Turn
from agent.views import asks_view
from knowledge.answering import ANSWER_FROM
from knowledge.asking import holds_value, names_nothing
from knowledge.faq import FaqHit
from knowledge.reader import read
from knowledge.schema import FaqEntry

LEAST_CLAUSE = 6
"""Characters from which a clause can be a question of its own."""
HALF = 0.62
"""How likely one half of a question is to be answered where the other surely is: 何日で届くか is
.65 about delivery, 場所 .26 where no place is written."""
LEAST_HALF = 2
"""Characters: 送料と場所."""
MAX_ANSWERS = 2
"""Questions of one breath that are answered in one turn; more is too long to listen to."""
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
_CLAUSES = re.compile(r"[、。？?]|のと|(?:あと|それと|それから|ついでに)")
_SENTENCES = re.compile(
    r"[。？?]|、?(?:あと|それと|それから|ついでに|あわせて)、?|(?:っ?て|という|っていう)のと、"
)
"""料金どうなるのかってのと、予約いるのかってのと: each is a question."""
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
    r"(?:考え|検討し|相談し)(?:て(?:み|おき|から))?ます|(?:お?電話|連絡|検討|相談)(?:いた)?します|伺います|行きます|参ります|そうします)(?:ね|わ|よ)?[。、]*$"
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
_OF_SOMEBODY = frozenset(("reach_person", "ask_return_time", "ask_email", "other_person"))
_OF_A_PERSON = re.compile(
    r"さん|様|さま|先生|くん|君|ちゃん|社員|スタッフ|社長|[店院所塾部課]長|誰|だれ|どなた|個人|住所|自宅|携帯|番号|"
    r"主人|夫|妻|旦那|家内|嫁|[父母兄姉弟妹]|息子|娘|彼|友|名前|いくつ|独身|どこに|[家うち]は"
)
"""Without any of these nothing is asked about anybody: 「辞めた人のも要るの？」."""
_PUT_THROUGH = re.compile(r"代わって|替わって|かわって|つない|繋い|取り次|呼んで|お?手すき|お?手隙")
"""「担任の先生に代わってください」 wants somebody, whoever that may be."""
_COMPLAINT_BELOW = 0.75
"""Confidence below which a complaint without a word of displeasure may be a question instead."""
_BOOKS = re.compile(
    r"予約|[0-9一二三四五六七八九十]+[日時]|明日|明後日|来週|今週|今日|曜|"
    r"(?<![いけきり])取(?:って|れ)|空い|空き|入れ(?:て|ます)|"
    r"申し込|見学|内見|お願い|受けたい|ほしい|欲しい|伺(?:え|い)(?:ます|た)|お?話し?(?:を)?した|相談した"
)
"""What shows that a booking is wished for, not asked about."""
_NOT_BOOKED = re.compile(r"届(?:き|く|け)|着(?:き|く)ます|納期|配達|発送|返金|戻(?:って|り)ます")
"""What has a day and is no booking."""
_HOLDS = re.compile(
    r"取り?置き?(?!場)|取っ(?:とい|てお)|押さえ(?:てお|とい)|キープ|予約(?:は|って|を|も|し|でき)"
)
"""What a client without bookings does not do, whatever entry lies near: 一つ取り置きできますか."""
POLAR = re.compile(r"よね[。]?$|てもいい(?:です|でしょう)か[。]?$")
_CALLS = re.compile(r"電話|折り返|折返|連絡|かけ|掛け|コール")
_ASKS_ABOUT = re.compile(
    r"(?P<topic>[^。、]{1,24}?)(?:のこと(?:で|なん\S{0,6})|の件で|について|に関して|につきまして|ということで|っていうのを?)[、]?"
    r"(?:ちょっと|少し|一つ|お)*(?:伺|うかが|聞|尋ね|たずね|教え|問い合わせ|質問|[。]?$)|"
    r"か(?:どうか)?(?:が|、)?(?:気にな(?:り|っ)|、?分かり?ます|、?わかり?ます)"
)
_OF_WORK = re.compile(
    r"履歴書|求人|採用|応募|面接|募集|就職|正社員|アルバイト|(?<![ァ-ヴー])(?:バイト|パート)(?![ァ-ヴー])|"
    r"雇って|働(?:かせ|きた|ける)|時給|日給(?!湯)"
)
"""Words of applicants: nothing answers them but an entry that speaks of work too."""
_OTHER_KINDS = frozenset(
    ("reservation_new", "reservation_change", "reservation_cancel", "take_order", "complaint",
     "wrong_number", "job_application")
)  # fmt: skip


_GIVES_NOTICE = re.compile(
    r"(?:退去|解約|退会|退塾|休会)(?:を)?(?:し(?:たい|ます|よう)|する(?:こと|つもり|んです)|の(?:手続|連絡|申し?出|届|件|こと))"
)
"""退去したいんですけど: an end of what was agreed is given notice of, and no visit is wished."""
_NOW = re.compile(r"(?:今|これ)から(?:伺|うかが|行|すぐ)[^。]{0,6}(?:ても|っても)")
"""今から行っても診てもらえる？"""
CARRIES = re.compile(
    r"(?:宅配(?:便)?|宅急便|配達|配送|運送|運輸|郵便(?:局)?|集荷)[^、。]{0,6}(?:の者|ですが|ですけど|だけど|の[一-龥]{1,4}です)"
)
"""宅配便の者ですけど、何時ごろならいらっしゃいますか."""
_WHETHER = re.compile(r"(?:もらえる|いただける|くれる|できる)(?:ん|の)(?:です)?か(?:ね)?[。？?]*$")
"""札幌なんですけど、来てもらえるんですか: whether it is done at all, and no wish for a day."""
_MAKE_UP = re.compile(
    r"(?:今日|本日|休んだ|その日?|欠席(?:した)?)の?分[^。]{0,8}(?:別|ほか|他|後|あと|違う|いつか)"
)
"""今日の分って別の日に受けられますか: what becomes of a lesson missed."""


def entry_of(turn: Turn, key: str) -> FaqEntry | None:
    """The entry of this id; None where there is none."""
    return next((e for e in turn.knowledge.manual.faq if key and e.id == key), None)


def look_up(turn: Turn, part: str = "") -> bool:
    """Have the manual's answers to this turn, or a `part` of it, told; False when none is sure."""
    if asks_nothing(turn) or is_none_of_ours(turn, turn.said.text):
        return False
    if turn.state.asked == "confirm_question" and denies(turn.said.text):
        part = part or without_denial(turn.said.text)
    denied = [*turn.note("denied").split(","), turn.note("answered")] if part else []
    found = [key for key in _sure(turn, part) if key not in denied and _is_of(turn, key)]
    if not found or goes_beyond(turn, found):
        return False
    for key in found:
        will_tell(turn, key)
    return True


def _sure(turn: Turn, part: str) -> list[str]:
    """Ids of what answers: each sentence's own where the turn holds more, else that of the whole,
    else the first clause's."""
    faq, text = turn.knowledge.faq, part or turn.said.text
    sentences = [s for s in _SENTENCES.split(text) if len(s) >= LEAST_CLAUSE]
    hits = [faq.answer(s, read(s)) for s in sentences] if len(sentences) > 1 else []
    several = list(dict.fromkeys(hit.entry.id for hit in hits if hit is not None))
    if len(several) > 1:
        return several[:MAX_ANSWERS]
    pair = _pair(turn, text) or _and_also(turn, text)
    if pair:
        return pair
    whole = faq.answer(text, "" if part else turn.said.reading)
    led_to = _led_to(turn, text)
    if led_to is not None and (whole is None or whole.score < led_to.score):
        whole = led_to
    if whole is not None:
        return [whole.entry.id]
    clauses = [c for c in _CLAUSES.split(text) if len(c) >= LEAST_CLAUSE]
    if sum(clause.endswith("か") for clause in clauses) > 1:
        return []  # one of several questions is no answer to them
    found = ((clause, faq.answer(clause)) for clause in clauses if clause != text)
    least = {True: ANSWER_FROM, False: SURE_ALONE}
    sure = (hit for c, hit in found if hit is not None and hit.score >= least[c.endswith("か")])
    first = next(sure, None)
    nearest = faq.nearest(text, "" if part else turn.said.reading)
    if first is not None and nearest is not None and _is_of_day(text, nearest.entry, first.entry):
        first = nearest
    if first is None and not part and (asks(text) or wants_assent(text)):
        first = of_the_wish(turn, text)
    return [first.entry.id] if first is not None else []


_REASON = re.compile(r"(?:ので|んで|もんで|ものですから|もんですから|ですから|だから|くて)、?")


def _led_to(turn: Turn, text: str) -> FaqHit | None:
    """What 「足が悪いので家まで来てほしいんですが」 asks, without why; None where none is sure."""
    *_, last = _REASON.split(text)
    is_asked = LEAST_CLAUSE <= len(last) < len(text) and (asks(last) or wants_done(last))
    return turn.knowledge.faq.answer(last) if is_asked else None


_DAY = re.compile(r"[月火水木金土日]曜|土日|祝日|平日|年末|年始|お盆|正月")


def _is_of_day(text: str, entry: FaqEntry, other: FaqEntry) -> bool:
    """Of 土曜日、何時まで the entry that speaks of Saturday, not the one for all days."""
    day = _DAY.search(text)
    return day is not None and day.group() in entry.question and day.group() not in other.question


SURE_ALONE = 0.85
"""How sure an entry must be that answers a clause which asks nothing by itself: 昨日の夜にですね is
covered whole by when to put the rubbish out, and .75."""
_TO_KNOW = re.compile(r"(?:を|が|、)?(?:教え|知りた|お?聞きた|お?伺い|お尋ね|確認し)\S*$")
_AND = re.compile(r"(?:と|や)、?(?=.{2})")


def _pair(turn: Turn, text: str) -> list[str]:
    """Ids of both answers to 「送料と、何日で届くか教えてください」; none where one is not sure."""
    asked = _TO_KNOW.search(text.rstrip("。 "))
    told = text[: asked.start()] if asked is not None else ""
    for joint in _AND.finditer(told):
        halves = (told[: joint.start()].strip("、 "), told[joint.end() :].strip("、 "))
        if min(map(len, halves)) < LEAST_HALF:
            continue
        wanted = (f"{half}{'' if half.endswith('か') else 'を'}教えてください" for half in halves)
        hits = [turn.knowledge.faq.nearest(one) for one in wanted]
        found = {hit.entry.id: hit.score for hit in hits if hit is not None}
        if len(found) > 1 and max(found.values()) >= ANSWER_FROM and min(found.values()) >= HALF:
            return list(found)
    return []


_ALSO = re.compile(
    r"(?:あと|それと|それから|ついでに)、?(?P<more>[^、。？?]{2,10}?)(?:も|は|って)[、。？?]*$"
)


def _and_also(turn: Turn, text: str) -> list[str]:
    """Ids of both answers to 「包んでもらえますか。あと、のしも」; none where one is not sure."""
    also = _ALSO.search(text)
    if also is None:
        return []
    first = turn.knowledge.faq.answer(text[: also.start()])
    more = turn.knowledge.faq.nearest(f"{also['more']}を教えてください")
    if first is None or more is None or more.score < HALF or more.entry.id == first.entry.id:
        return []
    return [first.entry.id, more.entry.id]


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
    if hit is None or goes_beyond(turn, [hit.entry.id]) or not _is_of(turn, hit.entry.id):
        return False
    if hit.entry.id in turn.state.note("answers_told").split(","):
        return False  # 「うちが飼える物件かどうか」: it was told, and more is asked
    turn.remember("maybe", hit.entry.id)
    turn.add_one("asked_back")
    return True


def _left_over(turn: Turn, text: str) -> str:
    """The one sentence of several that is not answered yet: あと妹と一緒に住みたいんですけど."""
    told = turn.note("answer_now").split(",")
    sentences = [s for s in _SENTENCES.split(text) if len(s) >= LEAST_CLAUSE]
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


def asks_nothing(turn: Turn) -> bool:
    """Yes, thanks, or that she has understood and will see to it."""
    text = _WELL.sub("", turn.said.text)
    is_little = turn.said.intent in LITTLE and len(text) < SHORT and not text.endswith("よね")
    if (is_little and not form.text_asks(turn)) or _CRY.match(text):
        return True
    if turn.answered and turn.state.asked == "when" and not form.text_asks(turn):
        return True
    if _ASKING.search(text) or form.text_asks(turn):
        return False
    return _TAKES_NOTE.search(text) is not None or _LEAVES_IT.search(text) is not None


def has_understood(turn: Turn) -> bool:
    """「分かりました。ホームページを見てみます」 to an answer or a refusal: that was all."""
    last = turn.state.last
    refused = last is not None and any(act.kind == "refuse" for act in last.acts)
    is_told = (refused or turn.was_read_back("inform.answer")) and not turn.said.slots
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
    if is_inside or CARRIES.search(text) or returns_call(text):
        return True
    return asks_view(text) and turn.knowledge.faq.written(text) is None


_PREAMBLE = re.compile(
    r"^(?:少し|一つ|いくつか|御社に|そちらに|そちらの?|[、。 ])*"
    r"(?:お尋ね|お聞き|お伺い|伺い|聞き|質問|相談|ご相談|問い合わせ|お願い|注文|教えて)(?![一-龥ァ-ヴ])"
    r"(?:を|が|し|いたし|させて|の件)*(?:たい|ある|あり|ござい|いただ|て|欲し|ほし)?\S{0,14}$"
)


def is_preamble(text: str) -> bool:
    """The caller only says that a question will follow; 相談料 is a matter of its own."""
    bare = re.sub(r"ちょっと", "", matter_of(text))
    return not bare or _PREAMBLE.match(bare) is not None


def as_questions(turn: Turn, wanted: list[str]) -> list[str]:
    """What a turn wants, where a written answer shows that it asks that and nothing else.

    「何番に送ればいいですか」 sounds like asking somebody's address, 「紙って入っちゃいますよね」
    like a complaint; while nobody is named and nobody displeased, what the manual answers counts.
    """
    if turn.answered:
        return wanted
    doubted = {i for i in wanted if _is_doubted(turn, i)}
    if not doubted:
        return wanted
    text = turn.said.text
    is_question = asks_view(text) or look_up(turn)
    may_ask = doubted & _OF_SOMEBODY or doubted & {"wrong_number"} or asks_about(text)
    may_ask = may_ask or POLAR.search(text) is not None or _GIVES_NOTICE.search(text) is not None
    may_ask = may_ask or _NOW.search(text) is not None
    may_ask = may_ask or not (turn.knowledge.manual.reservation.accepted or _HOLDS.search(text))
    is_none = (
        _WHETHER.search(text) is not None
        or asks_about(text)
        or _NOT_BOOKED.search(text) is not None
    )
    is_none |= _GIVES_NOTICE.search(text) is not None
    is_none |= "ask_private" in doubted and _OF_A_PERSON.search(text) is None
    if not (is_question or (may_ask and take_up(turn)) or is_none):
        return wanted
    return list(dict.fromkeys("faq" if i in doubted else i for i in wanted))


def asks_for_work(text: str) -> bool:
    """「事務のパートを募集してませんか」「履歴書だけでも」: an applicant speaks."""
    return _OF_WORK.search(text) is not None


def _is_of(turn: Turn, key: str) -> bool:
    """An entry may answer this turn: 履歴書をお送り is answered by none about 契約書の写し."""
    entry, text = entry_of(turn, key), turn.said.text
    if entry is None:
        return True
    forms = (entry.question, *entry.paraphrases)
    if _OF_STATUS.search(text) and not any(map(_HOW_FAR.search, forms)):
        return False  # 見積もりもらってた件、あれどうなったの
    return not asks_for_work(text) or any(map(asks_for_work, forms))


_OF_STATUS = re.compile(
    r"どう(?:なった|なって(?:い|ま|る|ん)|なりまし)(?!ら|ば)|その後(?:は|、|の)?(?:どう|いかが|進|連絡)|あれから(?:どう|いかが)|"
    r"進(?:んで(?:い|ま|る)|み具合|捗)"
)
"""How far something of the caller's own has come: only somebody inside knows."""
_HOW_FAR = re.compile(
    r"どうな|進み|進捗|状況|今どこ|いつ(?:に|ごろ|頃)?(?:なり|届|終|分)|届きません|まだ|何日"
)


def asks_about(text: str) -> bool:
    """「駐車場のことで伺いたいんですが」: to ask about it, not to come."""
    return _ASKS_ABOUT.search(text) is not None


def _is_doubted(turn: Turn, intent: str) -> bool:
    text = turn.said.text
    if intent == "reach_person" and _PUT_THROUGH.search(text):
        return False
    if intent in _OF_SOMEBODY or intent in ("ask_private", "ask_mobile"):
        named = turn.said.gives(*SOMEBODY)
        return not (named or any(turn.value(name) for name in SOMEBODY))
    if asks_about(text) and intent in _OTHER_KINDS and not is_brought(text, turn.knowledge):
        return intent != "job_application" or not asks_for_work(text)
    is_polar = POLAR.search(text) is not None
    if intent == "complaint":
        return not is_displeased(text) and (turn.said.confidence < _COMPLAINT_BELOW or is_polar)
    if intent == "request_callback":
        return form.text_asks(turn) and _CALLS.search(text) is None
    if intent == "wrong_number":
        return form.text_asks(turn) and "間違" not in text and "番号" not in text
    accepted = turn.knowledge.manual.reservation.accepted
    if intent == "reservation_new" and (_GIVES_NOTICE.search(text) or _NOW.search(text)):
        return True
    if intent in ("reservation_change", "reservation_cancel"):
        is_asked = form.text_asks(turn) and _MAKE_UP.search(text) is not None
        return (is_asked or not accepted) and "予約" not in text  # 1着だけ取り消したい, of an order
    if intent == "reservation_new":
        asks = form.text_asks(turn) or is_polar or not accepted
        is_booked = _BOOKS.search(text) is not None and _NOT_BOOKED.search(text) is None
        return asks and not (accepted and is_booked)
    return False
