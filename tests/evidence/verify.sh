#!/bin/sh
# Check a bundle's digests, envelope and checkpoint with public tools: openssl 3, sha256sum, unzip, base64, od, sed.
#
#   verify.sh BUNDLE KEY        KEY is the log's newest key, NAME+ID+KEY, known from elsewhere
#
# Prints OK, or a line for each thing that is wrong; exit status 0 or 1. Whether the log holds the entries
# (steps 4 to 6 of docs/reference/evidence.md) is left to verify.mjs.
set -eu
export LC_ALL=C
[ $# -eq 2 ] && [ -f "$1" ] || { echo "usage: verify.sh BUNDLE KEY" >&2; exit 2; }
bundle=$1 key=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wrong=0
say() { echo "$1"; wrong=1; }
die() { say "$1"; exit 1; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
field() { sed -n "s/.*\"$2\": *\"\([^\"\\\\]*\)\".*/\1/p" "$1"; }

# The key: NAME+ID+base64 of a one byte and 32 bytes. ID: SHA-256 over name, line feed, those 33 bytes.
name=${key%%+*}; rest=${key#*+}; id=${rest%%+*}; body=${rest#*+}
printf %s "$body" | base64 -d > "$work/body" 2>/dev/null || die "KEY: not base64"
[ "$(wc -c < "$work/body")" -eq 33 ] || die "KEY: not an Ed25519 key"
tail -c 32 "$work/body" > "$work/raw"
[ "$({ printf '%s\n' "$name"; cat "$work/body"; } | sha256sum | cut -c1-8)" = "$id" ] || die "KEY: has another id"
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; cat "$work/raw"; } > "$work/key.der"
signed() { # MESSAGE SIGNATURE
    openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" -in "$1" -sigfile "$2" > "$work/openssl" 2>&1
}

# The archive.
unzip -tqq "$bundle" > "$work/test" 2>&1 || die "$bundle: not a whole archive"
unzip -Z1 "$bundle" | sort > "$work/names"
twice=$(uniq -d "$work/names"); [ -z "$twice" ] || die "$twice: twice"
while read -r member; do
    case $member in
        campaign.json|evidence.txt|exchanges.jsonl|summary.json|manifest.dsse.json) ;;
        log/checkpoint.note|log/checkpoint.tsr|log/entries.jsonl) ;;
        *..*|inputs/*/*) die "$member: is no member of a bundle" ;;
        inputs/?*) ;;
        *) die "$member: is no member of a bundle" ;;
    esac
done < "$work/names"
unzip -qq -o "$bundle" -d "$work/b"

# The envelope: DSSEv1, over the type and the payload's bytes.
envelope="$work/b/manifest.dsse.json"
[ -f "$envelope" ] || die "manifest.dsse.json: is not there"
type=application/vnd.stillwatch.evidence-bundle+json
[ "$(field "$envelope" payloadType)" = "$type" ] || say "manifest.dsse.json: has another payload type"
field "$envelope" payload | base64 -d > "$work/payload" 2>/dev/null || say "manifest.dsse.json: the payload is not base64"
field "$envelope" sig | base64 -d > "$work/sig" 2>/dev/null || say "manifest.dsse.json: the signature is not base64"
[ "$(field "$envelope" keyid)" = "$(sha256sum < "$work/raw" | cut -c1-64)" ] || say "manifest.dsse.json: not signed by this key"
{ printf 'DSSEv1 %d %s %d ' ${#type} "$type" "$(wc -c < "$work/payload")"; cat "$work/payload"; } > "$work/message"
signed "$work/message" "$work/sig" || say "manifest.dsse.json: the signature is wrong"

# Every member is listed with its SHA-256, and every listed one is there. (No name has a quote or a brace in it.)
{ cat "$work/payload"; echo; } | sed -n 's/.*"exported_by":[^{}]*,"files":{\([^}]*\)}.*/\1/p' | sed 's/","/"\n"/g' |
    sed 's/^"\(.*\)":"\([0-9a-f]*\)"$/\2  \1/' > "$work/listed"
[ -s "$work/listed" ] || say "manifest.dsse.json: lists no files"
while read -r digest member; do
    if [ ! -f "$work/b/$member" ]; then say "$member: is listed and not there"
    elif [ "$(sha256sum < "$work/b/$member" | cut -c1-64)" != "$digest" ]; then say "$member: has another SHA-256 than the manifest says"
    fi
done < "$work/listed"
while read -r member; do
    [ "$member" = manifest.dsse.json ] || cut -c67- "$work/listed" | grep -qxF -e "$member" || say "$member: is not listed"
done < "$work/names"

# The checkpoint: an Ed25519 signature over the first three lines, after the four bytes of the key's id.
note="$work/b/log/checkpoint.note"
if [ -f "$note" ]; then
    head -n 3 "$note" > "$work/text"
    [ -z "$(sed -n 4p "$note")" ] || say "log/checkpoint.note: not a checkpoint"
    [ "$(head -n 1 "$note")" = "$(field "$work/payload" origin)" ] || say "log/checkpoint.note: is of another log"
    dash=$(printf '\342\200\224')
    sed -n "5,\$s/^$dash //p" "$note" | awk -v name="$name" '$1 == name { print $2; exit }' | base64 -d > "$work/line" 2>/dev/null || true
    tail -c 64 "$work/line" > "$work/sig"
    if [ "$(wc -c < "$work/line")" -ne 68 ] || [ "$(head -c 4 "$work/line" | hex)" != "$id" ]; then
        say "log/checkpoint.note: not signed by this key"
    elif ! signed "$work/text" "$work/sig"; then say "log/checkpoint.note: the signature is wrong"
    fi
else
    say "log/checkpoint.note: is not there"
fi
[ $wrong -ne 0 ] || echo OK
exit $wrong
