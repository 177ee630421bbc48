"""What a turn is about, taken out of its words: for the message, and for the report.

Left out are greetings, fillers, thanks and yeses, who calls and on which number, whom she asks
for, the wish to leave a message, and the anger at being asked again. What is left is never
altered, only cut: a sentence loses its だから and its …んですけど, not its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.caller_words import RELATION
from speech.reading.lead_ins import HESITATION

LONGEST_COMPANY = 20
"""Characters before a caller's name that may be no more than where she works."""
LEAST_CONTENT = 4
"""Characters: 雨漏り. Fewer tell nobody anything."""
_CLAUSE = re.compile(r"[^。、！？!?]+[。、！？!?]?")
_TRAILS = re.compile(r"\.{2,}|…+")
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]?")
_MARKS = "、。！？!? "
_AROUND = re.compile(
    r"^(?:あ+[のーっう]*|え+[ーえとっ]*|えっと|うーん|まあ|その|はい|いや|いえ|ええ|もしもし|"
    r"(?:(?:夜分|早朝|朝早く|夜遅く|遅く|お昼時|お忙しい(?:ところ|中|とき)|お休みの(?:日|ところ)|急|突然(?:の(?:お電話|ご連絡))?|"
    r"たびたび|何度も)(?:に|を|で|にて)?)?"
    r"(?:すみません|すいません|申し訳\S{0,8}|ごめんなさい|恐れ入ります|失礼(?:いた)?します)(?:ね?[えー]*|が)|"
    r"お忙しいところ\S*|"
    r"こんにちは|おはようございます|こんばんは|(?:いつも)?(?:大変)?お世話に\S*|お世話様\S*|"
    r"お疲れ様です|お疲れさまです|初めまして|はじめまして|初めてお電話\S*|"
    r"よろしくお願い\S*|(?:その(?:とお|通)り|さよう)(?:です|でございます)\S{0,2}|"
    r"[0-9-]{9,}(?:です)?|"
    r".*ほどのこと(?:じゃ|では)\S*|いえいえ|お願いします|お願いいたします|ちょっと|(?:お電話|"
    r"電話)(?:いた)?しました)"
    r"[ねえー]*[。、！？!? ]*$"
)
"""Clauses that tell nobody anything: greetings, fillers, thanks."""
_INTRODUCES = re.compile(
    r"^\S{1,40}?(?:の者です|の者なんです|と申します|といいます|と言います|ともうします|"
    r"と申しまして)"
    r"(?:が|けど|けれども?)?[。、 ]*$"
)
_IS_MYSELF = re.compile(r"^(?:と申し|です|でございます|だけど|ですけ)\S{0,8}[。、 ]*$")
_LEADS = re.compile(
    r"^(?:だから(?:さ|ね)?|ですから|せやから|それでね?|そんで|ほんで|そしたら|ほな|いやいや|いえいえ|いいえ|"
    r"いや(?!な|が)|いえ|"
    rf"{HESITATION}|あと(?:ね|、)|あと(?=[^0-9で])|それと(?!も)さ?|それから(?:さ、)?|まず|"
    r"もしもし|すみません(?:ね|が)?|"
    r"すいません|じゃあ|では、|はい|うん|ああ|あ、|え、|ー|[、 ])+"
)
"""What a sentence begins with and can do without."""
_CALLED = re.compile(
    r"で、?(?:お?電話(?:を)?(?:いた)?しました|お?電話(?:を)?(?:した|いたした|差し上げた|させていただいた)|"
    r"(?:ちょっと)?かけ(?:た|させていただいた))(?:ん(?:です|だ))?(?:けど|けれども|が)?(?=[、。]|$)"
)
"""求人のことでお電話したんですけど."""
_TAIL = re.compile(
    r"(?:(?:な)?(?:(?<!さ)ん|の)(?:です|でして|だ|や)(?:けど|けれども?|けども|が|よ|ね|わ)?|"
    r"です(?:けど|けれども?|けども|が|よ|ね)|(?<=ます)(?:が|よ|ね)|けど|けれども|のよ|んや|"
    r"さかい)[ねえー]*$"
)
"""…たいんですけど: its last words tell nothing."""
_YES = re.compile(
    r"^(?:(?:はい|ええ|うん|そう(?:そう)*|そうです(?:そうです)*|合って|あって|番号は|それで|"
    r"大丈夫|結構|けっこう|いい|"
    r"(?:分か|わか)りました|なるほど|よかった|了解|承知(?:しました)?|以上|(?:これ|それ|"
    r"用件は)(?:だけ|以上)|"
    r"え|へ|あら|うー?ん|おおきに|どうも|違(?:い|う))+"
    r"(?:ます|る|です|だ|や|よ|ね|わ|で|の|か|けど|い|ー|っ|え|ございます)*|"
    r"(?:どうも)?(?:ありがとう|お手数|助かり|よろしく|お願い(?:し|いた)|失礼)\S{0,12}|"
    r"(?:どうも)?頼(?:み(?:ます)?|ん(?:だ|ど[くい])|む)(?:よ|ぞ|で|わ|ね)*|"
    r"[^、。]{0,6}(?:お待ちして|待って)(?:い|おり)?(?:ます|る)\S{0,4})$"
)
_THANKS = re.compile(r"ありがとうございました|お礼")
"""ありがとうございましたとお伝えください: what is passed on, not said to the desk."""
_SAID_BEFORE = re.compile(
    r"(?:さっき|先ほど|最初に|何(?:度|回|べん)も|もう[0-9]?回?くらい|今|いま)[^、。]{0,6}"
    r"(?:(?:言|ゆ)(?:い|っ|う)|いいまし|いうた)(?!たい)|"
    r"(?:さっき|先ほど|今)(?:の|お?伝え)[^、。]{0,8}(?:で|です)|答えに?なって(?:い)?な|"
    r"聞いて(?:い)?る(?:の|ん)(?!です)|(?:言|い)って(?:い)?るん(?:です|だ)|ですってば?$"
)
"""That it was said, asked or answered before."""
_CHECKS = re.compile(r"(?:伝わ|つたわ|通じ)(?:っ|り|て)[^、。]{0,8}$")
_LINKS = re.compile(r"^(?:で|それで|でね|んで|ほんで|あと|それと|それに|でも|もう)$")
_FOR_WHOM = re.compile(
    r"^(?!.*(?:患者|客|生徒|会員|先方|相手|保護者|業者))[^、。]{1,10}(?:さん|様|さま|先生|長|か|方|者)(?:に|へ)$|^[^、。]{1,12}(?:宛て?|あて)(?:に|で)?$|"
    r"^[^、。の]{1,6}(?:さん|様|さま|先生|長)$"
)
_KIN = re.compile(
    rf"^\S{{0,24}}の(?:{RELATION.pattern[1:-1]})(?:です|なん|でござ|だ)[^、。]{{0,6}}$"
)
_ASKS_FOR = re.compile(
    r"^[^、。]{0,16}?(?:さん|様|さま|先生|長|担当者?|(?<=の)方|者|女将)(?:は|を|に|って|"
    r"、)?[^、。]{0,8}?"
    r"(?:いらっしゃ|おられ|おります|い(?:ます|る)|お願い(?:でき|し|いた)|つな|代わ|おみえ|お見え|"
    r"お?手すき|お?手隙)[^、。]{0,12}$"
)
"""栗本さんいらっしゃいますか."""
_MESSAGE_WISHED = re.compile(
    r"^(?:(?!って|と).){0,16}(?:伝言|言付け|ことづけ|メッセージ)[^、。]{0,14}$|"
    r"^[^、。]{0,20}(?:お伝え|伝えて)[、 ]*(?:ほし|欲し|もらい|いただき|願い|くれ)[^、。]{0,16}$|"
    r"^(?:そう|そのように|(?:この|これ|以上|それ)[^、。]{0,6})?(?:お伝え|伝えて|伝えと[いく]|言っ(?:て|と)|"
    r"言う(?:とい|とっ)|申し伝え)[^、。]{0,10}$"
)
"""熊谷さんに伝言をお願いします, 急いで伝えてほしいんです."""
_NO_CALL = re.compile(
    r"^(?:やっぱり|もう)?(?:折り返し|お?電話)(?:の?お?電話)?は?、?(?:もう)?(?:要り|いり|いら[なんへ]|要ら[なんへ]|いい|よろし|ええ|結構|"
    r"大丈夫|不要|なくて|なんて)[^、。]{0,8}$|"
    r"^(?:折り返し|お?電話|ご?連絡)[はを]?、?(?:頂戴し|いただか|頂か|もらわ|くださら|して(?:もらわ|いただか)?)なくて[^、。]{0,10}$"
)
_NUMBER = re.compile(r"[0-9０-９〇一二三四五六七八九の・−ー‐\- ]")
_AROUND_NUMBER = re.compile(
    r"(?:私の|こちらの|うちの|僕の)?(?:お?電話|携帯|連絡先|番号|ほう)|違(?:う|います)|なん|です|"
    r"になります|けれども?|けど|だ|よ|ね|は|が|で|に|、"
)
_LEAST_DIGITS = 9
_LEAST_REST = 4
"""Digits of 「違う、3345です」, the end of a number said anew."""
_MOST_BESIDE_NUMBER = 3
_MYSELF = re.compile(
    r"^の$|^(?:の(?:者|方|ほう))?(?:で?す|と申し|と言い|といい|って(?:いう|言う|い|言)|"
    r"いう(?:もん|者)|だ(?:けど|よ|って)|や|で受け|ですって|でございます|なんです|[。、！？!? ]*$)"
)
_ASKING = ("か", "の", "かね", "かしら", "よね", "かな", "っけ")
_TO_TELL = re.compile(r"[、 ]*(?:と|って)[、 ]*(?:お伝え|伝えて|申し伝え)[^、。]{0,10}$")
_PASSED_ON = re.compile(
    r"(?:と|って|ように)[、 ]*(?:お伝え|伝えて|申し伝え|言って|言うとい|"
    r"言っとい)[^、。]{0,14}[。、?？ ]*$"
)
_KEPT = re.compile(
    r"(?:伝わ|通じ)(?:っ|り|て)\S{0,6}?(?:か(?:ね|な)?|よね|[?？])[。?？]?$|(?:伝わって|"
    r"通じて)(?:い)?(?:ます|る)[?？。]?$|"
    r"(?:伝え|言っ|話し)て(?:おいて)?(?:もらえ|いただけ|くれ)(?:ます|"
    r"る)?(?:ん(?:です)?)?(?:か(?:ね|な)?|よね|の)[。?？]?$|"
    r"(?:^|[、。])(?:それで|これで)?(?:大丈夫|平気|間違いない|いい|よろしい)(?:です)?(?:(?:よね|"
    r"か(?:ね|な)?)[?？。]?|[?？])$|"
    r"(?:っていう|って|という)?(?:の|こと)(?:は|で|も)[、 ]*(?:大丈夫|間違いない|いい|"
    r"よろしい)(?:です)?(?:よね|ね)[?？。]?$"
)
"""伝わってますか, 大丈夫ですよね?: whether it is passed on, not a matter of its own."""
_KEPT_TAIL = re.compile(
    r"(?:(?:っていう|って|という)(?:の|こと)|の|こと|ん)?(?:って)?(?:は|が|も|で|"
    r"を)?[、 ]*(?:ちゃんと)?"
    r"(?:大丈夫|平気|いい|よろしい|(?:伝わ|通じ)(?:って|り)|(?:お伝え|伝えて|"
    r"言って)(?:おいて)?(?:もらえ|いただけ|くれ))"
    r"(?:です|ます|ん|い|る)*(?:よね|か|ね|な)*[?？。]?$"
)
_MORE = re.compile(
    r"(?<!お願い)(?:てほし|て欲し|でほし|てくださ|でください|て下さ|ないで|てもら(?:い|え)|"
    r"ていただ|てくれ|てちょうだい|ておいて|といて)|"
    r"[0-9〇一二三四五六七八九十]+(?:時|日|月|個|台|枚|名|人|本|冊|箱|円|分|番)|"
    r"[月火水木金土日]曜|午前|午後|明日|来週|今日|"
    r"の(?:件|こと)|(?<!大丈夫)(?<!結構)(?<!いい)(?:です|ます|でしょう|ません)(?:か(?:ね|な)?|"
    r"よね)|[?？]|んですか|のか"
)
"""A request, a day, a number, a question: what a bare farewell does not hold."""
_TOKENS = re.compile(r"[一-龥々]|[ァ-ヴー]{2,}|[0-9]+|[A-Za-z]+")
_NOT = re.compile(r"ない|ません|なく|ず(?:に)?[、。]|ん(?:[、。]|$)")
_PUTS_RIGHT = re.compile(r"じゃな|ではな|やなく|やのうて|違|訂正|やっぱ")

