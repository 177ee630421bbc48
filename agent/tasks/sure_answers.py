"""Which entries surely answer a turn: the whole of it, each of its sentences, or a clause."""

from __future__ import annotations

import re

from agent.asking import asks, wants_assent, wants_done
from agent.tasks.of_the_wish import of_the_wish
from agent.tasks.order_lines import ours_in
from agent.turn import Turn
from knowledge.answering import ANSWER_FROM
from knowledge.asking import holds_value, question
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
_CLAUSES = re.compile(r"[、。？?]|のと|(?:あと|それと|それから|ついでに)")
SENTENCES = re.compile(
    r"[。？?]|、?(?:あと|それと|それから|ついでに|あわせて)、?|(?:っ?て|という|っていう)のと、"
)
"""料金どうなるのかってのと、予約いるのかってのと: each is a question."""
SURE_ALONE = 0.85
"""How sure an entry must be that answers a clause which asks nothing by itself: 昨日の夜にですね is
covered whole by when to put the rubbish out, and .75."""
_TO_KNOW = re.compile(r"(?:を|が|、)?(?:教え|知りた|お?聞きた|お?伺い|お尋ね|確認し)\S*$")
_AND = re.compile(r"(?:と|や)、?(?=.{2})")
_ALSO = re.compile(
    r"(?:あと|それと|それから|ついでに)、?(?P<more>[^、。？?]{2,10}?)(?:も|は|って)[、。？?]*$"
)
_REASON = re.compile(r"(?:ので|んで|もんで|ものですから|もんですから|ですから|だから|くて)、?")
_DAY = re.compile(r"[月火水木金土日]曜|土日|祝日|平日|年末|年始|お盆|正月")


def sure_of(turn: Turn, part: str) -> list[str]:
    """Ids of what answers: each sentence's own where the turn holds more, else that of the whole,
    else the first clause's."""
    faq, text = turn.knowledge.faq, part or turn.said.text
    sentences = [s for s in SENTENCES.split(text) if len(s) >= LEAST_CLAUSE]
    hits = [faq.answer(s, read(s)) for s in sentences] if len(sentences) > 1 else []
    several = list(dict.fromkeys(hit.entry.id for hit in hits if hit is not None))
    if len(several) > 1:
        return several[:MAX_ANSWERS]
    place = _of_place(turn, text)
    if place:
        return place
    pair = _pair(turn, text) or _and_also(turn, text)
    if pair:
        return pair
    only = _of_coming(turn, text) or _of_vacancy(turn, text) or _of_stock(turn, text)
    if only is not None:
        return only
    whole = faq.answer(text, "" if part else turn.said.reading)
    led_to = _led_to(turn, text)
    if led_to is not None and (whole is None or whole.score < led_to.score):
        whole = led_to
    if whole is not None:
        return [_of_what_is_wished(turn, text, whole.entry).id]
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


_LOST = re.compile(
    r"(?:場所|住所|行き方|道順|道)[がはもをに]?(?:ちょっと|よく|、)*(?:分から|わから|わかん|忘れ|迷っ|迷い|教え)"
)
_OWN_PLACE = re.compile(r"(?:私|うち|こちら|届け先|お客|相手|実家|自宅|引っ越し?先)の(?:場所|住所)")


def _of_place(turn: Turn, text: str) -> list[str]:
    """Id of what tells where we are, to who cannot find the way; empty where nothing does."""
    if not _LOST.search(text) or _OWN_PLACE.search(text):
        return []
    hit = turn.knowledge.faq.answer("場所はどこですか")
    return [hit.entry.id] if hit is not None else []


_COMES = re.compile(r"来て(?:もらえ|いただけ|くれ(?:る|ま))|往診|訪問(?:診療|して)|出張(?:して|に)")
"""歩けないんです、来てもらえますか."""


def _of_coming(turn: Turn, text: str) -> list[str] | None:
    """Ids of what answers whether somebody comes to the caller: the one entry that asks that, and
    no other; None where it is not asked, or several entries do."""
    asked = next((c for c in _CLAUSES.split(text) if _COMES.search(c)), "")
    if not asked or not (asks(asked) or asks(text)):
        return None
    return _only_of(turn, _COMES)


