#!/bin/sh
# seeds.sh SATZ FOLDER - first seeds for each fuzz target, from the project's own test files.
# A target's first byte chooses options (fuzz_choice), where it has some.
set -eu
satz=$(realpath "$1")
mkdir -p "$2"
to=$(realpath "$2")
cd "$(dirname "$0")/.."

# seed TARGET NAME [CHOICE]: standard input becomes a seed.
seed() {
    mkdir -p "$to/$1"
    { [ $# -lt 3 ] || printf "\\$3"; cat; } > "$to/$1/$2"
}

articles="exchange/changes.article.txt exchange/wrapped.article.txt exchange/update.article.txt"
for target in split protect decode identity; do
    for choice in 000 001 002 011 023; do
        for article in $articles; do
            name=$(basename "$article")
            seed $target "$name-$choice" "$choice" < "$article"
        done
    done
    # The cases of the tests, a line each, twenty in a seed.
    for cases in sentence/cases.txt protect/forms-dates.txt protect/forms-numbers.txt \
        protect/forms-quotes.txt protect/forms-times.txt protect/forms-links.txt \
        protect/forms-quantities.txt article/roles.txt; do
        grep -v '^#' $cases | split -l 20 -a 3 - "$to/lines-"
        for lines in "$to"/lines-*; do
            seed $target "$(basename $cases)-${lines##*-}" 000 < "$lines"
            rm "$lines"
        done
    done
done
for encoding in UTF-16LE UTF-16BE WINDOWS-1252; do
    for choice in 000 001 002 003 004 005; do
        iconv -f UTF-8 -t $encoding//TRANSLIT exchange/wrapped.article.txt |
            seed decode "$encoding-$choice" "$choice"
    done
done

for version in 1.2 2.0 2.1 2.2; do
    for options in "--copy-source" "--protect-as mark" "--for poedit --xliff 1.2"; do
        case "$version $options" in 2*poedit*) continue ;; esac
        name=$(echo "$version$options" | tr -d ' ')
        # shellcheck disable=SC2086 # options are words
        "$satz" export -q --xliff $version $options -o - exchange/changes.article.txt > "$to/a.xlf"
        for target in merge check memory; do seed $target "$name" < "$to/a.xlf"; done
        for choice in 000 001 003 005; do
            for target in read convert; do seed $target "$name-$choice" $choice < "$to/a.xlf"; done
        done
        { cat "$to/a.xlf"; printf '\n=====\n'; cat exchange/wrapped.article.txt; } |
            seed update "$name" 000
    done
done
for file in xliff/read/*.xlf xliff/edited/*.xlf xliff/converted/*.xlf xliff/written/*.xlf; do
    [ -s "$file" ] || continue
    name=$(echo "$file" | tr / -)
    for target in merge check memory; do seed $target "$name" < "$file"; done
    for choice in 000 001 003; do
        for target in read convert; do seed $target "$name-$choice" $choice < "$file"; done
    done
done
for choice in 000 001 002 003; do
    { cat exchange/changes.article.txt; printf '\n=====\n'
      sed 's/12\.000/13.000/; 3d' exchange/changes.article.txt; } | seed update changes-$choice $choice
    { cat exchange/update.article.txt; printf '\n=====\n'
      sed 's/480/520/; 2d' exchange/update.article.txt; } | seed update update-$choice $choice
done
rm "$to/a.xlf"
for file in srx/*.srx; do seed srx "$(basename $file)" < "$file"; done
seed tmx seed.tmx < fuzz/seed.tmx
