"""What the agent's last words, as free text, asked for.

The desk knows which question it put; `denwaban understand` is only given the words. The last
clause that asks decides: a read-back (…でよろしいでしょうか) is a confirmation, …いたしましょうか
an offer, …をいただけますか asks for whatever noun stands before it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from agent.events import Slot
from agent.questions import QUESTIONS, Question
from agent.state import DialogueState, begin
from speech.endpointing import Expect

_CONFIRMATION = Question("confirmation", Expect.YES_NO, "confirm")
_PERMISSION = Question("permission", Expect.YES_NO, "confirm")
_OFFER = Question("offer", Expect.YES_NO, "offer")
_DETAIL = Question("detail", Expect.OPEN)

_ASKING = re.compile(
    r"か[。？?、]*$|よろしい|ください|下さい|願い|(?:承り|伺い|たい(?:の|ん)です|たく存じ)ますが[。、]*$|承りますが|"
    r"いかが|ますね|ですね|どちら様|いただけ|伺います|お聞かせ|どうぞ"
)
_READ_BACK = re.compile(
    r"(?:で|に)(?:、)?(?:よろしい|宜しい|お?間違い|合って|ございますね|すね)|いらっしゃいますね|ですね[。？]*$|"
    r"お?間違い(?:ない|ござい)|合って(?:い)?ます|復唱|繰り返し"
)
_SURE = re.compile(r"よろしいでしょうか|よろしいですか|よろしかった|いらっしゃいますか[。？]*$")
_OFFERED = re.compile(
    r"(?:し|り|げ|き|み|ち|せ|べ|い|え)ましょうか|ましょうか|いかがいたし|いかがなさい|いかがでしょう|"
    r"承りますが|ご希望(?:です|でしょう|なさい)|(?:なさい|になり)ますか|よろしければ|ご不要"
)
_MORE = re.compile(r"(?:ほか|他|以外)に.*(?:ござい|あり|ない)|何かございます")
_ASKS_FOR = re.compile(
    r"(?:いただけ|頂け|頂戴|お願い|お聞かせ|お?伺い|お伺|教え|おっしゃって|ちょうだい|ください|下さい|どうぞ|"
    r"ご入力|お知らせ|聞かせ|おわかり|お分かり|ございますか|でしょうか|ですか)"
)
_WAIT = re.compile(r"お待ち|お時間")
_OPEN_ENDED = re.compile(
    r"何(?:時|名|人|日|曜|分|歳|色|個|番|か月)|いつ|どの(?!者)|どう(?!ぞ|いた)|いくつ|いくら|なぜ|どんな|"
    r"型番|品番|商品名|生年月日|住所|どちら(?!様|の.{1,8}様|の者)|"
    r"(?:部屋|注文|診察券|会員|保険|契約|管理|伝票|予約|社員|口座|郵便|製造|商品)(?:の)?番号"
)
_YES_OR_NO = re.compile(r"(?:です|でしょう|ます|ません|いただけません|ました)か[。？?]*$")
_AGAIN = re.compile(r"もう(?:一度|一回)|聞き取れ|聞こえ")
_DIGITS = re.compile(r"[0-9０-９][0-9０-９\-－ー―の、 ]{5,}[0-9０-９]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|アットマーク")

_WHOLE_NUMBER = 9
"""Digits from which a number read back is a telephone number."""

_NOUNS: tuple[tuple[str, str], ...] = (
    (r"メールアドレス|アドレス|メールの宛先", "email"),
    (r"会社名|御社名|貴社名|社名", "caller"),
    (r"名前と|名前、", "caller_name"),
    (r"電話番号|番号(?!札)|連絡先|下.{0,2}桁|携帯", "callback_number"),
    (
        r"お名前|氏名|名前|どちら様|どなた(?:様)?(?:でしょう|です)|フルネーム|名字|苗字",
        "caller_name",
    ),
    (r"(?:どちら|どこ)の.{1,8}様", "caller_company"),
    (r"どの者|どちらの(?!.*様)|誰|どの担当|担当者名", "target"),
    (r"ご?伝言(?:の内容)?を(?:どうぞ|お願い)", "message"),
    (r"ご?用件|どのような|どういった|どうなさい|どうされ|ご相談|お困り", "purpose"),
)


def question_in(prompt: str) -> Question:
    """The question that `prompt` puts; the open question of a call's start where it puts none."""
    clauses = [c for c in re.split(r"(?<=[。？?！!\n])", prompt.strip()[-300:]) if c.strip()]
    for clause in reversed(clauses):
        if _ASKING.search(clause):
            return _question(clause)
    return QUESTIONS["purpose"] if not clauses else Question("told", Expect.OPEN)


def _question(clause: str) -> Question:
    if _MORE.search(clause) and not _READ_BACK.search(clause):
        return QUESTIONS["anything_else"]
    if _READ_BACK.search(clause) or (_DIGITS.search(clause) and _SURE.search(clause)):
        return _read_back(clause)
    if (
        re.search("いかがなさい|どうなさい|どうされ|用件(?!は以上)", clause)
        and "ましょう" not in clause
    ):
        return QUESTIONS["purpose"]
    if _OPEN_ENDED.search(clause) and not _WAIT.search(clause):
        return _DETAIL
    topic = _asked_for(clause)
    if topic:
        return QUESTIONS.get(topic) or Question(topic, Expect.EMAIL, slot="email")
    if _OFFERED.search(clause):
        return _offer(clause)
    if _AGAIN.search(clause):
        return _DETAIL
    is_closed = _WAIT.search(clause) or _SURE.search(clause) or _YES_OR_NO.search(clause)
    return _PERMISSION if is_closed else _DETAIL


def _read_back(clause: str) -> Question:
    if _DIGITS.search(clause):
        return QUESTIONS["confirm_number"]
    return QUESTIONS["email_readback"] if _ADDRESS.search(clause) else _CONFIRMATION


def _asked_for(clause: str) -> str:
    """The topic of the thing asked for, or nothing."""
    if _AGAIN.search(clause) and not re.search("桁|番号|名前", clause):
        return ""
    if not _ASKS_FOR.search(clause) or "ましょうか" in clause or "おかけしても" in clause:
        return ""
    return next((topic for noun, topic in _NOUNS if re.search(noun, clause)), "")


def _offer(clause: str) -> Question:
    if "折り返し" in clause or ("お電話" in clause and "差し上げ" in clause):
        return QUESTIONS["offer_callback"]
    if "伝言" in clause or "お言付け" in clause:
        return QUESTIONS["offer_message"]
    return _OFFER


def state_after(prompt: str) -> DialogueState:
    """What is known when only the agent's last words are: the number it read back, if any."""
    found = _DIGITS.search(prompt)
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", found.group())) if found else ""
    if len(digits) < _WHOLE_NUMBER:
        return begin()
    slot = Slot("callback_number", digits, digits, 1.0)
    return replace(begin(), slots=(slot,))
