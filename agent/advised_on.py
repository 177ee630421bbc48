"""What a caller of an office that gives advice is in trouble with: a matter to be talked over.

「訴状が届いたんですけど」 told to lawyers complains of nobody, and 「夫が出て行ってしまって」 is no
emergency: somebody comes and talks it over, whatever kind of call the words are likened to.
"""

from __future__ import annotations

import re
from itertools import islice

from agent.asking import asks
from agent.matter import matter_of
from knowledge import Knowledge
from knowledge.answering import ANSWER_FROM, LIKELY_FROM

LEAST = 5
"""Questions about its 相談 that an office has written which gives advice: 20 of the law office's,
none of the other samples'."""
_READ = 300
"""Entries looked at: what an office does shows in its first ones."""
LEAST_CHARS = 6
"""Characters: 離婚のことで."""
_WHAT_TO_DO = re.compile(
    r"(?:どう|何を|なに(?:か)?を|どこから)(?:いう風に|やって)?(?:した|すれ|しれ)?(?:たら|ば|て)?"
    r"(?:いい|よい|良い|ええ|よろしい)[^。]{0,10}$|どうしようも?な|どうにか(?:なり|でき)|何とか(?:なり|でき)"
)
"""「どうしたらいいか分からなくて」 asks for advice, and no question of the manual."""
_TO_US = re.compile(
    r"そちら|そっち|おたく|お宅(?!の)|御社|先生|弁護士|事務[所局]|担当|相談(?:し(?:た|て(?:い|る|ます))|料|に(?:行|伺|来))|"
    r"依頼|お願いし(?:た|て(?:い|る|ま))|頼ん(?:だ|で(?:い|る|ま))|予約|伝言|折り返|メール|資料|領収|顧問|求人|応募|面接|"
    r"代わって|つない|繋い|取り次|いらっしゃい|おられ|おります(?:か|でしょう)|(?:電話|連絡)(?:が|を|の)?(?:ほし|欲し|くだ|くれ|もら|いただ|あっ|来な)"
)
"""What concerns the office itself: something of it, or one of its people."""
_TELLS = re.compile(
    r"(?:て|で|し|たり)[、。]*$|(?:んです|のです|ました|ます|です|った|んだ)(?:けれ?ど?も?|が|よ|ね|し|の)*[、。]*$|"
    r"(?:こと|件|話|問題)(?:で|なん(?:です|だ)\S{0,4})[、。]*$"
)

_WISHES = re.compile(r"(?:たい|ほしい|欲しい)(?:(?:ん|の)です)?(?:けれ?ど?も?|が)?[。、]*$")
_FIELDS = re.compile(r"どんな|どのような|扱|分野")
"""The entry that tells what an office gives advice on."""


def gives_advice(knowledge: Knowledge) -> bool:
    """People come to this office to talk their matters over."""
    manual = knowledge.manual
    asked = sum("相談" in entry.question for entry in islice(manual.faq, _READ))
    return manual.reservation.accepted and asked >= LEAST


def is_for_advice(text: str, knowledge: Knowledge) -> bool:
    """Trouble of the caller's own is told, and nothing of the office's."""
    if not gives_advice(knowledge) or _TO_US.search(text):
        return False
    hit = knowledge.faq.nearest(text)
    sure = hit.score if hit is not None else 0.0
    is_field = hit is not None and _FIELDS.search(hit.entry.question) is not None
    if sure >= ANSWER_FROM or (sure >= LIKELY_FROM and _WISHES.search(text) and not is_field):
        return False  # 家に電話しないでほしいんですけど
    wants = _WHAT_TO_DO.search(text) is not None
    tells = _TELLS.search(text) is not None and not asks(text)
    return (wants or tells) and len(matter_of(text)) >= LEAST_CHARS
