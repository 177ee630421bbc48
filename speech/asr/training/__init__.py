"""How the embedded acoustic model is made. Needs the `training` extra; no runtime code imports it.

From the root of the project, with the voices, texts and words in ../shared:

    python -m speech.asr.training.synthesize --out corpus --hours 9 --seed 1 &
    python -m speech.asr.training.synthesize --out corpus --hours 9 --seed 2 &
    python -m speech.asr.training.synthesize --out heldout --hours 0.45 --seed 900 --held-out
    python -m speech.asr.training.real_words --out real_words.npz

then `train` (its docstring has the four runs: trunk, its figures, trunk with everybody, final),
`evaluate` for the figures and `export` for `speech/asr/model/`. Training may start as soon as the
first shards are there; it picks up new ones as they come.

    python -m speech.asr.training.language_model

makes the language model. What it knows of callers is in `language_phrases.txt` and `callers/`, one
turn a line: to make the recogniser at home in another trade, add a file there.
"""
