#!/usr/bin/env bash
# Runs the fuzz targets under afl-fuzz with the coverage feedback of SharpFuzz.
#   bash tests/QuantumAttributes.Fuzz/fuzz.sh [target,...|all] [seconds] [jobs]
# Builds, instruments copies of the assemblies in artifacts/fuzz/bin, runs each target for the time (300 s), so many at a time (1), and
# prints a line for each: executions, executions a second, paths (inputs kept for new coverage: the seeds' and in the end), edges, crashes, hangs and the
# slowest input. Findings stay in artifacts/fuzz/findings/<target>. Fails where there is one.
set -uo pipefail
shopt -s nullglob
cd "$(dirname "$0")/../.."
TARGET=${1:-all} SECONDS_EACH=${2:-300} JOBS=${3:-1}
PROJECT=tests/QuantumAttributes.Fuzz
OUT=$PWD/artifacts/fuzz
PLAIN=$PWD/$PROJECT/bin/Release/net10.0/QuantumAttributes.Fuzz.dll
FUZZED=$OUT/bin/QuantumAttributes.Fuzz.dll
# Ours, and what comes in packages; the parsers that lie in the framework (ASN.1, JSON, base64) cannot be instrumented from here.
INSTRUMENTED=(QuantumAttributes.Cryptography.dll QuantumAttributes.Channels.dll QuantumAttributes.Keys.dll System.Formats.Cbor.dll BouncyCastle.Cryptography.dll)
# A target holds each input to 1 s of processor time. This is for what never ends, by the clock, in milliseconds: then the fuzzer kills the
# process and keeps the input as a hang. A process has to start in that time as well, which takes seconds on a busy machine; on a quiet one
# FUZZ_LIMIT_MS=1000 will do.
LIMIT=${FUZZ_LIMIT_MS:-60000}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
# The machine need not be a fuzzing rig: no fixed clock rate, no core to itself, cores dumped where they are.
export AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
# dotnet itself is not instrumented, and needs a moment to start.
export AFL_SKIP_BIN_CHECK=1 AFL_FORKSRV_INIT_TMOUT=60000 AFL_HANG_TMOUT=$LIMIT AFL_NO_UI=1 AFL_QUIET=1
# An input that makes a parser ask for more memory than this is a crash; an instrumented method is compiled once.
export DOTNET_GCHeapHardLimit=0x20000000 DOTNET_TieredPGO=0 DOTNET_gcServer=0

install_afl() {
  command -v afl-fuzz >/dev/null && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      echo "The Debian package afl++ is missing, and installing it needs root." >&2
      exit 2
    fi
    sudo=(sudo -n)
  fi
  "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq --no-install-recommends afl++ >/dev/null \
    || { echo "The Debian package afl++ could not be installed." >&2; exit 2; }
}

build() {
  dotnet build "$PROJECT" -c Release -v quiet || exit 2
  rm -rf "$OUT/bin" && mkdir -p "$OUT/bin" && cp -r "$(dirname "$PLAIN")/." "$OUT/bin" || exit 2
  dotnet "$PLAIN" instrument "${INSTRUMENTED[@]/#/$OUT/bin/}" || exit 2
}

# figure NAME: a figure of the run that has just ended.
figure() { awk -v name="$1" '$1 == name { print $3 }' "$FINDINGS/default/fuzzer_stats"; }

# The slowest of the inputs that were kept, without instrumentation and with the machine's pauses left out; and those that fail here too.
confirm() {
  local files=("$FINDINGS"/default/{queue,crashes,hangs}/id*)
  dotnet "$PLAIN" "$1" "${files[@]}" >"$FINDINGS/confirm.log" 2>&1
}

run() {
  local FINDINGS=$OUT/findings/$1
  rm -rf "$FINDINGS" && mkdir -p "$FINDINGS"
  if ! afl-fuzz -i "$PROJECT/corpus/$1" -o "$FINDINGS" -V "$SECONDS_EACH" -t "$LIMIT" -m none -- \
      dotnet "$FUZZED" "$1" >"$FINDINGS/afl.log" 2>&1; then
    printf '%-18s afl-fuzz failed:\n' "$1"; tail -n 20 "$FINDINGS/afl.log"
    return 1
  fi
  confirm "$1"
  local failed=$?
  printf '%-18s %9d %7.0f %6d %6d %6d %7d %5d %8s ms  %s\n' "$1" "$(figure execs_done)" "$(figure execs_per_sec)" \
    "$(find "$PROJECT/corpus/$1" -type f | wc -l)" "$(figure corpus_count)" "$(figure edges_found)" "$(figure saved_crashes)" "$(figure saved_hangs)" \
    "$(awk '$2 == "ms" && $1 > most { most = $1 } END { print most + 0 }' "$FINDINGS/confirm.log")" "$(figure stability)"
  [ $failed -eq 0 ] && [ "$(figure saved_crashes)" -eq 0 ]
}

install_afl
build
targets=$(dotnet "$PLAIN" list | awk '{ print $1 }')
if [ "$TARGET" != all ]; then
  for target in ${TARGET//,/ }; do
    grep -qx -- "$target" <<<"$targets" || { echo "There is no target $target." >&2; exit 2; }
  done
  targets=${TARGET//,/ }
fi
printf '%-18s %9s %7s %6s %6s %6s %7s %5s %11s  %s\n' target execs per-s seeds paths edges crashes hangs slowest stability
status=0
for target in $targets; do
  while [ "$(jobs -rp | wc -l)" -ge "$JOBS" ]; do wait -n || status=1; done
  run "$target" &
done
while [ -n "$(jobs -p)" ]; do wait -n || status=1; done
exit $status
