#!/usr/bin/env bash
# Does what a newcomer does who follows a document: writes its files, runs its commands, compares what they say.
#   usage: walkthrough.sh DOCUMENT PACKAGES
# Code blocks of the document, by the words behind the three backticks:
#   sh             commands, run in one shell
#   sh server      a command that goes on in the background while the others run
#   sh by-hand     not run: PACKAGES are what it makes
#   LANGUAGE FILE  a file
#   text           what the commands before it print, among other lines; … stands for anything
# Port 5080 of the document becomes one that is free.
set -euo pipefail
DOCUMENT=$(realpath -- "${1:?document}") PACKAGES=$(realpath -- "${2:?packages}")
WORK=$(mktemp -d)
SERVER=
CURRENT=
stop() {
  [ -z "$CURRENT" ] || { echo "walkthrough.sh: this failed:"; cat "$WORK/$CURRENT" "$WORK/output" "$WORK/server.log"; } >&2 2>/dev/null || true
  [ -z "$SERVER" ] || { kill -- "-$SERVER" 2>/dev/null && wait "$SERVER" 2>/dev/null; } || true
  rm -rf "$WORK"
}
trap stop EXIT

fail() { echo "walkthrough.sh: $*" >&2; exit 1; }

free_port() {
  local port
  for _ in $(seq 100); do
    port=$((10000 + RANDOM % 6000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
  done
  fail 'there is no free port'
}

# Each block as a file, and a list of them: number, language, argument.
split() {
  awk -v work="$WORK" '
    /^```/ && !inside { inside = 1; n++; block = work "/" n; printf "" >block; print n, substr($1, 4), $2 >(work "/list"); next }
    /^```/ { inside = 0; close(block); next }
    inside { print >block }' "$DOCUMENT"
  sed -i "s/\b5080\b/$PORT/g" "$WORK"/[0-9]*
}

start_server() {
  set -m
  bash -euo pipefail "$1" >"$WORK/server.log" 2>&1 </dev/null &
  SERVER=$!
  set +m
  for _ in $(seq 600); do
    if grep -q 'Now listening on' "$WORK/server.log"; then return; fi
    kill -0 "$SERVER" 2>/dev/null || break
    sleep 0.2
  done
  cat "$WORK/server.log"
  fail 'the server does not start'
}

# Every line of the expected text, anywhere in the output.
compare() {
  local line pattern
  while IFS= read -r line; do
    pattern=$(sed -e 's/[][\.*^$]/\\&/g' -e 's/…/.*/g' <<<"$line")
    tr -d '\r' <"$WORK/output" | grep -q -- "^$pattern\$" || fail "this was not printed: $line"
  done <"$1"
}

PORT=$(free_port)
split
mkdir "$WORK/quantum"
cd "$WORK/quantum"
cp -r "$PACKAGES" packages
STEPS=0 COMPARED=0
: >"$WORK/output"
while read -r number language argument <&9; do
  case $language/$argument in
    sh/by-hand) ;;
    sh/server) start_server "$WORK/$number" ;;
    sh/)
      # shellcheck disable=SC1090
      CURRENT=$number
      . "$WORK/$number" >"$WORK/output" 2>&1 </dev/null # not in a condition: there set -e has no effect
      CURRENT=
      cat "$WORK/output"
      STEPS=$((STEPS + 1))
      ;;
    text/) compare "$WORK/$number"; COMPARED=$((COMPARED + 1)) ;;
    */?*) mkdir -p "$(dirname "$argument")"; cp "$WORK/$number" "$argument" ;;
    *) fail "a block of the document has neither a file nor a meaning: $language" ;;
  esac
done 9<"$WORK/list"
[ $STEPS -gt 0 ] && [ $COMPARED -gt 0 ] || fail 'the document has nothing to do, or nothing to compare'
echo "$STEPS steps, $COMPARED comparisons"
