"""Who is at work now: on working days, from the hour that each has chosen on."""

from bot.actions.here import Here
from flows.timing.free_days import is_working_day
from storage import people
from storage.people import Person, Role


def at_work(here: Here, role: Role) -> tuple[Person, ...]:
    """Give everyone with a role who may be told things now."""
    hour = here.now.astimezone(here.house.association.zone).hour
    found = people.staff(here.unit) if is_working_day(here.today) else ()
    return tuple(person for person in found if person.has(role) and person.digest_hour <= hour)
