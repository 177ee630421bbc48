"""Words of danger: what makes any call an emergency, whatever else it is likened to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from agent.danger_harm import likely_harms, only_might_happen, tells_of_harm
from agent.danger_sounds import sounds_dangerous, sounds_threatening
from agent.danger_words import said_in_other_words, stands_alone
from agent.hazards import hazard, hazard_of_clauses, is_phrase, nearness
from agent.plain_matters import stated_in
from knowledge.reader import read

_THREAT = re.compile(
    r"殺(?:す|し(?:て|に))|ぶっころ|爆弾|爆破|刺(?:す|し(?:て|に)(?:や|行|い))|火を(?:つけ(?:て|る)|放)|"
    r"ただじゃ(?:おか|済)|痛い目"
)
_VICTIM = re.compile(
    r"殴られ|叩かれ|蹴られ|襲われ|脅され|刺され|殺され|監禁|暴力を(?:ふる|振る)|つけられて|追いかけられ|"
    r"ストーカー|逃げたい|逃げて(?:き|来)"
)
_SAYS = re.compile(
    r"火事|火を(?:噴|吹)|火が(?:出|上|燃|移)|燃え|炎|煙|爆発|ガス|焦げ|感電|漏電|火花|水漏れ|漏水|浸水|水浸し|"
    r"倒れ(?!た(?![人方者父母夫妻])[一-龥々])|意識|息が|血(?!圧)|けいれん|痙攣|溺|飲み込|誤飲|怪我|けが|ケガ|やけど|火傷|骨折|救急|死|苦し|"
    r"閉じ込め|助けて|泥棒|強盗|空き巣|侵入|不審|刃物|停電|止まらな|逮捕|捕ま|落下|崩れ|緊急|命"
)
_DAYS = ("以前", "先日", "先週", "先月", "昨年", "去年", "この間", "この前")
_GOT = re.compile(
    rf"(?:{'|'.join(_DAYS)})[^、。]{{0,12}}(?:借り|買っ|購入し|注文し|頼ん|届い|入れ|付け|つけ|取り替え|設置し|交換し|修理し|"
    r"直し|契約し|引っ越し)(?:て(?:もらっ|いただい|き))?た(?!ら|の[はが])(?=[一-龥々ァ-ヴ])"
)
"""先月そちらで借りた機械: when it was got says nothing of when the harm was done."""
NOW = re.compile(
    r"さっき|たった今|今(?!度|日|年|月|週|回|後|まで)|いま(?!す|し|せ)|急に|いきなり|突然"
)
"""先週買ったランプから、さっき火が出て: what began today is not over, whatever is older."""
_OVER = re.compile(
    rf"{'|'.join(_DAYS)}|(?:もう|すでに)[^、。]{0, 6}(?:止ま(?:り|って)|直|済|治)|"
    r"(?:(?<!どうし)たら|(?<!どうす)れば|場合|とき|時)(?:は|に|の|、)?(?:(?!けど|んです|て[、きてい]|まし[たて])[^。]){0,20}(?:どう|誰|だれ|どこ|何番|いい(?:です)?か|ますか|でしょうか)|"
    r"(?:^|[、。 ])もし(?!もし|か)[^。]{0,20}(?:(?<!どうし)たら|(?<!どうす)れば)|"
    r"こと(?:って|は|が|も)[^。]{0,6}(?:あり|ある)|"
    r"たら(?:怖|こわ|心配|不安|大変|困り|嫌|いや)|"
    r"対策|予防|点検(?:の|を|は)|保険|訓練|警報器|(?:料金|費用)(?:は|を|って|が)"
)
"""Danger that is over, or only asked about. 帰ってきたら、水漏れが and 7時に漏水が are neither: a
condition counts only before a question, nothing told between, and どうしたらいいですか is none."""


_ENDED = re.compile(
    r"(?:もう|今は|いまは|すでに|さっき|とりあえず|なんとか)?[、 ]{0,3}"
    r"(?:水は|火は|煙は|血は|漏れは|それは|自分で)?[、 ]{0,3}"
    r"(?:(?<![がはに])(?<!急に)(?<!途中で)止ま(?:り|って|った)|(?:水|血|火|煙|漏れ|出血)[がは](?:もう)?止ま(?:り|って|った)|止め(?:まし|た|て)|[直治](?:り|って|った)|消し(?:まし|た|て)|"
    r"収ま(?:り|って|った)|おさま(?:り|って|った)|治ま(?:り|って|った)|出なくな|漏れてな|漏れていませ|落ち着(?:き|い)|開きました|修理[がはも]?(?:終わ|済)|"
    r"(?:見つかり|戻り)まし)|もう大丈夫|急ぎ(?:の用)?(?:じゃ|では)(?:な|あり)|急がな|"
    r"今は?普通に(?:つ[いか]|点|動|出|使)|"
    r"(?:もう|今は|火[はがも]|煙[はがも]|炎[はがも]|(?:にお|匂|臭)い[はがも])[^、。]{0,8}消え(?:まし|た|て)"
)
"""A fire that 消えた is over; the light that 消えた is what is told."""
_NOT_ENDED = re.compile(
    r"だいぶ|(?:少し|ちょっと)は?止|[出抜動]られな|[抜動]けな|上がれな|止まらな|止まりませ|止まって(?:くれ)?な|直らな|消えな|また(?:出|漏|燃)|まだ|続いて|ひどくな"
)
_GOES_ON = re.compile(
    r"火花|煙|燃え|炎|焦げ|ガス|感電|漏電|倒れ|意識|息が|血が|けいれん|閉じ込め|やけど|火傷|怪我|けが|ケガ|熱"
)


def has_ended(text: str) -> bool:
    """「もう止まってます」: what was dangerous is over, and nothing else dangerous goes on."""
    ended = _ENDED.search(text)
    if ended is None or _NOT_ENDED.search(text):
        return False
    clauses = re.split(r"[、。]|けど|が、", text)
    return not any(_GOES_ON.search(_words_only(c)) and not _ENDED.search(c) for c in clauses)


_TAIL = re.compile(
    r"(?<![、。 はがもをにでと])(?<!^)(?<!大)(?<!どい)"
    r"やけど(?!し[たてまち]|す[るん]|[をがでだのに]|みたい)|"
    r"(?<=[だりきみしらえ])けが(?=[、。 は]|[一-龥々])"
)
"""中西やけど、 and 父だけが: the ends of other words, written like a burn and an injury."""


def _words_only(text: str) -> str:
    return _TAIL.sub("", text)


SURE = 0.4
LIKELY = 0.1
LEAST = 0.05
"""`hazard` from which a turn likened to an emergency is one: by itself, where it is near one of the
client's own words, where a word of danger was said."""
NEAR = 0.65
"""Nearness from which one of the client's own words was meant: 上からぽたぽた水が落ちてきて is .66
to 天井から水, 台所が変な臭い .68 to ガス臭い."""
SAME = 0.9
LEAST_OF_OWN = 0.02
"""Nearness, and `hazard`, from which it was as good as said: 前歯が一本抜け落ちちゃった is .96 to
歯が抜け落ち; 1 in 1,000 other turns is."""
LEAST_SOUND = 5
"""Letters of kana from which a word is known by its sound alone: ガスノニオイ."""


