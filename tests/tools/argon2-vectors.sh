#!/usr/bin/env bash
# Writes tests/vectors/keys/argon2id.json with the reference implementation's command (Debian's package argon2):
#   bash tests/tools/argon2-vectors.sh >tests/vectors/keys/argon2id.json
set -euo pipefail

SEPARATOR=''

# derive MEMORY ITERATIONS LANES SALT PASSPHRASE: the salt is 16 bytes of ASCII.
derive() {
  local tag
  tag=$(printf %s "$5" | argon2 "$4" -id -v 13 -k "$1" -t "$2" -p "$3" -l 32 -r)
  printf '%b{"memory":%d,"iterations":%d,"lanes":%d,"salt":"%s","passphrase":"%s","tag":"%s"}' "$SEPARATOR" "$1" "$2" "$3" \
    "$(printf %s "$4" | od -An -tx1 -v | tr -d ' \n')" "$(printf %s "$5" | od -An -tx1 -v | tr -d ' \n')" "$tag"
  SEPARATOR=',\n'
}

echo '['
derive 8 1 1 0123456789abcdef x                                          # the least of everything
derive 128 1 16 'sixteen lanes!!!' 'correct horse battery staple'        # the most lanes, with the least memory for them
derive 64 32 1 'iterations: most' 'correct horse battery staple'         # the most iterations
derive 1024 2 2 zyxwvutsrqponmlk password
derive 4097 1 3 'memory: no fours' ' spaces around, and "quotes" \ '     # memory that the lanes do not divide
derive 2048 5 8 'eight lanes, t=5' "$(printf 'Grüße, 世界 \xf0\x9f\x94\x91')"      # UTF-8 of two, three and four bytes
derive 1000 3 4 'longest for tool' "$(printf '%0127d' 7)"                # as long as the command takes
derive 65536 3 4 'RFC 9106 default' 'correct horse battery staple'       # the second recommended choice of RFC 9106
derive 65536 3 4 'RFC 9106 default' 'correct horse battery stapler'      # and another passphrase
derive 131072 1 4 'eighth of a GiB!' 'correct horse battery staple'
printf '\n]\n'
