"""PyTorch itself, where it is installed: the oracle that everything else is compared with.

Needs the extra ``[torch]``; torchvision supplies the network, so that nothing of this tool's own
idea of a ResNet takes part.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from import_tools.errors import ImportToolsError
from import_tools.network.architecture import FittedCheckpoint, Hidden
from import_tools.network.reference import Visitor


def is_available() -> bool:
    """Whether torch and torchvision can be imported."""
    try:
        import torch  # noqa: F401
        import torchvision  # noqa: F401
    except ImportError:
        return False
    return True


class TorchNetwork:
    """A torchvision ResNet with a checkpoint's weights, in evaluation mode, on the CPU."""

    def __init__(self, checkpoint: FittedCheckpoint) -> None:
        require()
        import torch
        import torchvision

        build = getattr(torchvision.models, checkpoint.architecture.name)
        self._model = build(num_classes=checkpoint.classes)
        if checkpoint.channels != 3:
            self._model.conv1 = torch.nn.Conv2d(
                checkpoint.channels, 64, kernel_size=7, stride=2, padding=3, bias=False
            )
        if checkpoint.hidden is not None:
            self._model.fc = _two_layers(checkpoint, checkpoint.hidden)
        state = {
            name: torch.from_numpy(np.ascontiguousarray(tensor, dtype=np.float32))
            for name, tensor in _renamed(checkpoint).items()
        }
        # Batch counters are not needed for inference; everything else was checked by name.
        self._model.load_state_dict(state, strict=False)
        self._model.eval()

    def logits(self, inputs_nhwc: np.ndarray, visit: Visitor | None = None) -> np.ndarray:
        """N x classes logits, float32. ``visit`` gets every module's output in NHWC."""
        hooks = [] if visit is None else self._hooks(visit)
        try:
            nchw = inputs_nhwc.astype(np.float32).transpose(0, 3, 1, 2)
            return self.logits_nchw(np.ascontiguousarray(nchw))
        finally:
            for hook in hooks:
                hook.remove()

    def logits_nchw(self, inputs: np.ndarray) -> np.ndarray:
        """N x classes logits of contiguous float32 inputs in PyTorch's own layout."""
        import torch

        with torch.inference_mode():
            return self._model(torch.from_numpy(inputs)).numpy()

    def _hooks(self, visit: Visitor) -> list[Any]:
        def hook_for(name: str) -> Any:
            def hook(_module: object, _inputs: object, output: Any) -> None:
                visit(name, _nhwc(output.detach().numpy()))

            return hook

        return [
            module.register_forward_hook(hook_for(name))
            for name, module in self._model.named_modules()
            if name and not name.endswith(".relu")  # one relu module serves several places
        ]


def _two_layers(checkpoint: FittedCheckpoint, hidden: Hidden) -> Any:
    """The head as it was trained, places kept; in evaluation mode a dropout does nothing."""
    import torch

    place = int(checkpoint.head.removeprefix("fc."))
    modules = [torch.nn.Identity() for _ in range(place + 1)]
    modules[hidden.place] = torch.nn.Linear(checkpoint.architecture.features, hidden.size)
    modules[hidden.place + 1] = torch.nn.ReLU()
    modules[place] = torch.nn.Linear(hidden.size, checkpoint.classes)
    return torch.nn.Sequential(*modules)


def _renamed(checkpoint: FittedCheckpoint) -> dict[str, np.ndarray]:
    """A head of one layer is ``fc``, whatever place it had."""
    if checkpoint.hidden is not None:
        return dict(checkpoint.tensors)
    head = f"{checkpoint.head}."
    return {name.replace(head, "fc."): tensor for name, tensor in checkpoint.tensors.items()}


def _nhwc(array: np.ndarray) -> np.ndarray:
    """NCHW to NHWC, copied since ReLU works in place; the pooled 1x1 map loses its two axes."""
    if array.ndim != 4:
        return array.copy()
    if array.shape[2:] == (1, 1):
        return array[:, :, 0, 0].copy()
    return array.transpose(0, 2, 3, 1).copy()


def set_threads(count: int) -> None:
    """Limits the threads PyTorch computes with."""
    require()
    import torch

    torch.set_num_threads(count)


def version() -> str:
    """PyTorch's version."""
    require()
    import torch

    return str(torch.__version__)


def require() -> None:
    """Refuses to go on without PyTorch and torchvision."""
    if not is_available():
        raise ImportToolsError(
            "PyTorch and torchvision are needed for this; install the extra [torch] or Debian's "
            "python3-torch and python3-torchvision"
        )
