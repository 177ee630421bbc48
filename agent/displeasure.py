"""Whether words show displeasure about our side, and what it is about.

What is asked politely shows none, whatever it is about (料金はいくらですか); what is told to have
gone wrong does (請求が二重に来た), and so do anger and demands in any form.
"""

from __future__ import annotations

import re

from agent import asking
from knowledge.terms import morphemes

_ANGRY = re.compile(
    r"説明もな[しく]|勝手に(?:削|抜|変え|切っ|決め|入っ)|手抜き|下手くそ|ヘタクソ|"
    r"言ったきり|じゃねえか|何べんも?(?:電話|言|連絡)|かけてこ(?:ねえ|ない)(?:じゃ|んだ|って)|"
    r"ふざけ|いい加減|どうなってん|どうなってるん(?:だ|です)|どうなってるの|どういうこと|ひど[いく]|最悪|許せ|怒(?!って(?:い)?るわけ)|腹が立|納得|おかしい|誠意|いつまで(?:待|かか|も|こん|その|ほ[うっ]と|放)|悪かった|仕事にならな|(?<!の[はが])(?<!と)困る|困って(?:ん|るん)だよ|話にならな|なんとかし|神経して|"
    r"何のため(?:に|の)[^。]{0,10}(?:です|の|んだ)か?|どういう(?:教育|神経|仕事|管理)|鼻で笑|筋(?:だろ|でしょ|じゃな|ってもん)"
)
_FURIOUS = re.compile(
    r"ふざけ|いい加減にし|どうなってん[のだ]|どういうつもり|どうしてくれ|許せ|最悪|話にならな|"
    r"どういう(?:教育|仕事)|鼻で笑"
)
_REPROACH = re.compile(
    r"何のため(?:に|の)[^。]{0,10}(?:です|の|んだ)か?|どういう(?:教育|神経|仕事|管理)|鼻で笑"
)
_WANTS = (
    r"(?:て(?:くれ|ほしい|欲しい|もらい|もらえ|いただ|くださ|下さ|よ$|ちょうだい)|しろ|せよ|お願い|だろ|でしょ|"
    r"(?:でき|もらえ|いただけ)(?:ます|ない|る))"
)
_MONEY = r"返金|弁償|賠償|慰謝料|補償|値引|無料に|タダ"
_DEMANDS = re.compile(
    rf"(?:{_MONEY})(?![^、。]{{0,6}}(?:ました|いつ|いくら|どのくらい|方法))|"
    rf"(?:交換し|取り替え|取り換え|返し|約束し|弁償し|届け){_WANTS}|(?:代金?|料|お?金)を?返してよ|誠意|どうしてくれ"
)
"""What only somebody inside can grant. 取り替えてもらった was granted before."""
_ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(words))
    for topic, words in (
        ("calls", r"電話してくる|かけてくる|かかってくる|電話[はを]やめ|電話しないで"),
        (
            "again",
            r"(?:何回|何度)も?(?:電話|言|説明)|先週も電話|前にも(?:電話|言)|"
            r"[二三四五2-5](?:回|度)目[^。]{0,8}電話|同じ(?:こと|話)[^、。]{0,6}言わせ|聞き飽き",
        ),
        ("stopped", r"止まってる|止まって、|回も止ま|よく止ま|度も止ま|すぐ止ま"),
        (
            "smell",
            r"(?:にお|匂|臭)(?:い|っ)[^。]{0,8}(?:すご|ひど|きつ|強|気にな|我慢|こもって|入って|流れて)|"
            r"(?:タバコ|煙草|たばこ)の煙[^。]{0,8}(?:すご|ひど|入って|流れて|来て)|"
            r"(?:タバコ|煙草|たばこ)[をも]?[^。]{0,4}吸|(?:にお|匂|臭)いが(?:つ[いくけ]|移|染|部屋|中)",
        ),
        (
            "smell",
            r"(?:タバコ|煙草|たばこ)[をも]?[^。]{0,4}吸|(?:にお|匂|臭)いが(?:つ[いくけ]|移|染|部屋|中)",
        ),
        (
            "noise",
            r"騒音|うるさ|(?:隣|上|下)の(?:部屋|階|人)|騒い|物音|足音|[どド][たタ][どド][たタ]",
        ),
        (
            "wrong_item",
            r"違う(?:もの|商品|品|の)が|違う(?:もの|商品|品)で|間違って届|頼んだのと|(?:色|サイズ)が違|注文と違|"
            r"(?:頼ん|注文し|買っ)[たてだ][^。、]{0,6}(?:のに|はず[がなで]|けど|が)、?[^。、]{0,16}"
            r"(?:が|も)、?[^。、]{0,6}(?:来て(?!い?な|ませ)|来た|来まし|届い(?:て(?!い?な|ませ)|た|ちゃ)|入って(?!い?な|ませ))|"
            r"じゃな(?:くて|い)[^。]{1,16}が、?(?:届|来[てた])",
        ),
        ("missing", r"入って(?:い)?な|足りな|数が(?:違|合わ|少)"),
        (
            "no_call",
            r"電話する(?:と|って)|折り返す(?:と|って)(?:言|聞)|かけてこ(?:ねえ|ない)|電話が来な|"
            r"(?:ご?(?:連絡|返答|回答)|お?返事|返信|折り?返し(?:の?お?電話)?)[がもはを](?:な[いくかん]|来|こ|まだ|"
            r"(?:一度も|まだ)?(?:いただ[けい]|もらえ|もらって)[^、。]{0,3}(?:な|ませ))|電話がな|電話の一本も",
        ),
        (
            "hurt",
            r"泣(?:い|か)|傷つ|(?:つら|辛|嫌|いや|怖|寒|痛|悲し|悔し|恥ずかし|不快|不愉快)[いな]?思い|"
            r"いじめ|怒鳴|[馬バ][鹿カ]にされ|意味な",
        ),
        (
            "visit",
            r"(?:誰も|どなたも|修理|業者|担当|作業|点検|約束|見に)[^。]{0,16}"
            r"(?:来な|来てな|来ませ|来てくれな|現れな|(?:お見えにな|いらっしゃ)ら(?:な|ず))",
        ),
        ("repair", r"修理|直って|直らな|直してもら|エアコン|給湯|お湯が"),
        (
            "broken",
            r"壊れ|不良|割れ|動かな|傷|汚れ|破れ|使えな|電源が|取っ手|ヒビ|ひび|欠け|水漏れ|だめになっ|効かな|"
            r"紙詰ま|故障|不具合|エラー",
        ),
        ("billing", r"請求|料金|引き落と|二重|振り込|領収"),
        ("pain", r"痛い|痛く|痛み|腫れ|詰め物|かぶせ物|被せ物|差し歯"),
        (
            "waited",
            r"待たさ|待たせ|ずっと待|予約[^。]{0,12}呼ばれた|待って(?:る|い|た)(?:のに|ん|け|の)|(?:分|時間|日|週間|か月|ヶ月)も?(?:以上)?(?:も)?待",
        ),
        ("late", r"届か|届いて(?:い)?な|届くはず"),
        ("slow", r"来な(?:い|かった)|来て(?:い)?な|来ませ|遅い|遅れ|遅く"),
        (
            "manner",
            r"説明[もが]?(?:なし|な[いく])|ろくに|態度|対応|失礼(?:な|だ|じゃ|すぎ|ですよ|でしょ)|言い方|口のきき方|話が通じな",
        ),
    )
)
"""What a complaint may be about, the more particular before the more general."""
_NEUTRAL = re.compile(
    r"紙詰ま|故障|不具合|エラー|修理|エアコン|給湯|お湯が|請求|料金|引き落と|振り込|領収|対応|電源が|"
    r"(?:隣|上|下)の(?:部屋|階|人)"
)
"""Named by everybody; displeasure only where something went wrong with it."""
_WENT_WRONG = re.compile(r"な(?:い|く|かっ)|ませ|違|間違|二重|遅|悪|高すぎ|覚えが|おかし|ひど")
_CLAUSE = re.compile(r"[^、。！？!?]+[、。！？!?]?")
_LEFT_UNDONE = re.compile(r"てくれな(?:い(?:じゃ|んだ|んです(?!か)|し)|かった)")
_REPEATED = re.compile(
    r"(?:[2-9]|[二三四五六七]|何)(?:回|度)(?:目|も|[^、。]{0,3}(?:電話|連絡|お願|頼|言))|代わりの[^、。]{0,6}も|"
    r"(?:先週|先月|先日|昨日|おととい|この前|この間|こないだ|前回|前|以前)(?:に)?も[^。]{0,10}"
    r"(?:電話|連絡|言|お願|伝え|頼)|(?:てもらった|たばかりな)のに|"
    r"(?:折り返す|電話する|連絡する|直す|送る|ます)(?:って|と)[^、。]{0,4}(?:言|聞)(?:われ|った|いて)|"
    r"また(?!今度|来週|明日|あと|後|電話|かけ|連絡|考え|改めて|よろしく|お願|ね|は|、)"
)
"""It was told, or had happened, before."""
_PRESSES = re.compile(
    r"^だから|(?:書い|言っ|話し|伝え)(?:た|てあった)でしょう?|って(?:言|いっ)(?:って(?!い?(?:まし|た))|てる|てん|ている)|今すぐ|待て(?:ない|ませ)|どうせ|どっちな|限界|"
    r"だろう?[。！]?$|謝(?:る|られ|って)|信用|口先|ごまか|たらい回し|ないと困(?:る|り)|"
    r"(?:答えに|対応に|話に|返事に)な(?:って|ら)"
)
"""How one speaks whom an answer does not content."""
_GOES_ON = re.compile(r"(?:ん|の)(?:です|だ)よ[ねえ]*[。！]?$|(?:のよ|わよ|だぞ|ですよ)[。！]?$")
"""「毎日やかんでお湯沸かしてるんですよ」, after a promise: she is not content with it."""
_STILL_NOT = re.compile(
    r"まだ[^、。]{0,12}(?:届|来|着|返事|連絡|発送|できて|終わ|直)[^、。]{0,6}(?:な|ませ|ん)"
)
_THINGS_GO = frozenset(
    ("壊れる", "割れる", "欠ける", "効く", "利く", "動く", "止まる", "直る", "直す", "使える",
     "付く", "点く", "出る", "映る", "鳴る", "開く", "閉まる", "切れる", "破れる", "漏れる",
     "詰まる", "垂れる", "外れる", "取れる", "剥がれる", "回る", "閉じる", "臭う", "錆びる",
     "冷える", "温まる", "流れる")
)  # fmt: skip
"""What things do, or fail to do."""
_NO_THING = re.compile(
    r"^(?:こと|もの|事|物|お?品物?|商品|ほう|方|人|者|時|日|前|後|中|音|電話|連絡|修理|修繕|対応|態度|話|[0-9一二三四五六七八九十].*|"
    r"とこ(?:ろ)?|部分|あたり|へん|今日|昨日|明日|今朝|先週|先日|昨夜|夜中|全然|ぜんぜん|また|そちら|うち|お宅|こちら|そこ)$"
)
LONGEST_THING = 10
"""Characters of what is complained of, said back: コーヒーマシン."""


