"""``import-tools inspect``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from import_tools.commands.arguments import Commands

if TYPE_CHECKING:
    from import_tools.package.inspection import Inspection


def add_command(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "inspect",
        help="say what is in a package, and whether it verifies",
        description="Shows what a package says of itself and checks its files, labels, shapes and "
        "golden cases, all of them whatever fails. Exits with 1 when anything does. Needs neither "
        "the checkpoint nor PyTorch.",
    )
    command.add_argument("package", type=Path)
    command.add_argument("--json", action="store_true", help="for programs")
    command.set_defaults(run=_inspect)


def _inspect(options: argparse.Namespace) -> int:
    from import_tools.package.inspection import inspect

    inspection = inspect(options.package)
    if options.json:
        print(json.dumps(inspection.to_json(), indent=2, ensure_ascii=False))
    else:
        print(_to_text(inspection))
    return 0 if inspection.passed else 1


def _to_text(inspection: Inspection) -> str:
    lines = [str(inspection.package)]
    lines += [line for name, value in inspection.about.items() for line in _lines(name, value)]
    for check in inspection.checks:
        lines.append(f"{'ok' if check.passed else 'WRONG':<6} {check.what}: {check.found}")
    lines.append("package: " + ("ok" if inspection.passed else "DOES NOT VERIFY"))
    return "\n".join(lines)


def _lines(name: str, value: Any, indent: str = "  ") -> list[str]:
    """An object or a list of objects over several lines, anything else on one."""
    title = f"{indent}{name.replace('_', ' ')}:"
    if isinstance(value, dict) and value:
        return [title, *(line for k, v in value.items() for line in _lines(k, v, indent + "  "))]
    if name == "files":
        return [title, *(f"{indent}  {file['name']}  {file['bytes']:,} bytes" for file in value)]
    if isinstance(value, list):
        return [f"{title} {', '.join(map(str, value))}"]
    return [f"{title} {value if value not in ({}, '') else 'none'}"]
