"""The report in Markdown: our figures beside those of the service to beat, and the aims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from loadtesting.chart import Axes, Line, svg

SECONDS_A_MINUTE = 60


class Reference(NamedTuple):
    """What the service to beat did: answers a second, median, p99 where it is known."""

    per_second: float
    p50_ms: int
    p99_ms: int | None = None

    def __str__(self) -> str:
        p99 = f", p99 {self.p99_ms:,}" if self.p99_ms else ""
        return f"{self.per_second}/s, p50 {self.p50_ms:,}{p99}"


PNG, JPEG = "1024² PNG", "224 px JPEG"

# A public FastAPI/PyTorch service with a ResNet-18 on a machine of the same kind (2 cores).
REFERENCES = {
    (PNG, 1): Reference(13.8, 69),
    (PNG, 4): Reference(13.7, 290),
    (PNG, 16): Reference(11.2, 1372, 1868),
    (JPEG, 1): Reference(26.5, 36),
    (JPEG, 4): Reference(22.2, 172),
    (JPEG, 16): Reference(21.8, 689, 1750),
}
REFERENCE_HEALTH = "p50 81, p99 509 (16 clients predict)"
REFERENCE_RSS = "863 to 882"


def closed_table(results: dict) -> list[str]:
    """One row for each kind of film and number of clients."""
    rows = [
        (
            figures["work"],
            figures["clients"],
            figures["answered_per_second"],
            _latencies(figures),
            _latencies(figures["health"]),
            REFERENCES.get((figures["work"], figures["clients"]), ""),
        )
        for figures in _of_kind(results, "closed")
    ]
    return _table(
        [
            "films",
            "clients",
            "answers/s",
            "p50 / p95 / p99 ms",
            "health p50 / p95 / p99 ms",
            "service to beat",
        ],
        rows,
    )


def open_table(results: dict) -> list[str]:
    """Arrivals by the clock; the aim is p99 at most 2.5 times p50."""
    rows = [
        (
            figures["work"],
            figures["rate"],
            figures["answered_per_second"],
            _answers(figures),
            _latencies(figures),
            _ratio(figures["p99_ms"], figures["p50_ms"]),
            _latencies(figures["health"]),
        )
        for figures in _of_kind(results, "open")
    ]
    titles = ["films", "arrivals/s", "answers/s", "all answers", "p50 / p95 / p99 ms", "p99 ÷ p50"]
    return _table([*titles, "health p50 / p95 / p99 ms"], rows)


def overload_list(results: dict) -> list[str]:
    """What ten times too much did, and how soon it was over."""
    lines = []
    for figures in _of_kind(results, "overload"):
        recovery = figures["recovery"]
        lines += [
            f"{figures['rate']} arrivals/s of {figures['work']} for {figures['seconds']:.0f} s:",
            "",
            f"- answers: {_answers(figures)}; never sent for want of a connection"
            f" {figures['unsent']}",
            f"- wrong answers (aim: none but 201, 503 and 504): {figures['wrong_answers']}",
            f"- films answered meanwhile {figures['answered_per_second']}/s, all of them"
            f" {_latencies(figures)} ms; 503 after {_latencies(figures['refused'])} ms,"
            f" 504 after {_latencies(figures['too_late'])} ms",
            f"- health meanwhile {_latencies(figures['health'])} ms,"
            f" {figures['health']['not_200']} of {figures['health']['requests']} not 200",
            f"- a single film is back at ≤ {recovery['normal_limit_ms']} ms (twice its p95 before)"
            f" {_seconds(recovery['seconds_to_normal'])} after the end (aim: 5 s)",
            f"- /health/ready: not UP {recovery['ready_not_up_during']} times meanwhile, UP"
            f" {_seconds(recovery['seconds_to_ready'])} after the end",
            f"- memory, MiB: {_memory(figures['memory'])}",
            "",
        ]
    return lines


def soak_list(results: dict) -> list[str]:
    """The long run; its chart is beside the report."""
    lines = []
    for name, figures in results.items():
        if figures["kind"] == "soak":
            lines += [
                f"{_answers(figures)} with {figures['clients']} clients, {figures['work']}:"
                f" {figures['answered_per_second']}/s, {_latencies(figures)} ms;"
                f" health {_latencies(figures['health'])} ms"
                f" (service to beat: {REFERENCE_HEALTH}).",
                "",
                f"Memory, MiB: {_memory(figures['memory'])} (service to beat: resident"
                f" {REFERENCE_RSS}).",
                "",
                f"![memory]({name}.svg)",
                "",
            ]
    return lines


def markdown(results: dict, machine: dict) -> str:
    """The whole report."""
    lines = ["# Load test", "", *(f"- {name}: {value}" for name, value in machine.items()), ""]
    sections = {
        "Closed loop": closed_table(results),
        "Open loop": open_table(results),
        "Overload": overload_list(results),
        "Soak": soak_list(results),
    }
    for title, content in sections.items():
        if content:
            lines += [f"## {title}", "", *content, ""]
    return "\n".join(lines).rstrip() + "\n"


def memory_chart(figures: dict) -> str:
    """Resident, native and heap memory over the minutes of a run."""
    memory = figures["memory"]
    minutes = [second / SECONDS_A_MINUTE for second in memory["at_s"]]
    names = {"rss_mib": "resident", "heap_mib": "heap used", "off_heap_mib": "model, off heap"}
    lines = [Line(label, minutes, memory[key]) for key, label in names.items() if key in memory]
    title = f"Memory during {figures['requests']:,} predictions, {figures['clients']} clients"
    return svg(Axes(title, "minutes", "MiB"), lines)


def _of_kind(results: dict, kind: str) -> Iterable[dict]:
    return [figures for figures in results.values() if figures["kind"] == kind]


def _answers(figures: dict) -> str:
    return ", ".join(f"{kind}: {count:,}" for kind, count in figures["answers"].items())


def _latencies(figures: dict) -> str:
    values = (figures["p50_ms"], figures["p95_ms"], figures["p99_ms"])
    return " / ".join("none" if value is None else f"{value:,}" for value in values)


def _ratio(part: float | None, whole: float | None) -> str:
    return f"{part / whole:.2f}" if part and whole else "none"


def _seconds(value: float | None) -> str:
    return "not within a minute" if value is None else f"{value} s"


def _memory(memory: dict) -> str:
    labels = {"rss": "resident", "off_heap": "model off heap", "heap": "heap used"}
    return "; ".join(
        f"{label} {memory[key]['first']} at first, {memory[key]['max']} at most,"
        f" second quarter {memory[key]['mean_second_quarter']},"
        f" last {memory[key]['mean_last_quarter']}"
        for key, label in labels.items()
        if key in memory
    )


def _table(titles: list[str], rows: list[tuple]) -> list[str]:
    if not rows:
        return []
    lines = [titles, ["---"] * len(titles), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]
