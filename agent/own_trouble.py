"""Trouble of the caller's own that an office is there for: a matter to come with.

「訴状が届いたんですけど」 told to lawyers complains of nobody, 「夫が出て行ってしまって」 is no
emergency, and 「親知らずが痛くて眠れない」 is no fault of the dentist's: somebody comes with it,
whatever kind of call the words are likened to.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from agent.asking import asks
from agent.displeasure import is_angry
from agent.matter import matter_of
from agent.plain_matters import stated_in
from agent.views import asks_view
from knowledge import Knowledge
from knowledge.answering import ANSWER_FROM, LIKELY_FROM
from knowledge.schema import FaqEntry

Office = Literal["advice", "care", ""]
LEAST = {"advice": 5, "care": 3}
"""Questions of its FAQ that speak of 相談, or of 診療, by which an office that gives advice or care
is known: the law office has 20, the dentist and the clinics 5 to 10, other samples at most 1."""
_OF = {"advice": re.compile("相談"), "care": re.compile("診|治療|患者|症状|検診")}
_READ = 300
"""Entries looked at: what an office does shows in its first ones."""
LEAST_CHARS = 5
"""Characters: 離婚のこと, 歯が痛い."""
_WHAT_TO_DO = re.compile(
    r"(?:どう|何を|なに(?:か)?を|どこから)(?:いう風に|やって)?(?:したら|すれば|せば|しれば|して|たら|ば|て)?"
    r"(?:いい|よい|良い|ええ|よろしい)[^。]{0,10}$|どうしようも?な|どうにか(?:なり|でき)|何とか(?:なり|でき)"
)
"""「どうしたらいいか分からなくて」 asks for advice, and no question of the manual."""
_TO_US = re.compile(
    r"戻り|直帰|帰社|長引|そちら|そっち|おたく|お宅(?!の)|御社|先生|弁護士|事務[所局]|担当|相談(?:し(?:た(?!い|く)|て(?:い|る|ます))|料|に(?:行|伺|来))|"
    r"依頼|お願いし(?:た|て(?:い|る|ま))|頼ん(?:だ|で(?:い|る|ま))|予約|伝言|折り返|メール|資料|領収|顧問|求人|応募|面接|"
    r"代わって|つない|繋い|取り次|いらっしゃい|おられ|おります(?:か|でしょう)|(?:電話|連絡)(?:が|を|の)?(?:ほし|欲し|くだ|くれ|もら|いただ|あっ|来な)"
)
"""What concerns the office itself: something of it, or one of its people."""
_OTHER_SIDE = re.compile(
    r"(?:相手|先方|向こう|夫|妻|主人|旦那|会社|貸主|家主|大家)(?:方|側|さん)?の(?:弁護士|税理士|社労士|代理人)(?:さん|の先生)?"
)
"""Whose letter came is nobody of ours."""
_TELLS = re.compile(
    r"(?:て|で|し|たり)[、。]*$|(?:んです|のです|ました|ます|です|った|んだ|い)(?:けれ?ど?も?|が|よ|ね|し|の)*[、。]*$|"
    r"(?:こと|件|話|問題)(?:で|なん(?:です|だ)\S{0,4})[、。]*$|"
    r"(?:[のん](?:じゃ|や)(?:が|けど)?|のう|ねん|(?:とる|ちょる|よる)(?:けど|が)?|わ|だよ|なのよ?)[、。]*$"
)
_TO_BE_HEARD = re.compile(
    r"(?:お?話|相談)[をに]?(?:聞いて|きいて|聴いて|乗って|のって)(?:いただ|頂|もら|ほし|欲し|くれ|くださ)"
)
"""一度、話を聞いていただきたいんですけど."""
_TO_CONSULT = re.compile(r"、(?:[^、。]{0,6})?ご?相談(?:し|させていただき|させてもらい)たい")
"""夫が出ていっちゃって、相談したいんですけど."""
_SUCH_A_CASE = re.compile(
    r"(?:けど|が|て|で)、[^、。]{0,6}(?:こう|そう)いう(?:の|こと|相談|場合|件)?(?:でも|も|って|は|の)*、?(?:ご?相談)?"
    r"(?:できま|でき(?:る|ん)|乗って|見て|みて|聞いて|頼め|お願いでき|いいん?で)"
)
"""車を傷つけられたんですけど、そういう相談もできますか."""
_BY_WHOM = re.compile(r"(?:弁護士|税理士|専門家|先生)(?:さん|の(?:方|先生))?に、?")
"""弁護士さんにお話を聞いていただきたくて: whoever that may be."""
_WISHES = re.compile(r"(?:たい|ほしい|欲しい)(?:(?:ん|の)です)?(?:けれ?ど?も?|が)?[。、]*$")
_FIELDS = re.compile(r"どんな|どのような|扱|分野")
"""The entry that tells what an office gives advice on."""
_PAIN = re.compile(
    r"痛|食えん|噛め|かめ(?:ん|ない)|しみ(?:る|て|ます)|熱(?:が|は|も)|[3-4][0-9]度|眠れな|つら|苦し|かゆ|痒|吐"
)
_TO_BE_SEEN = re.compile(
    r"[、 ](?:そちらで)?(?:診|み|見)て(?:もらえ|いただけ|くれ)(?:ます|ません|る)"
)
"""膝が痛くて階段が上れないんですけど、診てもらえますか."""
_ANOTHERS = re.compile(
    r"犬|猫|ネコ|うさぎ|ウサギ|ハムスター|小鳥|(?:うち|私|僕)の子|子ども|子供|お?[父母]|娘|息子|孫|主人|夫|妻|家内|祖[父母]"
)
"""Whose pain it is, where it is not the caller's."""
_SYMPTOM = re.compile(
    rf"{_PAIN.pattern}|(?:入れ歯|差し歯)[^。]{{0,4}}合わ(?:な|ん)|入れ歯[^。]{{0,16}}(?:落と?し|落っこ|割|壊|折|まっぷたつ|真っ二つ)|腫れ|ぐらぐら|グラグラ|(?:詰め物|かぶせ|被せ|差し歯|歯|銀歯)[^。]{{0,8}}(?:取れ|抜け|欠け|割れ|外れ)|"
    r"乳歯|生えて|親知らず[^。]{0,8}(?:出|生|腫)|"
    r"咳|せきが|下痢|発疹|湿疹|ぶつぶつ|(?<!採)血(?:が|も)|めまい|しびれ|だる[いく]|具合|調子が(?:悪|おかし)|食欲|"
    r"(?:ごはん|ご飯|餌|えさ|エサ|水)[^。]{0,6}(?:食べ|飲ま)な|元気がな|ひねっ|くじい|ねんざ|捻挫|膿|うみが|できもの|しこり|かぶれ|"
    r"虫歯|口内炎|風邪|鼻水|目やに|耳(?:を|が)[^。]{0,6}(?:かい|臭|赤|振)|びっこ|足を引きず"
)
_NO_VISIT = re.compile(
    r"キャンセル|取り消|取りやめ|変更|ずらし|遅れ|(?:行|伺)け?(?:な|ませ)|休(?:み|ま)|薬|診断書|証明|料金|費用|いくら|お金|"
    r"保険|紹介状|カルテ"
)
"""Something else of the office is wanted beside the pain."""


