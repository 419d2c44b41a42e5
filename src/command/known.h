/* known.h - what the translation memory knows, for a new XLIFF file (--memory). */
#ifndef COMMAND_KNOWN_H
#define COMMAND_KNOWN_H

#include "exchange/exchange.h"
#include "memory/memory.h"

#define KNOWN_FUZZY  75 /* percent, from which a match is offered */
#define KNOWN_OFFERS 3  /* matches for one segment */

/* A memory as the source of known translations; its address must stay. */
struct known {
    struct memory *memory;
    const char *source_lang, *target_lang;
    unsigned fuzzy;    /* --fuzzy; 0: KNOWN_FUZZY; 100: no fuzzy matches */
    uint64_t previous; /* context of the segment before */
    struct known_offer offers[KNOWN_OFFERS];
};

/* Opens the memory of --memory (NULL: there is none) for the languages of the options; `known` has
 * what --fuzzy said. Close known->memory in any case. */
enum status known_open(struct known *known, const char *file, const struct export_options *options,
                       struct findings *findings);
/* Begins an article. */
struct known_translations known_begin(struct known *known);
/* Reads the value of --fuzzy; false after saying what is wrong. */
bool known_read_fuzzy(const char *command, const char *text, unsigned *percent);

#endif
