#!/bin/sh
# export.sh - how fast `satz export` is, beside xmllint: export.sh SATZ TOOLS GOLD [MEGABYTES]
# TOOLS has shuffle, GOLD the folders wmt19, pud and gsd. Export writes to standard output, xmllint
# reads what it wrote; the best of seven runs each, by turns, so that both see the same machine.
set -eu
satz=$1 tools=$2 gold=$3 size=${4:-100}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

took() { # COMMAND... -> microseconds; the command must succeed
    start=$(date +%s%N)
    "$@" > /dev/null
    echo $((($(date +%s%N) - start) / 1000))
}

repeat() { # TIMES COMMAND...
    i=$1
    shift
    while [ "$i" -gt 0 ]; do
        "$@" > /dev/null || return
        i=$((i - 1))
    done
}

compare() { # TIMES ARTICLE XMLLINT-OPTIONS EXPORT-OPTIONS -> own, xml: the best of each, microseconds
    times=$1 article=$2 xml_options=$3 options=$4
    : > "$folder/own"
    : > "$folder/xml"
    # shellcheck disable=SC2086 # options are words
    for _ in 1 2 3 4 5 6 7; do
        took repeat "$times" "$satz" export -q -o - $options "$article" >> "$folder/own"
        took repeat "$times" xmllint $xml_options "$folder/out.xlf" >> "$folder/xml"
    done
    own=$(($(sort -n "$folder/own" | head -n 1) / times))
    xml=$(($(sort -n "$folder/xml" | head -n 1) / times))
}

ratio() { # A B -> A/B with two decimals
    printf '%d.%02d' $(($1 / $2)) $(($1 * 100 / $2 % 100))
}

report() { # EXPORT-OPTIONS
    # shellcheck disable=SC2086
    "$satz" export -q -o - $1 "$folder/news.txt" > "$folder/out.xlf"
    compare 1 "$folder/news.txt" "--stream --noout" "$1"
    bytes=$(wc -c < "$folder/news.txt")
    echo "export $1: $((bytes / own)) MB/s; $(ratio "$own" "$xml") of the time of xmllint --stream" \
        "--noout; the file is $(ratio "$(wc -c < "$folder/out.xlf")" "$bytes") times the article"
}

"$tools/shuffle" "$size" 6 "$gold/wmt19/gold.txt" "$gold/pud/gold.txt" "$gold/gsd/gold.txt" \
    > "$folder/news.txt"
xmllint --version 2>&1 | head -n 1
report "--xliff 1.2"
all=$own
report "--xliff 2.1"
report "--xliff 1.2 --protect none"
echo "all kinds protected take $(ratio "$all" "$own") of the time of none"

head -n 33 "$folder/news.txt" > "$folder/article.txt"
"$satz" export -q -o - "$folder/article.txt" > "$folder/out.xlf"
compare 100 "$folder/article.txt" --noout ""
echo "an article of $(wc -c < "$folder/article.txt") bytes, start to exit: $own microseconds," \
    "$(ratio "$own" "$xml") of the time of xmllint --noout"
