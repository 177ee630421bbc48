"""What a gate came to, in the words of the client: what was tried, what failed, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import yaml

from eval.expectation import Failure
from eval.gate.call import GateCall, Kind
from eval.gate.generating import Generated
from eval.gate.judging import OTHER_ANSWER
from eval.gate.words import words
from eval.result import CallResult
from knowledge.versions import SHORT_ID
from knowledge.written import Lines, content_id

KINDS: tuple[Kind, ...] = ("faq", "staff", "rule")
_NAMES = {
    "kind": "電話の種類",
    "outcome": "結果",
    "urgency": "緊急度",
    "escalation": "引き継ぎ",
    "callback_number": "折り返しの番号",
    "callback_wanted": "折り返しの要否",
    "caller_name": "お客様のお名前",
    "target": "宛先",
    "purpose": "ご用件",
    "reservation": "予約の記録",
    "change": "予定の変更",
    "effects": "したこと",
}
_ACTS = {"transfer": "人におつなぎ", "refuse": "お断り"}
_TURN = re.compile(r" \((?:in|by) turn -?\d+\)$")
_NOT = re.compile(r"^(?P<found>.*?), (?:not|without) (?P<wanted>.*)$")


@dataclass(frozen=True, slots=True)
class Gate:
    """Everything that was tried."""

    path: Path
    """The manual's."""
    content: bytes
    generated: Generated
    results: tuple[CallResult, ...]
    """Of the generated calls, in their order."""
    suite: str
    """The general one: smoke, all or none."""
    general: tuple[CallResult, ...]
    seed: int

    @property
    def passed(self) -> bool:
        """Every must of every call held."""
        return all(result.passed for result in (*self.results, *self.general))

    @property
    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Calls that held every must, of all, by kind."""
        found: dict[str, tuple[int, int]] = dict.fromkeys(KINDS, (0, 0))
        for call, result in zip(self.generated.calls, self.results, strict=True):
            held, of = found[call.kind]
            found[call.kind] = (held + result.passed, of + 1)
        return found


def summary(gate: Gate) -> str:
    """The gate as Markdown that also reads well on a terminal."""
    version = content_id(gate.content)[:SHORT_ID]
    head = f"# 公開前の確認: {gate.path.name}（版 {version}）: "
    lines = [head + ("合格" if gate.passed else "不合格"), "", "## 試したこと", ""]
    lines += _tried(gate)
    failed = [
        (call, result)
        for call, result in zip(gate.generated.calls, gate.results, strict=True)
        if not result.passed
    ]
    if failed:
        lines += ["", "## 不合格だったもの", ""]
        at = Lines(gate.content)
        for call, result in sorted(failed, key=lambda pair: at.of(pair[0].where)):
            lines += _failed(gate.path.name, at.of(call.where), call, result)
        lines += ["", words("result_desk")]
    if any(not result.passed for result in gate.general):
        lines += ["", "## 共通の試験で不合格だったもの（電話番の側）", ""]
        lines += [line for result in gate.general for line in _general(result)]
    return "\n".join(lines) + "\n"


def _tried(gate: Gate) -> Iterator[str]:
    made, kinds = gate.generated, gate.by_kind
    faq, staff = _share(made.faq, "件", gate.seed), _share(made.staff, "名", gate.seed)
    yield f"- よくあるご質問 {faq}、二通りの言い方で: {_held(kinds['faq'])}"
    yield f"- 社員 {staff}、営業時間中・外出中・時間外に: {_held(kinds['staff'])}"
    yield f"- きまり（第一声・売り込み・予約・緊急・引き継ぎなど）: {_held(kinds['rule'])}"
    if gate.suite == "none":
        yield "- 共通の試験: していません"
    else:
        held = sum(result.passed for result in gate.general)
        yield f"- 共通の試験（{gate.suite}）: {_held((held, len(gate.general)))}"


def _share(tried: tuple[int, int], unit: str, seed: int) -> str:
    number, of = tried
    if number == of:
        return f"{of:,}{unit}すべて"
    return f"{of:,}{unit}から選んだ{number:,}{unit}（種{seed}。ほかは試していません）"


def _held(figures: tuple[int, int]) -> str:
    held, of = figures
    return f"{of:,}通のうち{held:,}通が合格" if of else "試すものがありません"


def _failed(name: str, line: int, call: GateCall, result: CallResult) -> Iterator[str]:
    yield f"- {name} {line}行目: {call.subject}"
    if result.error:
        yield f"  - 通話ができませんでした: {result.error}"
    said = result.caller[0].text if result.caller else ""
    heard = result.agent[1].text if len(result.agent) > 1 else ""
    if said:
        yield f"  - お客様「{said}」→ 電話番「{heard}」"
    for failure in dict.fromkeys(result.failures):
        yield f"  - {in_japanese(failure)}"
    yield f"  - 直し方: {call.remedy}"


def in_japanese(failure: Failure) -> str:
    """One broken must, for a client."""
    what = _TURN.sub("", failure.message)
    match failure.must:
        case "said":
            return _not_said(what.removeprefix("not "))
        case "never_said" if what in _ACTS:
            return f"{_ACTS[what]}してはならない電話で、{_ACTS[what]}しました。"
        case "never_said":
            return f"言ってはならないこと（{what}）を言いました。"
        case "invented":
            return f"マニュアルにも予定にもないこと（{what}）を言いました。"
        case "escalated_by":
            return "人に代わるのが遅すぎました。"
    if failure.must == OTHER_ANSWER:
        return f"ほかの項目「{what}」の答えを言いました。"
    return _differs(failure.must, what)


def _not_said(what: str) -> str:
    if what in _ACTS:
        return f"{_ACTS[what]}しませんでした。"
    if what.startswith("email "):
        return f"メールアドレス {what.removeprefix('email ')} をお伝えしませんでした。"
    first, *others = what.split(" or ")
    return f"「{first}」{'などと' if others else 'と'}言いませんでした。"


def _differs(must: str, what: str) -> str:
    name = _NAMES.get(must.split(".", maxsplit=1)[0], must)
    codes = _codes()
    pair = _NOT.match(what)
    if pair is None:
        return f"{name}が違います（{codes.get(what, what)}）。"
    wanted = "または".join(codes.get(one, one) for one in pair["wanted"].split(" or "))
    found = codes.get(pair["found"], pair["found"])
    return f"{name}が「{wanted}」でなく「{found}」になりました。"


def _codes() -> dict[str, str]:
    """The report's codes in a client's words."""
    text = resources.files("prompts").joinpath("report.yaml").read_text("utf-8")
    tables = yaml.safe_load(text)
    return {
        "None": "なし",
        **{code: str(said) for name in ("kinds", "outcomes", "escalations")
           for code, said in tables[name].items()},
    }  # fmt: skip


def _general(result: CallResult) -> Sequence[str]:
    if result.passed:
        return ()
    told = [result.error] if result.error else [str(failure) for failure in result.failures]
    return [f"- {result.scenario}: {result.about}", *(f"  - {line}" for line in told)]
