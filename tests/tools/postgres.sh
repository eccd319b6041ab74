#!/usr/bin/env bash
# A throw-away PostgreSQL server of Debian's postgresql, which listens on 127.0.0.1 and on a socket in DIR only.
#   usage: postgres.sh DIR start     makes DIR a cluster, starts it on a free port and prints its connection string, and nothing else
#          postgres.sh DIR stop      stops it and removes DIR
#          postgres.sh DIR halt      stops it as a crash does, and leaves DIR; resume starts it again, at the same port
# Root runs it as the user postgres, who must be able to enter DIR's parent: DIR=$(mktemp -d). Each start has its own random password.
# Any number at once. Durability is PostgreSQL's default: fsync is on.
set -euo pipefail
DIR=$(realpath -m -- "${1:?directory}") VERB=${2:?start, stop, halt or resume}
cd / # where the user postgres may be

fail() { echo "postgres.sh: $*" >&2; exit 2; }

as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

tools() {
  local bin
  for bin in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && { echo "$bin"; return; }
  done
  fail 'there is no PostgreSQL: install the Debian package postgresql'
}

make_cluster() {
  mkdir -p "$DIR" && chmod 700 "$DIR"
  [ "$(id -u)" -ne 0 ] || chown postgres "$DIR"
  as_owner test -w "$DIR" || fail "the user postgres cannot enter $DIR: take a directory in /tmp"
  [ ! -e "$DIR/data" ] || fail "$DIR has a cluster already"
  [ ${#DIR} -le 80 ] || fail "$DIR is too long a name for a socket"
  as_owner sh -c 'umask 077; printf %s "$2" >"$1/password"' - "$DIR" "$PASSWORD"
  as_owner "$BIN/initdb" --pgdata="$DIR/data" --username=quantum --pwfile="$DIR/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C --no-sync >"$DIR/initdb.log" 2>&1 || { cat "$DIR/initdb.log" >&2; fail 'initdb failed'; }
  as_owner tee -a "$DIR/data/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$DIR'
max_connections = 500
END
}

# Nobody can reserve a port: the server tries one, and where it is taken the next. Below the range that outgoing connections get, and below
# the Integration tests' (QuantumServer.FindPort), which could take it while the server is halted.
start_on_free_port() {
  local attempt port
  for attempt in $(seq 30); do
    port=$((10000 + RANDOM % 6000))
    if as_owner "$BIN/pg_ctl" start --pgdata="$DIR/data" --log="$DIR/server.log" --options="-p $port" --wait --timeout=60 \
      >/dev/null 2>&1 </dev/null; then
      echo "Host=127.0.0.1;Port=$port;Username=quantum;Password=$PASSWORD;Database=postgres"
      return
    fi
    grep -q 'could not bind' "$DIR/server.log" || break
    as_owner rm -f "$DIR/server.log"
  done
  cat "$DIR/server.log" >&2
  fail 'the server does not start'
}

case $VERB in
  start)
    BIN=$(tools)
    PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    make_cluster
    start_on_free_port
    ;;
  stop)
    [ -d "$DIR" ] || exit 0
    if [ -e "$DIR/data/postmaster.pid" ]; then
      as_owner "$(tools)/pg_ctl" stop --pgdata="$DIR/data" --mode=immediate --wait --timeout=60 >/dev/null 2>&1 || true
    fi
    if [ -e "$DIR/password" ]; then rm -rf "$DIR"; else rmdir "$DIR"; fi
    ;;
  halt) as_owner "$(tools)/pg_ctl" stop --pgdata="$DIR/data" --mode=immediate --wait --timeout=60 >/dev/null </dev/null ;;
  resume) as_owner "$(tools)/pg_ctl" restart --pgdata="$DIR/data" --log="$DIR/server.log" --wait --timeout=60 >/dev/null 2>&1 </dev/null ;;
  *) fail "start, stop, halt or resume, not $VERB" ;;
esac
