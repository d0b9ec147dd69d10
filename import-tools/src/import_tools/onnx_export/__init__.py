"""Networks as ONNX models, in float32 and in INT8, for the server's ONNX Runtime engines."""
