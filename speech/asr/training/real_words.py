"""The single words of two people: decoded, trimmed, with phones; one .npz of 16 kHz audio.

python -m speech.asr.training.real_words --real ../shared/real_words --out real_words.npz
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyopenjtalk
import soundfile
import soxr

from speech.asr.phones import PHONE_IDS, as_pronounced, phones_from_kana

WORDS_HZ = 16_000
_O_ROW = "オコソトノホモヨロゴゾドボポョ"
_E_ROW = "エケセテネヘメレゲゼデベペ"


def katakana(hiragana: str) -> str:
    """Hiragana to katakana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in hiragana)


def pronounced(word: str, reading: str) -> str:
    """Reading as pronounced: the dictionary's where it agrees with the reading, else by rule.

    By rule オウ becomes オー and エイ becomes エー, save for the う of a verb (思う).
    """
    spelled = katakana(reading)
    features = pyopenjtalk.run_frontend(word, use_vanilla=True)
    if "".join(str(each["read"]) for each in features) == spelled:
        return "".join(str(each["pron"]) for each in features).replace("’", "")
    ending = "ウ" if re.search("[一-龥]う$", word) else ""
    stem = spelled.removesuffix(ending) if ending else spelled
    stem = re.sub(f"(?<=[{_O_ROW}])ウ", "ー", stem)
    return re.sub(f"(?<=[{_E_ROW}])イ", "ー", stem) + ending


def trimmed(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Without what is quieter than -42 dB of the loudest 10 ms at either end, 30 ms kept."""
    step = WORDS_HZ // 100
    energy = np.square(audio[: len(audio) // step * step].reshape(-1, step)).mean(axis=1)
    loud = np.flatnonzero(energy > energy.max() * 10**-4.2)
    return audio[max(0, loud[0] - 3) * step : (loud[-1] + 4) * step]


def main() -> None:
    """Decode everything once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, default=Path("../shared/real_words"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    audio, phones, speakers, readings = [], [], [], []
    with (args.real / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            try:
                kana = as_pronounced(pronounced(row["word"], row["reading"]))
            except ValueError:
                continue
            sound, rate_hz = soundfile.read(args.real / row["file"], dtype="float32")
            sound = sound if sound.ndim == 1 else sound.mean(axis=1)
            if rate_hz != WORDS_HZ:
                sound = soxr.resample(sound, rate_hz, WORDS_HZ)
            sound = trimmed(sound)
            sound = np.clip(sound * 3000 / np.sqrt(np.square(sound).mean()), -32767, 32767)
            audio.append(sound.astype(np.int16))
            phones.append(np.array([PHONE_IDS[p] for p in phones_from_kana(kana)], dtype=np.uint8))
            speakers.append(row["speaker"])
            readings.append(kana)
    np.savez(
        args.out,
        audio=np.concatenate(audio),
        audio_sizes=np.array([len(each) for each in audio]),
        phones=np.concatenate(phones),
        phone_sizes=np.array([len(each) for each in phones]),
        styles=np.array(speakers),
        texts=np.array(readings),
    )
    print(f"{len(audio)} words, {sum(map(len, audio)) / WORDS_HZ / 3600:.2f} h")


if __name__ == "__main__":
    main()
