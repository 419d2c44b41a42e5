#!/bin/sh
# check-suite.sh SATZ SHARED DISPUTES < MANIFEST.tsv - what satz check says of files with verdicts.
# A file that is called invalid must be refused, a valid one must not, but for the disputed ones.
set -eu
satz=$1 shared=$2 disputes=$3 wrong=0 count=0
while IFS="$(printf '\t')" read -r file _ verdict _; do
    status=0
    "$satz" check -q "$shared/$file" </dev/null >/dev/null 2>&1 || status=$?
    case $verdict:$status in
        invalid:0) wrong=$((wrong + 1)); echo "missed by satz check: $file" ;;
        valid:[1-9]*)
            grep -q "^$file " "$disputes" || { wrong=$((wrong + 1)); echo "refused by satz check: $file"; } ;;
        invalid:* | valid:*) ;;
        *) continue ;;
    esac
    count=$((count + 1))
done
echo "satz check: $wrong of $count wrong"
test "$wrong" -eq 0 && test "$count" -gt 0
