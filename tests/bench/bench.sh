#!/bin/sh
# bench.sh - what satz costs, beside the yardsticks, as tables for the README:
# bench.sh SATZ TOOLS GOLD [MEGABYTES [LARGEST [TABLES]]], TABLES of "runs sizes many"
# TOOLS has measure, shuffle, translate and icu_break. GOLD has the sentences of wmt19, pud and gsd;
# without it they are those of the sample article. Times are processor time, medians of runs in turns.
set -eu
satz=$(realpath "$1") tools=$(realpath "$2") gold=$3 size=${4:-100} largest=${5:-1000}
tables=${6:-runs sizes many}
here=$(realpath "$(dirname "$0")/..")
if [ -f "$gold/wmt19/gold.txt" ]; then
    sentences="$(realpath "$gold")/wmt19/gold.txt $(realpath "$gold")/pud/gold.txt $(realpath "$gold")/gsd/gold.txt"
else
    sentences=$here/articles/sample.de.sentences.txt
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export XDG_STATE_HOME="$folder/state" # what merge remembers

give_up() {
    echo "bench: $*" >&2
    exit 1
}

# Text of so many megabytes: the sentences in random order, six a paragraph.
text() { # MEGABYTES
    # shellcheck disable=SC2086 # several names
    "$tools/shuffle" "$1" 6 $sentences
}

# So many bytes; at the end no half of a character.
first() { # BYTES
    head -c "$1" | LC_ALL=C sed '$ s/[^ -~]*$//'
}

# The lines of `measure`, after a look at the exit status: 0, or 1 (findings) for check.
measure() {
    "$tools/measure" "$@" > costs
    awk '$4 != 0 && !(check && $4 == 1) { exit 1 }' check="$(echo "$*" | grep -c 'satz check')" costs ||
        give_up "a command failed: $*: $(cat costs)"
}

# What satz (first line) costs beside its yardstick (second line).
row() { # NAME LIMIT
    awk -v name="$1" -v limit="$2" '
        NR == 1 { own = $1; peak = $3 }
        NR == 2 { printf "| %s | %.3f s | %.3f s | %.3f | %s | %.1f MB |\n",
                  name, own / 1e6, $1 / 1e6, own / $1, limit, peak / 1e3 }' costs
}

lint() { # FILE: the yardstick
    echo xmllint --stream --noout "$1"
}

whole_runs() {
    text "$size" > article.txt
    echo "| run on ${size} MB | satz | yardstick | ratio | at most | peak |"
    echo "| --- | --- | --- | --- | --- | --- |"
    measure 9 "$satz" split article.txt -- sh -c "exec '$tools/icu_break' < article.txt"
    row "split (ICU's BreakIterator)" "0.083"
    for version in 1.2 2.1; do
        "$satz" export -q --xliff $version -o a.xlf article.txt
        # shellcheck disable=SC2046 # a command line
        measure 9 "$satz" export -q --xliff $version -o - article.txt -- $(lint a.xlf)
        row "export, $version" "0.25"
        awk -v a="$(wc -c < article.txt)" -v x="$(wc -c < a.xlf)" -v v=$version 'BEGIN {
            printf "| size of the file / article, %s | | | %.2f | 5 | |\n", v, x / a }'
        "$tools/translate" < a.xlf > filled.xlf
        for command in merge check; do
            out='-o -'; limit=0.8
            [ $command = merge ] || { out=; limit=1.5; }
            # shellcheck disable=SC2046,SC2086
            measure 9 "$satz" $command -q $out filled.xlf -- $(lint filled.xlf) 2> /dev/null
            row "$command, $version" $limit
        done
        rm a.xlf filled.xlf
    done
    one_article
    echo
    for version in 1.2 2.1; do
        "$satz" export -q --to de --copy-source --xliff $version -o - article.txt > a.xlf
        "$satz" merge -q -o - a.xlf | cmp - article.txt || give_up "the identity merge is none"
        rm a.xlf
    done
    echo "The identity merge gives the ${size} MB again, byte for byte, in 1.2 and 2.1."
}

