#include "command/known.h"

#define MATCHES 4

static enum status find_known(void *context, const struct xliff_content *source,
                              const struct xliff_content *next, struct xliff_content *target,
                              struct findings *findings)
{
    struct known *known = context;
    const struct memory_match *matches, *match;
    size_t count;
    uint64_t itself = memory_context(known->memory, source);
    struct memory_query query = {
        .source_lang = known->source_lang,
        .target_lang = known->target_lang,
        .source = source,
        .context = {known->previous, next ? memory_context(known->memory, next) : 0},
    };
    enum status status = memory_look_up(known->memory, &query, MATCHES, &matches, &count, findings);
    known->previous = itself;
    match = status == STATUS_OK ? memory_decide(matches, count) : NULL;
    if (match)
        *target = match->target;
    return status;
}

struct known_translations known_begin(struct known *known)
{
    known->previous = 0;
    return (struct known_translations){.find = find_known, .context = known};
}
