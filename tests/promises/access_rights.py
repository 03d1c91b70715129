"""Who may press what: the test's own account of rights, a line for every kind of button and every command.

A button or a command without a line here has no expectation, and the matrix fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.chat import buttons as b
from bot.chat.administrator import admin_buttons as a
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
from storage.people import Role
from tests.promises.access_world import (
    ADMINISTRATOR,
    ADMINISTRATOR_ELSEWHERE,
    ALVA,
    BO,
    CLEO,
    COACH,
    COACH_ELSEWHERE,
    COLLEAGUE,
    COORDINATOR,
    COORDINATOR_ELSEWHERE,
    ELSEWHERE,
    HELD_UPDATE,
    HERE,
    REMINDER_UPDATE,
    REMOVED,
    ROLES,
    STAFF,
    World,
    readers,
)

EVERYBODY = frozenset(ROLES)
COACHES = frozenset({COACH, COLLEAGUE, COACH_ELSEWHERE})
COORDINATORS = frozenset({COORDINATOR, COORDINATOR_ELSEWHERE})
ADMINISTRATORS = frozenset({ADMINISTRATOR, ADMINISTRATOR_ELSEWHERE})
READERS = COORDINATORS | ADMINISTRATORS
ON_STAFF = COACHES | READERS
PARTICIPANTS = frozenset({ALVA, BO, CLEO})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Right:
    """Who may, and whether the others are shown something that tells and changes nothing, rather than refused."""

    may: frozenset[str]
    is_harmless: bool = False


Rule = Callable[[World, Any], Right]


def only(*roles: str) -> Rule:
    found = Right(frozenset(roles))
    return lambda _, __: found


def harmless(_: World, __: Button) -> Right:
    """What shows everybody the same, and changes nothing."""
    return Right(NOBODY, is_harmless=True)


def of_run(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about a form
    return Right(frozenset({world.of_runs().get(button.run, "")}))


def as_participant(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about an own enrolment
    return Right(frozenset({world.owner.get(button.enrolment, "")}))


def privacy(world: World, button: b.ShowPrivacy) -> Right:
    return as_participant(world, button) if button.enrolment else harmless(world, button)


def of_carers(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about one of a coach's people
    return Right(world.carers.get(button.enrolment, NOBODY))


def of_occasion(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about a follow-up
    return Right(world.of_occasions().get(button.occasion, NOBODY))


def of_task(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about a wish for contact
    return Right(world.of_tasks().get(button.task, NOBODY))


def of_readers(_: World, button: Any) -> Right:  # noqa: ANN401  # any button about a programme's figures
    return Right(readers(button.programme))


def of_coordinator(_: World, button: Any) -> Right:  # noqa: ANN401  # any button about a report
    return Right(readers(button.programme) & COORDINATORS)


def of_programme(_: World, button: b.Try) -> Right:
    return Right(frozenset(role for role, grant in STAFF.items() if grant.programme in {"", button.programme}))


def of_event(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about an event
    return Right(readers(world.events[button.event]) if button.event in world.events else NOBODY)


def of_note(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about a note
    return Right(frozenset({world.notes.get(button.note, "")}))


def why_asked(_: World, button: g.AskWhy) -> Right:
    """Of many programmes: each their own, so all who have any; the goals over time of all are for who has all."""
    everyones = {"o": READERS, "w": COORDINATORS, "l2026-Q3": COORDINATORS, "v1": readers(HERE)}
    return Right(everyones.get(button.screen, readers(button.programme)))


def why(world: World, button: g.Why) -> Right:
    if button.kind in {"e", "w"}:
        return Right(readers(world.events.get(button.mark, "none")))
    return Right(READERS if button.kind == "s" and not button.programme else readers(button.programme))


def of_link(world: World, button: Any) -> Right:  # noqa: ANN401  # any button with a link's word
    """A link that is no more (or never was) is nobody's, but whose it was gets back to where they are."""
    owner = world.words.get(button.word, "")
    return Right(frozenset({owner}) if owner else NOBODY, is_harmless=True)


def language(world: World, button: b.ChooseLanguage) -> Right:
    return of_link(world, button) if button.word else Right(EVERYBODY - {"stranger", "group chat"})


def of_member(world: World, button: Any) -> Right:  # noqa: ANN401  # any button about a member of staff
    role = next((role for role, person in world.person.items() if person == button.member), "")
    may = {"administrator"} if role in STAFF and role != REMOVED else set()
    if may and STAFF[role].programme == ELSEWHERE:
        may.add(ADMINISTRATOR_ELSEWHERE)
    own = {role} if isinstance(button, a.AskRemove | a.RemoveMember) else set()
    return Right(frozenset(may - own))


def of_new_role(_: World, button: a.MakeStaffLink) -> Right:
    may = readers(button.programme) & ADMINISTRATORS
    return Right(may if button.role < len(Role) else NOBODY)


def colleagues(world: World, button: c.ChooseStandIn) -> Right:
    beside = {world.person[COACH]: COLLEAGUE, world.person[COLLEAGUE]: COACH}
    return Right(frozenset({beside[button.colleague]} if button.colleague in beside else ()))


def holder(role: str, field: str, value: int) -> Rule:
    """What is one person's alone."""
    return lambda _, button: Right(frozenset({role} if getattr(button, field) == value else ()))