_WISH_WORDS = re.compile(
    r"(?:お?急ぎ|急い(?:で|だ)|至急|大至急|(?:今日|本日)(?:中|じゅう)|お?電話|ご?連絡|折り返し?|(?:早|直)く?|"
    r"すぐ|番号|伝言|言付け|メッセージ|お?話し?(?=た|を|でき|が|し)|お?(?:戻|帰)[らりっれる]|お?願い|お?待ち|待[っつて]|"
    r"致し|頂|欲し|何[時日度]?|時間|今日|今|頃|方|助か|大丈夫|結構|都合|聞[きいけ]|知り|分か|"
    r"お?(?:名前|休み|留守|会議|出張|外出|不在))"
)
_CALLS_FOR = re.compile(
    r"いますか|いらっしゃ|待て|ほかの|(?:つな|繋)[いが]|(?<!の)代わ|ことづけ|伝言|(?:何とか|なんとか)"
)
"""Clauses that ask for somebody or for a message to be taken, and tell nothing of the matter."""
_CONTENT = re.compile(r"[一-龥々]|[ァ-ヴー]{3,}|[A-Za-z]{2,}")
LEAST_CONTENT_WORDS = 2
"""Content characters (kanji; a word in katakana counts as one and is enough) left beside the
words of a wish to be called: 急須の試作 holds four, 至急お電話を none."""
_EXPLAINS = re.compile(
    r"の(?:件|こと|話|ところ)(?:で|なの|なん|について|に関|だ|$)|について|に関して|"
    r"(?:んで|ので|もので|もんで|まして|くて|んです(?:けど|けれども?|が)?|のよ|んだ(?:けど)?)(?:[ねえー、]|$)"
)
"""A ground is given (…んで, …ので, …まして) or a matter named (…のことなんですけど)."""
_WANTS_TO_KNOW = re.compile(
    r"(?:どう|何|なぜ|どの|どこ|いくら|か)[^、。]{0,14}か(?:どうか)?(?:を|が|だけ)?[、 ]*"
    r"(?:お?聞き|知り|伺い|うかがい|お尋ねし|確認し|確かめ|気にな|心配)"
)
"""その後どうなってるか聞きたくて: what she wants to know is the matter."""
_ASKS_US = re.compile(r"(?:[?？]|か|かね|かな|かしら)$")


