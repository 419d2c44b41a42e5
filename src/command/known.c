#include "command/known.h"

#include "command/command.h"

#define LEAST_PERCENT 50

/* What may serve, the best first. A translation with values of its own sentence is no exact one. */
static size_t list_offers(struct known *known, const struct memory_match *matches, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i < count && used < KNOWN_OFFERS; i++) {
        const struct memory_match *match = &matches[i];
        known->offers[used++] = (struct known_offer){
            .score = match->score == 100 && !match->complete ? 99 : match->score,
            .source = match->source,
            .target = match->target,
            .origin = match->origin,
        };
    }
    return used;
}

static enum status look_up(struct known *known, const struct xliff_content *source,
                           const struct xliff_content *next, struct known_answer *answer,
                           struct findings *findings)
{
    const struct memory_match *matches;
    size_t count;
    struct memory_query query = {
        .source_lang = known->source_lang,
        .target_lang = known->target_lang,
        .source = source,
        .context = {known->previous, next ? memory_context(known->memory, next) : 0},
        .least = known->fuzzy,
    };
    enum status status =
        memory_look_up(known->memory, &query, KNOWN_OFFERS + 1, &matches, &count, findings);
    if (status != STATUS_OK)
        return status;
    const struct memory_match *match = memory_decide(matches, count);
    if (match)
        answer->target = match->target;
    else
        answer->count = list_offers(known, matches, count);
    answer->offers = known->offers;
    return STATUS_OK;
}

static enum status find_known(void *context, const struct xliff_content *source,
                              const struct xliff_content *next, struct known_answer *answer,
                              struct findings *findings)
{
    struct known *known = context;
    uint64_t itself = memory_context(known->memory, source);
    enum status status = STATUS_OK;
    if (answer) {
        *answer = (struct known_answer){0};
        status = look_up(known, source, next, answer, findings);
    }
    known->previous = itself;
    return status;
}

enum status known_open(struct known *known, const char *file, const struct export_options *options,
                       struct findings *findings)
{
    enum status status = STATUS_OK;
    if (!file && known->fuzzy > 0)
        return finding_error(findings, STATUS_USAGE, (struct place){0},
                             "--fuzzy says how much a memory offers; name one with --memory FILE");
    if (!file)
        return STATUS_OK;
    known->source_lang = options->source_lang;
    known->target_lang = options->target_lang;
    known->fuzzy = known->fuzzy > 0 ? known->fuzzy : KNOWN_FUZZY;
    known->memory = memory_open(file, MEMORY_READ, &status, findings);
    return status;
}

struct known_translations known_begin(struct known *known)
{
    known->previous = 0;
    return (struct known_translations){.find = find_known, .context = known};
}

bool known_read_fuzzy(const char *command, const char *text, unsigned *percent)
{
    size_t number;
    if (view_to_size(view_of(text), &number) && number >= LEAST_PERCENT && number <= 100) {
        *percent = (unsigned)number;
        return true;
    }
    usage_error(command, "--fuzzy: '%s' is not a percentage from %d to 100", text, LEAST_PERCENT);
    return false;
}
