from pathlib import Path

import numpy as np
import pytest

from speech.tts.cache import AudioCache, content_key

PIECES = (np.arange(320, dtype=np.int16), np.full(160, -7, dtype=np.int16))


def same(a: tuple[np.ndarray, ...] | None, b: tuple[np.ndarray, ...]) -> bool:
    return a is not None and all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))


def test_what_is_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    AudioCache(tmp_path).put("greeting", PIECES, keep=True)
    assert same(AudioCache(tmp_path).get("greeting"), PIECES)


def test_what_is_not_kept_never_reaches_the_disk(tmp_path: Path) -> None:
    cache = AudioCache(tmp_path)
    cache.put("name", PIECES)
    assert same(cache.get("name"), PIECES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"DWA1", b"garbage", None])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes | None) -> None:
    AudioCache(tmp_path).put("greeting", PIECES, keep=True)
    (path,) = tmp_path.glob("*.speech")
    data = path.read_bytes()
    path.write_bytes(damage if damage is not None else data[:-3] + b"xyz")
    assert AudioCache(tmp_path).get("greeting") is None
    assert not path.exists()


def test_memory_is_bounded_and_forgets_what_was_not_used_for_longest() -> None:
    cache = AudioCache(memory_bytes=2500)
    for name in ("a", "b"):
        cache.put(name, PIECES)
    cache.get("a")
    cache.put("c", PIECES)
    assert cache.get("b") is None
    assert same(cache.get("a"), PIECES)


def test_the_folder_is_bounded(tmp_path: Path) -> None:
    cache = AudioCache(tmp_path, disk_bytes=3000)
    for number in range(9):
        cache.put(str(number), PIECES, keep=True)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 3000
    assert AudioCache(tmp_path).get("8") is not None


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cache = AudioCache(blocked / "cache")
    cache.put("greeting", PIECES, keep=True)
    assert same(cache.get("greeting"), PIECES)


def test_keys_tell_every_part_apart() -> None:
    assert content_key("ab", "c") != content_key("a", "bc")
