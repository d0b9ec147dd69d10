"""``import-tools calibrate``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from import_tools.commands.arguments import Commands, say
from import_tools.commands.film_arguments import add_films, chosen_split, classes_of, films_of


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "calibrate",
        help="fit a package's temperature and operating points on validation films",
        description="Writes the temperature and three operating points (screening, balanced, "
        "confirm: label to threshold) into model.json. A label that cannot reach an aim is left "
        "out of it and named.",
    )
    command.add_argument("package", type=Path)
    add_films(command)
    command.add_argument(
        "--split", default="val", help="films to take, where they have splits (val)"
    )
    command.add_argument("--engine", default="keras", help="keras (default), onnx or onnx-int8")
    command.add_argument(
        "--sensitivity", type=float, default=0.95, help="least one of screening (0.95)"
    )
    command.add_argument("--ppv", type=float, default=0.9, help="least one of confirm (0.9)")
    command.add_argument(
        "--keep-temperature", action="store_true", help="choose the operating points alone"
    )
    command.add_argument("--draws", type=int, default=1000, help="of the bootstrap (1000)")
    command.add_argument("--seed", type=int, default=1, help="of the bootstrap (1)")
    command.add_argument("--report", type=Path, metavar="FILE", help="JSON with what was measured")
    command.set_defaults(run=_calibrate)


def _calibrate(options: argparse.Namespace) -> int:
    from import_tools.assessment.bootstrap import Bootstrap
    from import_tools.files import write_json
    from import_tools.operating.calibrating import Calibrating, calibrate_package, to_json
    from import_tools.operating.goals import Goals

    films, _ = chosen_split(films_of(options), options.split)
    calibrating = Calibrating(
        package=options.package,
        films=films,
        classes=classes_of(options),
        goals=Goals(options.sensitivity, options.ppv),
        bootstrap=Bootstrap(options.draws, options.seed),
        engine=options.engine,
        keep_temperature=options.keep_temperature,
        skip_unreadable=options.unreadable == "skip",
    )
    calibrated = calibrate_package(calibrating)
    report = to_json(calibrated, calibrating)
    if options.report:
        write_json(options.report, report)
    for line in _lines(report):
        print(line)
    for warning in calibrated.warnings():
        say(f"note: {warning}")
    say(f"{options.package} has its temperature and operating points in model.json")
    return 0


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for when, found in report["calibration"].items():
        yield (
            f"temperature {when}: {report['temperature'][when]:g}, log loss "
            f"{found['log_loss']:.4f}, ECE {found['expected_calibration_error']['value']:.4f} "
            f"(honest ones: {found['honest_calibration_error']['value']:.4f})"
        )
    for name, labels in report["operating_points"].items():
        for label, found in labels.items():
            if "threshold" in found:
                shares = ", ".join(
                    f"{measure} {found[measure]['value']:.3f}"
                    for measure in ("sensitivity", "specificity", "ppv", "npv")
                    if found[measure]["value"] is not None
                )
                yield f"{name}: {label} from {found['threshold']:g}: {shares}"
