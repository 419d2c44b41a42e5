# functions.sh - what the commands of cases.txt and large.txt use.

first='<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.txt" source-language="de" target-language="en" datatype="plaintext"><body>'
first_end='</body></file></xliff>'
second='<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="de" trgLang="en"><file id="f">'
second_end='</file></xliff>'

# Runs a command of satz, which must end with the status and leave nothing behind.
expect() {
    expected=$1
    shift
    satz "$@" > /dev/null 2> messages
    status=$?
    cat messages
    [ $status -eq "$expected" ] || { echo "hostile: satz $*: status $status, not $expected"; exit 99; }
    [ $status -eq 0 ] || grep -q '^satz' messages || { echo "hostile: satz $*: no message"; exit 98; }
    for left in out.*; do
        [ $status -le 1 ] || [ ! -e "$left" ] || { echo "hostile: satz $*: left $left"; exit 97; }
    done
    rm -f out.* report messages
}

# every STATUS COMMAND: each command that reads XLIFF, on what the shell command writes.
every() {
    wanted=$1
    shift
    eval "$*" | expect "$wanted" merge --partial -o out.txt -
    eval "$*" | expect "$wanted" check -o report -
    eval "$*" | expect "$wanted" stats -
    eval "$*" | expect "$wanted" convert --xliff 2.0 -o out.xlf -
    eval "$*" | expect "$wanted" convert --xliff 1.2 -o out.xlf -
    eval "$*" | expect "$wanted" update -o out.xlf - article.txt
    eval "$*" | expect "$wanted" memory add --memory known.tm -
}
