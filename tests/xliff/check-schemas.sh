#!/bin/sh
# check-schemas.sh SCHEMAS [FILE...] - the OASIS schemas accept what the writer writes. SCHEMAS is
# a folder with catalog.xml and schemas/{1.2,2.0,2.1,2.2}, which are not part of the project. Without
# FILEs: the documents in written/, which the tests compare byte by byte.
schemas=$1
shift
if [ ! -f "$schemas/catalog.xml" ]; then
    echo "check-schemas: no schemas in $schemas: nothing was checked"
    exit 0
fi
[ $# -gt 0 ] || set -- "$(dirname "$0")"/written/*.xlf
status=0
for file in "$@"; do
    file=$(realpath "$file") || exit 3
    case $(head -c 1000 "$file" | grep -o '<xliff version="..."') in
    *1.2*) schema=schemas/1.2/xliff-core-1.2-strict.xsd
        # It wants schemas of other namespaces too.
        [ "$(grep -o 'xmlns[:=]' "$file" | wc -l)" -le 1 ] ||
            schema=schemas/1.2/xliff-core-1.2-transitional.xsd ;;
    *2.0*) schema=schemas/2.0/all.xsd ;;
    *2.1*) schema=schemas/2.1/all.xsd ;;
    *2.2*) schema=schemas/2.2/all.xsd ;;
    *) echo "check-schemas: $file: no XLIFF version"; status=1; continue ;;
    esac
    (cd "$schemas" && XML_CATALOG_FILES=catalog.xml xmllint --nonet --noout --schema $schema "$file") \
        >/dev/null 2>"${TMPDIR:-/tmp}/check-schemas.$$"
    if [ $? -eq 0 ]; then
        echo "valid: $file"
    else
        cat "${TMPDIR:-/tmp}/check-schemas.$$"
        status=1
    fi
    rm -f "${TMPDIR:-/tmp}/check-schemas.$$"
done
exit $status
