"""The last words of firms' names, by sound: what a recogniser wrote, as it stands on the sign.

A firm's name is nobody's vocabulary, but its last word nearly always is one of a short list
(…商事, …倉庫, …リース). A recogniser that does not expect it there writes what sounds so
(架空辞書 for 架空地所) or nearly so (中央ビース for 中央リース).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from speech.reading.kana import mora_distance, morae, pronounced

NEAR = 0.5
"""Edits in morae at which the end of a firm's name still is a word of the list: ビース for リース
costs .46, フューズ for フーズ .2; two words of the list that are both heard are told apart by an
exact match first (リサーチ is 1.8 from リース, 精機 .57 from 製菓)."""
_LEAST_NEAR = 3
"""Morae from which a word may be heard nearly; shorter ones sound like too much."""

_WORDS = """
ショージ 商事 ショーカイ 商会 ショーテン 商店 ショーケン 証券 コーサン 興産 コーギョー 工業
コーゲー 工芸 コームテン 工務店 コージ 工事
コーボー 工房 コーキ 工機 セーカ 製菓 セーキ 精機 セーコー 精工
セーサクショ 製作所 セーゾー 製造 セーヤク 製薬 セーシ 製紙 セーメン 製麺 セーソー 清掃
セーミツ 精密 カセー 化成 カガク 化学 カイウン 海運 ウンユ 運輸 ウンソー 運送 ユソー 輸送
ブツリュー 物流 ブッサン 物産 フドーサン 不動産 ジショ 地所 ジュータク 住宅 ケンセツ 建設
ケンチク 建築 ケンザイ 建材 ドボク 土木 トソー 塗装 ゾーエン 造園 ボースイ 防水 スイドー 水道
デンキ 電機 デンコー 電工 デンセツ 電設 セツビ 設備 セッケー 設計 ソクリョー 測量 キカイ 機械
キキ 機器 キコー 機工 ギケン 技研 キンゾク 金属 テッコー 鉄工 コーギョーショ 工業所
インサツ 印刷 シュッパン 出版 シンブン 新聞 コンポー 梱包 ソーコ 倉庫 ボーエキ 貿易
ツーショー 通商 ツーシン 通信 サンギョー 産業 カイハツ 開発 ケービ 警備 ホケン 保険
ギンコー 銀行 シンヨーキンコ 信用金庫 シンキン 信金 カイケー 会計 ジムショ 事務所
ヒャッカテン 百貨店 ショクヒン 食品 スイサン 水産 ノーエン 農園 シュゾー 酒造 ザッカ 雑貨
ブング 文具 ショテン 書店 ショボー 書房 リョコー 旅行 リョカン 旅館 イリョー 医療
クリニック クリニック ビョーイン 病院 イイン 医院 ヤッキョク 薬局 カイゴ 介護 ホイクエン 保育園
ヨーチエン 幼稚園 コートーガッコー 高等学校 チョーナイカイ 町内会 クミアイ 組合 キョーカイ 協会
キカク 企画 コーコク 広告 シジョー 市場 ホンポ 本舗 ホンテン 本店 シテン 支店
エーギョーショ 営業所 コージョー 工場 リース リース レンタル レンタル フーズ フーズ
システム システム サービス サービス デザイン デザイン スタジオ スタジオ オフィス オフィス
センター センター ホーム ホーム ハウス ハウス ハウジング ハウジング ホテル ホテル マート マート
ストア ストア モータース モータース タクシー タクシー トラベル トラベル リサーチ リサーチ
ワークス ワークス ビジネス ビジネス ライフ ライフ ウェブ ウェブ テック テック ソフト ソフト
グループ グループ ジャパン ジャパン クリーニング クリーニング ベーカリー ベーカリー
エンジニアリング エンジニアリング コンサルティング コンサルティング
ハイソー 配送 ヤクヒン 薬品 モクザイ 木材 コーザイ 鋼材 シザイ 資材 セキユ 石油
リクウン 陸運 キュービン 急便 カンコー 観光 コーツー 交通 エンゲー 園芸 セーホン 製本 ジュシ 樹脂
ソリューションズ ソリューションズ ケミカル ケミカル パートナーズ パートナーズ
エステート エステート ロジスティクス ロジスティクス
"""
_CELLS = _WORDS.split()
_BY_SOUND = dict(zip(map(pronounced, _CELLS[::2]), _CELLS[1::2], strict=True))
WRITTEN = frozenset(
    (*_CELLS[1::2], "商亊", "電気", "会社", "興業", "鉱業", "電器", "調剤", "家政", "機構")
)
"""How such words are written; what ends so is left as it is."""


@dataclass(frozen=True, slots=True)
class FirmWord:
    """The last word of a firm's name."""

    text: str
    """As signs have it: 地所."""
    length: int
    """Morae of the name's end that were heard for it."""
    cost: float
    """Edits in morae: 0 is the word itself."""


@lru_cache(maxsize=4096)
def firm_word(reading: str) -> FirmWord | None:
    """The word of the list with which a firm's name ends, heard exactly or nearly; else None.

    At least two morae of the name's own stand before it.
    """
    heard = morae(reading)
    best: FirmWord | None = None
    for sound, text in _BY_SOUND.items():
        found = _at_the_end(heard, sound, text)
        if found is not None and (best is None or _is_better(found, best)):
            best = found
    return best


def _at_the_end(heard: tuple[str, ...], sound: str, text: str) -> FirmWord | None:
    size = len(morae(sound))
    lengths = (size,) if size < _LEAST_NEAR else (size, size - 1, size + 1)
    best: FirmWord | None = None
    for length in lengths:
        if length < 2 or len(heard) - length < 2:
            continue
        cost = mora_distance("".join(heard[-length:]), sound)
        limit = NEAR if size >= _LEAST_NEAR else 0.0
        if cost <= limit and (best is None or cost < best.cost):
            best = FirmWord(text, length, cost)
    return best


def _is_better(one: FirmWord, other: FirmWord) -> bool:
    """The nearer, of equals the longer: 信用金庫, not 金庫."""
    return (one.cost, -one.length) < (other.cost, -other.length)
