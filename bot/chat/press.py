"""What each type of button does."""

from collections.abc import Callable
from typing import Any

from bot.chat import buttons as b
from bot.chat.button import Button
from bot.chat.coach import coach_buttons as c
from bot.chat.coach import record_buttons as f
from bot.chat.coach import reminder_buttons as r
from bot.chat.coordinator import breakdown_buttons as d
from bot.chat.coordinator import event_buttons as v
from bot.chat.coordinator import figure_buttons as g
from bot.chat.coordinator import note_buttons as n
from bot.chat.coordinator import paper_buttons as q
from bot.chat.coordinator import report_buttons as k
from bot.chat.handlers import (
    breaking_down,
    choosing,
    closing,
    contact,
    dialogues,
    events,
    explaining,
    figures,
    following_up,
    joining,
    papering,
    people,
    planned_end,
    recording,
    reminding,
    reporting,
    rights,
    same_person,
    staff,
    standing_in,
    survey,
    telling,
)
from bot.chat.reply import Reply
from bot.chat.turn import Turn

PRESSES: dict[type[Button], Callable[[Turn, Any], Reply]] = {
    b.ChooseLanguage: joining.choose_language,
    b.AcceptRole: joining.accept_role,
    b.TakePart: joining.take_part,
    b.ShowPrivacy: joining.show_privacy,
    b.ShowTakingPart: joining.show_taking_part,
    b.Begin: survey.begin,
    b.Choose: survey.choose,
    b.Mark: choosing.mark,
    b.Done: choosing.done,
    b.ShowTen: choosing.show_ten,
    b.ChooseDay: choosing.choose_day,
    b.Decline: survey.decline,
    b.Read: survey.read,
    b.Back: survey.back,
    b.Change: survey.change,
    b.KeepAnswer: survey.keep_answer,
    b.SendIn: survey.send,
    b.Pause: survey.pause,
    b.Erase: rights.erase,
    b.Hide: rights.hide,
    b.Try: staff.try_form,
    b.CloseList: closing.close_list,
    b.CloseWho: closing.close_who,
    b.Cancel: staff.cancel,
    b.StatusOf: figures.status_of,
    d.ShowBreakdown: breaking_down.show_breakdown,
    g.ShowOverview: figures.overview,
    g.ShowGoals: figures.goals,
    g.ShowAnswers: figures.answers,
    g.ShowTrend: figures.show_trend,
    g.DrawGoals: figures.draw_goals,
    g.DrawTrend: figures.draw_trend,
    g.AskWhy: explaining.ask,
    g.Why: explaining.why,
    c.Fill: dialogues.fill,
    c.ShowPeople: people.show_people,
    c.ShowPerson: people.show_person,
    c.SetEnd: planned_end.set_end,
    c.Extend: people.extend,
    c.SetPaused: people.set_paused,
    c.MoveWhere: people.move_where,
    c.MoveTo: people.move_to,
    c.ShowLink: people.show_unused_link,
    c.NewLink: people.new_link,
    c.RevokeLink: people.revoke_link,
    c.GivePlace: people.give_place,
    c.AskErase: people.ask_erase,
    c.ErasePerson: people.erase_person,
    c.ShowStandIn: standing_in.show_stand_in,
    c.ChooseStandIn: standing_in.choose_stand_in,
    c.EndStandIn: standing_in.end_stand_in,
    c.SamePerson: same_person.answer,
    f.ShowFacts: recording.show_facts,
    f.AskFact: recording.ask_fact,
    f.SetFact: recording.set_fact,
    f.ShowWorksheet: recording.show_worksheet,
    n.ShowNotes: telling.show_notes,
    n.ShowNote: telling.show_note,
    n.ChangeNote: telling.change_note,
    n.RemoveNote: telling.remove_note,
    q.EmptyForm: papering.empty_form,
    q.CountIn: papering.count_in,
    q.LeaveOut: papering.leave_out,
    v.ShowEvents: events.show_events,
    v.ShowEvent: events.show_event,
    v.OpenEvent: events.begin,
    v.ShowEventLink: events.show_event_link,
    r.ShowFollowUps: following_up.show_page,
    r.ShowFollowUp: following_up.show_one,
    r.FollowUpDone: following_up.done,
    r.SnoozeFollowUp: following_up.snooze,
    r.SnoozeUntil: following_up.snooze_until,
    r.SnoozeUntilTyped: following_up.ask_day,
    r.FollowUpNotRelevant: following_up.ask_reason,
    r.ChooseHour: following_up.choose_hour,
    r.SetHour: following_up.set_hour,
    r.KeepOwn: reminding.keep,
    r.ChangeOwn: reminding.change,
    r.RemoveOwn: reminding.remove,
    r.AskContact: contact.ask,
    r.ShowContact: contact.show,
    r.TakeContact: contact.take,
    r.FinishContact: contact.finish,
    r.SetSilent: contact.set_silent,
    r.RemindTomorrow: contact.remind_tomorrow,
    k.ChoosePeriod: reporting.choose_period,
    k.ShowSummary: reporting.show_summary,
    k.ShowQuarter: reporting.show_quarter,
    k.ShowReport: reporting.show_report,
    k.AskFile: reporting.ask_file,
    k.WriteAnalysis: reporting.write_analysis,
    k.MarkSent: reporting.mark_sent,
    k.NewEdition: reporting.new_edition,
}


def press(turn: Turn, button: Button) -> Reply:
    """Do what a button means."""
    return PRESSES[type(button)](turn, button)