def matter_of(text: str, name: str = "") -> str:
    """What a turn is about: without greetings, fillers and the caller's own `name`."""
    told = [
        clause
        for clause in _CLAUSE.findall(text)
        if not (_AROUND.match(clause) or _INTRODUCES.match(clause) or _is_only(clause, name))
    ]
    return "".join(told).strip(_MARKS)


_ONE_TIME = (
    r"(?:(?:来週|今週|再来週|来月|翌週|次)の?)?(?:今日|本日|明日|明後日|あさって|昨日|おととい|"
    r"[月火水木金土日]曜(?:日)?|[0-9〇一二三四五六七八九十]+(?:月[0-9〇一二三四五六七八九十]+日|日|時(?:半|[0-9]+分)?))"
)
_ONE_COUNT = (
    r"[0-9〇一二三四五六七八九十百千万,]+(?:個|つ|枚|本|箱|袋|台|冊|部|人|名|円|年|か月|週間)"
)
_REPAIRED = re.compile(
    rf"(?:(?P<time>{_ONE_TIME})|{_ONE_COUNT})(?:に|で|の|から|まで|を|、| )*"
    r"(?:あっ?|えっと|えーと|ええと|[、。 ])*+"
    r"(?:いや(?!な)|いえ|違う|違った|違います|ちがう|ちゃう|間違え(?:た|ました))"
    r"(?:いや|いえ|違う|ごめんなさい|すみません|間違え(?:た|ました)|[、。 ])*"
    rf"(?=(?(time){_ONE_TIME}|{_ONE_COUNT}))"
)
"""今日、あ、いや、月曜に: what was said first is taken back."""