def is_reproach(text: str) -> bool:
    """「予約って何のためにあるんですか」 asks nothing, whatever it names."""
    return _REPROACH.search(text) is not None


def topic_of(text: str) -> str:
    """What is complained of, by its words; empty where that is not said."""
    return next((topic for topic, words in _ABOUT if words.search(text)), "")


def is_about(topic: str, text: str) -> bool:
    """Whether `topic_of` is this one; quick where it is not, as for a manual's many entries."""
    return any(words.search(text) for name, words in _ABOUT if name == topic) and (
        topic_of(text) == topic
    )


def is_displeased(text: str) -> bool:
    """The words themselves complain."""
    if any(words.search(text) for words in (_DEMANDS, _ANGRY, _FURIOUS, _STILL_NOT, _LEFT_UNDONE)):
        return True
    return any(_went_wrong(clause) for clause in _CLAUSE.findall(text))


def _went_wrong(clause: str) -> bool:
    if asking.asks(clause):
        return False
    if any(words.search(_NEUTRAL.sub("", clause)) for _, words in _ABOUT):
        return True
    return _NEUTRAL.search(clause) is not None and _WENT_WRONG.search(clause) is not None


def is_angry(text: str) -> bool:
    """Anger shows in the words, whatever they are about."""
    return _ANGRY.search(text) is not None or is_furious(text)


