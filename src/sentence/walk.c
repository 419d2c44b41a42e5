/* walk.c - goes from candidate to candidate through a block. */
#include "sentence/candidate.h"

void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options)
{
    static const struct sentence_options none = {0};
    *walk =
        (struct sentence_walk){.text = text, .size = size, .options = options ? *options : none};
}

static size_t next_stop(const struct sentence_walk *walk, size_t at)
{
    while (at < walk->size && stop_at(walk->text, at, walk->size) == 0)
        at++;
    return at;
}

bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found)
{
    while ((walk->at = next_stop(walk, walk->at)) < walk->size) {
        struct candidate c = {.text = walk->text, .own = walk->options.abbreviations};
        size_t at = walk->at;
        c.from_start = at - walk->start <= LOOK_BACK;
        c.low = c.from_start ? walk->start : at - LOOK_BACK;
        c.sentence = c.low;
        c.high = walk->size - at > LOOK_AHEAD ? at + LOOK_AHEAD : walk->size;
        bool candidate = candidate_read(&c, at);
        walk->at = c.end;
        if (!candidate)
            continue;
        found->is_end = candidate_decide(&c);
        found->end = c.end;
        found->next = c.next;
        found->rule = c.rule;
        found->word_start = c.about.start;
        found->word_end = c.about.end;
        if (found->is_end)
            walk->start = c.next;
        return true;
    }
    return false;
}

bool sentence_next(struct sentence_walk *walk, struct sentence_break *found)
{
    while (sentence_candidate(walk, found))
        if (found->is_end)
            return true;
    return false;
}
