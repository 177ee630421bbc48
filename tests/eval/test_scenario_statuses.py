"""What staff entered today counts in a simulated call as it does in a real one."""

from eval.playing import Plan, Stage
from eval.scenario_file import load_scenario

CALL = """# 会議が13時まで
now: 2026-11-24T10:30
statuses: [{staff: 佐藤 健一, status: 会議, until: 2026-11-24T13:00}]
turns: [{say: 営業の佐藤部長をお願いします。}, {hang_up: true}]
expect: {told: [13時]}
"""


def test_the_agent_tells_the_return_that_was_entered_and_not_the_manuals(tmp_path):
    path = tmp_path / "entered.yaml"
    path.write_text(CALL, "utf-8")
    played = Stage(tmp_path).play(Plan(load_scenario(path)))
    assert not played.failures
    assert "16時" not in "".join(played.report.told)
