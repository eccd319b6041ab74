#!/usr/bin/env bash
# The one test command: builds everything, runs every suite on every path, and uses the product as a new user would.
#   bash tests/run.sh
# Needs the .NET 10 SDK; installs the Debian packages it lacks. Ends with a line `N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "$0")/.."
ROOT=$PWD
ARTIFACTS=$ROOT/artifacts
WORK=$(mktemp -d)
POSTGRES=$(mktemp -d) # not in WORK, which the user postgres cannot enter
COMPILER=quantum-run-$$
trap 'kill $(jobs -p) $(pgrep -f "pipename:$COMPILER") 2>/dev/null; bash tests/tools/postgres.sh "$POSTGRES" stop; rm -rf "$WORK"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 NO_COLOR=1
export UseSharedCompilation=true SharedCompilationId=$COMPILER # one compiler for all builds, and nobody else's: it ends with this script
rm -rf "$ARTIFACTS" && mkdir -p "$ARTIFACTS/results"

# The one reason for which a test may be skipped, and only where the platform really has no post-quantum cryptography.
EXPECTED_SKIP='platform post-quantum cryptography is not supported here'
# And without hardware intrinsics what works on vectors.
EXPECTED_SKIP_WITHOUT_INTRINSICS='AVX2 is not supported here'

say() { printf '\n== %s\n' "$*"; }

# count PASSED FAILED SKIPPED: in a file, since who counts may be in the background.
count() { echo "$@" >>"$WORK/counts"; }

# What failed is named once more at the end, where nobody overlooks it.
finish() {
  wait
  [ ! -e "$WORK/failures" ] || { say "Failed"; cat "$WORK/failures"; }
  awk '{ p += $1; f += $2; s += $3 } END { printf "\n%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 }' "$WORK/counts"
  exit
}

# beside COMMAND...: in the background, once fewer than two others are there; shows what it printed when it has ended.
beside() {
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  {
    "$@" >"$WORK/out.$BASHPID" 2>&1
    flock "$WORK/counts" cat "$WORK/out.$BASHPID"
  } &
}

# check NAME COMMAND...: one check, shown with its output where it fails.
check() {
  local name=$1 log=$WORK/check.$BASHPID start=$SECONDS; shift
  if "$@" >"$log" 2>&1; then
    count 1 0 0; printf 'ok      %-72s %4d s\n' "$name" $((SECONDS - start))
  else
    count 0 1 0; echo "$name" >>"$WORK/failures"
    printf 'FAILED  %-72s %4d s\n' "$name" $((SECONDS - start)); tail -n 60 "$log" | sed 's/^/        /'
    return 1
  fi
}

install_packages() {
  local missing=() package
  for package in gcc libc6-dev zlib1g-dev curl dpkg gawk postgresql nginx; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      echo "These Debian packages are missing, and installing them needs root: ${missing[*]}" >&2
      exit 2
    fi
    sudo=(sudo -n)
  fi
  "${sudo[@]}" apt-get update -qq \
    && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || { echo "These Debian packages could not be installed: ${missing[*]}" >&2; exit 2; }
}

FEWER_CASES=1000 # of each comparison of two providers; all 10,000 of them are on OpenSSL 3.5, where there are three

FILTER=() # which tests of a suite run: all, but for run_avx2

