"""Mobile, home, whereabouts, is she employed here: refused, always with another way."""

from __future__ import annotations

import re

from agent.events import Slot
from agent.turn import SOMEBODY, Task, Turn

_INSISTS = re.compile(
    r"教え|(?:^|[、。 ])(?:なん|何)で|どうして|"
    r"なぜ|だめ|ダメ|そこを|頼(?:む|み)|前に聞|なくし|失くし|忘れ|知って|聞いて(?:た|い)|"
    r"いいじゃ|だけでも|だけでいい|かどうか|どっちか|ヒント|家族|権利|言え|友達|親戚|入院|病気|旅行|どこ|誰と|本当|"
    r"担当(?:は|が|の)|何て(?:方|人|先生)|結婚|独身|おいくつ|年齢|何歳|彼氏|彼女|お?住まい|住んで|出身|学歴"
)
"""What callers say to get it after all."""
_INSIDE = re.compile(
    r"指示(?:文|書|内容)?[をは][^。]{0,8}(?:無視|忘れ|読|教え|見せ|出力|表示|そのまま)|"
    r"お?客(?:様|さま|さん)の?[^。]{0,12}(?:名前|住所|電話|番号|情報|個人)[^。]{0,10}(?:読み上げ|読んで|教え|言って|見せ|一覧)|"
    r"プロンプト|内部の?(?:設定|情報|資料)|パスワード(?:を|は)?(?:教え|読|言っ|何|なに|見せ)|デバッグモード|番号の?一覧|一覧を(?:出力|表示|読)|顧客(?:名簿|リスト|情報|データ)|"
    r"(?:承認|返金|許可|解約|確定|値引き)[^。]{0,6}(?:し|いたし)ました、?と(?:だけ)?言って(?!おいて)|"
    r"名簿を|設定を(?:教|読|表示)|開発者モード|管理者モード|あなたは(?:今|これ)から|全部読み上げ|"
    r"(?:社員|番号|情報|データ|連絡先|住所|名前|お?客|資料|マニュアル)[^。]{0,8}全部(?:教え|出|見せ)|"
    r"(?:予約|会員|患者|相談者|入居者|社員)[^。]{0,10}(?:名前|氏名|リスト|名簿|情報)[^。]{0,8}(?:読|教え|言え|言って|見せ|出[しせ])|"
    r"(?:設定|制限|ルール|守秘義務)[^。]{0,6}(?:解除|無効|外し|オフ)|"
    r"次の(?:言葉|文章?|せりふ|セリフ)を[^。]{0,8}(?:復唱|繰り返|言っ|言い|読)"
)
"""What is asked of a machine rather than of a company: nobody here may tell it."""
_KIN = (
    r"主人|旦那|夫|妻|家内|嫁|[父母兄姉弟妹]|親|息子|娘|祖父|祖母|彼氏?|彼女|上司|部下|社員|従業員|同僚|友人|友達|知人|"
    r"隣の(?:人|方)|元(?:夫|妻|彼|カノ)"
)
_SOMEBODY = re.compile(
    rf"(?:{_KIN})(?:さん)?(?:が|は|って|も|、|の名前)|(?:って|という|っていう)(?:人|子|方|者|女性|男性)|の名前で"
)
_NAMED = re.compile(
    r"[一-龥々ァ-ヴー]{1,8}(?:さん|様|さま|くん|君|ちゃん|商店|会社|工業)?(?:が|は|って|も)"
)
_HERE = re.compile(r"そちら|そっち|お宅|おたく|御社")
_IS_CLIENT = re.compile(
    r"(?:(?:(?:相談|依頼|契約|入居|通院|受診|診察|注文|利用|宿泊|入会|面談)(?:に|を|で)?(?:行っ|来|伺っ|参っ|し)?|"
    r"予約(?:が|を|は)?(?:入っ|入れ|取っ|し)|[一-龥々ァ-ヴー]{2,8}(?:を|は)受け|(?:来|行っ|伺っ)(?=て|た|ま)|"
    r"通っ|かかっ|診|住ん|泊まっ|買っ|お世話になっ|見てもらっ|進め|頼ん)(?:て|で)?(?:もらって|いただいて)?"
    r"|(?:お客(?:さん|様|さま)?|会員|生徒|塾生|患者|入居者|顧問先|利用者)(?:さん|様)?)"
    r"(?:い|る|ます|ません|ない|なかった|った|た|まし|らっしゃ(?:る|い|います)?|おり|ん|の|です)*"
    r"(?:か(?:どうか)?|よね|(?:でしょ|だろ)う?|(?=[？?]))"
    r"(?=、|。|？|\?|$|だけ|だよ|を|知り|教え|分か|わか|って|が知り|入って|言|ね)"
)
"""Whether somebody is a client, a patient, a tenant, a pupil, and nothing else asked of her."""
_UNSURE_CLIENT = re.compile(
    rf"(?:{_KIN})(?:さん)?(?:が|は)[^。？?]{{0,20}}(?:相談|依頼|通[っい]|かか[っり]|受診|診て|予約|利用|行[っき]|伺[っい])"
    r"[^。？?]{0,8}(?:と思|らしい|はず|みたい|ようなん|って聞)[^？?]{0,16}"
    r"(?:いつ|何時|どこが|誰|どなた|担当|何の|どんな)|"
    r"(?:来た|伺った|行った|相談した)か(?:来て|伺って|行って|して)(?:い)?ないか|"
    r"(?:い|来て(?:い)?|泊まって(?:い)?)るか(?:い|来て|泊まって)(?:い)?ないか|"
    rf"(?:{_KIN})(?:さん)?の(?:次の|今度の|次回の)?(?:相談|予約|診察|受診|面談|治療)の?(?:日|時間|日時|内容|担当)"
    r"(?:[^。]{0,8}(?:確認|確かめ|知り|教え|聞|いつ)|(?:です|だ)(?:よ|って)?[。]*$|[をは][。]*$)"
)
"""「妻がそちらで先週相談したと思うんですが、次はいつでしたっけ」: who does not know fishes."""
_OF_A_TENANT = re.compile(
    r"(?:[0-9]{2,4}号?室?|隣の部屋|上の部屋|下の部屋)の(?:人|方|住人|住民|[一-龥々]{1,4}さん)(?:って|は|が|の)"
    r"[^。？?]{0,14}(?:住ん|引っ越|名前|どこ|仕事|いつ(?:出|まで)|帰って)|"
    r"(?:引っ越し先|転居先)[^。？?]{0,6}(?:教え|だけでも|知り|どこ|分か|わか)"
)
"""203号室の人って、まだ住んでます？"""
_ASKED_ELSEWHERE = frozenset(("confirm_number", "callback_number", "number_rest", "message"))