def content_of(text: str, names: Iterable[str] = (), *, quoted: bool = False) -> str:
    """What a turn tells whoever reads of it, sentence by sentence; empty where it tells nothing.

    `names`: those of the caller and of her firm. `quoted`: the words are a message, thanks too.
    """
    known = tuple(name for name in names if name)
    told: list[str] = []
    for sentence in _SENTENCE.findall(_REPAIRED.sub("", _TRAILS.sub("、", text))):
        clauses = _CLAUSE.findall(sentence)
        kept = [c for c in clauses if (quoted and _THANKS.search(c)) or not _says_nothing(c, known)]
        content = _cut("".join(kept))
        if len(content) >= LEAST_CONTENT:
            told.append(content)
    return "。".join(told)


def holds_more(text: str) -> bool:
    """More than a farewell: something is told, asked or wished beside it."""
    return any(_MORE.search(s) for s in _SENTENCE.findall(text) if content_of(s))


def asks_whether_kept(text: str) -> bool:
    """The caller makes sure that what she said is passed on."""
    return any(_KEPT.search(s.strip()) for s in _SENTENCE.findall(text))


def is_to_be_passed_on(text: str) -> bool:
    """…とお伝えください: whatever stands before it is a message, and no wish of its own."""
    return _PASSED_ON.search(text) is not None


