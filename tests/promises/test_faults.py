"""The faults that the bot must stand, each with its proofs; a proof that vanishes is missed here."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
W, P, D, C = "tests/wire/test_", "tests/promises/test_", "tests/due/test_", "tests/conversations/test_"
MET = f"{P}faults_met.py::test_"

FAULTS: dict[str, tuple[str, ...]] = {
    "killed with an update fetched and not committed": (
        f"{P}p01_kept_once.py::test_two_hundred_kills_lose_and_double_nothing",
        f"{P}p03_deaths.py::test_before_the_commit_the_press_is_handled_after_the_restart",
        f"{P}p03_confirmed_last.py::test_what_was_fetched_before_a_death_is_handled_after_it",
    ),
    "killed between commit and reply": (
        f"{P}p03_deaths.py::test_between_commit_and_reply_the_next_question_appears_after_the_restart",
        f"{P}p01_shown_is_kept.py::test_each_answer_shown_is_there_after_a_kill",
    ),
    "killed with the reply taken and its answer on the way": (
        f"{P}p03_deaths.py::test_a_reply_that_was_taken_but_never_answered_is_repeated_at_most_once",
    ),
    "Telegram's answer lost after it did what was asked": (
        f"{P}p04_no_reminder_twice.py::test_a_reminder_whose_outcome_is_unknown_is_not_sent_again",
        f"{W}speak.py::test_a_reply_whose_answer_was_lost_is_repeated_at_most_once",
        f"{W}letters.py::test_an_offer_whose_outcome_is_unknown_is_sent_once_more_after_a_minute",
    ),
    "Telegram out of order: once, three times, for a minute": (
        f"{W}receive.py::test_a_fault_of_the_asking_loses_and_doubles_nothing",
        f"{W}receive.py::test_while_asking_fails_it_is_made_seldom",
        f"{W}speak.py::test_what_fails_before_it_took_effect_is_done_once",
        f"{MET}a_telegram_out_of_order_is_asked_seldom_and_everything_gets_through_once",
    ),
    "429 for one chat, and for all": (
        f"{P}p05_too_many.py::test_nothing_is_lost_and_few_are_refused",
        f"{W}letters.py::test_too_many_for_all_holds_all_up_and_then_they_go_without_a_pile",
        f"{W}speak.py::test_after_too_many_the_told_time_is_waited_and_nothing_is_lost",
    ),
    "a mailing to three hundred": (
        f"{W}mailing.py::test_a_mailing_arrives_whole_and_fast_while_others_are_answered_soon",
    ),
    "403 in the middle of a mailing": (
        f"{W}letters.py::test_a_mailing_goes_on_past_those_whom_it_does_not_reach_and_they_are_healed_by_a_start",
        "tests/reminders/test_staff.py::test_who_cannot_be_reached_the_coach_hears_of_once_and_the_start_heals_it_at_the_same_question",
    ),
    "no such chat, a chat that has moved": (
        f"{W}letters.py::test_a_mailing_goes_on_past_those_whom_it_does_not_reach_and_they_are_healed_by_a_start",
        f"{W}verdict.py::test_an_error_means",
    ),
    "a handler that always raises": (
        f"{W}failing_handler.py::test_it_is_tried_three_times_put_aside_and_confirmed",
        f"{W}failing_handler.py::test_nobody_else_is_delayed",
    ),
    "an update that comes twice": (
        f"{P}p02_once.py::test_what_comes_again_has_no_effect",
        f"{C}redelivery.py::test_a_second_delivery_changes_nothing_and_shows_the_same",
        f"{W}receive.py::test_the_same_update_in_one_batch_and_the_next_is_handled_once",
    ),
    "two updates that change places": (f"{MET}of_two_updates_swapped_each_belongs_to_its_own_question",),
    "hours down, with a hundred updates and a command ten times": (
        f"{MET}after_hours_down_all_that_waits_is_handled_and_a_command_given_ten_times_is_one",
        f"{W}receive.py::test_updates_that_waited_while_nobody_asked_are_all_handled",
    ),
    "a second instance": (
        f"{W}starting_and_stopping.py::test_a_second_run_waits_and_takes_over_when_the_first_is_killed",
        f"{W}lock.py::test_a_second_waits_with_one_line_also_by_another_name_and_takes_over",
    ),
    "a message that is gone, too old or out of reach": (
        f"{W}taking_away.py::test_a_form_that_was_deleted_is_sent_anew_and_its_new_place_is_remembered",
        f"{W}taking_away.py::test_an_old_form_that_cannot_be_removed_is_emptied",
        f"{W}speak.py::test_a_message_that_cannot_be_edited_is_sent_anew",
        f"{MET}a_press_in_a_message_that_is_gone_counts_and_the_next_question_is_sent",
    ),
    "a press answered too late": (
        f"{W}speak.py::test_a_press_answered_too_late_is_silent",
        f"{MET}a_press_that_is_answered_too_late_counts_all_the_same",
    ),
    "a database locked, full, read-only or gone": (
        f"{W}storage_faults.py::test_a_press_waits_and_is_stored_once",
        f"{W}storage_faults.py::test_a_disk_that_is_full_heals_when_it_has_room",
        f"{MET}a_database_that_is_locked_for_long_is_waited_for_and_told_of",
    ),
    "SIGTERM in a mailing, twice": (
        f"{P}p12_stops_well.py::test_a_mailing_stopped_twice_goes_on_after_each_start_and_reaches_nobody_twice",
    ),
    "clocks one hour off, and the calendar's turns": (
        f"{P}p04_no_reminder_twice.py::test_at_every_turn_of_the_calendar_it_comes_once_when_the_window_opens",
        f"{D}downtime.py::test_a_clock_that_jumps_makes_nothing_come_twice_or_be_lost",
        f"{D}course_of_time.py::test_over_the_nights_on_which_clocks_change_it_stays_eight_o_clock",
    ),
    "a reminder due while the bot was down": (
        f"{MET}a_reminder_due_while_the_bot_was_down_comes_once_and_late",
        f"{D}downtime.py::test_after_downtime_one_message_comes_for_a_form",
        f"{D}downtime.py::test_after_longer_than_the_form_is_open_nothing_comes",
    ),
    "fifty at once, two buttons at once, two coaches on one case": (
        f"{MET}fifty_people_in_one_second_and_two_buttons_at_once",
        "tests/coaches/test_closing.py::test_two_coaches_closing_at_once_close_once_and_the_second_is_told",
    ),
    "a slow Telegram": (
        f"{MET}a_telegram_that_is_slow_with_some_blocks_nobody_else",
        f"{W}speak.py::test_a_slow_reply_holds_up_no_other",
        f"{W}receive.py::test_one_chat_keeps_its_order_and_holds_up_no_other",
    ),
    "a form changed or closed with somebody inside": (
        f"{MET}a_form_that_changes_while_somebody_is_inside_is_finished_as_it_was_begun",
        f"{MET}a_form_that_is_closed_while_somebody_is_inside_says_so_and_its_buttons_are_harmless",
        f"{C}survey_message.py::test_nothing_pressed_after_sending_in_makes_a_draft_again",
    ),
    "a role taken away with the menu open": (
        f"{C}forged_buttons.py::test_a_coach_who_was_removed_reaches_nobody_and_nothing_any_more",
        f"{C}menus.py::test_the_menu_of_who_was_removed_shrinks_and_commands_end",
    ),
    "a text of taking part that changed between shown and pressed": (
        f"{P}p10_text_versions.py::test_a_yes_to_a_text_that_changed_since_it_was_shown_is_no_yes",
    ),
    "a webhook that others call, or that is brought what is no update": (
        f"{W}webhook.py::test_who_is_not_telegram_and_what_is_no_update_has_no_effect",
        f"{W}webhook.py::test_one_update_brought_several_times_at_once_is_handled_once",
    ),
    "a start between every two questions": (f"{MET}a_start_between_every_two_questions_leads_to_the_same_transcript",),
}
"""Each fault of the promises, and the tests that plant it."""


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_proofs(fault: str) -> None:
    assert FAULTS[fault]
    for proof in FAULTS[fault]:
        file, _, name = proof.partition("::")
        assert name in names_in(file), f"{proof} is gone; name what proves now that the bot stands {fault}"


def test_a_proof_that_vanished_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FAULTS, "a fault", (f"{MET}nothing_of_the_kind",))
    with pytest.raises(AssertionError, match="is gone"):
        test_a_fault_has_its_proofs("a fault")