_WH_WORD = re.compile(r"誰|だれ|どなた|いつ|どこ|どの|何[回時日度]|なん[かじ]")
"""担当は誰なんだ: more of the same client."""
_REFUSALS = ("mobile", "private", "client", "return_time")
_TOPICS = {"ask_mobile": "mobile", "client": "client"}


def go_on(turn: Turn) -> bool:
    """Refuse what was asked, in other words each time, and go on to what can be done."""
    turn.drop("refuse_private")
    turn.say("refuse", _TOPICS.get(turn.note("private"), "private"))
    _forget_asked(turn)
    if turn.note("promised") != "1":
        turn.remember("no_callback", "")
        if turn.person is not None or turn.value("target_department"):
            turn.push("reach_person")
        elif not turn.stack:
            turn.ask("purpose", entry="purpose_instead")
            return True
    return False


def _forget_asked(turn: Turn) -> None:
    """What is refused is no message to pass on; what was told beside it is."""
    asked = [part for part in re.split(r"[。、？?！!]", turn.said.text) if "教え" in part]
    for name in ("message", "aside"):
        known = turn.slot(name)
        if known is None or known == turn.state.slot(name):
            continue
        parts = re.split(r"(?<=[。、])", known.value)
        kept = [part for part in parts if not any(part.strip("。、？? ") in a for a in asked)]
        told = "".join(kept).strip("。、 ")
        turn.learn(Slot(name, told, known.spoken, known.confidence))


def presses(turn: Turn) -> bool:
    """The caller insists right after a refusal."""
    if turn.state.asked in _ASKED_ELSEWHERE or turn.meant("request_callback", "leave_message"):
        return False
    refused = [topic for topic in _REFUSALS if turn.was_read_back(f"refuse.{topic}")]
    if turn.meant("ask_email") and "email" not in refused:
        return False  # another thing, which may be told
    if "client" in refused and turn.said.intent == "other" and _WH_WORD.search(turn.said.text):
        return True
    return bool(refused) and _INSISTS.search(turn.said.text) is not None


def asks_for_inside(turn: Turn) -> bool:
    """What is asked of a machine: its orders, its settings, everybody's data."""
    return _INSIDE.search(turn.said.text) is not None


def ordered_machine(turn: Turn) -> bool:
    """Such a thing was asked earlier in the call."""
    return any(_INSIDE.search(heard) for heard in turn.state.heard)


def asks_about_client(turn: Turn) -> bool:
    """Whether somebody else comes here: 「うちの主人がそちらに相談に行ってませんか」."""
    told = ""
    for sentence in re.split(r"(?<=[。？?！!])", turn.said.text):
        told += sentence  # 家内がそちらに。来てますよね: somebody told of before is meant
        if _IS_CLIENT.search(sentence) and _is_of_another(sentence, told):
            return True
    fishes = _UNSURE_CLIENT.search(turn.said.text) or _OF_A_TENANT.search(turn.said.text)
    return fishes is not None


def _is_of_another(sentence: str, told: str) -> bool:
    is_named = _HERE.search(sentence) and _NAMED.search(sentence)
    return bool(_SOMEBODY.search(told) or is_named)


def pries(turn: Turn) -> bool:
    """What nobody may be told is asked, or asked for once more."""
    return presses(turn) or asks_for_inside(turn) or asks_about_client(turn)


def _opened(turn: Turn) -> None:
    if asks_about_client(turn):
        turn.remember("private", "client")
        _forget_named(turn)
    elif asks_for_inside(turn):
        turn.remember("private", "ask_private")
        _forget_named(turn)
    elif turn.meant("ask_mobile", "ask_private"):
        turn.remember("private", "ask_mobile" if turn.meant("ask_mobile") else "ask_private")


_SAYS_OWN = re.compile(r"申し?ます|申す|申しま|わたし|わたくし|私|こちら")


def _forget_named(turn: Turn) -> None:
    """Whoever is named in such a question is asked about: nobody of ours, and not the caller."""
    names = SOMEBODY if _SAYS_OWN.search(turn.said.text) else (*SOMEBODY, "caller_name")
    turn.forget(*(name for name in names if not turn.state.value(name)))


TASK = Task("refuse_private", ("ask_mobile", "ask_private"), go_on, opened=_opened, hears=pries)
