"""What a client wants asked (人数, 診察券番号, 物件名): what a turn gives by its own word, and what
can be an answer to it at all.

A label's last word says what kind of thing it names. A count needs a figure, a number digits, a
day a day; a time or somebody's number is no answer to what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from agent.asking import asks
from agent.utterance import listen
from speech.reading.lead_ins import LEAD_IN

Kind = Literal["count", "number", "time", "place", "name", "matter"]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("count", re.compile(r"(?:人|台|個|枚|本|冊|品|員の|屋の)?数$|人数|数量|個数|台数|おいくつ")),
    ("number", re.compile(r"番号$|コード$|内線$|年齢$")),
    ("time", re.compile(r"(?:日|日時|時期|時刻|時間帯|時間|期間|予定)$")),
    ("name", re.compile(r"お?名前$|氏名$")),
    ("place", re.compile(r"住所$|所在地$|届け先$|提出先$|物件名$|場所$|ところ$|所$")),
)
_N = r"[0-9〇一二三四五六七八九十百]+"
_COUNTED = re.compile(
    rf"(?P<count>(?:大人|子ども|子供|小学生|全部で|合わせて)?{_N}(?:名|人)(?:様|さん)?"
    rf"(?:と(?:大人|子ども|子供)?{_N}(?:名|人))?|ひとり|ふたり|(?:お)?一人|(?:お)?二人)"
    r"(?:だけ|ほど|くらい|ぐらい)?(?=で|に|が|です|、|。|を|は|なん|の?予定|行|伺|参|お願い|$)"
)
_BECOMES = re.compile(rf"(?P<count>{_N}(?:名|人))(?:様|さん)?に(?:変|増|減|な|し|お願い)")
"""2名で予約している、3人に変更したい."""
_NUMBERED = re.compile(
    r"(?P<of>診察券|製造|会員|会員証|注文|受付|管理|伝票|予約|郵便|お客様|社員|契約)(?:の?番号|(?=[はがの、]))"
    r"(?:[はがのもね、 ]|ですか[、。?？]|えー?っ?と|あの[ー]?|たしか|確か)*"
    r"(?P<value>[A-Za-z0-9][A-Za-z0-9-]*)(?!-?[0-9]*[時日月個箱枚袋本名人])"
)
"""診察券番号は1182, 診察券は1182."""
_WRONG = re.compile(r"違|おかし|変(?:な|だ|で)|気に入ら")
"""色が違うのが届いた tells no colour."""
_SEASON = re.compile(
    r"(?P<value>来月|再来月|今月|来週|年内|年明け|[0-9]{1,2}月(?:ごろ|頃)?|なるべく早く)"
)
_OPPONENT = re.compile(
    r"(?:相手(?:方)?(?:の(?:お)?名前)?[はが](?:(?:夫|妻|元夫|元妻|上司|隣人|会社)の)?|"
    r"(?:夫|主人|旦那|妻|家内|兄|弟|姉|妹|上司|社長|大家)(?:さん)?の(?:お)?名前[はが])、?"
    r"(?P<value>[^、。\s]{1,12}?)(?:という|っていう|です|と(?:申|いい))|"
    r"(?:もめ|揉め|争っ)[^、。]{0,6}のは(?:[^、。]{1,6}(?:で、|の))?(?P<other>[^、。\s]{1,12}?)(?:です|と(?:申|いい))"
)
_JOB = re.compile(
    r"(?P<value>[一-龥々ァ-ヴー]{2,10}?)(?:さん)?の?"
    r"(?:の?(?:募集|求人|お?仕事|パート|アルバイト|(?<!アル)バイト)|(?:で|に|を|として)(?:応募|働|希望))"
)
_NO_JOB = re.compile(r"^(?:今|現在|御社|貴社|広告|会社|新聞|社員|職員|求人|募集|希望|応募)")
_LICENCE = re.compile(
    r"(?P<value>[一-龥々ァ-ヴー]{2,12}?の?(?:免許|資格|免状))(?:は|を|も|が|なら)?[、]?(?:持|あ[りる]|取|とっ)"
)
_SCHOOL_YEAR = re.compile(
    r"(?P<value>"
    r"(?:小学|中学|高校|小|中|高)(?:校)?[1-6一二三四五六](?:年生?)?|(?<!第)[1-6一二三四五六]年生|"
    r"年[長中少]|(?:小|中|大)学生|高校生|社会人"
    r")"
)
_GOODS_COUNT = re.compile(r"(?P<value>[0-9一二三四五六七八九十]+(?:台|個|枚|箱|袋|本))")
_GOODS = re.compile(
    r"(?P<value>[ァ-ヴー一-龥々A-Za-z]{2,12})(?=[0-9一二三四五六七八九十]+(?:台|個|枚|箱|袋|本))"
)
_MATTER = re.compile(
    r"(?:^|[、。？?])(?:[^、。？?]{0,12}(?:けど|です)、)?(?P<matter>[^、。？?はもで]{1,14}[がを][^、。？?]{2,14}?)"
    r"(?:もんで|んで|ので|んです(?:けど|が|よ)?|まして|ちゃって|ちゃった|てしまって|(?<=[いっんし])て|から)"
    r"(?=診|見て|みて|直し|相談|、|。|$)"
)
_WISH = re.compile(
    r"(?:^|[、。])(?P<wish>[^、。はもで]{2,14}を[^、。をで]{0,6}(?:作り|変え|直し|治し|白くし|つけ|付け|外し|入れ|抜き|分け|取り戻し|"
    r"やめ|始め|建て|替え|染め|切り|借り)たい)"
)
"""遺言を作りたいんですが: what a visit would be for."""
_OF_COMING = re.compile(r"予約|電話|日にち|時間|席|番号|名前")
_NO_MATTER = re.compile(
    r"予約|電話|[0-9時日曜]|名前|お願い|空[いき]|都合|番号|連絡|返事|時間|希望|相談|たい|もら|いただ|"
    r"仕事|終わ[っりる]|からな?$"
)
"""What is said of coming, not of why."""
_NO_NAME = re.compile(
    r"(?:が|で)(?:いい|よい|ええ)|たい|ほし|欲し|できれば|もら|いただ|ください|ます(?!だ)|けど|から$|ので|[0-9]{2}"
)
"""A wish, a reason: nobody's name."""
_HOME = re.compile(
    r"(?P<name>[^、。\sはがを]{1,16}?(?:ハイツ|コーポ|マンション|アパート|ビル|荘|レジデンス|メゾン|ハウス|タワー|"
    r"パレス|ハイム|テラス|ガーデン)(?:[一-龥々ァ-ヴーA-Za-z]{1,6}(?=[、。\sの0-9はにでなが]|です|$))?)(?:の|、)?(?P<room>[0-9]{2,4})?|"
    r"(?P<only_name>(?:コーポ|メゾン|グラン|レジデンス|パーク|ハイツ|シティ)[^、。\sのはにでなが0-9]{1,10})(?:の|、)?(?P<only_room>[0-9]{2,4})?"
)
_NO_HOME = re.compile(r"(?:管理(?:物件)?の?)?(?:アパート|マンション|ビル|ハイツ|コーポ|荘|タワー)")
"""アパートの前にゴミが: which, is not told."""
_TOLD_OF = re.compile(r"^.*(?:てる|ている|てた|った|いる|ある|あの|その|(?:で|を)見た|に出た)")
"""ネットに出てる before the building's name."""
_TO_SEE = re.compile(r"見に(?:行|伺|来)|見たい|見せて|内覧|下見|見学")
"""見に行きたい is 内見, or ご見学, where that is offered."""
_ROOM = re.compile(r"(?<![0-9-])(?P<room>[0-9]{2,4}(?=号)|[0-9](?=号室))号室?")
_ADDRESS = re.compile(
    r"(?:住所は|届け先は|送り先は)?[、 ]*"
    r"(?P<value>[^、。\sは]{1,12}[都道府県市区町村][^、。\s]{0,20}[0-9一二三四五六七八九][^、。\s]*)"
)
_SIZE = re.compile(
    r"(?P<value>(?:もう|もっと|一つ|ひとつ|1つ)?(?:少し|ちょっと)?(?:大き|小さ)[いめ](?:の|サイズ)?|(?<![A-Za-z])[XSML]{1,3}(?:サイズ)?(?![A-Za-z]))"
    r"(?=に|で|が|と|、|。|を|です)"
)
"""大きいのに変えたいです."""
_FAILING = re.compile(
    r"(?:^|[、。]|んでる|部屋の|うちの|[こそ]の)(?P<value>お?[一-龥々ァ-ヴーA-Za-z][一-龥々ァ-ヴーA-Za-zのおご]{0,11}?)[がもは、]+"
    r"(?:急に|全然|ぜんぜん|また|ずっと|昨日から|今朝から|[、 ])*"
    r"(?:出|動か|つか|付か|点か|流れ|効か|きか|開か|閉まら|止まら|映ら|鳴ら|回ら|冷え|温ま|暖ま|反応し|使え|消え|沸か|"
    r"壊れ|故障|漏れ|水漏れ|割れ|外れ|詰ま|切れ|おかし|調子が)|"
    r"(?:^|[、。の])(?P<other>[一-龥々ァ-ヴーA-Za-z]{2,12}?)(?:から|の)(?:変な|異常な|すごい|大きな)?"
    r"(?:異?音|におい|匂い|臭い|水|お?湯|煙|油|液)(?:が|も|は)(?:する|して|し|うるさ|ひど|すご|変|出|漏れ|垂れ|落ち)"
)
"""お風呂のお湯が出なくなった."""
_COLOUR = re.compile(
    r"(?P<value>(?:[赤青白黒]|黄色|茶色)(?=い(?:[一-龥々ァ-ヴー]|の|やつ|ほう))|"
    r"[一-龥々ァ-ヴー]{1,5}色(?=の?(?:[一-龥々ァ-ヴー]|ほう|やつ))|"
    r"(?<=の)(?:[赤青白黒緑黄茶紺]|[一-龥々ァ-ヴー]{1,4}色)(?=[をがはで、]|の[をがは]))"
)
"""青いエプロン, 紺色のエプロン, エプロンの青を."""
_FORMS = (
    (re.compile("^(?:台数|数量|個数)$"), _GOODS_COUNT),
    (re.compile("^商品名$"), _GOODS),
    (re.compile("職種"), _JOB),
    (re.compile("資格"), _LICENCE),
    (re.compile("サイズ"), _SIZE),
    (re.compile("^お?色$"), _COLOUR),
    (re.compile("学年"), _SCHOOL_YEAR),
    (re.compile("時期"), _SEASON),
    (re.compile("^相手方"), _OPPONENT),
    (re.compile("住所"), _ADDRESS),
    (
        re.compile(r"(?:壊れ|故障|不具合|調子の悪)\S*(?:物|もの|設備|箇所|ところ|商品|製品|機器)$"),
        _FAILING,
    ),
)
"""What a label asks for -> how it is told by its own word."""
_TIME = re.compile(
    rf"(?:午前|午後|朝|昼|夕方|夜)?の?{_N}時(?:半|{_N}分)?(?:以降|まで|から|ごろ|頃)?|(?:{_N}月)?{_N}日|"
    rf"{_N}分(?!の)|[月火水木金土日]曜日?|明日|明後日|あさって|来週|再来週|今週|来月|午前中|午後|夕方|今日|本日|同じ日|その日"
)
_SOME_TIME = re.compile(
    rf"{_N}|[月火水木金土日]曜|今|来|翌|明|朝|昼|夕|夜|晩|午|先|末|初|頃|ごろ|早|急|後|未定|決|いつでも|何時でも|なる"
)
_OF_PLACE = re.compile(r"[都道府県市区町村郡号室階店館院社]|丁目|番地|[0-9]の[0-9]|[ァ-ヴー]{3}")
_NO_ANSWER_LEFT = re.compile(
    r"(?:次の?日?|その日|日にち|時間|くらい|ぐらい|ごろ|だと|ありがた\S*|助か\S*|がい(?:い|く)|けど|んです|だけ|か|"
    r"お願い\S*|にし(?:て|と)\S*|でも|[やよねさわ](?=、|$)|希望\S*|です|でしたら|だったら|なら|たい|行き|伺い|家にい|空いてい|いい|ます|"
    r"(?:お願い)?でき(?:ます|ません)|空いて(?:い)?ます|取れ(?:ます|ません)|どう|いかが|大丈夫|可能|"
    r"まで|から|ごろ|以降|[はがをにので中、。])+"
)
_FILLERS = re.compile(
    rf"^(?:{LEAD_IN}|(?:それ|そん)なら[、 ]*|(?:それ|そん)?じゃあ?[、 ]*|"
    r"(?:え|あ|で|だから(?:さ|ね)?|ですから)[、 ]+|"
    r"だから(?:さ|ね)?(?=[^、。])|[ー、 ]|あ(?![ぁ-ん]))+"
)
_SENTENCE = re.compile(r"[^。？?！!]+[。？?！!]?")
SAID_BEFORE = re.compile(
    r"さっき|先ほど|最初に(?:言|申)|(?:もう|これで)?[0-9二三四](?:回|度)(?:目|くらい|ぐらい|も)|何[回度]も|"
    r"(?:って|と)(?:言|い)(?:って(?:る|い|ん)|ったで|いましたよね)"
)
"""「さっき言いました」: that it is asked is protested against."""
_SAYS_SO = re.compile(
    r"(?:なん)?(?:だ|です)?(?:って|と)、?(?:さっき(?:から)?|何度も|もう)?、?(?:言|い)"
    r"(?:って(?:い)?(?:る|ます)|いました|った(?:わ|よ|でしょ|じゃ|ん)).*$|"
    r"(?:です|だ)って(?:ば)?[。！!]?$"
)
_INSTEAD = re.compile(r"^[^。]*?(?:では|じゃ)な(?:くっ?て?|い(?:ん?です)?)(?:よ|ね|わ)?[、。 ]*")
_NO_ANSWER = re.compile(
    r"^(?:分か(?:り|っ)|わか(?:り|っ)|なるほど|そう(?:です|なん)|ありがと|どうも)\S*$|"
    r"(?:[0-9]{3}|[0-9])円(?:、?税込み?)?(?:です|なん(?:です)?)?(?:ね|か)?え?[。]?$|"
    r"の(?:母|父|妻|夫|家内|主人|娘|息子|祖母|祖父|親|保護者|飼い主)(?:です|でございます|なんです|と申|だ|。|$)|"
    r"名前(?:は|が)|担当(?:者|の方)?(?:は|が)|(?:電話|連絡先|番号)(?:は|が)|と申しま|遅れ(?:そう|ます|て)|といいま|と言いま|(?:\d[^\d、。]{0,2}){9,}|"
    r"^(?:もう)?(?:それ|これ|以上)(?:だけ|で全部|です)|(?:関係|必要)(?:ある|ない|あり)|予約を(?:取り|し)たい|かって(?:聞|言)"
)
"""Thanks, a price said back, who one is: told beside what was asked."""
_WHO = re.compile(r"名前(?:は|が)|(?:^|、)(?:私|わたし|わたくし|僕)[はが]")
"""Who one is, or somebody else, told beside what was asked: 車はアルトで、母の名前は…."""
_POLITE = re.compile(
    r"(?:でお願い(?:します|いたします|できますか)|になります|でございます|な?んですけど|な?んですが|ですけど|ですが|"
    r"なんだけど|だけど|(?<=[0-9号室番地階])だ|(?<![っな])よ|な?んです(?:よ|ね)?|です(?:ね|よ|かね)?|だよ|だね|かな|に(?:お願いします|してください)|(?<=[日時名人台個])で)[。、]*$"
)
OPEN = ("内容", "お困り", "用件", "状況", "症状")
"""Labels whose answer may be put as a question."""