def declines_call(text: str) -> bool:
    """折り返しはよろしいわ: no call back is wished."""
    return any(_NO_CALL.match(_LEADS.sub("", c.strip(_MARKS))) for c in _CLAUSE.findall(text))


def what_is_kept(text: str, names: Iterable[str] = ()) -> str:
    """「家にはかけないっていうのは大丈夫ですよね」: what the caller makes sure of."""
    sentences = content_of(text, names).split("。")
    kept = (_KEPT_TAIL.sub("", s) if _KEPT.search(s) else s for s in sentences)
    return "。".join(s for s in kept if len(s) >= LEAST_CONTENT)


def told_plainly(text: str) -> str:
    """Each thing once, without the …んですけど at a sentence's end.

    A sentence whose every word stands in another goes; a correction stays.
    """
    bare = (_TAIL.sub("", s.strip(_MARKS)) for s in text.split("。"))
    sentences = list(dict.fromkeys(s for s in bare if len(s) >= LEAST_CONTENT))
    return "。".join(
        one
        for at, one in enumerate(sentences)
        if not any(_says_more(other, one, at, i) for i, other in enumerate(sentences) if i != at)
    )


def figures_of(message: str) -> str:
    """The clause of a long message that tells a day, an hour or a count; empty without one."""
    clauses = [c for c in re.split(r"[。、]", message) if _FIGURE.search(c)]
    told = re.sub(r"(?:と|って|ので|んで|から|けど|が)$", "", clauses[-1]) if clauses else ""
    return told if len(told) >= _LEAST_TOLD and _STATES.search(told) else ""


_STATES = re.compile(r"(?:ます|です|ました|ません|[るたうくいむぶぐす])(?:よ|ね)?$")


_FIGURE = re.compile(f"{_ONE_TIME}|{_ONE_COUNT}|来週|来月|今週|午前|午後")
_LEAST_TOLD = 6
"""Characters of a clause that says anything by itself."""


def is_said_in(known: str, more: str) -> bool:
    """Every word of `more` stands in `known`, and it neither corrects nor denies that."""
    tokens = _TOKENS.findall(more)
    if (
        not tokens
        or _PUTS_RIGHT.search(more)
        or bool(_NOT.search(more)) != bool(_NOT.search(known))
    ):
        return False
    return all(token in known for token in tokens)


def tells_matter(clause: str) -> bool:
    """The clause has words of the caller's own business, not only of the call she wishes for."""
    if _CALLS_FOR.search(clause):
        return False
    found = _CONTENT.findall(_WISH_WORDS.sub("", clause))
    return len(found) >= LEAST_CONTENT_WORDS or any(len(word) > 1 for word in found)