# attribute NAME FILE: the number that the <assembly> element of an xUnit report has under NAME.
attribute() { grep -o '<assembly [^>]*>' "$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*'; }

# run_suite DLL VARIANT HOST [NAME=VALUE...]: one test project on one path.
run_suite() {
  local dll=$1 variant=$2 host=$3 start=$SECONDS log=$WORK/suite.$BASHPID; shift 3
  local suite report; suite=$(basename "$dll" .dll); report=$suite.$variant.xml
  env "$@" "$host" "$dll" --report-xunit-xml --report-xunit-xml-filename "$report" --results-directory "$ARTIFACTS/results" \
    --output Minimal --progress off "${FILTER[@]}" >"$log" 2>&1
  local status=$? xml=$ARTIFACTS/results/$report
  if [ ! -s "$xml" ]; then
    count 0 1 0; echo "$suite ($variant): no report, exit $status" | tee -a "$WORK/failures" | sed 's/^/FAILED  /'; tail -n 40 "$log"
    return
  fi
  local passed failed errors skipped unexpected
  passed=$(attribute passed "$xml") failed=$(attribute failed "$xml") errors=$(attribute errors "$xml") skipped=$(attribute skipped "$xml")
  unexpected=$((skipped - $(grep -o "<reason>.\{0,12\}$EXPECTED_SKIP" "$xml" | wc -l)))
  [ "$variant" = no-intrinsics ] \
    && unexpected=$((unexpected - $(grep -o "<reason>.\{0,12\}$EXPECTED_SKIP_WITHOUT_INTRINSICS" "$xml" | wc -l)))
  [ "$variant" = openssl-3.5 ] && unexpected=$skipped
  failed=$((failed + errors + unexpected))
  [ "$failed" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$passed" -eq 0 ]; } && failed=1
  count "$passed" "$failed" "$skipped"
  printf '%-7s %-40s %-14s %5d passed, %d failed, %d skipped %4d s\n' \
    "$([ "$failed" -eq 0 ] && echo ok || echo FAILED)" "$suite" "$variant" "$passed" "$failed" "$skipped" $((SECONDS - start))
  [ "$unexpected" -gt 0 ] && echo "        $unexpected skipped for another reason than: $EXPECTED_SKIP"
  [ "$failed" -eq 0 ] && return
  { echo "$suite ($variant): $failed"; grep -o '<test [^>]*result="Fail"' "$xml" | grep -o ' name="[^"]*"'; } >>"$WORK/failures"
  tail -n 80 "$log"
}

# run_suites VARIANT HOST [NAME=VALUE...]: every test project on one path, the longest first.
run_suites() {
  local suite
  for suite in QuantumAttributes.Cryptography.Tests $(basename -a tests/*.Tests | grep -v Cryptography); do
    beside run_suite "$ROOT/tests/$suite/bin/Release/net10.0/$suite.dll" "$@"
  done
}

# What is computed in vectors, on a processor that has AVX2 and is told to have no AVX-512: not the rest of the suite once more.
run_avx2() {
  local class FILTER=()
  for class in 'QuantumAttributes.Cryptography.Tests.Vector.*' '*KemVectorTests' '*XWingVectorTests' '*HpkeVectorTests' '*LampsVectorTests' \
    '*MLDsaVectorTests' '*SignatureBoundTests' 'QuantumAttributes.Cryptography.Tests.Symmetric.*' \
    '*.KemDifferentialTests' '*SignatureDifferentialTests' '*SigningKeyDifferentialTests' '*SymmetricSelfTestTests'; do
    FILTER+=(--filter-class "$class")
  done
  run_suite "$ROOT/tests/QuantumAttributes.Cryptography.Tests/bin/Release/net10.0/QuantumAttributes.Cryptography.Tests.dll" avx2 "$@" DOTNET_EnableAVX512=0 \
    QUANTUM_DIFFERENTIAL_CASES=$FEWER_CASES
}

# The implementations that must have run a vector file: all providers, but where only some can. Vector needs a processor with AVX2.
implementations_of() {
  case $1 in
    falcon/* | frodokem/* | hqc/*) echo BouncyCastle ;; # .NET has none of the three
    rfc9861/*) echo QuantumAttributes ;;                # TurboSHAKE is our own code: neither provider has it
    rfc9421/*) echo QuantumAttributes ;;                # fields and signature bases are our own code: text, before any provider
    keys/argon2id*) echo BouncyCastle ;;                # .NET has no Argon2
    keys/*) echo QuantumAttributes ;;                   # secret sharing is our own code
    symmetric/*) echo Platform Vector ;;                # BouncyCastle's is not used
    acvp/mlkem-* | acvp/mldsa-* | lamps/ml-kem/* | lamps/ml-dsa/* | xwing/* | hpke/*) echo BouncyCastle Platform Vector ;;
    *) echo BouncyCastle Platform ;;
  esac
}

# Every vector file with the cases that ran, from the suites' own reports; a file of the manifest that one of its implementations did
# not run fails.
vectors() {
  local lines=$WORK/vectors file implementation missing=0
  grep -hoE '[a-z0-9]+/[A-Za-z0-9./*-]+ [^<>]* on (BouncyCastle|Platform|Vector|QuantumAttributes): [0-9]+ cases' \
    "$ARTIFACTS"/results/*.Tests.openssl-3.5.xml | sort -u >"$lines"
  sed 's/^/        /' "$lines" >&3
  for file in $(grep -o '"path": "[^"]*"' tests/vectors/MANIFEST.json | cut -d'"' -f4); do
    for implementation in $(implementations_of "$file"); do
      grep -q "^${file//./\\.} .* on $implementation: [1-9]" "$lines" || { echo "$file did not run on $implementation"; missing=1; }
    done
  done
  return $missing
}

# Every committed input of every fuzz target (docs/fuzzing.md): one check for each target.
check_corpus() {
  local fuzz=tests/QuantumAttributes.Fuzz/bin/Release/net10.0/QuantumAttributes.Fuzz.dll target
  check "fuzz targets" dotnet "$fuzz" list || return
  dotnet "$fuzz" corpus >"$WORK/corpus" 2>&1
  for target in $(dotnet "$fuzz" list | awk '{ print $1 }'); do
    check "fuzz corpus: $target" corpus_held "$target"
  done
}

# corpus_held TARGET: shows what was found by it; its last line is `target n inputs, n failures, slowest n ms`.
corpus_held() { grep "^$1 .*, 0 failures" "$WORK/corpus" || { cat "$WORK/corpus"; false; }; }

# The suites read where the server is in QUANTUM_POSTGRES.
start_postgres() { bash tests/tools/postgres.sh "$POSTGRES" start >"$WORK/postgres"; }

# What no suite can do to a key ring or a server; the long runs' figures are in docs/keys.md and docs/testing.md.
stress() { dotnet tests/QuantumAttributes.Stress/bin/Release/net10.0/QuantumAttributes.Stress.dll "$@"; }

stress_short() {
  local store
  for store in directory sqlite postgresql; do
    beside check "kill -9 while rotating: $store" stress kill $store --count 12
    beside check "cold starts at once: $store" stress coldstart $store --rounds 5
    beside check "faults: $store" stress faults $store
  done
  beside check "damaged keys: directory" stress damage directory --flips 300
  beside check "rotation under load: directory" stress rotation directory --seconds 20
  beside check "captured requests replayed" stress replay --count 500
  beside check "malformed messages" stress malformed --count 1000
  beside check "hubs: messages while keys are renewed" stress hub soak --messages 20000 --connections 20 --lifetime 8 --seconds 18
  beside check "hubs: cut in mid-record" stress hub disconnect --count 100
  beside check "hubs: records damaged" stress hub damage --count 64
  beside check "long bodies through a channel" stress stream all --mebibytes 256
}

quickstart() { dotnet run --no-build -c Release --project samples/Quickstart -- "$@"; }

hub_chat() { dotnet run --no-build -c Release --project samples/HubChat -- "$@"; }

# refuses_unknown_option SAMPLE
refuses_unknown_option() { "$1" --nonsense; [ $? -eq 2 ]; }

# serve SAMPLE URL
serve() {
  "$1" --serve --urls "$2" >"$WORK/serve.log" 2>&1 &
  SERVER=$!
  for _ in $(seq 600); do
    grep -q 'The [a-z]* is open' "$WORK/serve.log" && return
    kill -0 $SERVER 2>/dev/null || break
    sleep 0.2
  done
  cat "$WORK/serve.log"; return 1
}

stop() { kill -TERM "$SERVER" $(pgrep -P "$SERVER") 2>/dev/null; wait "$SERVER" 2>/dev/null; true; }

# Two processes; the server is stopped and started again between two runs, and the identity that the client remembered must hold.
two_processes() {
  local url=http://127.0.0.1:5397 state=$ROOT/samples/Quickstart/bin/Release/net10.0
  rm -rf "$state/keys" "$state/client"
  serve quickstart $url && quickstart --connect $url || return 1
  local body status
  status=$(curl -s -o "$WORK/refusal" -w '%{http_code} %{content_type}' "$url/transfers")
  [ "$status" = '426 application/problem+json' ] && grep -q 'urn:quantumattributes:problem:channel-required' "$WORK/refusal" || { echo "curl: $status"; return 1; }
  [ "$(curl -s "$url/.well-known/quantum" | tr -cd . )" = '..' ] || { echo 'the discovery document is no JWS'; return 1; }
  body=$(curl -s -H 'Accept: application/json' "$url/.well-known/quantum")
  grep -q "\"iss\": \"$url\"" <<<"$body" && grep -q '"identity":' <<<"$body" || { echo "discovery: $body"; return 1; }
  stop
  serve quickstart $url && quickstart --connect $url || return 1
  stop
  # With another identity the same client must refuse.
  rm -rf "$state/keys"
  serve quickstart $url || return 1
  if quickstart --connect $url; then echo 'a changed identity was accepted'; return 1; fi
  stop
}

# say_in_chat NAME LINES EXPECTED: a member of the chat types, and a line is shown.
say_in_chat() { printf "$2" | hub_chat --connect http://127.0.0.1:5398 --as "$1" | tee "$WORK/$1.log" && grep -qxF "$3" "$WORK/$1.log"; }

# Whoever is new is enrolled, and only the moderator may remove what others said.
chat_in_terminals() {
  rm -rf samples/HubChat/bin/Release/net10.0/chat
  serve hub_chat http://127.0.0.1:5398 || return 1
  say_in_chat alice 'hello\n/quit\n' '#1 alice: hello' \
    && say_in_chat bob '/remove 1\n/history\n/quit\n' '#1 alice: hello' \
    && say_in_chat grace '/remove 1\n/quit\n' '(you removed #1)'
  local status=$?
  stop
  return $status
}

as_a_user() {
  check "quickstart" quickstart
  check "quickstart refuses an unknown option" refuses_unknown_option quickstart
  check "two processes, restart, curl" two_processes
  check "a shop in three projects" dotnet run --no-build -c Release --project samples/MultiProject/App
  check "hub chat, the demo" hub_chat --demo
  check "hub chat refuses an unknown option" refuses_unknown_option hub_chat
  check "hub chat, server and clients in terminals" chat_in_terminals
}

native_aot() {
  dotnet publish samples/AotMinimal -c Release -r linux-x64 -o "$WORK/aot" -p:TreatWarningsAsErrors=true && "$WORK/aot/AotMinimal"
}

pack() {
  local project
  for project in src/*/*.csproj analyzers/QuantumAttributes.Analyzers/*.csproj; do
    dotnet pack "$project" -c Release --no-build -o "$ARTIFACTS/packages" || return 1
  done
}

# The packages as a user gets them: a project outside this tree, with nothing but a package reference.
packages() {
  cp -r tests/package "$WORK/consumer" && cp -r "$ARTIFACTS/packages" "$WORK/consumer/packages" || return 1
  (cd "$WORK/consumer" && NUGET_PACKAGES=$WORK/nuget dotnet run -c Release)
}

# Libraries, design-time builds, other languages' versions, the manifest and its baseline, the analyzers alone.
projects() { NUGET_PACKAGES=$WORK/nuget bash tests/package/projects.sh "$ARTIFACTS/packages"; }

# The log, the CBOM, its options and its profiles, from either package.
inventory() { NUGET_PACKAGES=$WORK/nuget bash tests/package/inventory.sh "$ARTIFACTS/packages"; }

# A newcomer's first ten minutes, by the document that they follow.
walkthrough() { NUGET_PACKAGES=$WORK/nuget bash tests/package/walkthrough.sh docs/getting-started.md "$ARTIFACTS/packages"; }

# The tool as an operator gets it: installed from its package, on a ring of its own.
tool() {
  local quantum=$WORK/tool/quantum ring=(--directory "$WORK/ring" --key-file "$WORK/ring.key")
  NUGET_PACKAGES=$WORK/nuget dotnet tool install QuantumAttributes.Tool --prerelease --tool-path "$WORK/tool" --add-source "$ARTIFACTS/packages" || return 1
  "$quantum" keys new-key-file "$WORK/ring.key" && "$quantum" keys create Signing/invoices "${ring[@]}" && "$quantum" keys rotate Signing/invoices "${ring[@]}" || return 1
  [ "$("$quantum" keys list --json "${ring[@]}" | grep -o '"state": *"[A-Za-z]*"' | sort | tr -d ' \n')" = '"state":"Active""state":"Active""state":"Deactivated"' ] || return 1
  "$quantum" keys doctor "${ring[@]}" && "$quantum" audit verify "${ring[@]}"
}

say "Debian packages"
install_packages
say "Build"
check "restore" dotnet restore || finish
check "build, warnings as errors" dotnet build -c Release --no-restore || finish
check "a PostgreSQL server" start_postgres || finish
QUANTUM_POSTGRES=$(cat "$WORK/postgres")
export QUANTUM_POSTGRES
check "a dotnet host on OpenSSL 3.5" bash tests/tools/openssl35.sh "$WORK/openssl35" || finish
say "Two at a time: the source; suites on this machine's OpenSSL, on AVX2 alone, without hardware intrinsics, on OpenSSL 3.5; stress, short"
beside check "formatting" dotnet format whitespace --verify-no-changes --no-restore # style and analyzers are the build's, whose warnings are errors
beside check "every mutation still applies" bash tests/mutations.sh --check
beside check_corpus
run_suites system "$(command -v dotnet)" DOTNET_gcServer=0 QUANTUM_DIFFERENTIAL_CASES=$FEWER_CASES
beside run_avx2 "$(command -v dotnet)"
run_suites no-intrinsics "$(command -v dotnet)" DOTNET_EnableHWIntrinsic=0
run_suites openssl-3.5 "$WORK/openssl35/dotnet" DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 QUANTUM_OPENSSL="$WORK/openssl35/openssl"
stress_short
wait
say "Vectors, on OpenSSL 3.5"
check "every vector file" vectors 3>&1
say "As a user, two at a time"
beside check "packages, packed" pack
beside check "native AOT sample" native_aot
beside as_a_user
wait
beside check "packages, consumed" packages
beside check "getting started, followed" walkthrough
beside check "packages in projects of every kind" projects
beside check "inventory of cryptography, from the packages" inventory
beside check "tool, installed" tool
finish