_CERTAIN = 0.9
"""How surely an entry must answer who asks what to do about her trouble."""


def wants_to_be_heard(text: str) -> bool:
    """「弁護士さんにお話を聞いていただきたくて」: nobody in particular is called for."""
    return _TO_BE_HEARD.search(text) is not None


def office_of(knowledge: Knowledge) -> Office:
    """Whether people come to this office for advice, for care, or for neither."""
    manual = knowledge.manual
    if not manual.reservation.accepted:
        return ""
    asked = [entry.question for entry in islice(manual.faq, _READ)]
    office: Office
    for office in ("advice", "care"):
        if sum(_OF[office].search(one) is not None for one in asked) >= LEAST[office]:
            return office
    return ""


def is_brought(text: str, knowledge: Knowledge) -> bool:
    """Trouble of the caller's own is told, and nothing of the office's."""
    office = office_of(knowledge)
    stated = stated_in(text)
    if not office or len(matter_of(text)) < LEAST_CHARS:
        return False
    if stated is not None and stated.kind != "broken":
        return False  # 傘を忘れたみたいで
    if office == "care":
        is_told = _SYMPTOM.search(text) and not (_NO_VISIT.search(text) or is_angry(text))
        is_wish = _TO_BE_SEEN.search(text) is not None and _PAIN.search(text) is not None
        is_told = is_told and (is_wish or not (asks(text) or asks_view(text)))
        return bool(is_told) and "予約" not in text and (is_wish or _TELLS.search(text) is not None)
    if _TO_BE_HEARD.search(text):
        text = _BY_WHOM.sub("", text)
    return not _TO_US.search(_OTHER_SIDE.sub("", text)) and _wants_advice(text, knowledge)


def _wants_advice(text: str, knowledge: Knowledge) -> bool:
    if _TO_BE_HEARD.search(text) and not asks(text):
        return True
    if _SUCH_A_CASE.search(text):
        return True
    hit = knowledge.faq.nearest(text)
    sure = hit.score if hit is not None else 0.0
    if sure < ANSWER_FROM and _TO_CONSULT.search(text) and not asks(text):
        return True
    if _WHAT_TO_DO.search(text) and sure < _CERTAIN:
        return True  # 訴えられちゃったんですけど、どうしたらいいですか
    is_field = hit is not None and _FIELDS.search(hit.entry.question) is not None
    if sure >= ANSWER_FROM or (sure >= LIKELY_FROM and _WISHES.search(text) and not is_field):
        return False  # 家に電話しないでほしいんですけど
    wants = _WHAT_TO_DO.search(text) is not None
    return wants or (_TELLS.search(text) is not None and not asks(text))


def is_brought_there(entry: FaqEntry, knowledge: Knowledge) -> bool:
    """Who was told what an office gives advice on, and tells more, comes for advice."""
    is_field = _FIELDS.search(entry.question) is not None
    return is_field and office_of(knowledge) == "advice"


def sympathy(text: str, knowledge: Knowledge) -> str:
    """Which word of sympathy fits what is brought; empty where nothing is."""
    if not is_brought(text, knowledge):
        return ""
    if office_of(knowledge) == "advice":
        return "advice"
    return "care_pain" if _PAIN.search(text) and not _ANOTHERS.search(text) else "care"
