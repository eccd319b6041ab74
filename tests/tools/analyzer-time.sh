#!/usr/bin/env bash
# How much longer a build takes with our analyzers, all rules and the log for the inventory, than without them: every project of the solution
# is compiled anew, with and without in turn. Needs a quiet machine and a Release build before it.
#
#   bash tests/tools/analyzer-time.sh [rounds]
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

build() { # with|without, properties
    local name=$1 start
    shift
    start=$(date +%s%N)
    dotnet build QuantumAttributes.sln -c Release --no-restore --no-incremental -clp:ErrorsOnly "$@" > /dev/null
    echo $((($(date +%s%N) - start) / 1000000)) | tee -a "$times/$name"
}

median() { sort -n "$times/$1" | sed -n "$(((rounds + 1) / 2))p"; }

echo "$(git rev-parse --short HEAD): $(git ls-files '*.cs' | grep -v '^tests/corpus/' | xargs cat | wc -l) lines, $(nproc) cores; milliseconds without and with, $rounds times"
build warm -p:QuantumAnalyzers=true > /dev/null
for _ in $(seq "$rounds"); do
    build without -p:QuantumAnalyzers=false
    build with -p:QuantumAnalyzers=true -p:QuantumErrorLog=true
done

without=$(median without)
with=$(median with)
echo "medians: $without without, $with with; ratio $(awk "BEGIN { printf \"%.3f\", $with / $without }")"
