#!/usr/bin/python3
"""toolkit.py IN.xlf OUT.xlf - fills every target by translate-toolkit's storage interface, codes
kept: the way a translation server stores what its translators type."""
import copy
import sys

from translate.storage import xliff

from pseudo import ADD


def is_kept(element):
    """A protected mark, which a translator leaves alone."""
    node = getattr(element, "xml_node", None)
    return node is not None and node.get("mtype") == "protected"


def translate(element):
    """An element's text is strings and codes in turn."""
    for index, piece in enumerate(element.sub):
        if isinstance(piece, str):
            element.sub[index] = piece.translate(ADD)
        elif piece.istranslatable and not is_kept(piece):
            translate(piece)


def main():
    source, target = sys.argv[1:]
    with open(source, "rb") as file:
        store = xliff.xlifffile.parsestring(file.read())
    for unit in store.units:
        if unit.isheader() or not unit.istranslatable():
            continue
        text = copy.deepcopy(unit.rich_source)
        for element in text:
            translate(element)
        unit.rich_target = text
    with open(target, "wb") as file:
        file.write(bytes(store))


main()