# Start to exit, in wall time: an article is exported while its user waits.
one_article() {
    first 12000 < article.txt > small.txt
    "$satz" export -q --to de --copy-source -o small.xlf small.txt
    for command in export merge; do
        input=small.txt
        [ $command = export ] || input=small.xlf
        measure 301 "$satz" $command -q -o - $input -- xmllint --noout small.xlf
        awk -v name="start to exit, $command of 12 KB" '
            NR == 1 { own = $2; peak = $3 }
            NR == 2 { printf "| %s | %.2f ms | %.2f ms | %.2f | 1.5 | %.1f MB |\n",
                      name, own / 1e3, $2 / 1e3, own / $2, peak / 1e3 }' costs
    done
}

# From 1 KB on; each time is the median of as many runs as are quick.
sizes() {
    echo
    echo "| article | split | export | merge | peak of these |"
    echo "| --- | --- | --- | --- | --- |"
    for bytes in 1000 100000 1000000 10000000 $((size * 1000000)) $((largest * 1000000)); do
        runs=$((10000000 / bytes + 1))
        [ $runs -le 101 ] || runs=101
        text $((bytes / 1000000 + 1)) > all.txt
        first "$bytes" < all.txt > article.txt
        rm all.txt
        "$satz" export -q --force --to de --copy-source -o a.xlf article.txt
        measure $runs "$satz" split article.txt -- "$satz" export -q -o - article.txt -- \
            "$satz" merge -q -o - a.xlf
        awk -v bytes="$bytes" '
            function show(us) { return us < 1e4 ? sprintf("%.2f ms", us / 1e3) : sprintf("%.2f s", us / 1e6) }
            { time[NR] = $1; peak = $3 > peak ? $3 : peak }
            END { printf "| %s | %s | %s | %s | %.1f MB |\n",
                  bytes < 1e6 ? bytes / 1e3 " KB" : bytes < 1e9 ? bytes / 1e6 " MB" : bytes / 1e9 " GB",
                  show(time[1]), show(time[2]), show(time[3]), peak / 1e3 }' costs
        rm a.xlf
    done
}

# 2,000 articles of 12 KB: wall time, since it is what several processes save.
many() { # FOLDER WHERE
    mkdir -p in "$1"
    [ -f in/1999.txt ] || { text 24 | awk '
        { text = text $0 "\n"; if (length(text) > 11000) { print text > ("in/" n++ ".txt"); text = "" } }'; }
    rm -f costs.all
    for _ in 1 2 3 4 5 6 7; do
        for jobs in 1 2; do
            rm -rf "$1/out" && mkdir "$1/out"
            measure 1 "$satz" export -q --jobs $jobs --to de --copy-source -o "$1/out" in
            sed "s/^/export $jobs /" costs >> costs.all
        done
        for jobs in 1 2; do
            rm -rf "$1/back" && mkdir "$1/back"
            measure 1 "$satz" merge -q --jobs $jobs -o "$1/back" "$1/out"
            sed "s/^/merge $jobs /" costs >> costs.all
        done
    done
    for command in export merge; do
        one=$(awk -v c=$command '$1 == c && $2 == 1 { print $4 }' costs.all | sort -n | sed -n 4p)
        two=$(awk -v c=$command '$1 == c && $2 == 2 { print $4 }' costs.all | sort -n | sed -n 4p)
        awk -v one="$one" -v two="$two" -v n="$(find in -type f | wc -l)" -v c=$command -v w="$2" 'BEGIN {
            printf "| %s of %d articles, %s | %.2f s | %.2f s | %.2f | %.2f ms |\n",
                c, n, w, one / 1e6, two / 1e6, one / two, two / n / 1e3 }'
    done
}

many_articles() {
    echo
    echo "| many articles of 12 KB | 1 job | 2 jobs | times as fast | an article |"
    echo "| --- | --- | --- | --- | --- |"
    many disk "to the disk"
    memory=$(mktemp -d -p /dev/shm 2>/dev/null) || return 0
    trap 'rm -rf "$folder" "$memory"' EXIT
    many "$memory" "to memory"
}

echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors;" \
    "$("$satz" --version) at $(git -C "$here" rev-parse --short HEAD);" \
    "$(xmllint --version 2>&1 | sed -n '1s/.*: using //p'); ICU $(pkg-config --modversion icu-uc)"
echo
for table in $tables; do
    case $table in
    runs) whole_runs ;;
    sizes) sizes ;;
    many) many_articles ;;
    *) give_up "there is no table $table" ;;
    esac
done
