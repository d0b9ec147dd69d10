"""The notebook's cells run from top to bottom, as a reader would run them."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch and torchvision are missing")
pytest.importorskip("torchvision", reason="torch and torchvision are missing")
pytest.importorskip("matplotlib", reason="matplotlib is missing")

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "train.ipynb"


def test_runs_from_top_to_bottom(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for number, cell in enumerate(cells):
        if cell["cell_type"] == "code":
            code = compile("".join(cell["source"]), f"{NOTEBOOK.name}, cell {number}", "exec")
            exec(code, names)
    assert len(names["history"].epochs) == 4


def test_is_kept_without_outputs() -> None:
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
