#!/bin/sh
# split.sh - how fast `satz split` is, beside ICU: split.sh SATZ TOOLS GOLD [MEGABYTES]
# TOOLS has shuffle and icu_break, GOLD the folders wmt19, pud, gsd and legal. The best of eleven runs.
set -eu
satz=$1 tools=$2 gold=$3 size=${4:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

best() { # FILE COMMAND... -> seconds
    file=$1; shift
    for _ in 1 2 3 4 5 6 7 8 9 10 11; do
        start=$(date +%s%N)
        "$@" < "$file" > /dev/null
        end=$(date +%s%N)
        echo $(((end - start) / 1000))
    done | sort -n | head -n 1
}

report() { # NAME FILE
    micros=$(best "$2" "$satz" split)
    bytes=$(wc -c < "$2")
    echo "$1: $((bytes / micros)) MB/s"
}

"$tools/shuffle" "$size" 6 "$gold/wmt19/gold.txt" "$gold/pud/gold.txt" "$gold/gsd/gold.txt" \
    > "$folder/news"
"$tools/shuffle" "$((size / 2))" 6 "$gold/legal/gold.txt" > "$folder/judgments"
printf '%s\n' 'z. B.' 'd. h.' 'u. a.' 'Dr.' 'Prof.' 'Nr. 3' 'Abs. 2' 'vgl.' 'bzw.' '12. Minute' \
    '3. Mal' '2. Bundesliga' 'i. d. R.' 'S. 12' 'v. Chr.' 'Mio. Euro' '1. FC' '22. Oktober' \
    'II. Weltkrieg' 'J. F. Kennedy' 'sog.' 'usw.' > "$folder/abbreviations"
"$tools/shuffle" "$((size / 4))" 120 "$folder/abbreviations" > "$folder/dense"

report "news" "$folder/news"
report "judgments" "$folder/judgments"
report "abbreviations and ordinals" "$folder/dense"
icu=$(best "$folder/news" "$tools/icu_break")
own=$(best "$folder/news" "$satz" split)
echo "ICU on the news: $(($(wc -c < "$folder/news") / icu)) MB/s; satz is $((icu / own)).$((icu * 10 / own % 10)) times as fast"
