#!/bin/sh
# profile.sh - where split, export, merge and check spend their time: profile.sh SATZ TOOLS GOLD [MEGABYTES]
# TOOLS has shuffle and translate. By perf's samples of processor time; where perf may not run, by
# callgrind's count of instructions, on a tenth of the text.
set -eu
satz=$(realpath "$1") tools=$(realpath "$2") gold=$3 size=${4:-50}
here=$(realpath "$(dirname "$0")/..")
sentences=$gold/wmt19/gold.txt
[ -f "$sentences" ] || sentences=$here/articles/sample.de.sentences.txt
sentences=$(realpath "$sentences")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# At most so many lines that say something.
show() { # LINES
    grep -v '^#\|^ *$' | head -n "$1"
}

by_perf() { # COMMAND...
    status=0
    perf record -q -e cpu-clock -F 4999 -o perf.data "$@" > /dev/null 2> errors || status=$?
    [ $status -le 1 ] || { cat errors; exit 1; } # 1: findings
    perf report -q -i perf.data --stdio --no-children -F overhead,dso 2> /dev/null | show 6
    echo
    perf report -q -i perf.data --stdio --no-children -F overhead,symbol,dso 2> /dev/null | show 30
}

by_callgrind() { # COMMAND...
    valgrind --tool=callgrind --callgrind-out-file=callgrind.out "$@" > /dev/null 2>&1 || true
    callgrind_annotate --auto=no --threshold=90 callgrind.out | sed -n '/Ir  *file/,$p' | cut -c 1-120 | show 32
}

profile() { # COMMAND-OF-SATZ ARGUMENT...
    echo "== $1, an article of $size MB"
    $by "$satz" "$@"
    echo
}

if perf record -q -e cpu-clock -o perf.data true > /dev/null 2>&1; then
    by=by_perf
else
    by=by_callgrind size=$((size / 10 + 1))
fi
"$tools/shuffle" "$size" 6 "$sentences" > article.txt
"$satz" export -q -o a.xlf article.txt
"$tools/translate" < a.xlf > filled.xlf
profile split article.txt
profile export -q -o - article.txt
profile merge -q -o - filled.xlf
profile check -q filled.xlf
