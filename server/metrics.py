"""Counts for ``/metrics``: of the whole server, never of one room, link or address."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Metrics:
    """Counted since the start; what exists now is asked when it is printed."""

    appends: int = 0
    commits: int = 0
    live: int = 0
    live_dropped: int = 0
    signals: int = 0
    lagging: int = 0
    requests: int = 0
    #: mails by what became of them
    mails: Counter[str] = field(default_factory=Counter)
    #: refusals by error word
    refused: Counter[str] = field(default_factory=Counter)

    def render(self, *, rooms: int, sockets: int, waiting: int) -> str:
        """Return Prometheus' text format."""
        lines = [
            *_one("rooms", "gauge", "Rooms with somebody in them", rooms),
            *_one("sockets", "gauge", "Open sockets", sockets),
            *_one("records_waiting", "gauge", "Records on their way to the disk", waiting),
            *_one("appends_total", "counter", "Records appended", self.appends),
            *_one("commits_total", "counter", "Transactions with appended records", self.commits),
            *_one("live_total", "counter", "Live messages handed on", self.live),
            *_one(
                "live_dropped_total", "counter", "Live messages over the limit", self.live_dropped
            ),
            *_one("signals_total", "counter", "Signals handed on", self.signals),
            *_one("lagging_total", "counter", "Packets kept from slow sockets", self.lagging),
            *_one("requests_total", "counter", "HTTP requests to the API", self.requests),
            "# HELP flipover_mails_total Mails by what became of each try",
            "# TYPE flipover_mails_total counter",
            *(
                f'flipover_mails_total{{outcome="{word}"}} {count}'
                for word, count in sorted(self.mails.items())
            ),
            "# HELP flipover_refused_total Refusals by error word",
            "# TYPE flipover_refused_total counter",
            *(
                f'flipover_refused_total{{error="{word}"}} {count}'
                for word, count in sorted(self.refused.items())
            ),
        ]
        return "\n".join(lines) + "\n"


def _one(name: str, kind: str, told: str, value: int) -> list[str]:
    return [
        f"# HELP flipover_{name} {told}",
        f"# TYPE flipover_{name} {kind}",
        f"flipover_{name} {value}",
    ]
