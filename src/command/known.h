/* known.h - what the translation memory knows, for a new XLIFF file (--memory). */
#ifndef COMMAND_KNOWN_H
#define COMMAND_KNOWN_H

#include "exchange/exchange.h"
#include "memory/memory.h"

/* A memory as the source of known translations; its address must stay. */
struct known {
    struct memory *memory;
    const char *source_lang, *target_lang;
    uint64_t previous; /* context of the segment before */
};

/* Begins an article. */
struct known_translations known_begin(struct known *known);

#endif
