"""How fast PyTorch and ONNX Runtime run a network on this machine, to compare the server with."""