def is_furious(text: str) -> bool:
    """Anger that no promise will settle: 「どうなってんの」, and not 「どうなってるんですか」."""
    return _FURIOUS.search(text) is not None


def is_repeated(text: str) -> bool:
    """Of a complaint: it has happened, or was told, before."""
    return _REPEATED.search(text) is not None


def presses(text: str) -> bool:
    """Of a complaint: what was answered to it does not content the caller."""
    return _PRESSES.search(text) is not None


def brings_home(text: str) -> bool:
    """Of what is told after a promise: it is brought home once more."""
    return _GOES_ON.search(text) is not None


def demands(text: str) -> bool:
    """Something is demanded that only somebody inside can grant."""
    return _DEMANDS.search(text) is not None


def asks(text: str) -> bool:
    """Its last words ask something, and not in anger."""
    last = _CLAUSE.findall(text)[-1:]
    return any(map(asking.asks, last)) and not is_angry(text)


def thing_of(text: str) -> str:
    """What does not do what it should: 暖房 of 暖房がぜんぜん効かなくて; empty without."""
    led_up_to = ""
    for clause in re.split(r"[、。！？!?]", text):
        found = [(m.surface(), m.normalized_form(), m.part_of_speech()) for m in morphemes(clause)]
        for i, (_, word, pos) in enumerate(found):
            if pos[0] == "動詞" and word in _THINGS_GO:
                is_bare = all(kind[0] == "副詞" or plain == "又" for _, plain, kind in found[:i])
                thing = led_up_to if is_bare else _before(found[:i])
                if thing:
                    return thing
        led_up_to = _before(found) if found and found[-1][2][0] == "名詞" else ""
    return ""


def _before(found: list[tuple[str, str, tuple[str, ...]]]) -> str:
    """The noun before the verb, over its particle and adverbs."""
    while found and (found[-1][2][0] in ("副詞", "助詞") or found[-1][0] in ("全然", "一度")):
        if found[-1][0] in ("に", "で", "と", "て", "から", "の", "へ"):
            return ""
        found = found[:-1]
    noun = ""
    while found and found[-1][2][0] in ("名詞", "接頭辞") and found[-1][2][1] != "数詞":
        noun = found[-1][0] + noun
        found = found[:-1]
    is_thing = 1 < len(noun) <= LONGEST_THING and not _NO_THING.match(noun)
    return noun if is_thing else ""
