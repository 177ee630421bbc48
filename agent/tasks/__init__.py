"""What calls are about: the table of contents. One task a file; its words are in prompts/talk."""

from __future__ import annotations

from agent.tasks import (
    answer_question,
    call_back,
    close_call,
    emergency,
    family_call,
    foreign_language,
    give_email,
    give_return_time,
    hand_over,
    hear_complaint,
    job_application,
    reach_person,
    refuse_private,
    reserve,
    screen_sales,
    small_talk,
    staff_call,
    take_message,
    take_notice,
    take_order,
    tell_goods,
    wrong_number,
)
from agent.turn import Task

TASKS: dict[str, Task] = {
    module.TASK.name: module.TASK
    for module in (
        emergency,
        foreign_language,
        hand_over,
        hear_complaint,
        screen_sales,
        wrong_number,
        staff_call,
        reserve,
        take_order,
        tell_goods,
        job_application,
        refuse_private,
        give_email,
        give_return_time,
        take_message,
        call_back,
        family_call,
        reach_person,
        take_notice,
        answer_question,
        small_talk,
        close_call,
    )
}
"""By name, those that matter most in a turn first."""