def is_said(word: str, text: str, reading: str) -> bool:
    """The word was said, however the recogniser wrote it and in whatever order and form: ガスの匂い
    is ガスのにおい, 天井からぽたぽた水が is 天井から水. 事故車 is no 事故."""
    sound = read(word)
    is_heard = len(sound) >= LEAST_SOUND and sound in reading
    return is_heard or stands_alone(word, _words_only(text)) or said_in_other_words(word, text)


_SWITCHED = re.compile(
    r"(?:スイッチ|電源|コンセント|プラグ|リモコン|ボタン|カード|お金)を?(?:入れ|押し|つけ)て?も?"
)
"""部屋のエアコンの、スイッチを入れても動かない: nobody is locked out of 部屋に入れない."""
_DENIES = r"[^、。]{0,8}(?:じゃ|では)(?:な(?!い(?:です|でしょう)?か)|あり(?!ませんか)|ねえ|ねぇ)"


def is_denied(text: str, words: Collection[str]) -> bool:
    """「急ぎの事故とかじゃなくて」: what was taken for danger is none, and nothing else is told."""
    named = "|".join(map(re.escape, ("緊急", "急ぎ", *words)))
    found = re.search(rf"(?:{named}){_DENIES}", text)
    return found is not None and not is_danger(text[found.end() :], words)


_NONE_OF_IT = re.compile(
    r"(?:けが|怪我|ケガ|やけど|火傷|火|煙|血|炎|ガス|水漏れ|停電|事故)(?:人|とか|など)?は"
    r"(?:特に|別に|全然|まったく|もう)?(?:な(?!くな)|あり|ござい|(?:し|出|負)て(?:は)?い?(?:な|ま))[^、。]*"
)