def is_home(name: str) -> bool:
    """ハイツ緑: where somebody lives, and no firm."""
    return _HOME.fullmatch(name) is not None


def kind_of(label: str) -> Kind:
    """What kind of thing a label names."""
    return next((kind for kind, words in _KINDS if words.search(label)), "matter")


_BY_ITS_WORD = re.compile(r"^(?:[一-龥々]{0,4}番号|ナンバー)[はがも、]+")
"""番号はKT-5512."""


def own_words(label: str, text: str) -> str:
    """What of an answer can be what `label` names: without questions, protests, names, numbers,
    days and what is only said back; empty where nothing is left."""
    kept = []
    text = _BY_ITS_WORD.sub("", _NUMBER_ANEW.sub("", text)) if label.endswith("番号") else text
    for sentence in _SENTENCE.findall(text):
        is_asked = sentence.endswith(("?", "？"))
        told = _SAYS_SO.sub("", _FILLERS.sub("", sentence.strip("。！! ")))
        told = told if any(word in label for word in OPEN) else _INSTEAD.sub("", told)
        is_asked |= bool(asks(told) and _TIME.search(told))
        if _WHO.search(told):
            told = "、".join(one for one in told.split("、") if not _WHO.search(one))
        if not told or is_asked or SAID_BEFORE.search(told) or _NO_ANSWER.search(told):
            continue
        if can_be(label, told):
            kept.append(told)
    return "。".join(kept)


