"""Prints the arithmetic of scale.md: what the country's förbund need, and a hundred times that, beside the limits.

    .venv/bin/python deploy/scale.py

Measured figures are those of one machine of two cores, the lower of two ways; take your own from ``make bench`` and put
them in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# Measured.
ANSWERS_PER_SECOND = 1380
"""Fifty people at once, each answer durably committed, one core (``make bench``, tests/bench/test_answers.py): 1,455,
and 1,382 by webhook."""
CPU_MS_PER_ANSWER = 0.8
"""Processor time in the same race: 0.74, and 0.80 by webhook."""
MIB_PER_BOT = 93
"""Most memory of a bot in the same race: 91, and 93 by webhook."""
KB_PER_PERSON = 9.7
"""What the database grows by for each person and year: ``foljsam simulate --participants 200`` over a year,
2,363,392 bytes less the 425,984 of an empty one."""

# Limits that stand in the code or at Telegram.
LETTERS_PER_SECOND = 27
"""Ours, under Telegram's 30 messages a second for each bot (bot/wire/pace.py, decision 12)."""
WINDOW_HOURS = 11
"""``FOLJSAM_SEND_WINDOW``, 08:00-19:00."""
BACKUP_GIB = 1.0
"""The largest database that is copied by way of memory (storage/backup.py), and three times as much memory then."""

# Supposed, on the high side.
FORBUND, PEOPLE = 80, 30_000
UPDATES_EACH = 60
"""A person's presses, texts and commands in a year, and those of staff about them; three forms of five questions."""
LETTERS_EACH = 12
"""What the bot writes first in a year, to a person and about them: offers, reminders, digests."""
WORKING_DAYS = 250
BUSIEST_HOUR, BUSIEST_MINUTE = 0.25, 0.05
"""The share of a day's updates that comes in its busiest hour, and of that hour's in its busiest minute."""
YEARS = 10
"""For how long everything is kept, where the retention decision says nothing shorter."""
DECIMALS_BELOW = 10


@dataclass(frozen=True)
class Load:
    """What comes to one förbund's bot, and to a machine that carries them all."""

    people: float
    """For each förbund in a year."""

    @property
    def updates_a_day(self) -> float:
        """Give the updates on a working day."""
        return self.people * UPDATES_EACH / WORKING_DAYS

    @property
    def updates_a_second(self) -> float:
        """Give the updates a second in the day's busiest minute."""
        return self.updates_a_day * BUSIEST_HOUR * BUSIEST_MINUTE / 60

    @property
    def letters_a_day(self) -> float:
        """Give the letters on a working day."""
        return self.people * LETTERS_EACH / WORKING_DAYS

    @property
    def mailing_minutes(self) -> float:
        """Give the minutes that a letter to everybody takes."""
        return self.people / LETTERS_PER_SECOND / 60

    @property
    def mib_a_year(self) -> float:
        """Give what the database grows by."""
        return self.people * KB_PER_PERSON * 1000 / 2**20

    @property
    def years_to_the_backup_limit(self) -> float:
        """Give the years until the nightly copy is too large to be made in memory."""
        return BACKUP_GIB * 1024 / self.mib_a_year

    @property
    def cores(self) -> float:
        """Give the cores that all förbund's busiest minute takes, should it be the same one."""
        return FORBUND * self.updates_a_second * CPU_MS_PER_ANSWER / 1000


@dataclass(frozen=True)
class Row:
    """A quantity at both loads, its limit, and whose limit that is."""

    what: str
    now: float
    then: float
    limit: str
    whose: str


def rows(now: Load, then: Load) -> Iterator[Row]:
    """Give the table's rows."""
    mib, gib = MIB_PER_BOT * FORBUND / 1024, YEARS / 1024
    a_day = LETTERS_PER_SECOND * WINDOW_HOURS * 3600
    yield Row("people a year, each förbund", now.people, then.people, "", "")
    yield Row("updates a working day, each bot", now.updates_a_day, then.updates_a_day, "", "")
    limit = f"{ANSWERS_PER_SECOND}"
    yield Row("updates a second in the busiest minute", now.updates_a_second, then.updates_a_second, limit, "ours")
    yield Row("letters a working day, each bot", now.letters_a_day, then.letters_a_day, f"{a_day:,}", "Telegram's")
    limit = f"{WINDOW_HOURS * 60}"
    yield Row("minutes for a letter to everybody", now.mailing_minutes, then.mailing_minutes, limit, "Telegram's")
    yield Row("MiB the database grows by in a year", now.mib_a_year, then.mib_a_year, "", "")
    yield Row(f"GiB after {YEARS} years", now.mib_a_year * gib, then.mib_a_year * gib, f"{BACKUP_GIB:g}", "ours")
    yield Row(
        "years until the nightly copy is too large",
        now.years_to_the_backup_limit,
        then.years_to_the_backup_limit,
        "",
        "ours",
    )
    yield Row("GiB of memory for all bots on one machine", mib, mib, "the machine's", "the machine's")
    yield Row(
        "cores in the busiest minute, all on one machine", now.cores, then.cores, "the machine's", "the machine's"
    )


def figure(number: float) -> str:
    """Write a number with as many digits as mean something."""
    if number >= DECIMALS_BELOW:
        return f"{number:,.0f}"
    return f"{number:.2g}"


def table() -> str:
    """Give the table in Markdown."""
    now, then = Load(PEOPLE / FORBUND), Load(100 * PEOPLE / FORBUND)
    lines = [
        f"| | {FORBUND} förbund, {PEOPLE:,} people a year | a hundred times that | limit | whose |",
        "|---|---:|---:|---:|---|",
        *(
            f"| {each.what} | {figure(each.now)} | {figure(each.then)} | {each.limit} | {each.whose} |"
            for each in rows(now, then)
        ),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201  # that is what it is for