_HARMLESS = re.compile(
    r"(?:タバコ|煙草|たばこ|香水|柔軟剤|芳香剤|カレー|料理|焼肉|焼き肉|魚|にんにく|ニンニク|バーベキュー|生?[ごゴ][みミ]|"
    r"下水|排水口?|トイレ|ペット|犬|猫|カビ|かび|汗|口|ワキ|お?線香|ペンキ|動物)"
    r"の?(?:煙や?の?)?(?:にお|匂|臭|くさ)[^、。]{0,14}|"
    r"(?:エアコン|クーラー|冷房)(?![^。]*(?:止まら|びしょ|ビショ|水浸し|水びたし|大量|すごい|ジャー|煙|焦げ|火))"
    r"[^。]{0,14}水[^。]{0,8}(?:ぽた|ポタ|ぽと|ポト|たら|垂れ|落ち|漏れ|もれ|出て)[^。]{0,16}|"
    r"(?:蛇口|シャワー|水栓|カラン)(?![^。]*(?:止まら|びしょ|ビショ|水浸し|水びたし|あふれ|溢れ|大量|噴|吹き))"
    r"[^。]{0,10}(?:ぽた|ポタ|ぽと|ポト|ちょろ|チョロ|たら|垂れ)[^。]{0,16}|"
    r"(?:電車|バス|地下鉄|新幹線|飛行機|道路?)[がもは、][^、。]{0,8}(?:止ま|遅れ|遅延|運休|混ん|渋滞)[^、。]*|"
    r"(?:息|体|胸|喉|のど)?[はも]?(?:苦し|痛|しんど|つら)くは?(?:な(?!って)|あり)[^、。]*|"
    r"(?:何も|ご飯|ごはん|エサ|えさ|餌)?[をもが]?(?:全然|ほとんど|あまり)?(?:食べ|飲ま)(?:て(?:い)?な[いく]|な[いく]|られな[いく]|ません)[^、。]*|"
    r"(?:無断駐車|(?:知らない|よその|違う)(?:人の)?車[^。]{0,10}[停止駐])[^。]*|"
    r"(?:壁|床|クロス|障子|ふすま|網戸|畳)[^、。]{0,3}(?:穴|傷|キズ|汚|シミ|染み)[^。]*"
)
"""Tobacco next door, an air conditioner that drips, a car where none should be, a hole in a wall: a
nuisance, and no danger."""


def told_of(text: str) -> str:
    """`text` without what is told not to be: 「けがはしてないです」. 血は止まらない stays."""
    return _HARMLESS.sub("", _NONE_OF_IT.sub("", text))


_PUT_OFF = re.compile(
    r"(?:キャンセル|取り消し|取消|延期|中止|欠席|(?:日にち|日程|予約|時間)[をの]?[^、。]{0,4}(?:変更|変え|ずら))"
    r"[^。]{0,8}(?:し|さ|を|で|お|の|願)|[0-9]時(?:半|[0-9]+分)?(?:ごろ|頃|くらい|ぐらい|過ぎ)?に(?:なり|着)"
)
_FOR_HELP = re.compile(r"助けて|どうしたら|どうすれば|早く来|すぐ来|救急|119")


_CARED_FOR = re.compile(
    r"(?:病院|救急車?)(?:に|へ|で)?[^、。]{0,6}(?:運ばれ|搬送され|担ぎ込まれ)(?!そう|て(?:い|る))|入院(?:し(?:た|て|まし)|に)|手術(?:中|に入)"
)
"""「お父さんが倒れて病院に運ばれたんです」: in good hands; somebody here must know at once."""


def only_excuses(text: str) -> bool:
    """「母が倒れて入院しまして、予約を取り消したいんです」: why somebody does not come, or late."""
    if _CARED_FOR.search(text):
        return True
    if _FOR_HELP.search(text):
        return False
    stated = stated_in(text)
    is_absent = stated is not None and stated.kind in ("absent", "late")
    return is_absent or _PUT_OFF.search(text) is not None


def goes_on(text: str, words: Collection[str]) -> bool:
    """Whatever is told is not over, only asked about, denied, feared, or an excuse."""
    over = _OVER.search(_GOT.sub("", text))
    is_over = over is not None and not (over[0] in _DAYS and NOW.search(text))
    if is_over or only_might_happen(text) or only_excuses(text):
        return False
    return not (has_ended(text) or is_denied(text, words))


def is_danger(text: str, words: Collection[str], reading: str = "") -> bool:
    """Violence, one of the client's own `words` of an emergency, or what sounds like danger,
    unless it is over."""
    if is_threat(text, reading):
        return True
    if not goes_on(text, words):
        return False
    if _VICTIM.search(text) or tells_of_harm(text):
        return True
    if any(is_said(word, text, reading) for word in words):
        return True
    told = _SWITCHED.sub("", text)
    if hazard_of_clauses(text) >= LEAST_OF_OWN and is_near(told, filter(is_phrase, words), SAME):
        return True
    return sounds_dangerous(reading, words)


def may_be_danger(text: str, words: Collection[str]) -> bool:
    """What is likened to an emergency is one by what it means, whatever words it is put in."""
    if only_might_happen(text):
        return False
    sure = hazard(text)
    if sure >= SURE or (sure >= LIKELY and is_near(text, words)):
        return True
    tells = says_danger(text) or likely_harms(text)
    return tells_of_harm(text) or (tells and hazard_of_clauses(text) >= LEAST)


def is_near(text: str, words: Iterable[str], least: float = NEAR) -> bool:
    """One of the client's own `words` of an emergency is meant by a sentence of `text`."""
    return any(nearness(word, text) >= least for word in words)


def is_threat(text: str, reading: str = "") -> bool:
    """The caller threatens us: a person must know at once, and there is nothing to advise."""
    threatens = _THREAT.search(text) is not None or sounds_threatening(reading)
    return threatens and _VICTIM.search(text) is None


def is_victim(text: str) -> bool:
    """Somebody is in danger from somebody: the police first."""
    return _VICTIM.search(text) is not None


def says_danger(text: str) -> bool:
    """The words themselves speak of danger to life, limb or building."""
    return _SAYS.search(_words_only(text)) is not None
