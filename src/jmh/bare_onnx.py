"""Times model files on ONNX Runtime alone, as it comes and with threads that sleep, in turns."""

import sys
import time

import numpy as np
import onnxruntime

ROUNDS, RUNS = 10, 10


def session(file: str, spinning: str) -> onnxruntime.InferenceSession:
    """A session with all cores."""
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", spinning)
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def main() -> None:
    """Prints minimum and median in ms for every file and way to wait."""
    film = np.random.default_rng(1).uniform(-2, 2, (1, 224, 224, 3)).astype(np.float32)
    ways = {"0": "sleeping", "1": "spinning"}
    for spinning, way in ways.items():
        times: dict[str, list[float]] = {file: [] for file in sys.argv[1:]}
        sessions = {file: session(file, spinning) for file in times}
        for _ in range(ROUNDS):
            for file, milliseconds in times.items():
                sessions[file].run(None, {"input": film})
                for _ in range(RUNS):
                    started = time.perf_counter()
                    sessions[file].run(None, {"input": film})
                    milliseconds.append(1000 * (time.perf_counter() - started))
        for file, milliseconds in times.items():
            least, median = min(milliseconds), float(np.median(milliseconds))
            print(f"{onnxruntime.__version__}, {way}: {least:.2f} / {median:.2f} ms, {file}")


if __name__ == "__main__":
    main()
