#!/bin/sh
# xliff.sh - how fast `satz check` or `satz merge` is, beside xmllint on the same file:
# xliff.sh check|merge SATZ TOOLS GOLD [MEGABYTES]
# TOOLS has shuffle and translate, GOLD the folders wmt19, pud and gsd. The best of five runs, in
# turns, of processor time: user and system.
set -eu
command=$1 satz=$2 tools=$3 gold=$4 size=${5:-100}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # NAME COMMAND... : adds its hundredths of seconds to the file NAME; 1 is "findings"
    name=$1; shift
    status=0
    { LC_ALL=C command time -f '%U %S' -o "$folder/time" "$@" > /dev/null 2> "$folder/errors"; } ||
        status=$?
    test "$status" -eq 0 || { test "$status" -eq 1 && test "$command" = check; } || {
        head -n 3 "$folder/errors" >&2
        echo "$1 gave status $status" >&2
        exit 1
    }
    tail -n 1 "$folder/time" | awk '{ printf "%.0f\n", ($1 + $2) * 100 }' >> "$folder/$name"
}

best() { sort -n "$folder/$1" | head -n 1; }

"$tools/shuffle" "$size" 6 "$gold/wmt19/gold.txt" "$gold/pud/gold.txt" "$gold/gsd/gold.txt" \
    > "$folder/article.txt"
xmllint --version 2>&1 | sed -n '1s/.*: /xmllint /p'
for version in 1.2 2.1; do
    file=$folder/article.xlf
    "$satz" export -q --xliff $version -o - "$folder/article.txt" | "$tools/translate" > "$file"
    rm -f "$folder/yardstick" "$folder/own"
    for _ in 1 2 3 4 5; do
        run yardstick xmllint --stream --noout "$file"
        case $command in
        check) run own "$satz" check -q "$file" ;;
        merge) run own "$satz" merge -q -o - "$file" ;;
        esac
    done
    own=$(best own) yardstick=$(best yardstick)
    awk -v own="$own" -v yardstick="$yardstick" -v bytes="$(wc -c < "$file")" \
        -v what="satz $command, XLIFF $version" 'BEGIN {
            printf "%s, %d MB: %.2f s; xmllint --stream --noout: %.2f s; ratio %.2f\n",
                what, bytes / 1e6, own / 100, yardstick / 100, own / yardstick }'
done
