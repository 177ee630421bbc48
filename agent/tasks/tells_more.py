"""What a caller adds to a question that was answered: it is looked into, and ends no call.

「給料が未払いで」「労働を扱っております」「三か月分です」: a particular or a further trouble told
there is more of the same matter, whatever kind of turn it is likened to.
Reactions (高いなあ, 主人に聞いてみます) are none, and the call goes on to its end.
"""

from __future__ import annotations

import re

from agent.events import Slot
from agent.matter import content_of
from agent.own_trouble import is_brought_there
from agent.tasks import opening_hours
from agent.tasks.find_answer import ANSWERS, asks_nothing, entry_of, will_tell
from agent.tasks.take_message import add_to_message, names_in
from agent.turn import Turn
from agent.utterance import Word, listen
from knowledge.asking import holds_value
from knowledge.reader import read
from knowledge.schema import FaqEntry

LEAST_CHARS = 3
"""Characters of a particular: 猫です."""
_ENDS_POLITELY = frozenset(
    ("です", "だ", "や", "な", "ん", "の", "よ", "けど", "が", "けども", "けれども")
)
_POINTS = frozenset(
    ("まで", "から", "くらい", "ぐらい", "ほど", "は", "とか", "以内", "以上", "ごろ")
)
"""Particles a particular may end in: 中央駅の近くで八万円くらいまで, じゃあ食洗機は."""
_NO_PARTICULAR = re.compile(
    r"残念|安心|そう|それ|これ|別|大丈夫|そう|以上|なし|結構|無理|了解|承知|十分|充分|だけ|平気|けっこう|お世話|"
    r"ありがと|どうも|失礼|すみません|ほか|他|また|今度|本当|ほんと|マジ|楽しみ|さすが|感謝|親切|便利|嫌|いや|だめ|駄目"
)
_TELLS_TROUBLE = re.compile(
    r"(?:て(?:い)?(?:る|ます|ない|ません)|た|ない|なく(?:て|なっ\S{1,3}))(?:ん|の)(?:です|だ)(?:けど|けれども|が|よ)?[。]?$|"
    r"(?:[0-9一二三四五六七八九十]日|曜日?|昨日|先週|先月|今朝|先日|おととい)[^。]{0,16}(?<!わかり)(?<!分かり)まし?た[。]?$|"
    r"(?:ちゃ|じゃ|て)った(?:ん(?:です|だ))?(?:けど|が)[。]?$"
)
_SAYS_BACK = re.compile(r"ね[ー。]*$")
"""徒歩5分ですね: what was told."""
_TAIL = re.compile(
    r"^(?:あ|えっと|えーと|じゃあ?|では|でも|[、。 ])+|"
    r"(?:なん)?(?:です|だ)?(?:けど|けれども|が|よ)?[。、]*$"
)
_OF_THIS = re.compile(r"(?:なん)?(?:です|だ)(?:けど|けれども|が)[。、]*$|は[。、？?]*$")
"""北海道なんですけど, じゃあ食洗機は."""
_TO_ASK = re.compile(r"(?:聞き|伺い|知り|教えて)\S{0,6}(?:た|だけ|かった)|思っ|気にな")


def tells_more(turn: Turn) -> bool:
    """More of what was asked and answered is told; it is taken down for somebody who knows."""
    is_answered = any(map(turn.was_read_back, ANSWERS))
    if not is_answered or turn.note("promised") == "1" or turn.meant("goodbye", "call_again"):
        return False
    text = turn.said.text
    if not tells_more_than_reacts(text) or (not _is_particular(text) and asks_nothing(turn)):
        return False
    question = turn.note("question")
    return _is_answered_so(turn, question) or _take_down(turn, question)


def tells_more_than_reacts(text: str) -> bool:
    """A particular (五歳です) or a trouble is told, and not only what she thinks of the answer."""
    return _is_particular(text) or _tells_trouble(text)


def _is_answered_so(turn: Turn, question: str) -> bool:
    """「北海道なんですけど」: the question is put once more of it, and has its answer."""
    bare = _TAIL.sub("", turn.said.text)
    asked = f"{bare}、{question}"
    if question and bare and opening_hours.asked_in(turn, asked):
        return opening_hours.tell_hours(turn, asked)
    if not question or not _OF_THIS.search(turn.said.text):
        return False
    hit = turn.knowledge.faq.answer(asked, read(asked))
    if hit is None or not (hit.entry.id != turn.note("answered") or _holds(question, hit.entry)):
        return False
    will_tell(turn, hit.entry.id)
    turn.push("answer_question")
    return True


def _holds(question: str, entry: FaqEntry) -> bool:
    return holds_value(question, entry.answer)


def _take_down(turn: Turn, question: str) -> bool:
    text = turn.said.text
    told = content_of(text, names_in(turn))
    if not told and len(text) < LEAST_CHARS:
        return False
    if question and not turn.value("message"):
        add_to_message(turn, question)
    add_to_message(turn, told or text)
    entry = entry_of(turn, turn.note("answered"))
    if entry is not None and is_brought_there(entry, turn.knowledge):
        turn.learn(Slot("kind", "reservation_new", text, 0.8))
        turn.push("reserve")
    else:
        turn.push("answer_question")
    return True


def _is_particular(text: str) -> bool:
    """It ends in a noun, or in a noun with まで, くらい and the like."""
    sentences = [s for s in re.split(r"[。！!]", text) if s.strip()]
    if not sentences or _NO_PARTICULAR.search(text) or _SAYS_BACK.search(text):
        return False
    words = [w for w in listen(sentences[-1]).words if w.pos != "記号" and not w.is_filler]
    while words and words[-1].text in _ENDS_POLITELY:
        words.pop()
    while words and words[-1].text in _POINTS:
        words.pop()
    return bool(words) and _is_noun(words[-1])


def _is_noun(word: Word) -> bool:
    return word.pos == "名詞" and word.kind not in ("代名詞", "非自立", "形容動詞語幹")


def _tells_trouble(text: str) -> bool:
    return _TELLS_TROUBLE.search(text) is not None and _TO_ASK.search(text) is None
