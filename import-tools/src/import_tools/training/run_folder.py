"""The folder of one training: what it writes, and how it goes on after being cut off.

| file | holds |
| --- | --- |
| ``best.pth`` | the state_dict of the best epoch, as ``import`` takes it |
| ``resume.pt`` | everything to go on after the last whole epoch |
| ``history.json`` | recipe, data and measures of every epoch |
| ``curves.png`` | the same as a picture |

Each is replaced only when all of it is on disk, so a power cut costs one epoch at most.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import torch

from import_tools.errors import ImportToolsError
from import_tools.files import write_bytes, write_json
from import_tools.training.curves import draw_curves
from import_tools.training.history import History
from import_tools.training.networks import weights_of
from import_tools.training.trainer import Trainer

BEST, RESUME, HISTORY, CURVES = "best.pth", "resume.pt", "history.json", "curves.png"


class RunFolder:
    """Writes after each epoch. ``about`` says what was trained on; it must stay the same."""

    def __init__(self, folder: Path, about: dict[str, Any]) -> None:
        self._folder = folder
        self._about = about
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise ImportToolsError(f"cannot make the folder {folder}: {e.strerror}") from e

    @property
    def best(self) -> Path:
        """The checkpoint of the best epoch."""
        return self._folder / BEST

    def refuse_leftovers(self) -> None:
        """Refuses a folder that holds a training, which would be overwritten."""
        if (self._folder / RESUME).exists():
            raise ImportToolsError(
                f"{self._folder} holds a training already; go on with --resume, "
                "or give another --out"
            )

    def keep(self, trainer: Trainer, is_best: bool) -> None:
        """Puts an epoch on disk; the best weights first, so that they are never lost."""
        if is_best:
            write_bytes(self.best, _serialised(weights_of(trainer.best_so_far)))
        history = trainer.history.to_json()
        content = {
            "recipe": json.dumps(trainer.recipe.to_json()),
            "about": json.dumps(self._about),
            "history": json.dumps(history),
            "state": trainer.state(),
        }
        write_bytes(self._folder / RESUME, _serialised(content))
        whole = {"recipe": trainer.recipe.to_json(), "about": self._about, **history}
        write_json(self._folder / HISTORY, whole)
        write_bytes(self._folder / CURVES, draw_curves(trainer.history))

    def resume(self, trainer: Trainer) -> bool:
        """Brings a fresh trainer to where the last one was cut off; False when there is nothing."""
        file = self._folder / RESUME
        if not file.exists():
            return False
        content = _loaded(file)
        _same("recipe", trainer.recipe.to_json(), json.loads(content["recipe"]), file)
        _same("films", self._about, json.loads(content["about"]), file)
        trainer.restore(content["state"], History.from_json(json.loads(content["history"])))
        return True


def _serialised(content: object) -> bytes:
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()


def _loaded(file: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as e:  # a broken file can raise nearly any type
        raise ImportToolsError(f"{file} is damaged: delete it and train anew ({e})") from e
    return content


def _same(what: str, now: dict[str, Any], then: dict[str, Any], file: Path) -> None:
    now = json.loads(json.dumps(now))
    changed = sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))
    if changed:
        raise ImportToolsError(
            f"{file} was trained with another {what}: {', '.join(changed)} differ; give the same "
            "options to resume, or another --out to train anew"
        )