def _only_of(turn: Turn, tells: re.Pattern[str]) -> list[str] | None:
    """The id of the one entry that asks this; None where none or several do."""
    found = [
        entry.id
        for entry in turn.knowledge.manual.faq
        if any(tells.search(form) for form in (entry.question, *entry.paraphrases))
    ]
    return found if len(found) == 1 else None


_LEFT = re.compile(
    r"まだ、?(?:あり(?:ます|ません)|ござい|残|ある(?:の|ん|か))|売り切れ(?:て|ちゃ)|在庫"
)
_TELLS_LEFT = re.compile(r"在庫")


def _of_stock(turn: Turn, text: str) -> list[str] | None:
    """The id of the one entry on what is in stock, asked of goods: 急須まだありますか."""
    if not (
        asks(text) and _LEFT.search(text) and ours_in(text, turn.knowledge.manual.orders.items)
    ):
        return None
    return _only_of(turn, _TELLS_LEFT)


VACANT = re.compile(
    r"(?:[0-9一二三四]S?L?D?[KR](?![A-Za-z])|ワンルーム|号室|(?:ハイツ|コーポ|メゾン|荘|マンション|アパート)の?[0-9]{2,4})"
    r"[^。？?]{0,12}(?:まだ|今も)?(?:空いて|空き|残って|ありま|ある|入居者?募集)"
)
"""駅前の2LDKってまだありますか: whether it is still to let."""
TELLS_VACANCY = re.compile(r"空い(?:て|た)|空き(?:が|は|部屋|状況)|募集中|まだ(?:あり|借り|残)")


def _of_vacancy(turn: Turn, text: str) -> list[str] | None:
    """The id of the one entry on what is still to let; None where that is not asked."""
    if VACANT.search(text) is None:
        return None
    found = [
        entry.id
        for entry in turn.knowledge.manual.faq
        if TELLS_VACANCY.search(entry.question) and not _OF_CARS.search(entry.question)
    ]
    return found if len(found) == 1 and not _OF_CARS.search(text) else None


_OF_CARS = re.compile(r"駐車|駐輪|車庫")


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


_WISHED = re.compile(
    r"(?P<wish>[^。？?]{2,24}(?:たい|ほしい|欲しい)(?:んです|のです|んだ|と思って\S{0,4}|です)?"
    r"(?:けど|けれども|が)|[^。？?]{2,16}(?:とき|(?<![0-9一二三四五六七八九十])時|場合)(?:は|の|って|に)?)、?(?P<asked>[^。]{4,})"
)


def _of_what_is_wished(turn: Turn, text: str, entry: FaqEntry) -> FaqEntry:
    """「返品したいんですけど送料ってこっち持ちですか」: what is told of returns, where that alone
    tells it, and not `entry`, which knows nothing of them."""
    found = _WISHED.match(text)
    if found is None or not asks(found["asked"]):
        return entry
    nouns = [k[1:] for k, word in question(found["wish"]).words.items() if word.is_noun]
    told = " ".join((entry.question, *entry.paraphrases, entry.answer))
    if not nouns or any(noun in told for noun in nouns):
        return entry
    others = [
        one
        for one in turn.knowledge.manual.faq
        if any(noun in one.question for noun in nouns) and _tells_that(found["asked"], one.answer)
    ]
    return others[0] if len(others) == 1 else entry


def _tells_that(asked: str, answer: str) -> bool:
    nouns = [k[1:] for k, word in question(asked).words.items() if word.is_noun]
    return holds_value(asked, answer) or any(noun in answer for noun in nouns)


def _led_to(turn: Turn, text: str) -> FaqHit | None:
    """What 「足が悪いので家まで来てほしいんですが」 asks, without why; None where none is sure."""
    *_, last = _REASON.split(text)
    is_asked = LEAST_CLAUSE <= len(last) < len(text) and (asks(last) or wants_done(last))
    return turn.knowledge.faq.answer(last) if is_asked else None


def _is_of_day(text: str, entry: FaqEntry, other: FaqEntry) -> bool:
    """Of 土曜日、何時まで the entry that speaks of Saturday, not the one for all days."""
    day = _DAY.search(text)
    return day is not None and day.group() in entry.question and day.group() not in other.question