def can_be(label: str, text: str) -> bool:
    """`text` may answer what `label` asks for."""
    if asks(text) and not any(word in label for word in OPEN):
        return False
    match kind_of(label):
        case "count":
            return re.search(rf"{_N}|ひと|ふた|まだ|未定", text) is not None
        case "number":
            figures = re.search(r"[A-Za-z0-9]|[〇零一二三四五六七八九]{2}", _TIME.sub("", text))
            return figures is not None and not is_only_time(text)
        case "name":
            return _NO_NAME.search(text) is None and not is_only_time(text)
        case "time":
            return _SOME_TIME.search(text) is not None
        case "place" if not any(word in label for word in OPEN):  # 届けるのは2日に tells none
            is_day = _TIME.search(text) is not None and _OF_PLACE.search(text) is None
            return not (is_day or is_only_time(text))
        case _ if "分野" in label:
            return _TELLS.search(text) is None and _TIME.search(text) is None
        case _ if "商品" in label or "品名" in label:
            return _ONLY_COUNT.fullmatch(text) is None and not is_only_time(text)
        case _:
            return not is_only_time(text)


_TELLS = re.compile(r"ました|あります|ません|(?<!な)んです|って|ください|います|いる")
_ONLY_COUNT = re.compile(
    rf"(?:じゃあ?|では|それ(?:を|なら)?|、)*{_N}(?:個|本|枚|台|箱|袋|つ|冊|セット|ケース)(?:ほど|くらい)?"
    r"(?:お?願い(?:し(?:ます|たい)|いたします)\S*|ください|です|で|ほしい\S*)?"
)
"""じゃあ二本お願いします names no goods."""


