"""A question said beside something else, taken out of the turn.

「090-0012-3456です。駐車場ってあります？」 is an answer and a question; decided as one turn, one
of the two gets lost. So what is asked after something else is taken out of the turn, what is left
is decided first, and the question then; agent/joining.py makes the two decisions one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from agent import asking
from agent.state import DialogueState
from agent.utterance import Utterance
from knowledge.asking import names_nothing
from speech.endpointing import Expect
from speech.reading.lead_ins import HESITATION

MOST = 2
"""Questions answered beside the rest; what is asked more stays in the turn."""
HOLDS_ANYTHING = frozenset(
    ("detail", "message", "inquiry", "complaint", "emergency", "order_items", "purpose")
)
"""Questions whose answer may be anything: what is asked beside it is no answer to them."""
_OF_DANGER = ("emergency", "emergency_number", "danger_goes_on", "danger_hurt")
LEAST_QUESTION = 10
"""Characters of a question that is more than whether the wish can be met: できますでしょうか."""
LEAST_CHARS = 4
"""What is left of a turn must say something: えっと、あの does not."""
_STOPS = "。?？!！"
_MARKS = "、" + _STOPS
_CLAUSE = re.compile(rf"[^{_MARKS}]*[{_MARKS}]|[^{_MARKS}]+$")
_ALSO = re.compile(r"^(?:あと|それと|それから|ちなみに|ところで|で、)")
_ALSO_SOUNDS = re.compile(r"^(?:アト|ソレト|ソレカラ|チナミニ|トコロデ)")
_REQUESTS = re.compile(
    r"(?:(?:いただけ|もらえ|頂け|くれ|ください|下さい|お願いでき|願え|聞こえ)|(?<!も)(?:よろし|いい|大丈夫|結構))"
    r"(?:ます|ません|です|る|ない|でしょう)*か(?:ねえ?|しら|な)?$|お願いでき(?:ます|る)$"
)
"""A wish put as a question: it is what the turn is for."""
_WOULD_COME = re.compile(
    r"(?:[0-9一二三四五六七八九十][日時]|時半|曜日?|明日|明後日|あさって|今日|来週|今週|午前|午後|朝|夕方|夜)"
    r"(?:[^。]{0,14}(?:空い|空き|取れ|入れ|行け|伺え|頼め|お願い|予約|持ってけ|でき|どう|いかが)[^。]{0,6}(?:か[いえねな]?|でしょう)|[^。]{0,4}は)$"
)
"""「火曜の6時以降って空いてますか」「12月1日の夕方は？」: when somebody would come."""
_SURELY = re.compile(r"(?<=[すん])(?:よね|かね)(?:え|ー)?[。?？]?$")
_SURELY_SOUNDS = re.compile(r"(?:ヨネ|カネ)[エー]?$")
_NO_QUESTION = re.compile(
    r"どうなって|どういうこと|どういうつもり|どうしてくれ|どうすん|どうしたらいい|どうすれば|何とかなり|なんとかなり|違いました|"
    r"本当です|ほんとです|(?:そう|なん|さよう|左様)(?:なん)?(?:です|でございます)(?:か|よね)|言い?ましたよね|言ったよね"
)
"""Anger, fear, pressing and surprise belong to what is told."""
_CALLS_US = re.compile(
    r"^[^はがをもって、]{1,14}(?:さん|様)(?:です(?:か|よね)?|でいい(?:んです|です)?か)?$"
)
"""「かえで歯科さん？」 makes sure who picked up."""
_LONGEST_ECHO = 10
"""Characters of 「4時ですか」, which asks nothing that was not just said."""
_ASKING_WORD = re.compile(r"何|なん|いつ|いくら|どこ|どれ|どの|どう|誰|だれ|どなた|どちら")
_ANSWERS = re.compile(r"(?:\d[^\d]{0,2}){6}|(?:です|ます|よ|わ|ね)[。、 ]*$")
"""What stands after a question and answers ours: a number, 松永です."""
_WISH = re.compile(
    r"たい|ほし|欲し|もらえ|いただけ|いただき|ください|下さい|願い|願え|頼|しようかな|しとこうかな|しようと思"
)
_LITTLE = re.compile(
    rf"{HESITATION}|えと|あの|すみません(?:が|けど)?|すいません|あ|え|うん|もしもし|そうなんですね?|"
    r"(?:そう|さよう|左様)(?:です|でございます)か|"
    r"なるほど|[、。?？!！ ]"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a turn: its words and how they sounded."""

    text: str
    reading: str


Answered = Callable[[str, str], bool]
"""Whether the manual surely answers a text that sounded like this."""