def tells_why(sentence: str) -> bool:
    """A ground of the call, the name of its matter, or what the caller wants to know of it."""
    if _ASKS_US.search(sentence) or _CALLS_FOR.search(sentence):
        return False
    return _WANTS_TO_KNOW.search(sentence) is not None or (
        _EXPLAINS.search(sentence) is not None and tells_matter(sentence)
    )


def asks_us(sentence: str) -> bool:
    """It ends as a question does."""
    return _ASKS_US.search(sentence) is not None


def calls_for(sentence: str) -> bool:
    """Somebody is asked for, or a message to be taken."""
    return _CALLS_FOR.search(sentence) is not None


def without_call_words(sentence: str) -> str:
    """`sentence` without what belongs to any wish for a call: 至急, 折り返し, 名前."""
    return _WISH_WORDS.sub(" ", sentence)


def request_in(message: str) -> str:
    """What a long message comes to: what stands behind its ground, 来客があるので、."""
    parts = [
        one for one in re.split(r"(?<=ので|んで|から|けど)、|、(?=そ|だ|残)|。", message) if one
    ]
    told = [p for p in parts if not _IS_GROUND.search(p) and not declines_call(p)]
    wished = (told or parts or [""])[-1]
    return re.sub(r"(?<=よう)に?[、 ]*(?:お伝え|伝えて|言って|申し伝え)[^、。]*$", "", wished)


_IS_GROUND = re.compile(r"(?:ので|んで|から|けど)$")


def _says_more(other: str, one: str, at: int, other_at: int) -> bool:
    is_alike = set(_TOKENS.findall(one)) == set(_TOKENS.findall(other))
    return is_said_in(other, one) and (not is_alike or (len(other), -other_at) > (len(one), -at))


def _cut(sentence: str) -> str:
    """Without だから before it; a question keeps its mark where no か shows it."""
    bare = _CALLED.sub("", _TO_TELL.sub("", _LEADS.sub("", sentence.strip(_MARKS))))
    is_marked = sentence.strip().endswith(("?", "？")) and not bare.endswith(_ASKING)
    return f"{bare}？" if is_marked and bare else bare


def _says_nothing(clause: str, names: tuple[str, ...]) -> bool:
    bare = _LEADS.sub("", clause.strip(_MARKS))
    if not bare or any(form.match(clause) for form in (_AROUND, _INTRODUCES)):
        return True
    if any(
        form.match(bare)
        for form in (_YES, _LINKS, _ASKS_FOR, _MESSAGE_WISHED, _FOR_WHOM, _NO_CALL, _KIN)
    ):
        return True
    is_said = _SAID_BEFORE.search(bare) or _CHECKS.search(bare)
    return is_said is not None or _is_number(bare) or _is_who(bare, names)


def _is_number(clause: str) -> bool:
    digits = re.findall(r"[0-9０-９〇一二三四五六七八九]", clause)
    rest = _AROUND_NUMBER.sub("", _NUMBER.sub("", clause))
    is_rest = len(digits) >= _LEAST_REST and not rest
    return is_rest or (len(digits) >= _LEAST_DIGITS and len(rest) <= _MOST_BESIDE_NUMBER)


def _is_who(clause: str, names: tuple[str, ...]) -> bool:
    """架空食堂の片山です, 名前は片山: the clause says who calls and no more."""
    for name in names:
        before, found, after = clause.partition(name)
        if not found:
            continue
        if any(other in after for other in names):
            return True
        is_short = len(before) <= LONGEST_COMPANY and not re.search(r"[0-9時日]", before)
        if is_short and _MYSELF.match(after) and len(after) <= LONGEST_COMPANY:
            return True
    return False


def _is_only(clause: str, name: str) -> bool:
    """スマイル企画の江川ですが: the clause says who calls and no more."""
    before, found, after = clause.partition(name) if name else ("", "", "")
    says_more = len(before) > LONGEST_COMPANY or re.search(r"[0-9時日]", before)
    return bool(found) and not says_more and _IS_MYSELF.match(after) is not None
