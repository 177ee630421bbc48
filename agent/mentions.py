"""Who speaks: the caller's own name and company in a turn.

Grammar picks the place (…のXと申します, Xですが, or a bare answer to the question who is
calling); the sounds heard there are kept beside the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.utterance import Utterance, Word
from knowledge.sound import spot

MAX_NAME_CHARS = 40
COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|\(株\)|社団|財団|法人|会社|企画|商事|商店|商会|工業|産業|銀行|信金|"
    r"建設|建築|不動産|クリニック|病院|医院|歯科|薬局|事務所|システム|サービス|製作所|電機|電気|電工|運輸|"
    r"運送|物流|印刷|出版|保険|証券|大学|高校|学校|学園|市役所|区役所|役所|新聞|テレビ|放送|ホテル|工務店|"
    r"センター|グループ|ホールディングス|ジャパン|ソフト|テック|コーポレーション|通信|通商|物産|製薬|食品|"
    r"デザイン|デザイナーズ|スタジオ|オフィス|コンサルティング|ファイナンス|トラベル|旅行|設備|設計|技研|研究所|"
    r"本舗|書店|書房|酒造|農園|水産|化学|金属|鉄工|機械|自動車|タクシー|組合|協会|警察|消防"
)
_STRONG = ("と申し", "という者", "というもの", "といい", "と言い", "と言う", "という", "ともうし")
_ENDING = re.compile(
    r"(?:です(?:が|けど|けれど|けども|ー|ね|けれども)?|でございます(?:が|けれど)?|だけど|だが|なんですけど|なんですが"
    r"|ですけれども|と申します|や(?:けど|ねん))"
)
_QUESTION = re.compile(r"(?:です|でしょう|ます)か[？?。]?$")
_NOT_A_NAME = re.compile(
    r"^(?:こちら|そちら|私|わたし|わたくし|僕|俺|名前|会社|社名|電話|番号|本日|今日|明日|用件|件|用|急ぎ|至急|"
    r"お願い|お世話|失礼|結構|大丈夫|はい|いいえ|いえ|そう|伝言|折り返し|予約|注文|商品|メール|携帯|担当|"
    r"お名前|ところ|もの|方|者|様|個人|一般|同じ|以上|さっき|先ほど|キャンセル|変更|確認|相談|質問|苦情|"
    r"資料|見積|見積もり|請求|請求書|問い合わせ|採用|応募|求人|面接|営業|経理|総務|人事|社長|部長|課長|"
    r"無理|駄目|だめ|不要|必要|本当|嘘|機械|人間|了解|承知|お客|皆|何|誰|どこ|いつ|なぜ|友達|友人|知り合い|"
    r"家族|妻|夫|母|父|息子|娘|主人|家内|業者|セールス|もしもし|すみません|ちょっと|もう|まだ|また|間違い|"
    r"大至急|緊急|事故|火事|水漏れ|停電|明後日|午後|午前|月曜|火曜|水曜|木曜|金曜|土曜|日曜|来週|今週|再度|"
    r"初めて|はじめて|結局|全部|一つ|二つ|三つ)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it may be written, and as it was heard."""

    text: str
    reading: str
    start: int
    """First of its morae in the turn."""
    end: int
    confidence: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who the caller says she is; a part that was not said is None."""

    name: Name | None = None
    company: Name | None = None

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The morae that belong to the caller's own name."""
        return tuple((n.start, n.end) for n in (self.name, self.company) if n is not None)


def caller_in(said: Utterance, asked: str = "") -> Caller:
    """Who the caller says she is; `asked` is the open question's topic."""
    words = said.words
    strong = _before_strong(words)
    if strong is not None:
        return _split(words, *strong, 0.9, "")
    sounded = _before_by_sound(said)
    if sounded is not None:
        return _split(words, *sounded, 0.6, "")
    weak = _before_weak(words, bool(asked))
    if weak is not None:
        caller = _split(words, *weak, 0.75, asked)
        if asked or _convincing(words, weak, caller):
            return caller
    is_question = _QUESTION.search(said.text) is not None
    return _bare(words, asked) if asked and not is_question else Caller()


def _text_from(words: tuple[Word, ...], at: int) -> str:
    return "".join(w.text for w in words[at : at + 4])


def _before_strong(words: tuple[Word, ...]) -> tuple[int, int] | None:
    """The noun phrase right before と申します, といいます ..."""
    for at in range(len(words) - 1, 0, -1):
        if _text_from(words, at).startswith(_STRONG):
            begun = _phrase_start(words, at)
            if begun < at:
                return begun, at
    return None


def _before_by_sound(said: Utterance) -> tuple[int, int] | None:
    """The same where the recogniser spelled と申します otherwise."""
    place = spot("トモーシマス", said.heard)
    if place.cost > 0.17:
        return None
    at = next((i for i, w in enumerate(said.words) if w.start >= place.start), 0)
    begun = _phrase_start(said.words, at)
    return (begun, at) if begun < at else None


