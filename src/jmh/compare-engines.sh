#!/usr/bin/env bash
# Measures the engine, and then PyTorch eager and ONNX Runtime on the same networks, with as many
# threads: about four minutes for all on two quiet cores.
#
#   src/jmh/compare-engines.sh [resnet18] [resnet34] [resnet50]
#
# HEALTHAI_PYTHON names a Python that has import-tools with its extras [torch] and [onnx];
# OMP_NUM_THREADS is the number of threads if not all cores. The networks have random weights and
# are made once, in target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${HEALTHAI_PYTHON:-python3}
networks=target/engine-networks
[ $# -gt 0 ] || set -- resnet18 resnet34 resnet50

for network in "$@"; do
  [ -f "$networks/$network/int8.json" ] && [ -f "$networks/$network/probabilities.f32" ] && continue
  mkdir -p "$networks/$network"
  "$python" src/test/resources/engine/pytorch_oracle.py "$network" "$networks/$network"
done
# Threads that sleep while they wait, as liberty/server.env has it for the server.
OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive} mvn -q -Pbench test-compile exec:exec \
  -Dbench="EngineBenchmark -p network=$(IFS=, && echo "$*")"
for network in "$@"; do
  echo "$network"
  "$python" -m import_tools bench "$networks/$network/checkpoint.pth" --arch "$network" \
    --runs 10 --threads "${OMP_NUM_THREADS:-0}"
done
