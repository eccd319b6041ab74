# For the scripts beside it, which source it: a directory outside the tree, with the packed packages (the script's argument) as a source, and a way
# to end.
PACKAGES=$(realpath -- "${1:?packages}")
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"
cat >nuget.config <<EOF
<configuration><packageSources><add key="packed" value="$PACKAGES" /></packageSources></configuration>
EOF

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }
