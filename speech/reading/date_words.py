"""Words of time in one spelling: ライシューノスイヨーノヨジハン -> 来週ノ水曜ノ4時半.

The first of three steps from speech to a date: one spelling (here), what was mentioned and how
it hangs together (`date_mentions`), and which day and time that is (`days`, `times`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from speech.reading.kana import katakana
from speech.reading.numbers import number_value

# First what is written from here on, then how it is said or spelled. Kana as pronounced.
_VOCABULARY = """
今日 本日 ホンジツ 当日 トージツ
明日 アシタ ミョーニチ
明後日 アサッテ ミョーゴニチ
明々後日 明明後日 シアサッテ シャサッテ
昨日 キノー サクジツ
一昨日 オトトイ オトツイ イッサクジツ
翌日 ヨクジツ ツギノヒ 明クル日 アクルヒ
3日後カ4日後 ヤノアサッテ 弥ノ明後日 ヤナアサッテ
1~2日中 一両日中 イチリョージツチュー イチリョージツ中
前半 ゼンハン
後半 コーハン
翌々日 翌翌日 ヨクヨクジツ
前日 ゼンジツ マエノヒ
今週 コンシュー
来週 ライシュー 翌週 ヨクシュー 来集 次ノ週 ツギノシュー
再来週 サライシュー サ来週 再来集
先週 センシュー
今月 コンゲツ 当月 トーゲツ
来月 ライゲツ 翌月 ヨクゲツ
再来月 サライゲツ サ来月
先月 センゲツ
今年 コトシ 本年 ホンネン
来年 ライネン 明年 翌年 ヨクネン
再来年 サライネン サ来年
去年 キョネン 昨年 サクネン
今日朝 今朝
今日夜 今晩 今夜 コンバン コンヤ 今夕 コンユー
明日夜 明晩 ミョーバン
明日朝 明朝 ミョーチョー
翌日朝 翌朝 ヨクアサ ヨクチョー
昨日夜 昨晩 昨夜 サクヤ サクバン ユーベ 夕ベ
午前 ゴゼン
午後 ゴゴ
夕方 ユーガタ 夕刻 ユーコク
深夜 シンヤ
夜中 ヨナカ 真夜中 マヨナカ
早朝 ソーチョー
明け方 明ケ方 アケガタ
未明 ミメー
正午 ショーゴ
日中 ニッチュー 昼間 ヒルマ
午後一 ゴゴイチバン ゴゴイチ 午後イチ 午後一番 午後1番 午後イチバン 午後市 午後位置
朝一 アサイチバン アサイチ 朝イチバン 朝イチ 朝一番 朝1番 朝市
昼一 ヒルイチバン ヒルイチ 昼イチバン 昼イチ 昼一番 昼1番
昼過ぎ 昼過ギ 昼スギ ヒルスギ 昼下ガリ ヒルサガリ
昼前 ヒルマエ 昼マエ
昼休み 昼休ミ ヒルヤスミ
始業 シギョー 営業開始 開店
終業 シューギョー 定時 テージ 閉店 営業終了
上旬 ジョージュン 初旬 ショジュン
中旬 チュージュン
下旬 ゲジュン
末日 マツジツ
月末 ゲツマツ ツキズエ
月初 ゲッショ 月初メ ツキハジメ 月ハジメ ツキアタマ 月頭
月半ば ツキナカバ 月半バ 月中 ツキナカ 月ノ半バ
週明け 週明ケ シューアケ
週末 シューマツ
週初 シューハジメ 週初メ 週ハジメ 週頭 シューアタマ
週半ば シューナカバ 週半バ 週中 週中頃
年末年始 ネンマツネンシ
年末 ネンマツ
年始 ネンシ
年明け 年明ケ ネンアケ トシアケ
年内 ネンナイ
年度末 ネンドマツ
連休明け 連休明ケ レンキューアケ 休ミ明ケ ヤスミアケ
大晦日 オーミソカ 大ミソカ
元日 ガンジツ 元旦 ガンタン
正月 ショーガツ
三が日 サンガニチ 三ガ日
仕事納め シゴトオサメ 仕事納メ ゴヨーオサメ 御用納メ
仕事始め シゴトハジメ 仕事始メ ゴヨーハジメ 御用始メ
お盆 オボン オ盆
クリスマスイブ クリスマスイヴ
七夕 タナバタ 七夕ノ日 タナバタノヒ 七夕様
ひな祭り ヒナマツリ ヒナ祭リ 雛祭リ 桃ノ節句 モモノセック
バレンタイン バレンタインデー バレンタインノ日
ホワイトデー
ハロウィン ハロウィーン
振替休日 フリカエキュージツ
明ケ アケ
祝日 シュクジツ 祭日
平日 ヘージツ
成人の日 成人ノ日 セージンノヒ
建国記念の日 建国記念ノ日 建国記念日 ケンコクキネンビ ケンコクキネンノヒ
天皇誕生日 テンノータンジョービ
春分の日 春分ノ日 シュンブンノヒ
昭和の日 昭和ノ日 ショーワノヒ
憲法記念日 ケンポーキネンビ
みどりの日 ミドリノ日 ミドリノヒ 緑ノ日
こどもの日 コドモノ日 コドモノヒ 子供ノ日 子ドモノ日
海の日 海ノ日 ウミノヒ
山の日 山ノ日 ヤマノヒ
敬老の日 敬老ノ日 ケーローノヒ
秋分の日 秋分ノ日 シューブンノヒ
スポーツの日 スポーツノ日 スポーツノヒ
文化の日 文化ノ日 ブンカノヒ
勤労感謝の日 勤労感謝ノ日 キンローカンシャノヒ
ゴールデンウィーク ゴールデンウイーク
営業日 エーギョービ
最終 サイシュー 最後ノ サイゴノ
令和 レーワ
平成 ヘーセー
日曜 ニチヨー
月曜 ゲツヨー
火曜 カヨー 火用 火洋
水曜 スイヨー 水用 水洋
木曜 モクヨー 木用
金曜 キンヨー 金用
土曜 ドヨー 土用
今度 コンド
頃 ゴロ コロ
以降 イコー
以内 イナイ
以前 イゼン
"""

_LONG = {"a": "ー|ア", "i": "ー|イ", "u": "ー|ウ", "e": "ー|イ|エ", "o": "ー|ウ|オ"}
_VOWEL_ROWS = {
    "a": "アカガサザタダナハバパマヤラワャ", "i": "イキギシジチニヒビピミリ",
    "u": "ウクグスズツヌフブプムユルュ", "e": "エケゲセゼテデネヘベペメレェ",
    "o": "オコゴソゾトドノホボポモヨロヲョ",
}  # fmt: skip
_VOWEL_OF = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}
_OPENING = {"ア": "a", "イ": "i", "オ": "o", "ユ": ""}


def _heard(word: str) -> str:
    """A pattern for a word as pronounced that also takes its kana spelling.

    トーカ takes トオカ and トウカ; a first vowel may have melted into the one before: アスノーヒル.
    """
    out = ""
    for at, char in enumerate(word):
        if char == "ー" and at and word[at - 1] in _VOWEL_OF:
            out += f"(?:{_LONG[_VOWEL_OF[word[at - 1]]]})"
        elif not at and _OPENING.get(char):
            out += f"(?:{char}|(?<=[{_VOWEL_ROWS[_OPENING[char]]}])ー)"
        else:
            out += re.escape(char)
    return out


_CANONICAL = {
    spoken: line.split()[0] for line in _VOCABULARY.strip().splitlines() for spoken in line.split()
}
_AFTER_DAY = (
    r"(?=[ノワハデニカマナモト、。0-9一二三四五六七八九十午朝夕夜昼正]|"
    r"ゴゴ|ゴゼン|アサ|ユウ|ユー|ヨル|チュ|ジュ|イコ|$)"
)
# Short words that are also parts of others, with what must stand around them.
_GUARDED = (
    (r"ケサ(?![セサシソンカ])", "今日朝"),  # 受けさせたい, 竹さん
    (r"((?:今日|明日|明後日|曜日?)[ハワ]?)1日(?=中|$|[、デハワガズ空])", r"\1"),
    (r"土日", "週末"),
    (r"来週ノ?(?:同ジ|オナジ)(?:曜日|ヨ[ーウ]ビ)", "一週後"),
    (r"(?<=週ノ)([月火水木金土])[・、]([月火水木金土])曜?日?", r"\1曜カ\2曜"),
    (r"午後ノ?(?:早イ(?:時間)?|早メ|ハヤメ|ハヤイ(?:ジカン)?)", "午後早メ"),
    (r"午後ノ?(?:遅イ(?:時間)?|遅メ|オソメ|オソイ(?:ジカン)?)", "午後遅メ"),
    (r"次ノ日(?!曜)", "翌日"),
    (r"前ノ日(?!曜)", "前日"),
    (r"(?:次|ツギ)ノ月(?!曜)", "来月"),
    (r"(?:次|ツギ)ノ", "次ノ"),
    (r"(午後|朝|昼)1(?![0-9時:番])", r"\1一"),
    (r"(?<=[時分])マエ", "前"),
    (r"(?<=[日週月前年])(?:チュ[ーウ]|ジュ[ーウ])", "中"),
    (rf"アス{_AFTER_DAY}", "明日"),
    (rf"(?<!ト[ーウ])(?<!ッ)キョ[ーウ](?:ジュ[ーウ]|{_AFTER_DAY})", "今日"),
    (r"(?<![アガタメ])アサ(?![ッヒイ])|(?<=[ノ、0-9日曜])アサ", "朝"),
    (r"オヒル|(?<=ノ)ーヒル|(?<=[ノ、日曜タス])ヒル|ヒル(?=ゴロ|頃|$)", "昼"),
    (r"ヨル(?=[ノハワニデ、0-9一二三四五六七八九十ゴロシハクジ]|$)", "夜"),
    (r"(?<=[ノ、日曜タス])バン(?=[ノハワニデ、0-9一二三四五六七八九十]|$)", "晩"),
    (r"(?<=[時月週年ノ0-9])マツ(?=[ニデマヲノワハ、]|$)", "末"),
    (r"(?<=[週月年]ノ)アタマ|(?<=[週月年])アタマ", "頭"),
    (r"(?<=[週月年]ノ)(?:ハジメ|初メ|最初)|(?<=[週月年])(?:ハジメ|初メ)", "初"),
    (r"(?<=[週月年]ノ)(?:ナカバ|半バ|ナカゴロ|中頃|真ン中)", "半ば"),
    (r"(?<=[週月年])(?:ナカバ|半バ|ナカゴロ|中頃)", "半ば"),
    (r"(?<=[時分日月午前午後朝方夜晩])(?:スギ|過ギ)", "過ぎ"),
)  # fmt: skip

_ONES = (
    "イチ|イッ|ーチ(?=ジ|時|ガツ|ニチ|日)|ニー?|サン|ヨン|ヨ|シ|ゴー?|ロク|ロッ|ナナ|シチ|ヒチ|ハチ|ハッ|"
    "キュー|キュウ|キュ|ク|レー|レイ|ゼロ"
)
_TENS = "ジュー|ジュウ|ジュッ|ジッ"
_KANA_NUMBER = (
    rf"(?:ニセン(?:(?:{_ONES})?(?:{_TENS}))?(?:{_ONES})?|"
    rf"(?:{_ONES})?(?:{_TENS})(?:{_ONES})?|{_ONES})"
)
_PLAIN_NUMBER = r"[0-9〇零一二三四五六七八九十百]+"
_COUNTERS = (
    (r"ジカン|時間", "時間"),
    (r"ジ(?![ャュョユツブ]|タク)|時", "時"),
    (r"フンカン|プンカン|分間", "分間"),
    (r"フン|プン|分", "分"),
    (r"カゲツ|カ月|ヶ月|ケ月|ヵ月|箇月|個月|カ月間", "か月"),
    (r"ガツ|月", "月"),
    (r"ニチカン|日間", "日間"),
    (r"ニチ(?!ヨ)|日(?!曜)", "日"),
    (r"シュ[ーウ]カン|週間", "週間"),
    (r"ネンカン|年間", "年間"),
    (r"ネン(?![マシアドナ])|年(?![末始明度内])", "年"),
)
_COUNTER = "|".join(f"(?P<c{i}>{pattern})" for i, (pattern, _) in enumerate(_COUNTERS))
_NUMBER = rf"(?:{_KANA_NUMBER}|{_PLAIN_NUMBER})"
_COUNTED = (
    rf"(?P<number>{_PLAIN_NUMBER}(?:[、,・~〜]{_PLAIN_NUMBER})?|"
    rf"{_KANA_NUMBER}(?:[、,・~〜]{_KANA_NUMBER})?|(?:{_ONES})(?:{_KANA_NUMBER}))(?:{_COUNTER})"
)
_NO_WILL = "(?<![シミエケテデベメレネセコビゲキギ])"
"""しようか, 変えようか, 来ようか: the end of a verb."""
_DAYS = (
    ("ツイタチ", 1), ("フツカ", 2), ("ミッカ", 3), ("ヨッカ(?!イチ)", 4), ("イツカ", 5),
    ("ムイカ", 6), ("ナノカ|ナヌカ", 7), (f"{_NO_WILL}ヨ[ーウ]カ(?!イ)", 8), ("ココノカ", 9),
    ("ト[ーウオ]カ(?!イ)", 10), ("ハツカ", 20),
)  # fmt: skip
_DAY = (
    rf"(?P<tens>(?:ニ|サン)?(?:{_TENS})|[0-9二三]?十)?(?P<day>{'|'.join(w for w, _ in _DAYS)})"
    r"(?P<span>カン|間)?"
)
_HALF = r"(?P<half>(?<=時)(?:半|ハン(?!タ))|ハン(?=ニチ|トシ)|半(?=日|年))"
_NTH = (
    rf"(?:第|ダイ)(?P<nth>{_NUMBER})"
    r"(?=[、ノ]?(?:[週日月火水木金土]|ニチ|ゲツ|カ|スイ|モク|キン|ド))"
)
_WORD = "|".join(
    _heard(word) if re.fullmatch("[ァ-ヴー]+", word) else re.escape(word)
    for word in sorted(_CANONICAL, key=len, reverse=True)
)
_CANONICAL_OF_SOUND = tuple((re.compile(_heard(w)), c) for w, c in _CANONICAL.items())
_PIECE = re.compile(rf"(?P<counted>{_COUNTED})|(?P<named_day>{_DAY})|{_NTH}|(?P<word>{_WORD})")
_BREAK = re.compile(
    r"(?<=[0-9])\s+(?=[0-9〇零一二三四五六七八九十]|(?!ジ(?!ュ)|フン|プン|ガツ|ニチ)[ァ-ヴ])"
)
"""11/25 15:30: without its space the two numbers would be one."""
_SLASHED = re.compile(r"(?<=[0-9]/[0-9])、|(?<=[0-9]/[0-9]{2})、")
"""3/1、二十時: the day ends there, and 一、二十 is no pair of numbers."""
_NOT_A_VAGUE_NOON = re.compile(r"(午後|朝|昼|ゴゴ|アサ|ヒル)(?=(?:一|イチ|1)(?:時|ジ))")


def one_spelling(said: str) -> str:
    """What was said with words of time and numbers in one spelling, everything else in katakana.

    Numbers before a counter become ASCII digits, `2~3日` where two were named in one breath
    (二、三日).
    """
    text = _SLASHED.sub("。", _BREAK.sub("、", katakana(said)))
    text = re.sub(r"\s+", "", text).translate(str.maketrans("ヂヅー", "ジズー"))
    text = _EXCUSED.sub("", text)
    text = re.sub(r"(?<=[0-9])[‐‑‒–—―−ー〜～~](?=[0-9])", "-", text)
    text = _NOT_A_VAGUE_NOON.sub(r"\1、", text)
    text = _PIECE.sub(_respelled, text)
    for pattern, canonical in _GUARDED:
        text = re.sub(pattern, canonical, text)
    text = _BARE_DAY.sub(_as_day, text)
    text = re.sub(_HALF, "半", text)
    return re.sub(r"(?<=[0-9])時間ハン", "時間半", text)


_EXCUSED = re.compile(
    r"夜分(?:遅クニ?|ニ)?|"
    r"(?:オ?[夜朝昼晩]|夕方|日中|早朝|深夜|夜中)(?:早ク|遅ク|ハヤク|オソク|ドキ|時|ッパラ|休ミ|ノ|忙シイ|オ忙シイ|時間|"
    r"ニ|カラ|ト|本当|大変|ドウモ|誠)*(?=(?:スミマセン|スイマセン|恐レ入|オソレイ|失礼|申シ訳|ゴメン|悪イ))"
)
"""夜分にすみません, 朝早くから申し訳ない: when one calls, not when one would come."""


_BARE_DAY = re.compile(
    rf"(?<=月)(?P<of>ノ?)(?P<number>{_PLAIN_NUMBER}|(?:ニ|サン)?(?:{_TENS})(?:{_ONES})?)"
    r"(?=[、。ノニデハワガヲト]|$)"
)
"""十月の二十九、十四時: a day of the month without its 日."""


def _as_day(found: re.Match[str]) -> str:
    value = number_value(found["number"])
    return f"{found['of']}{value}日" if value is not None and 1 <= value <= 31 else found[0]


def _respelled(found: re.Match[str]) -> str:
    if found["counted"]:
        return _count(found)
    if found["named_day"]:
        tens = (number_value(found["tens"]) or 0) if found["tens"] else 0
        spoken = ((word.removeprefix(_NO_WILL).split("(")[0], n) for word, n in _DAYS)
        ones = next(n for word, n in spoken if re.fullmatch(word, found["day"]))
        return f"{tens + ones}日" + ("間" if found["span"] else "")
    if found["nth"]:
        return f"第{number_value(found['nth'])}"
    word = found["word"]
    known = _CANONICAL.get(word)
    if known is not None:
        return known
    where = found.start(), found.end()  # in the text, since a pattern may look at what is before
    return next(c for p, c in _CANONICAL_OF_SOUND if p.fullmatch(found.string, *where))


_PARTICLE_NI = re.compile(rf"ニ(?=(?:{_ONES})(?!ジ[ューッ]))")
"""月曜に三時 in kana: ニサンジ."""
_AFTER_A_DAY = re.compile(r"(?:ヨ[ーウ]ビ?|曜日?|日|ニチ|カ|シタ|サッテ|ス|ゴゴ|午後|ゼン|午前)$")


def _count(found: re.Match[str]) -> str:
    index = next(i for i in range(len(_COUNTERS)) if found[f"c{i}"])
    counter = _COUNTERS[index][1]
    before = found.string[: found.start()]
    particle = _PARTICLE_NI.match(found["number"])
    if particle and (_AFTER_A_DAY.search(before) or not _pair(found["number"], counter)):
        return f"ニ{number_value(found['number'][1:])}{counter}"
    pair = _pair(found["number"], counter)
    if pair:
        return f"{pair[0]}~{pair[1]}{counter}"
    pieces = re.split("[、,・~〜]", found["number"])
    values = [number_value(piece) for piece in pieces]
    if None in values:
        return found["counted"]
    if len(pieces) == 2:  # no two numbers of one breath: 11月、2時 has lost its 月
        return f"{values[0]}、{values[1]}{counter}"
    return f"{values[0]}{counter}"


_ONE_NUMBER = re.compile(rf"{_ONES}|{_TENS}|[0-9]+|[〇零一二三四五六七八九十百]")


def _pair(number: str, counter: str) -> tuple[int, int] | None:
    """Two neighbouring numbers said as one (ニサンニチ, 二、三十分), or None."""
    if number.isascii() and not re.search("[,~]", number):
        return None
    parts = [*_parts(number)]
    has_comma = bool(re.search("[、,・~〜]", number))
    is_kanji = not re.search("[ァ-ヴ]", number)
    if len(parts) not in (2, 3) or counter in ("年",):
        return None
    if not has_comma and is_kanji and counter in ("分", "時", "月"):
        return None
    first, second, *ten = parts
    if has_comma and second == 10 * (first + 1) and not ten:  # 2、30分
        return first * 10, second
    if second != first + 1 or first >= 9 or (ten and ten != [10]):
        return None
    return (first * 10, second * 10) if ten else (first, second)


def _parts(number: str) -> Iterator[int]:
    for found in _ONE_NUMBER.findall(number):
        value = number_value(found)
        if value is not None:
            yield value