def _before_weak(words: tuple[Word, ...], asked: bool) -> tuple[int, int] | None:
    """The noun phrase before ですが, ですけど; before です alone when the name was asked for."""
    for at in range(1, len(words)):
        ending = _ENDING.match(_text_from(words, at))
        if ending is None or not words[at - 1].is_nameish:
            continue
        if any(word.text == "か" for word in words[at : at + 3]):
            continue
        tail = ending.group().endswith(("が", "けど", "けれど", "ねん", "けれども", "けども"))
        is_last = all(w.pos in ("助動詞", "助詞", "記号") for w in words[at:])
        has_more = any(w.pos == "記号" for w in words[at : at + 3])
        if asked or tail or is_last or has_more or ending.group().startswith("でござい"):
            begun = _phrase_start(words, at)
            if begun < at:
                return begun, at
    return None


def _phrase_start(words: tuple[Word, ...], end: int) -> int:
    """Walk back over a noun phrase: names, and の between them."""
    at = end
    while at > 0:
        word = words[at - 1]
        joins = word.text in ("の", "・", "ー") and at - 1 > 0 and words[at - 2].is_nameish
        if not (word.is_nameish or joins) or word.is_filler:
            break
        at -= 1
    while at < end and (words[at].text in ("の", "・") or _is_time(words[at])):
        at += 1
    return at


def _is_time(word: Word) -> bool:
    return word.text in ("こちら", "本日", "今日", "先ほど", "お世話", "お電話", "電話")


def _split(words: tuple[Word, ...], begun: int, end: int, sure: float, asked: str) -> Caller:
    """A noun phrase as company and name."""
    of = max((i for i in range(begun, end) if words[i].text == "の"), default=-1)
    if of > begun:
        first, last = _joined(words, begun, of, sure), _joined(words, of + 1, end, sure)
        if last is not None and not COMPANY.search(last.text):
            return Caller(last, first)
        whole = _joined(words, begun, end, sure)
        return Caller(None, first if last is None else whole)
    people = next((i for i in range(begun, end) if words[i].detail in ("姓", "名", "人名")), end)
    if begun < people < end and COMPANY.search("".join(w.text for w in words[begun:people])):
        return Caller(_joined(words, people, end, sure), _joined(words, begun, people, sure))
    whole = _joined(words, begun, end, sure)
    if whole is None:
        return Caller()
    has_person = any(w.detail == "姓" for w in words[begun:end])
    is_company = bool(COMPANY.search(whole.text)) and not has_person
    if is_company or asked == "caller_company":
        return Caller(None, whole)
    return Caller(whole, None)


_TITLES_OF_CALLERS = frozenset(
    (
        "頭取",
        "社長",
        "代表",
        "取締役",
        "部長",
        "課長",
        "係長",
        "主任",
        "店長",
        "所長",
        "院長",
        "専務",
        "常務",
    )
)


def _joined(words: tuple[Word, ...], begun: int, end: int, sure: float) -> Name | None:
    while end - 1 > begun and words[end - 1].text in _TITLES_OF_CALLERS:
        end -= 1
    part = words[begun:end]
    text = "".join(w.text for w in part)
    if not text or len(text) > MAX_NAME_CHARS or _NOT_A_NAME.match(text):
        return None
    return Name(text, "".join(w.reading for w in part), part[0].start, part[-1].end, sure)


def _convincing(words: tuple[Word, ...], place: tuple[int, int], caller: Caller) -> bool:
    """Unasked, ですが follows many nouns; a name must look like one."""
    part = words[place[0] : place[1]]
    after_name = words[place[1] : place[1] + 3]
    if any(w.text == "か" for w in after_name):
        return False
    if caller.company is not None:
        return bool(COMPANY.search(caller.company.text)) or caller.name is not None
    return caller.name is not None and any(w.detail in ("姓", "名", "人名") for w in part)


_SAYS = ("申", "もう", "言", "い", "ござ")
_VERBISH = ("動詞", "形容詞", "副詞")


def _bare(words: tuple[Word, ...], asked: str) -> Caller:
    """A bare answer: 「江川」「スマイル企画の江川」."""
    kept = [i for i, w in enumerate(words) if not w.is_filler and w.pos not in ("感動詞", "記号")]
    if not kept:
        return Caller()
    best: tuple[int, int] | None = None
    at = kept[-1] + 1
    while at > kept[0]:
        begun = _phrase_start(words, at)
        if begun < at and (best is None or at - begun > best[1] - best[0]):
            best = (begun, at)
        at = min(begun, at - 1)
    if best is None:
        return Caller()
    outside = [w for i, w in enumerate(words) if i in kept and not best[0] <= i < best[1]]
    if any(w.pos in _VERBISH and not w.text.startswith(_SAYS) for w in outside):
        return Caller()
    if any(w.is_honorific or w.text in ("を", "に") for w in outside):
        return Caller()
    return _split(words, *best, 0.55, asked)
