"""Train the acoustic model on a stable rate for as long as you like, then let it decay.

    python -m speech.asr.training.train --corpus corpus --real real_words.npz --held-out heldout \
        --out recipe.pt --without tohoku man --minutes 50            # the trunk of the recipe
    python -m speech.asr.training.train ... --out recipe_final.pt --resume recipe.pt \
        --without tohoku man --minutes 8 --decay                      # its figures
    python -m speech.asr.training.train ... --out trunk.pt --resume recipe.pt --minutes 30
    python -m speech.asr.training.train ... --out final.pt --resume trunk.pt --minutes 20 --decay

Warm-up, stable, decay (Hu et al. 2024, MiniCPM): the rate is constant until a last stretch falls
linearly to zero, so the same trunk can be measured and shipped at any time. AdamW, bf16 autocast,
the graph compiled.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader

from speech.asr.training.data import Rows, Sources
from speech.asr.training.evaluate import measure, people
from speech.asr.training.model import AcousticModel

RATE = 2e-3
WARM_UP_STEPS = 400
EMA = 0.995
MIDDLE_WEIGHT = 0.3
REPORT_STEPS = 50
ROW_S = 12


def ctc(scores: Tensor, phones: Tensor, counts: Tensor) -> Tensor:
    """CTC loss in nats a phone."""
    log_probs = scores.float().log_softmax(-1).transpose(0, 1)
    frames = torch.full_like(counts, log_probs.shape[0])
    loss = functional.ctc_loss(
        log_probs, phones, frames, counts, reduction="sum", zero_infinity=True
    )
    return loss / counts.sum().clamp(min=1)


class Trainer:
    """One run: from nothing or a checkpoint, for some minutes."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._model = AcousticModel(dropout=args.dropout)
        self._ema = AcousticModel().eval()
        self._optimizer = torch.optim.AdamW(
            self._model.parameters(), RATE, weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self._step = 0
        sources = Sources(args.corpus, args.real, tuple(args.without), args.real_share)
        rows = Rows(sources, args.batch, args.seed)
        self._batches = iter(DataLoader(rows, batch_size=None, num_workers=1, prefetch_factor=4))
        if args.resume:
            self._resume(args.resume)
        else:
            self._normalise()
        self._encode = torch.compile(self._model.encode) if args.compile else self._model.encode

    def _normalise(self) -> None:
        """Mean and deviation of each band, from the first batches, into the model."""
        mel = torch.cat([next(self._batches)[0] for _ in range(4)]).flatten(0, 1)
        self._model.mel_mean.copy_(mel.mean(0))
        self._model.mel_scale.copy_(1 / mel.std(0))
        self._ema.load_state_dict(self._model.state_dict())

    def _resume(self, path: Path) -> None:
        checkpoint = torch.load(path, weights_only=True)
        self._model.load_state_dict(checkpoint["model"])
        self._ema.load_state_dict(checkpoint["ema"])
        self._step = checkpoint["step"]
        self._optimizer.load_state_dict(checkpoint["optimizer"])

    def save(self) -> None:
        """Everything needed to go on; written beside and renamed."""
        scratch = self._args.out.with_suffix(".tmp")
        torch.save(
            {
                "model": self._model.state_dict(),
                "ema": self._ema.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "step": self._step,
                "shape": asdict(self._model.shape),
            },
            scratch,
        )
        scratch.rename(self._args.out)

    def _set_rate(self, left: float) -> None:
        """`left`: share of this run still to come, 1 to 0."""
        factor = min(1.0, (self._step + 1) / WARM_UP_STEPS) * (
            max(left, 0.0) if self._args.decay else 1
        )
        for group in self._optimizer.param_groups:
            group["lr"] = self._args.rate * factor

    def train_step(self) -> float:
        """One batch; the loss in nats a phone."""
        mel, phones, counts = next(self._batches)
        self._model.train()
        with torch.autocast("cpu", torch.bfloat16):
            state = self._model.start(len(mel)).to(torch.bfloat16)
            scores, middle, _ = self._encode(mel, state)
        loss = ctc(scores, phones, counts)
        total = loss + MIDDLE_WEIGHT * ctc(middle, phones, counts)
        total.backward()
        nn.utils.clip_grad_norm_(self._model.parameters(), 2.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._step += 1
        keep = min(EMA, self._step / (self._step + 20))
        with torch.no_grad():
            averages, weights = list(self._ema.parameters()), list(self._model.parameters())
            torch._foreach_lerp_(averages, weights, 1 - keep)
        return float(loss.detach())

    def report(self) -> str:
        """Errors of the averaged weights on a few people."""
        figures = []
        for spoken in people(self._args.held_out, self._args.real, most=80):
            errors = measure(self._ema, spoken, 20.0)
            figures.append(f"{spoken.name} {errors.phone:.1f}")
        return "; ".join(figures)

    def run(self) -> None:
        """Train for the minutes given."""
        self.train_step()  # compiles
        began = told = saved = time.monotonic()
        seconds = self._args.minutes * 60
        losses: list[float] = []
        while (spent := time.monotonic() - began) < seconds:
            self._set_rate(1 - spent / seconds)
            losses.append(self.train_step())
            if self._step % REPORT_STEPS == 0:
                speed = REPORT_STEPS * self._args.batch * ROW_S / (time.monotonic() - told)
                loss = sum(losses) / len(losses)
                print(
                    f"{spent / 60:6.1f} min step {self._step:6d} loss {loss:.3f} {speed:.0f}x",
                    flush=True,
                )
                losses, told = [], time.monotonic()
            if time.monotonic() - saved > self._args.save_minutes * 60:
                self._save_and_report()
                saved = told = time.monotonic()
        self._save_and_report()

    def _save_and_report(self) -> None:
        self.save()
        print(f"phone error at 20 dB: {self.report()}", flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="beginnings of styles left out")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--decay", action="store_true", help="let the rate fall to zero")
    parser.add_argument("--batch", type=int, default=8, help="rows of 12 s")
    parser.add_argument("--real-share", type=float, default=0.35, help="rows of real words")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--save-minutes", type=float, default=4.0)
    parser.add_argument("--rate", type=float, default=RATE, help="stable learning rate")
    parser.add_argument("--threads", type=int, default=1, help="more only on idle cores")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-compile", dest="compile", action="store_false")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    Trainer(args).run()


if __name__ == "__main__":
    main()
