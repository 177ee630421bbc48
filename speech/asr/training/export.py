"""A checkpoint -> `speech/asr/model/acoustic.onnx` and `model.json`, checked against torch.

    python -m speech.asr.training.export final.pt --real real_words.npz --held-out heldout \
        --figures figures.json

The stream's contract: inputs ``mel`` (1, 8, 40) and ``state`` (1, state_length), zeros at the
start; outputs ``log_probs`` (1, 2, V), ``early`` (1, 2), the middle head's likeliest phones, and
``next_state``. Matrices are int8 (dynamic quantisation by column), convolutions float32.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from speech.asr import features
from speech.asr.features import BANDS, LogMel
from speech.asr.phones import PHONES
from speech.asr.training.augment import RATE_HZ, Channel
from speech.asr.training.evaluate import LEAD_MS, Spoken, edits, greedy, load, people, telephone
from speech.asr.training.model import AcousticModel

MODEL_DIR = Path(__file__).parents[1] / "model"
CHUNK_FRAMES = 8
FRAME_MS = 40


class Stream:
    """The exported graph, one 80 ms chunk after the other, on one thread (CPU time is counted)."""

    def __init__(self, path: Path, state_length: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._state_length = state_length
        self.seconds: list[float] = []

    def __call__(self, mel: features.Floats) -> features.Floats:
        """mel (8 n, 40) -> log probabilities (2 n, V), from a fresh state."""
        state = np.zeros((1, self._state_length), dtype=np.float32)
        outputs = []
        for at in range(0, len(mel) - CHUNK_FRAMES + 1, CHUNK_FRAMES):
            chunk = mel[None, at : at + CHUNK_FRAMES]
            began = time.thread_time()
            log_probs, _, state = self._session.run(None, {"mel": chunk, "state": state})
            self.seconds.append(time.thread_time() - began)
            outputs.append(log_probs[0])
        return np.concatenate(outputs)


def to_onnx(model: AcousticModel, path: Path, quantised: bool) -> None:
    """Write the graph for one chunk."""
    plain = path.with_suffix(".float.onnx")
    example = (torch.zeros(1, CHUNK_FRAMES, BANDS), model.start())
    outputs = ["log_probs", "early", "next_state"]
    names = {"input_names": ["mel", "state"], "output_names": outputs}
    torch.onnx.export(model, example, str(plain), opset_version=17, dynamo=False, **names)
    if not quantised:
        plain.rename(path)
        return
    matrices = {"op_types_to_quantize": ["MatMul"], "per_channel": True}
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, **matrices)
    plain.unlink()


def last_phone_ms(log_probs: Tensor) -> float:
    """When the chunk with the last phone was complete, counted from the start of the speech."""
    chunks = 1 + int(np.flatnonzero(log_probs.argmax(-1)).max(initial=0)) // 2
    window_ms = features.WINDOW_MS - features.HOP_MS
    return chunks * CHUNK_FRAMES * features.HOP_MS + window_ms - LEAD_MS


def compare(model: AcousticModel, stream: Stream, spoken: Spoken, most: int) -> dict[str, float]:
    """Phone error of torch offline and of the stream on the same audio at 20 dB, and the RTF."""
    rng, table = np.random.default_rng(8), Channel.mu_law_table()
    wrong_torch = wrong_stream = count = 0
    delays_ms = []
    for index in spoken.chosen[:most]:
        mel = LogMel(RATE_HZ).push(telephone(spoken.audio_8_khz(index), 20.0, rng, table))
        mel = mel[: len(mel) // CHUNK_FRAMES * CHUNK_FRAMES]
        with torch.no_grad():
            offline: Tensor = model(torch.from_numpy(mel[None]), model.start())[0][0]
        wanted = [PHONES[i] for i in spoken.bank.phones[index]]
        wrong_torch += edits(wanted, greedy(offline))
        heard = torch.from_numpy(stream(mel))
        wrong_stream += edits(wanted, greedy(heard))
        delays_ms.append(last_phone_ms(heard) - 1000 * len(spoken.audio_8_khz(index)) / RATE_HZ)
        count += len(wanted)
    return {
        "float_phone_error_percent": round(100 * wrong_torch / count, 2),
        "shipped_phone_error_percent": round(100 * wrong_stream / count, 2),
        "last_phone_after_speech_ms_p50": round(float(np.median(delays_ms))),
        "rtf_one_core": round(float(np.median(stream.seconds)) / (CHUNK_FRAMES / 100), 4),
    }


def description(model: AcousticModel, version: str, figures: dict[str, Any]) -> dict[str, Any]:
    """What the runtime needs to know, and what was measured."""
    return {
        "version": version,
        "licence": "CC BY-SA 4.0",
        "phones": list(PHONES),
        "blank": 0,
        "frame_ms": FRAME_MS,
        "chunk_mel_frames": CHUNK_FRAMES,
        "state_length": model.shape.state_length(),
        "right_context_ms": sum(model.shape.ahead) * FRAME_MS,
        "features": {
            "bands": BANDS, "low_hz": features.LOW_HZ, "high_hz": features.HIGH_HZ,
            "window_ms": features.WINDOW_MS, "hop_ms": features.HOP_MS,
            "power_floor": features.POWER_FLOOR, "scale": "HTK mel, natural log, Hann",
        },
        "figures": figures,
    }  # fmt: skip


def main() -> None:
    """Export, check, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--figures", type=Path, help="JSON of figures to put into model.json")
    parser.add_argument("--version", default="1")
    parser.add_argument("--most", type=int, default=60, help="utterances to compare on")
    parser.add_argument("--float", dest="quantised", action="store_false")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = load(args.checkpoint)
    MODEL_DIR.mkdir(exist_ok=True)
    onnx_path = MODEL_DIR / "acoustic.onnx"
    to_onnx(model, onnx_path, args.quantised)
    figures = json.loads(args.figures.read_text(encoding="utf-8")) if args.figures else {}
    check = {}
    for spoken in people(args.held_out, args.real, args.most):
        stream = Stream(onnx_path, model.shape.state_length())
        check[spoken.name] = compare(model, stream, spoken, args.most)
        print(spoken.name, check[spoken.name], flush=True)
    figures["export_check_20_db"] = check
    text = json.dumps(description(model, args.version, figures), ensure_ascii=False, indent=1)
    (MODEL_DIR / "model.json").write_text(text + "\n", encoding="utf-8")
    print(f"{onnx_path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
