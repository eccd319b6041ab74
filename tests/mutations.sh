#!/usr/bin/env bash
# Takes away each validation of src/QuantumAttributes.Cryptography in turn, and demands that a test fails: what is refused without a
# test that says so could be let in tomorrow. The validations, and the tests that should notice, are in tests/mutations.txt.
#   bash tests/mutations.sh             all of them, in clones of HEAD in a temporary directory
#   bash tests/mutations.sh --check     only whether each is still where the table says: seconds, no build
#   bash tests/mutations.sh --only TEXT those whose name contains the text; may be given several times
# JOBS says how many run at a time (the number of cores), DOTNET_HOST names another dotnet to run the tests with, for example that of
# tests/tools/openssl35.sh. Prints `| validation | test that failed |` lines for docs/mutations.md, and progress on standard error.
# Fails if a mutation survives, does not build, or does not apply.
set -uo pipefail
cd "$(dirname "$0")/.."
ROOT=$PWD
HOST=${DOTNET_HOST:-dotnet}
PATIENCE=180
CHECK=no ONLY=()
while [ $# -gt 0 ]; do
  case $1 in
    --check) CHECK=yes ;;
    --only) ONLY+=("$2"); shift ;;
    *) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift
done

# The table, by mutation: NAMES and TESTS; and by edit: OWNER (the number of its mutation), FILES, FROM and TO.
NAMES=() TESTS=() OWNER=() FILES=() FROM=() TO=()
read_table() {
  local line file='' state=none last
  while IFS= read -r line; do
    case $line in
      '## '*) NAMES+=("${line#\#\# }"); TESTS+=(''); state=none ;;
      'tests '*) TESTS[${#NAMES[@]} - 1]=${line#tests } ;;
      'in '*) file=${line#in }; state=none ;;
      -*)
        if [ $state != from ]; then OWNER+=($((${#NAMES[@]} - 1))); FILES+=("$file"); FROM+=("${line#-}"); TO+=('')
        else last=$((${#FROM[@]} - 1)); FROM[last]+=$'\n'${line#-}; fi
        state=from ;;
      +*)
        last=$((${#TO[@]} - 1))
        if [ $state = from ]; then TO[last]=${line#+}; else TO[last]+=$'\n'${line#+}; fi
        state=to ;;
    esac
  done < "$ROOT/tests/mutations.txt"
}

chosen() {
  local text
  [ ${#ONLY[@]} -eq 0 ] && return
  for text in "${ONLY[@]}"; do [[ $1 == *"$text"* ]] && return; done
  return 1
}

# apply MUTATION TREE: makes its edits there; with --check only says whether it could.
apply() {
  local edit path text rest
  for edit in "${!OWNER[@]}"; do
    [ "${OWNER[edit]}" -eq "$1" ] || continue
    path=$2/src/QuantumAttributes.Cryptography/${FILES[edit]}
    [ -f "$path" ] || { echo "there is no ${FILES[edit]}"; return 1; }
    text=$(<"$path")
    rest=${text/"${FROM[edit]}"/}
    [ "$rest" != "$text" ] || { echo "not found in ${FILES[edit]}: ${FROM[edit]}"; return 1; }
    [ "${rest/"${FROM[edit]}"/}" = "$rest" ] || { echo "more than once in ${FILES[edit]}: ${FROM[edit]}"; return 1; }
    [ $CHECK = yes ] || printf '%s\n' "${text/"${FROM[edit]}"/"${TO[edit]}"}" > "$path"
  done
}

# run_tests TREE CLASS...: prints the tests of these classes that failed. A run that never ends has failed, and so has a crash.
run_tests() {
  local dll=$1/tests/QuantumAttributes.Cryptography.Tests/bin/Debug/net10.0/QuantumAttributes.Cryptography.Tests.dll status failed
  shift
  timeout $PATIENCE "$HOST" "$dll" --progress off --filter-class "${@/#/*.}" > "$dll.log" 2>&1
  status=$?
  failed=$(grep -oE '^failed [A-Za-z0-9_.]+' "$dll.log" | sed 's/^failed QuantumAttributes\.Cryptography\.Tests\.//' | sort -u)
  if [ $status -eq 124 ]; then echo "(no end after $PATIENCE s)"
  elif [ -n "$failed" ]; then echo "$failed"
  elif [ $status -ne 0 ]; then echo "(exit $status)"; fi
}

# mutate MUTATION TREE: prints the verdict.
mutate() {
  local problem failed
  git -C "$2" checkout -q -- src
  problem=$(apply "$1" "$2") || { echo "DOES NOT APPLY: $problem"; return 1; }
  (cd "$2" && dotnet build $LIBRARY --no-restore "${BUILD[@]}" > build.log 2>&1) \
    || { echo "DOES NOT BUILD: $(grep -m1 -o 'error .*' "$2/build.log")"; return 1; }
  cp "$2/$LIBRARY/bin/Debug/net10.0/QuantumAttributes.Cryptography.dll" "$2/tests/QuantumAttributes.Cryptography.Tests/bin/Debug/net10.0/"
  # shellcheck disable=SC2086 # the classes are words
  failed=$(run_tests "$2" ${TESTS[$1]})
  [ -n "$failed" ] || { echo SURVIVED; return 1; }
  head -n 1 <<< "$failed" | tr -d '\n'
  [ "$(wc -l <<< "$failed")" -gt 1 ] && printf ' and %d more' $(($(wc -l <<< "$failed") - 1))
  echo
}

# work WORKER: every JOBS-th of the chosen mutations, in a tree of its own.
work() {
  local n
  cp -r "$WORK/tree" "$WORK/tree$1"
  for ((n = $1; n < ${#CHOSEN[@]}; n += JOBS)); do
    mutate "${CHOSEN[n]}" "$WORK/tree$1" > "$WORK/verdict.$n" || touch "$WORK/bad.$n"
    printf '%s: %s\n' "${NAMES[CHOSEN[n]]}" "$(<"$WORK/verdict.$n")" >&2
  done
}

read_table
CHOSEN=()
for i in "${!NAMES[@]}"; do chosen "${NAMES[i]}" && CHOSEN+=("$i"); done
if [ $CHECK = yes ]; then
  failed=0
  for i in "${CHOSEN[@]}"; do
    problem=$(apply "$i" "$ROOT") || { failed=$((failed + 1)); printf '%s: %s\n' "${NAMES[i]}" "$problem"; }
  done
  printf '%d mutations, %d do not apply\n' ${#CHOSEN[@]} $failed
  [ $failed -eq 0 ]
  exit
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 NO_COLOR=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
JOBS=${JOBS:-$(nproc)}
LIBRARY=src/QuantumAttributes.Cryptography
BUILD=(-c Debug -v q -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
git clone -q --no-hardlinks "$ROOT" "$WORK/tree" || exit 2
(cd "$WORK/tree" && dotnet build tests/QuantumAttributes.Cryptography.Tests "${BUILD[@]}" > build.log 2>&1) \
  || { tail "$WORK/tree/build.log"; exit 2; }
classes=$(for i in "${CHOSEN[@]}"; do tr ' ' '\n' <<< "${TESTS[i]}"; done | sort -u)
# shellcheck disable=SC2086 # the classes are words
failed=$(run_tests "$WORK/tree" $classes)
[ -z "$failed" ] || { printf 'These tests fail without any mutation:\n%s\n' "$failed"; exit 2; }

for ((worker = 0; worker < JOBS; worker++)); do work $worker & done
wait
for n in "${!CHOSEN[@]}"; do printf '| %s | %s |\n' "${NAMES[CHOSEN[n]]}" "$(<"$WORK/verdict.$n")"; done
bad=$(find "$WORK" -maxdepth 1 -name 'bad.*' | wc -l)
printf '\n%d of %d noticed, at commit %s on %s\n' $((${#CHOSEN[@]} - bad)) ${#CHOSEN[@]} \
  "$(git -C "$WORK/tree" rev-parse --short HEAD)" "$(date -u +%F)"
[ "$bad" -eq 0 ]
