"""What machines ask: ``/health`` for whoever restarts the bot, ``/metrics`` for Prometheus. Neither holds a secret."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.measures import BOUNDS, Latency, Measures
from bot.vitals import Queue, Vitals
from bot.watching import WORDS, Watch

_WELL, _ILL = 200, 503
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Observing:
    """Answers both."""

    watch: Watch

    @property
    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where they are reached."""
        return (web.get("/health", self.health), web.get("/metrics", self.metrics))

    async def health(self, _: web.Request) -> web.Response:
        """Tell whether all is well: 200, or 503 with what is wrong and what to do."""
        found = await self.watch.ailments()
        problems = [{"problem": ailment, "remedy": WORDS[ailment]} for ailment in found]
        status = "ill" if found else "well"
        return web.json_response({"status": status, "problems": problems}, status=_ILL if found else _WELL)

    async def metrics(self, _: web.Request) -> web.Response:
        """Tell the figures."""
        registry = CollectorRegistry(auto_describe=False)
        families = tuple(_families(self.watch.measures, self.watch.vitals(), await self.watch.queue()))
        registry.register(_Ready(families))
        return web.Response(body=generate_latest(registry), headers={"Content-Type": _PROMETHEUS})


@dataclass(frozen=True, eq=False)
class _Ready(Collector):
    """Figures that are there already, in the shape that the library asks."""

    families: tuple[Metric, ...]

    def collect(self) -> Iterable[Metric]:
        return self.families


def _families(measures: Measures, vitals: Vitals, queue: Queue | None) -> Iterator[Metric]:
    yield _counter("foljsam_updates", "Updates by what became of them.", "outcome", measures.updates.items())
    yield CounterMetricFamily(
        "foljsam_form_steps",
        "Updates answered with a form: answers, and what else is done in one.",
        measures.form_steps,
    )
    yield _histogram("foljsam_update_seconds", "From an update in our hands to its reply shown.", measures.latency)
    yield _counter("foljsam_replies", "Replies shown, by verdict.", "verdict", measures.replies.items())
    yield _counter("foljsam_letters", "Letters of the outbox sent, by verdict.", "verdict", measures.letters.items())
    yield from _gauges(vitals, queue)


def _gauges(vitals: Vitals, queue: Queue | None) -> Iterator[Metric]:
    """Give the ages and depths that are known."""
    found: dict[str, tuple[str, float | None]] = {
        "foljsam_outbox_letters": ("Letters that have still to go.", queue.depth if queue else None),
        "foljsam_outbox_age_seconds": (
            "For how long the oldest letter that is due has waited.",
            queue.age if queue else None,
        ),
        "foljsam_tick_age_seconds": ("Since what is due was last looked for.", vitals.tick_age),
        "foljsam_telegram_age_seconds": ("Since Telegram was last heard.", vitals.telegram_age),
        "foljsam_backup_age_seconds": ("Age of the newest nightly backup.", vitals.backup_age),
        "foljsam_storage_writable": ("Whether the database can be written.", int(vitals.can_write)),
    }
    for name, (help_text, value) in found.items():
        if value is not None:
            yield GaugeMetricFamily(name, help_text, value)


def _counter(name: str, help_text: str, label: str, counts: Iterable[tuple[str, int]]) -> Metric:
    family = CounterMetricFamily(name, help_text, labels=[label])
    for value, count in counts:
        family.add_metric([value], count)
    return family


def _histogram(name: str, help_text: str, latency: Latency) -> Metric:
    bounds = [*map(str, BOUNDS), "+Inf"]
    buckets = list(zip(bounds, accumulate(latency.counts), strict=True))
    return HistogramMetricFamily(name, help_text, buckets=buckets, sum_value=latency.total)