def fill(world: World, button: c.Fill) -> Right:
    """Nobody is in a dialogue here, so no step can be answered; what became of its subject is for who may know."""
    of_subject = {
        "avsluta": world.carers.get(button.subject, NOBODY),
        "slut": world.carers.get(button.subject, NOBODY),
        "anteckning": frozenset({world.notes.get(button.subject, "")}),
        "vikarie": COACHES,
    }
    return Right(of_subject.get(button.kind, NOBODY))


BUTTONS: dict[type[Button], Rule] = {
    b.ChooseLanguage: language,
    b.AcceptRole: of_link,
    b.TakePart: as_participant,
    b.ShowPrivacy: privacy,
    b.ShowTakingPart: as_participant,
    **dict.fromkeys((b.Begin, b.Choose, b.Mark, b.Done, b.ShowTen, b.ChooseDay, b.Decline, b.Read, b.Back), of_run),
    **dict.fromkeys((b.Change, b.KeepAnswer, b.SendIn, b.Pause, b.AskHelp, b.SetHelp, r.RemindTomorrow), of_run),
    **dict.fromkeys((b.KeepHeld, b.WriteAnew, b.ShowCorrection, b.Correct), of_run),
    **dict.fromkeys((b.ShowMyData, b.FetchMyData), lambda _, __: Right(PARTICIPANTS | ON_STAFF, is_harmless=True)),
    b.StopTakingPart: only(*PARTICIPANTS),
    b.Erase: lambda _, button: Right(PARTICIPANTS, is_harmless=not button.yes),
    b.Hide: harmless,
    b.Try: of_programme,
    b.CloseList: only(*COACHES),
    b.CloseWho: of_carers,
    b.Cancel: harmless,
    **dict.fromkeys((b.StatusOf, d.ShowBreakdown, g.ShowGoals, g.ShowAnswers, g.DrawGoals), of_readers),
    **dict.fromkeys((g.ShowTrend, g.DrawTrend, k.ChoosePeriod, k.ShowSummary, k.ShowReport, k.AskFile), of_readers),
    g.ShowOverview: only(*READERS),
    g.AskWhy: why_asked,
    g.Why: why,
    c.Fill: fill,
    c.ShowPeople: only(*COACHES),
    **dict.fromkeys((c.ShowPerson, c.SetEnd, c.Extend, c.SetPaused, c.MoveWhere, c.MoveTo, c.ShowLink), of_carers),
    **dict.fromkeys((c.NewLink, c.RevokeLink, c.GivePlace, c.AskErase, c.ErasePerson), of_carers),
    **dict.fromkeys((f.ShowFacts, f.AskFact, f.SetFact, f.ShowWorksheet), of_carers),
    c.ShowStandIn: only(*COACHES),
    c.ChooseStandIn: colleagues,
    c.EndStandIn: only(*COACHES),
    c.SamePerson: of_link,
    n.ShowNotes: of_coordinator,
    **dict.fromkeys((n.ShowNote, n.ChangeNote, n.RemoveNote), of_note),
    q.EmptyForm: only(),
    **dict.fromkeys((q.CountIn, q.LeaveOut), holder(COORDINATOR, "update", HELD_UPDATE)),
    v.ShowEvents: only(*READERS),
    v.ShowEvent: of_event,
    v.ShowEventLink: of_event,
    v.OpenEvent: only(*COORDINATORS),
    r.ShowFollowUps: only(*COACHES),
    **dict.fromkeys((r.ShowFollowUp, r.FollowUpDone, r.SnoozeFollowUp, r.SnoozeUntil), of_occasion),
    **dict.fromkeys((r.SnoozeUntilTyped, r.FollowUpNotRelevant), of_occasion),
    r.ChooseHour: only(*COACHES),
    r.SetHour: only(*COACHES),
    r.KeepOwn: holder(COACH, "number", REMINDER_UPDATE),
    r.ChangeOwn: only(*ON_STAFF),
    r.RemoveOwn: holder(COACH, "reminder", 1),
    r.AskContact: as_participant,
    **dict.fromkeys((r.ShowContact, r.TakeContact, r.FinishContact), of_task),
    r.SetSilent: only(*PARTICIPANTS),
    k.ShowQuarter: only(*COORDINATORS),
    **dict.fromkeys((k.WriteAnalysis, k.MarkSent, k.NewEdition), of_coordinator),
    **dict.fromkeys((a.ShowStaff, a.ChooseRole, a.ChooseWhere), only(*ADMINISTRATORS)),
    **dict.fromkeys((a.ShowMember, a.AskRemove, a.RemoveMember), of_member),
    a.MakeStaffLink: of_new_role,
    a.ShowLog: only(ADMINISTRATOR),
}

ANYBODY = Right(NOBODY, is_harmless=True)
COMMANDS: dict[str, Right] = {
    **dict.fromkeys(("start", "integritet", "hjalp", "sprak", "mindata", "radera", "enkat"), ANYBODY),
    "avbryt": Right(PARTICIPANTS, is_harmless=True),
    **dict.fromkeys(("kontakt", "paus"), Right(PARTICIPANTS)),
    **dict.fromkeys(("ny", "deltagare", "avsluta", "uppfoljning"), Right(COACHES)),
    **dict.fromkeys(("status", "mal", "kvartal", "rapport", "traff"), Right(READERS)),
    **dict.fromkeys(("anteckna", "papper"), Right(COORDINATORS)),
    "blankett": Right(COACHES | COORDINATORS),
    "paminn": Right(ON_STAFF),
    **dict.fromkeys(("personal", "halsa"), Right(ADMINISTRATORS)),
    "logg": Right(frozenset({ADMINISTRATOR})),
}
