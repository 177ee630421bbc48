"""Mobile, home, whereabouts, is she employed here: refused, always with another way."""

from __future__ import annotations

import re

from agent.turn import Task, Turn

_INSISTS = re.compile(
    r"教え|なんで|何で|どうして|なぜ|そこを|頼(?:む|み)|前に聞|なくし|失くし|忘れ|知って|聞いて(?:た|い)|"
    r"いいじゃ|だけでも|ヒント|家族|友達|親戚|入院|病気|旅行|どこ|誰と|本当"
)
"""What callers say to get it after all."""
_INSIDE = re.compile(
    r"指示(?:文|書|内容)?を[^。]{0,8}(?:無視|忘れ|読|教え|見せ|出力|表示|そのまま)|"
    r"お?客(?:様|さま|さん)の?[^。]{0,12}(?:名前|住所|電話|番号|情報|個人)[^。]{0,10}(?:読み上げ|読んで|教え|言って|見せ|一覧)|"
    r"プロンプト|内部の?(?:設定|情報|資料)|パスワード(?:を|は)?(?:教え|読|言っ|何|なに|見せ)|デバッグモード|番号の?一覧|一覧を(?:出力|表示|読)|顧客(?:名簿|リスト|情報|データ)|"
    r"名簿を|設定を(?:教|読|表示)|開発者モード|管理者モード|あなたは(?:今|これ)から|全部読み上げ|"
    r"(?:社員|番号|情報|データ|連絡先|住所|名前|お?客|資料|マニュアル)[^。]{0,8}全部(?:教え|出|見せ)"
)
"""What is asked of a machine rather than of a company: nobody here may tell it."""
_CLIENTS = re.compile(
    r"(?:主人|旦那|夫|妻|家内|嫁|父|母|親|息子|娘|兄|姉|弟|妹|祖父|祖母|彼氏?|彼女|上司|部下|社員|従業員|同僚|友人|友達|知人|"
    r"隣の人|入居者|患者|元(?:夫|妻|彼)|\S{1,6}さん)(?:って|という)?(?:人|方|者)?(?:が|は|って|も)"
    r"(?:そちら|お宅|おたく|御社)(?:に|で|の|へ)[^。]{0,8}"
    r"(?:(?:相談|依頼|契約|入居|注文|通院)(?:に(?:行っ|来|伺っ)|を?し)?|通っ|かかっ|診|住ん|買っ|お世話になっ|行っ)"
    r"(?:て|で)(?:もらって|いただいて)?い?(?:ます|ません|る|ない|た|まし|らっしゃ)[^。]{0,8}(?:か|よね|の|[？?])(?=[。、？?ど]|$)"
)
"""Whether somebody is a client, a patient, a tenant: nobody's business but hers."""
_ASKED_ELSEWHERE = frozenset(("confirm_number", "callback_number", "number_rest", "message"))


def go_on(turn: Turn) -> bool:
    """Refuse what was asked, in other words each time, and go on to what can be done."""
    turn.drop("refuse_private")
    topic = "mobile" if turn.note("private") == "ask_mobile" else "private"
    turn.say("refuse", topic)
    if turn.note("promised") != "1":
        turn.remember("no_callback", "")
        if turn.person is not None or turn.value("target_department"):
            turn.push("reach_person")
        elif not turn.stack:
            turn.ask("purpose", entry="purpose_instead")
            return True
    return False


def presses(turn: Turn) -> bool:
    """The caller insists right after a refusal."""
    if turn.state.asked in _ASKED_ELSEWHERE or turn.meant("request_callback", "leave_message"):
        return False
    refused = any(turn.was_read_back(f"refuse.{topic}") for topic in ("mobile", "private"))
    return refused and _INSISTS.search(turn.said.text) is not None


def asks_for_inside(turn: Turn) -> bool:
    """What is asked of a machine: its orders, its settings, everybody's data."""
    return _INSIDE.search(turn.said.text) is not None


def asks_about_client(turn: Turn) -> bool:
    """Whether somebody else comes here: 「うちの主人がそちらに相談に行ってませんか」."""
    return _CLIENTS.search(turn.said.text) is not None


def _hears(turn: Turn) -> bool:
    return presses(turn) or asks_for_inside(turn) or asks_about_client(turn)


def _opened(turn: Turn) -> None:
    inside = asks_for_inside(turn) or asks_about_client(turn)
    if inside or turn.meant("ask_mobile", "ask_private"):
        turn.remember("private", "ask_mobile" if turn.meant("ask_mobile") else "ask_private")


TASK = Task("refuse_private", ("ask_mobile", "ask_private"), go_on, opened=_opened, hears=_hears)