def parts(said: Utterance, asked: str, is_answered: Answered) -> tuple[Part, tuple[Part, ...]]:
    """A turn without the questions beside it, and these; `asked` is the open question's topic.

    `is_answered` (text, reading): the manual surely answers this. 「090-…です。診断書も要るんです」
    ends as no question does, and is one: of 47 questions answered when they stand alone, 28 were
    lost behind a number or a name without it, 3 with it.
    """
    is_open = asked in ("", "purpose")
    sentences = list(_sentences(said, is_answered if is_open or asked == "anything_else" else None))
    is_kept = is_open or asked in HOLDS_ANYTHING - {"detail"}
    is_kept |= asked in (
        "anything_else",
        "which_person",
        "confirm_order",
    )  # 男の人のほう。この前見に来てくれた
    own: list[Part] = []
    beside: list[Part] = []
    for at, sentence in enumerate(sentences):
        is_more = bool(own) and _ALSO.match(sentence.text) and not _WISH.search(sentence.text)
        is_first = not (
            is_more or any(_wishes(each.text) if is_open else _tells(each.text) for each in own)
        )
        rest = "".join(each.text for each in sentences[at + 1 :])
        leads = not is_open and not beside and _ANSWERS.search(rest) is not None
        is_asked = asks(sentence.text) and (leads or not is_first)
        is_asked = is_asked and not (
            asked == "confirm_order" and _MISSES.match(sentence.text.strip())
        )
        if is_open and is_first and not beside and _is_put(sentence.text):
            # 「4歳の娘でも診てもらえますか。検診をお願いしたくて」: the wish comes after it
            is_asked = _WISH.search(rest) is not None and is_answered(
                sentence.text, sentence.reading
            )
        if not (is_asked or is_first or is_kept) and (
            asked != "detail" or _WISH.search(sentence.text)
        ):
            is_asked = is_answered(sentence.text, sentence.reading)
            is_asked = is_asked and _SETS.search(sentence.text) is None
        if is_asked and len(beside) < MOST:
            beside.append(sentence)
        else:
            own.append(sentence)
    if not beside or not any(_tells(each.text) for each in own) or _hangs_on(sentences):
        return Part(said.text, said.reading), ()
    return _joined_parts(own), tuple(_plainly(each) for each in beside)


_SETS = re.compile(
    r"(?:曜日?|[0-9一二三四五六七八九十](?:日|時)|半)(?:に|で)(?:して|変え|変更|お願い|ずらし)"
)
"""火曜日にしてちょうだい: set right, and no question of the hours."""
_MISSES = re.compile(r"^(?:あら|あれ|えっ?|で)?[、 ]?[一-龥々ァ-ヴー]{2,8}は[？?]$")
"""あら、タオルは？: what is missing in an order that was read back."""
_IF_SO = re.compile(
    r"^(?:じゃあ?|もし|で|あ|え)*[、 ]*(?:でき|ある|あっ|あれ|空いて|見て|もらえ|"
    r"いただけ|くれ|取れ|行け|間に合|大丈夫|いい|可能|残って)"
    r"[^、。]{0,8}?(?:なら|たら|るんなら|れば|でしたら)"
)
"""「送ってもらえるんですか。できるなら4箱ほしい」: what is wished stands in the question."""


def _hangs_on(sentences: list[Part]) -> bool:
    pairs = pairwise(sentences)
    return any(asks(one.text) and _IF_SO.search(after.text) for one, after in pairs)


def stays_whole(state: DialogueState) -> bool:
    """Nothing is taken out of what is said in an emergency, while a person is rung, in English, or
    by one who sells: all of it is met there."""
    is_ringing = bool(state.escalated) and state.expect is Expect.NOTHING
    is_refused = state.value("kind") in ("sales", "nuisance")
    is_english = state.note("register") == "english"
    return state.asked in _OF_DANGER or is_ringing or is_refused or is_english


def whole(said: Utterance) -> tuple[Part, tuple[Part, ...]]:
    """A turn in one piece."""
    return Part(said.text, said.reading), ()


_LEADS_UP = re.compile(
    r"(?:たい|ほしい|欲しい|お願いし(?:たい|ます))(?:の|ん)?(?:です|だ)?(?:けど|けれど|が)も?、$"
)
_TO_HEAR = re.compile(
    r"(?:教え|伺い|うかがい|聞き(?!に)|尋ね|たずね|知り|問い合わせ|質問|確認)[^、]*、$"
)
"""知りたいんですけど、 leads up to the question alone."""
_TO_COME = re.compile(
    r"予約|見学|体験|試し|試させ|相談し|診て|見に来て|通[いわ]|習[いわ]|受け(?:たい|させ)|話を聞いて"
)
"""What is wished for is a visit or a lesson: a question behind it is of something else."""
_IS_ORDERED = re.compile(
    r"注文し|[0-9一二三四五六七八九十](?:個|箱|本|冊|枚|台|袋|つ|セット|ケース)"
)
"""ギフトで送りたいんですけど、 leads up to the question alone."""


def _sentences(said: Utterance, is_answered: Answered | None) -> Iterator[Part]:
    """Cut after 。 and ？, before 、あと … that begins something else, and behind a wish that
    leads up to a question which the manual answers: 「一度伺いたいんですが、子どもが一緒でも」."""
    clauses = _clauses(said)
    part: list[Part] = []
    for at, clause in enumerate(clauses):
        end = next((i for i, c in enumerate(clauses) if i >= at and c.text[-1] in _STOPS), at)
        rest = _joined_parts(clauses[at : end + 1])
        begins = _ALSO.match(clause.text) and asks(rest.text)
        if part and (begins or (is_answered and _is_led_up_to(rest, part[-1], is_answered))):
            yield _joined_parts(part)
            part = []
        part.append(clause)
        if clause.text[-1] in _STOPS:
            yield _joined_parts(part)
            part = []
    if part:
        yield _joined_parts(part)