def is_only_time(text: str) -> bool:
    """Nothing but a day or a time is said."""
    rest, found = _TIME.subn("", _FILLERS.sub("", text))
    return bool(found) and not _NO_ANSWER_LEFT.sub("", rest)


def answer_of(label: str, text: str) -> str:
    """The answer itself: without 「えーと」, the label's own word, and です."""
    bare = _FILLERS.sub("", text.strip("、。 "))
    words = f"{re.escape(label)}|{re.escape(label.removeprefix('お'))}"
    bare = re.sub(rf"^(?:{words})[はがを、 ]+(?:ね[、えー ]*)?", "", bare)
    return _POLITE.sub("", bare).strip("、。 ") or text.strip("、。 ")


HESITATES = re.compile(
    r"(?<=の)、(?:えー?っ?と|ええと|あの[ー]?|その)、?(?=[0-9一二三四五六七八九十])"
)
"""架空台二丁目の、ええと、八の五."""
_NUMBER_ANEW = re.compile(
    r"(?:[A-Za-z]{1,3}[-…・.、 ]*)?(?:さん、)?[0-9]{3,}(?:です)?[。、]*(?:あ、?)?"
    r"(?:違|ちが)(?:う|い|った)[^0-9]{0,6}(?=[0-9]{3})"
)
"""KT…さん、30415です。あ、ちがう、30451."""


