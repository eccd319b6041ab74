#!/usr/bin/env bash
# What our analyzers cost a build: the projects of src, and the largest of tests, are compiled as the build compiles them, without our analyzers, with them,
# and with them and the log that the inventory is made of; each in turn, so that a slow minute of the machine is everybody's. Needs a quiet
# machine and a Release build before it.
#
#   bash tests/tools/analyzer-time.sh [rounds]
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compiler=$(dirname "$(dotnet --list-sdks | tail -1 | sed 's/\(.*\) \[\(.*\)\]/\2\/\1\/x/')")/Roslyn/bincore/csc.dll
projects="$(git ls-files 'src/*.csproj') $(git ls-files tests/QuantumAttributes.{Cryptography,Integration,Channels,Keys}.Tests/*.csproj)"

# The compiler's arguments for each project, as the build gives them.
lines=0
for project in $projects; do
    name=$(basename "$project" .csproj)
    dotnet msbuild "$project" -p:Configuration=Release -p:BuildProjectReferences=false -p:NonExistentFile=none -p:SkipCompilerExecution=true -p:ProvideCommandLineArgs=true -t:Compile -getItem:CscCommandLineArgs |
        python3 -c 'import json, sys; [print(item["Identity"]) for item in json.load(sys.stdin)["Items"]["CscCommandLineArgs"]]' |
        grep -vE '^/(refout|errorlog|doc|generatedfilesout):|^/noconfig$' | sed -E "s#^/out:.*/([^/]+)\$#/out:$work/\1#" >"$work/$name.with"
    echo "/doc:$work/out.xml" >>"$work/$name.with"
    grep -v 'QuantumAttributes.Analyzers.dll' "$work/$name.with" >"$work/$name.without"
    { cat "$work/$name.with"; echo "/errorlog:$work/$name.sarif,version=2.1"; } >"$work/$name.log"
    lines=$((lines + $(git ls-files "$(dirname "$project")/*.cs" | xargs cat | wc -l)))
done

compile() { # without|with|log: milliseconds of all projects
    local start project
    start=$(date +%s%N)
    for project in $projects; do
        (cd "$(dirname "$project")" && dotnet "$compiler" /shared /noconfig "@$work/$(basename "$project" .csproj).$1" >"$work/messages") ||
            { cat "$work/messages" >&2; exit 1; }
    done
    echo $((($(date +%s%N) - start) / 1000000)) | tee -a "$work/$1"
}

median() { sort -n "$work/$1" | sed -n "$(((rounds + 1) / 2))p"; }

echo "$(git rev-parse --short HEAD): $lines lines, $(nproc) cores; milliseconds, $rounds rounds"
for _ in $(seq "$rounds"); do
    for way in without with log; do
        taken=$(compile "$way")
        printf '%s %s  ' "$way" "$taken"
    done
    echo
done
awk -v without="$(median without)" -v with="$(median with)" -v logged="$(median log)" 'BEGIN {
    printf "medians: %d without; with the rules %.3f of it, with the log too %.3f\n", without, with / without, logged / without }'
