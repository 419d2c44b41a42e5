#!/bin/sh
# profile.sh - where export and merge spend their time: profile.sh SATZ TOOLS GOLD [MEGABYTES]
# By perf's samples of processor time; where perf may not run, by callgrind's count of instructions.
set -eu
satz=$(realpath "$1") tools=$(realpath "$2") gold=$3 size=${4:-20}
here=$(realpath "$(dirname "$0")/..")
sentences=$gold/wmt19/gold.txt
[ -f "$sentences" ] || sentences=$here/articles/sample.de.sentences.txt
sentences=$(realpath "$sentences")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

profile() { # NAME COMMAND...
    echo "== $1, $size MB"
    shift
    if perf record -q -e cpu-clock -o perf.data "$@" > /dev/null 2> errors && [ -s perf.data ]; then
        perf report -q -i perf.data --stdio --no-children --percent-limit 1 2> /dev/null | grep -v '^$'
    else
        valgrind --tool=callgrind --callgrind-out-file=callgrind.out "$@" > /dev/null 2>&1
        callgrind_annotate --auto=no --threshold=90 callgrind.out | sed -n '/Ir /,$p' | cut -c 1-120
    fi
}

"$tools/shuffle" "$size" 6 "$sentences" > article.txt
"$satz" export -q --to de --copy-source -o a.xlf article.txt
profile export "$satz" export -q -o - article.txt
profile merge "$satz" merge -q -o - a.xlf