def details_given(
    text: str, labels: Iterable[str], menu: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """(label, value) of what the client asks for and the turn gives by its own word.

    `menu`: the client's own words for what can be booked; 虫歯 is 虫歯の治療 there.
    """
    text = HESITATES.sub("", _NUMBER_ANEW.sub("", text))
    asked = tuple(dict.fromkeys(labels))
    numbered = {f"{m['of']}番号": m["value"] for m in _NUMBERED.finditer(text)}
    home = _home_in(text)
    for label in asked:
        value = numbered.get(label) or _of_home(label, home) or _by_word(label, text, menu)
        if value:
            yield label, value


def _by_word(label: str, text: str, menu: Iterable[str]) -> str:
    named = re.search(
        rf"{re.escape(label)}[はが、 ]+(?:ね[、えー ]+)?(?P<value>[^、。]{{1,24}})", text
    )
    becomes = _BECOMES.search(text) if kind_of(label) == "count" else None
    is_told = named is not None and _WRONG.match(named["value"]) is None and not asks(text)
    if becomes is None and named is not None and is_told and can_be(label, named["value"]):
        return answer_of(label, named["value"])
    if label in ("人数", "ご人数"):
        people = _BECOMES.search(text) or _COUNTED.search(text)
        return people["count"] if people is not None else ""
    if label == "内容" or "分野" in label:
        return of_menu(text, menu)
    form = next((form for words, form in _FORMS if words.search(label)), None)
    found = form.search(text) if form is not None else None
    if found is None:
        return ""
    value = found["value"] or (found["other"] if form in (_OPPONENT, _FAILING) else "") or ""
    if form is _JOB and _NO_JOB.search(value):
        return ""
    return _POLITE.sub("", value) if form is _ADDRESS else value


def _home_in(text: str) -> tuple[str, str]:
    """A building's name and a room's number, each empty where it was not said."""
    home, room = _HOME.search(text), _ROOM.search(text)
    name = (home["name"] or home["only_name"]) if home is not None else ""
    name = _TOLD_OF.sub("", name)
    name = "" if _NO_HOME.fullmatch(name) else name
    number = (home["room"] or home["only_room"] or "") if home is not None else ""
    return name, room["room"] if room is not None else number


def _of_home(label: str, home: tuple[str, str]) -> str:
    if label == "物件名":
        return home[0]
    return home[1] if label == "お部屋の番号" else ""


def matter_in(text: str) -> str:
    """Why somebody would come, where she tells it: 奥歯がしみる of 奥歯がしみるんで診てほしくて."""
    told = [m["matter"] for m in _MATTER.finditer(text)]
    told = [m for m in told if not _NO_MATTER.search(m)]
    told += [m["wish"] for m in _WISH.finditer(text) if not _OF_COMING.search(m["wish"])]
    return told[0] if told else _ailment_in(text)


def trouble_in(text: str) -> str:
    """The sentence that tells what is wrong: エンジンが何とも言わなくて; empty without one."""
    told = (s.strip("。 ") for s in _SENTENCE.findall(text))
    return next((s for s in told if _TROUBLE.search(s) and not asks(s)), "")


_TROUBLE = re.compile(
    r"な(?:い|く)(?:て|な|ん(?:です|だ)|の[でに])|ません|動か|壊れ|割れ|漏れ|止ま|おかし|変な|異音|音が|音も|"
    r"[しす]み(?:て|る)|"
    r"痛|取れ|外れ|切れ|破れ|エラー|点(?:い|滅)|うるさ|臭|におい|汚れ|詰ま|欠け"
)


def of_menu(text: str, menu: Iterable[str]) -> str:
    """The one thing on the menu that the words name, or several in one breath (カットとカラー);
    empty where it is none."""
    items, text = tuple(menu), text.replace("診察券", "")
    named = [item for item in items if _head(item) in text]
    if not named:
        named = [item for item in items if any(word in text for word in _own_nouns(item, items))]
    if not named and _TO_SEE.search(text):
        named = [item for item in items if "見" in item]
    return named[0] if len(named) == 1 else _all_named(text, named)


def _all_named(text: str, named: list[str]) -> str:
    """「カットとカラーで」; empty where they stand apart: カットじゃなくてカラー."""
    ordered = sorted(named, key=lambda item: text.find(_head(item)))
    said = "(?:と|も|に|、|&|プラス)+".join(re.escape(_head(item)) for item in ordered)
    return "と".join(ordered) if ordered and re.search(said, text) else ""


_AILS = re.compile(
    r"(?:^|[、。]|から|ので)"
    r"(?:(?:昨日|一昨日|ゆうべ|今朝|先週|先月|[0-9]+日前)(?:の[朝昼夜晩]|くらい|ほど)?(?:から)?|"
    r"ずっと|なんか|急に|[、 ])*"
    r"(?P<what>[^、。]{1,14}?(?:[がはもの、 ]|(?<=[一-龥々ァ-ヴー])))"
    r"(?:ちょっと|少し|すごく|また|ぽろっと|[、 ])*"
    r"(?:(?P<is>痛|悪|おかし|腫れぼった)[いくか]|"
    r"(?P<did>取れ|とれ|欠け|割れ|折れ|外れ|はずれ|抜け|腫れ|はがれ|剥がれ|切れ|壊れ|詰まっ))"
    r"(?!るかも|たら|ると)"
)


_FAILS = re.compile(
    r"(?P<what>[^、。]{1,18}?(?:が|しか|も))(?P<verb>出|動か|つか|付か|点か|流れ|効か|開か|閉まら|止まら|映ら)"
    r"(?:なく(?:な|て)|ないん(?:です|だ)|ないので|ないから)"
)
"""お湯しか出なくなっちゃって."""


def _ailment_in(text: str) -> str:
    """What is wrong, told as the reason to come: 歯が痛くて -> 歯が痛い, 銀歯が取れちゃって ->
    銀歯が取れた; empty where nothing is."""
    fails = _FAILS.search(text)
    if fails is not None:
        return f"{fails['what']}{fails['verb']}ない"
    found = _AILS.search(text)
    if found is None:
        return ""
    said = found["what"].strip("、 ")
    if _NO_MATTER.search(said):
        return ""
    return f"{said}{found['is']}い" if found["is"] else f"{said}{found['did']}た"


def _head(item: str) -> str:
    """What sets it apart: 虫歯 of 虫歯の治療, 検診 of 定期検診."""
    head = item.partition("の")[0]
    return head.removeprefix("定期").removeprefix("ご") or item


@lru_cache(maxsize=64)
def _own_nouns(item: str, items: tuple[str, ...]) -> tuple[str, ...]:
    """The nouns of its head that stand in no other item: タイヤ of タイヤ交換 beside オイル交換."""
    words = [w for w in listen(_head(item)).words if w.pos == "名詞" and w.kind != "数"]
    nouns = [word.text for word in words if len(word.text) > 1 and word.kind != "接尾"]
    nouns = nouns[:-1] or nouns  # the last one says what kind of thing it is: 授業 of 体験授業
    others = "".join(other for other in items if other != item)
    return tuple(noun for noun in nouns if noun not in others)
