#!/usr/bin/python3
"""A translation that a test can take back: accents on the vowels of what is not a code.

pseudo.py tmx IN OUT            translates OmegaT's own TMX
pseudo.py visible ARTICLE TMX   are all words and numbers of the article among the segments
pseudo.py compare ARTICLE EXPECTED XLIFF
                                without accents the same lines, and every line was translated but
                                for the blocks that XLIFF (1.2) says need no translation
"""
import html
import re
import sys

PLAIN, ACCENTED = "aeiou", "áéíóú"
ADD = str.maketrans(PLAIN, ACCENTED)
REMOVE = str.maketrans(ACCENTED, PLAIN)
# What OmegaT shows of a code: <f0>, </f0>, <f0/>; of protected text all of it: <m0>12.000</m0>.
CODE = re.compile(r"(<m\d+>.*?</m\d+>|</?[a-z]\d+/?>)")


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return file.read()


def translate(text):
    return "".join(
        piece if CODE.fullmatch(piece) else piece.translate(ADD)
        for piece in CODE.split(text)
    )


def translate_tmx(source, target):
    def segment(match):
        return match[1] + html.escape(translate(html.unescape(match[2])), False) + match[3]

    tmx = read(source)
    # Of each <tu> the second <tuv> is the translation.
    tmx = re.sub(
        r"(</tuv>\s*<tuv [^>]*>\s*<seg>)(.*?)(</seg>)", segment, tmx, flags=re.S
    )
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write(tmx)
    return True


def words(text):
    return set(re.findall(r"\w+", text))


def all_visible(article, tmx):
    segments = html.unescape(" ".join(re.findall(r"<seg>(.*?)</seg>", read(tmx), re.S)))
    hidden = words(read(article)) - words(re.sub(r"</?[a-z]\d+/?>", " ", segments))
    if hidden:
        print("not among the segments:", " ".join(sorted(hidden)))
    return not hidden


def fixed_blocks(xliff):
    groups = re.findall(r"<group .*?</group>", read(xliff), re.S)
    return sum(g.count("<trans-unit") == g.count('translate="no"') for g in groups)


def same(article, expected, xliff):
    ours, theirs = read(article).split("\n"), read(expected).split("\n")
    if len(ours) != len(theirs):
        print(f"{len(ours)} lines for {len(theirs)}")
        return False
    wrong, unfilled = 0, 0
    for number, (line, wanted) in enumerate(zip(ours, theirs), 1):
        unfilled += line == wanted and line.strip() != ""
        if line.translate(REMOVE) != wanted.translate(REMOVE):
            print(f"line {number}: {line}\n  wanted: {wanted}")
            wrong += 1
    if unfilled > fixed_blocks(xliff):
        print(f"{unfilled} lines were not translated; {fixed_blocks(xliff)} need not be")
        wrong += 1
    return wrong == 0


def main():
    modes = {"tmx": translate_tmx, "visible": all_visible, "compare": same}
    return 0 if modes[sys.argv[1]](*sys.argv[2:]) else 1


if __name__ == "__main__":
    sys.exit(main())
