"""Whom films can be shown: a checkpoint, a Keras file, an ONNX file, or a running server."""
