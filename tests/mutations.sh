#!/usr/bin/env bash
# Takes away each validation of src/QuantumAttributes.Cryptography in turn, and demands that a test fails: an input that is refused
# for no tested reason could be let in tomorrow. The validations are in tests/mutations.txt.
#   bash tests/mutations.sh             every one, in a clone of HEAD in a temporary directory
#   bash tests/mutations.sh --check     only whether each is still where the table says (a second, no build)
#   bash tests/mutations.sh --only TEXT those whose name contains the text
# DOTNET_HOST names another dotnet to run the tests with, that of tests/tools/openssl35.sh for example.
# Prints `validation | test that failed` lines, ready for docs/mutations.md. Fails if a mutation survives, does not build, or does
# not apply.
set -uo pipefail
cd "$(dirname "$0")/.."
ROOT=$PWD
TABLE=$ROOT/tests/mutations.txt
HOST=${DOTNET_HOST:-dotnet}
PATIENCE=600
CHECK=no ONLY=
while [ $# -gt 0 ]; do
  case $1 in
    --check) CHECK=yes ;;
    --only) ONLY=$2; shift ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
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
  done < "$TABLE"
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

read_table
if [ $CHECK = yes ]; then
  failed=0
  for i in "${!NAMES[@]}"; do
    problem=$(apply "$i" "$ROOT") || { failed=$((failed + 1)); printf '%s: %s\n' "${NAMES[i]}" "$problem"; }
  done
  printf '%d mutations, %d do not apply\n' ${#NAMES[@]} $failed
  [ $failed -eq 0 ]
  exit
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 NO_COLOR=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
TREE=$WORK/tree
BIN=$TREE/tests/QuantumAttributes.Cryptography.Tests/bin/Debug/net10.0
LIBRARY=src/QuantumAttributes.Cryptography
BUILD=(-c Debug -v q -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:GenerateDocumentationFile=false)

# run_tests CLASS...: the tests of these that failed go to $WORK/failed. A run that never ends has failed.
run_tests() {
  local class filter=()
  for class in "$@"; do filter+=("*.$class"); done
  timeout $PATIENCE "$HOST" "$BIN/QuantumAttributes.Cryptography.Tests.dll" --progress off --filter-class "${filter[@]}" \
    > "$WORK/tests.log" 2>&1
  local status=$?
  grep -oE '^failed [A-Za-z0-9_.]+' "$WORK/tests.log" | sed 's/.*Tests\.//' | sort -u > "$WORK/failed"
  if [ $status -eq 124 ]; then echo "(no end after $PATIENCE s)" >> "$WORK/failed"
  elif [ $status -ne 0 ] && [ ! -s "$WORK/failed" ]; then echo "(exit $status)" >> "$WORK/failed"; fi # a crash, or no such tests
  [ ! -s "$WORK/failed" ]
}

CHOSEN=()
for i in "${!NAMES[@]}"; do [[ ${NAMES[i]} == *"$ONLY"* ]] && CHOSEN+=("$i"); done
git clone -q --no-hardlinks "$ROOT" "$TREE" || exit 2
cd "$TREE" || exit 2
echo "Commit $(git rev-parse --short HEAD), $(date -u +%F), $(openssl version 2>/dev/null || echo 'no openssl command'), tests on $HOST"
dotnet build tests/QuantumAttributes.Cryptography.Tests "${BUILD[@]}" > "$WORK/build.log" 2>&1 || { tail "$WORK/build.log"; exit 2; }
# shellcheck disable=SC2046 # the classes are words
run_tests $(printf '%s\n' "${CHOSEN[@]}" | while read -r i; do tr ' ' '\n' <<< "${TESTS[i]}"; done | sort -u) || { echo "These tests fail without any mutation:"; cat "$WORK/failed"; exit 2; }

killed=0 bad=0
for i in "${CHOSEN[@]}"; do
  git checkout -q -- src
  if ! problem=$(apply "$i" "$TREE"); then
    verdict="DOES NOT APPLY: $problem"; bad=$((bad + 1))
  elif ! dotnet build $LIBRARY --no-restore "${BUILD[@]}" > "$WORK/build.log" 2>&1; then
    verdict="DOES NOT BUILD: $(grep -m1 -o 'error .*' "$WORK/build.log")"; bad=$((bad + 1))
  else
    cp "$LIBRARY/bin/Debug/net10.0/QuantumAttributes.Cryptography.dll" "$BIN/"
    # shellcheck disable=SC2086 # the classes are words
    if run_tests ${TESTS[i]}; then
      verdict='SURVIVED'; bad=$((bad + 1))
    else
      more=$(($(wc -l < "$WORK/failed") - 1))
      verdict="$(head -n 1 "$WORK/failed")$([ $more -gt 0 ] && echo " and $more more")"; killed=$((killed + 1))
    fi
  fi
  printf '| %s | %s |\n' "${NAMES[i]}" "$verdict"
done
printf '\n%d noticed, %d not\n' $killed $bad
[ $bad -eq 0 ]