def _is_led_up_to(asked: Part, wish: Part, is_answered: Answered) -> bool:
    if _LEADS_UP.search(wish.text) is None or _TO_HEAR.search(wish.text):
        return False
    if not asks(asked.text) or names_nothing(asked.text):
        return False  # クリーニングをお願いしたいんですが、いくらかかりますか
    to_come = _TO_COME.search(wish.text)
    if to_come is None:
        return _IS_ORDERED.search(wish.text) is not None and is_answered(asked.text, asked.reading)
    if to_come.group()[:2] in asked.text:
        return False  # 先生に相談したいんですけど、相談料っていうのは高いんですかね
    return len(_bare(asked.text)) >= LEAST_QUESTION or is_answered(asked.text, asked.reading)


def _clauses(said: Utterance) -> list[Part]:
    """What stands between marks, with the mark; the whole where words and text do not agree."""
    texts = _CLAUSE.findall(said.text)
    readings = [""]
    for word in said.words:
        readings[-1] += word.reading
        if word.text[-1:] in _MARKS:
            readings.append("")
    readings = readings if readings[-1] else readings[:-1]
    if len(texts) != len(readings):
        return [Part(said.text, said.reading)] if said.text else []
    return [Part(text, reading) for text, reading in zip(texts, readings, strict=True)]


def _joined_parts(some: list[Part]) -> Part:
    return Part("".join(p.text for p in some), "".join(p.reading for p in some))


def _plainly(part: Part) -> Part:
    """「かかりませんよね」 asks whether it costs something; か says so plainly."""
    text = _SURELY.sub("か", part.text)
    return Part(text, _SURELY_SOUNDS.sub("カ", part.reading)) if text != part.text else part


def by_itself(part: Part) -> Part:
    """「あといくら？」, as it is asked alone: いくら？"""
    text = _ALSO.sub("", part.text).lstrip("、 ")
    return Part(text, _ALSO_SOUNDS.sub("", part.reading)) if text != part.text else part


def _bare(text: str) -> str:
    return text.rstrip("、。?？!！ ")


_CALLS_FOR = re.compile(
    r"(?:さん|様|さま|くん|君|先生|[店院所社部課]長)(?:は|って)?(?:、|今|いま)*(?:いらっしゃい|おられ|いま)"
)
"""「江川と申します。栗本さんはいらっしゃいますか」, said once more: whom the call is for."""
_LEAVES_WORD = re.compile(
    r"(?:ご?伝言|お?言付け|お?言づけ|お?ことづけ|お?言伝て?)(?:を|だけ|も)*[^。]{0,6}(?:お願い|頼|いい|よろし|でき)"
)
"""「お言付けをお願いできますでしょうか」 leads up to the message."""


def asks(text: str) -> bool:
    """Something is asked that belongs to no wish, no anger and no echo."""
    bare = _bare(text)
    if _REQUESTS.search(bare) or _NO_QUESTION.search(bare) or _CALLS_US.match(bare):
        return False
    if _is_echo(bare) or _LEAVES_WORD.search(bare) or _CALLS_FOR.search(bare):
        return False
    if _WOULD_COME.search(bare):
        return False
    return _is_put(text)


def _is_put(text: str) -> bool:
    return asking.asks(text) or asking.wants_assent(text)


_BARE_ECHO = re.compile(r"^[^はがもってのかね、]{1,5}$")
"""「設備? 」: what we said, and not understood; 代車は? asks."""


_CRIES = re.compile(r"^(?:え[ーっえぇ]*|は[ぁい]?|あ[ーっれ]*|ん)[、。 ]+")


_OF_ABSENCE = re.compile(
    r"(?:辞め|お?休み|お?留守|不在|会議|外出|出張|いない|いらっしゃらない)[^。、]{0,6}(?:の|か)(?:ですか|ね)?"
)
"""辞められたの？: what was just told."""


def _is_echo(text: str) -> bool:
    text = _CRIES.sub("", text)  # えーっ、診察券？
    if _OF_ABSENCE.fullmatch(text):
        return True
    if _BARE_ECHO.search(text) and not _ASKING_WORD.search(text):
        return True
    return len(text) <= _LONGEST_ECHO and text.endswith("ですか") and not _ASKING_WORD.search(text)


def _wishes(text: str) -> bool:
    """At a call's beginning, what is only told leads up to the question."""
    return _WISH.search(text) is not None or asks(text)


def _tells(text: str) -> bool:
    return len(_LITTLE.sub("", text)) >= LEAST_CHARS or _is_yes_or_no(text)


def _is_yes_or_no(text: str) -> bool:
    return text.strip("、。 ") in ("はい", "ええ", "いえ", "いいえ", "違います", "そうです")
