import pytest

from eval import player
from eval.player import NoPlayer, play


def program(folder, name, status):
    path = folder / name
    path.write_text(
        f'#!/bin/sh\nfor last; do :; done\necho "$last" > "{folder}/{name}.played"\nexit {status}\n'
    )
    path.chmod(0o755)


@pytest.fixture(autouse=True)
def only_here(tmp_path, monkeypatch):
    monkeypatch.setattr(player, "_with_sounddevice", lambda path: False)
    monkeypatch.setenv("PATH", f"{tmp_path}")


def test_without_a_player_the_message_says_where_the_sound_is(tmp_path):
    with pytest.raises(NoPlayer) as caught:
        play(tmp_path / "call.wav")
    assert str(tmp_path / "call.wav") in caught.value.remedy


def test_the_next_player_is_tried_when_one_has_no_sound_device(tmp_path):
    program(tmp_path, "aplay", status=1)
    program(tmp_path, "ffplay", status=0)
    play(tmp_path / "call.wav")
    assert (tmp_path / "ffplay.played").read_text().strip() == str(tmp_path / "call.wav")


def test_players_that_all_fail_are_no_player(tmp_path):
    program(tmp_path, "aplay", status=1)
    with pytest.raises(NoPlayer):
        play(tmp_path / "call.wav")
