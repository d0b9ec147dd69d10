#!/usr/bin/env bash
# Measures every engine of the shipped model, and then ONNX Runtime alone (Python) on the same
# files with as many threads: about a minute on two quiet cores.
#
# HEALTHAI_PYTHON names a Python that has onnxruntime and NumPy.
set -euo pipefail
cd "$(dirname "$0")/../.."
OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive} mvn -q -Pbench test-compile exec:exec \
  -Dbench=ShippedEngineBenchmark.oneFilm
exec "${HEALTHAI_PYTHON:-python3}" src/jmh/bare_onnx.py \
  models/chest_xray/1/model.onnx models/chest_xray/1/model.int8.onnx
