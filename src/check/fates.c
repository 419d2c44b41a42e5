/* fates.c - which segments are translated, as merge sees it, and what their states say. */
#include "check/internal.h"

/* The German that an exporter put there, and nobody touched. */
static bool is_untouched_copy(struct checker *checker, const struct check_segment *segment)
{
    struct buffer german = {0};
    if (checker->file.to == PROTECT_TO_SOURCE ||
        !content_is_waiting(checker->file.version, segment->state) ||
        !content_equal(&segment->source, &segment->target))
        return false;
    content_add_german(&german, &segment->source);
    checker->failed |= german.failed;
    bool untouched = check_has_german_word(buffer_view(&german));
    buffer_free(&german);
    return untouched;
}

static enum segment_fate fate_of(struct checker *checker, const struct check_segment *segment)
{
    if (segment->no_translate || content_is_empty(&segment->source))
        return SEGMENT_FIXED;
    if (!segment->has_target)
        return SEGMENT_UNTRANSLATED;
    if (content_is_empty(&segment->target))
        return view_equal(segment->state, VIEW("final")) ? SEGMENT_DELETED : SEGMENT_ELSEWHERE;
    return is_untouched_copy(checker, segment) ? SEGMENT_UNTRANSLATED : SEGMENT_FILLED;
}

/* The next segment that is no ignorable, in a direction; NULL if there is none. */
static const struct check_segment *neighbour(const struct check_block *block, size_t index,
                                             bool before)
{
    while (before ? index-- > 0 : ++index < block->segment_count)
        if (!block->segments[index].ignorable)
            return &block->segments[index];
    return NULL;
}

static bool is_filled(const struct check_segment *segment)
{
    return segment && segment->fate != SEGMENT_UNTRANSLATED && segment->fate != SEGMENT_ELSEWHERE;
}

static void say_untranslated(struct checker *checker, const struct check_segment *segment)
{
    if (!segment->has_target)
        check_say(checker, CHECK_UNTRANSLATED, segment, "has no target; translate it");
    else if (content_is_empty(&segment->target))
        check_say(checker, CHECK_TARGET_EMPTY, segment,
                  "the target is empty; translate it, or set its state to final if it is to go");
    else
        check_say(checker, CHECK_UNTRANSLATED, segment, "holds the German still; translate it");
}

void check_fates(struct checker *checker)
{
    struct check_block *block = &checker->block;
    for (size_t i = 0; i < block->segment_count; i++)
        if (!block->segments[i].ignorable)
            block->segments[i].fate = fate_of(checker, &block->segments[i]);
    for (size_t i = 0; i < block->segment_count; i++) {
        struct check_segment *segment = &block->segments[i];
        if (segment->fate == SEGMENT_ELSEWHERE && !segment->ignorable &&
            !is_filled(neighbour(block, i, true)) && !is_filled(neighbour(block, i, false)))
            segment->fate = SEGMENT_UNTRANSLATED;
        if (segment->fate == SEGMENT_UNTRANSLATED && !segment->ignorable) {
            block->waiting = true;
            say_untranslated(checker, segment);
        }
    }
}

/* ---- states ------------------------------------------------------------------------------ */

static bool is_one_of(struct view state, const char *const *names)
{
    for (; *names; names++)
        if (view_equal(state, view_of(*names)))
            return true;
    return false;
}

static void check_state(struct checker *checker, const struct check_segment *segment)
{
    static const char *const waiting[] = {"new", "needs-translation", "initial", NULL};
    static const char *const review[] = {
        "needs-adaptation",         "needs-l10n", "needs-review-adaptation", "needs-review-l10n",
        "needs-review-translation", NULL,
    };
    static const char *const done[] = {"translated", "reviewed", "signed-off", "final", NULL};
    struct view state = segment->state;
    if (segment->fate == SEGMENT_FILLED && view_equal(state, VIEW("translated")))
        return; /* as nearly all are */
    if (segment->fate == SEGMENT_FILLED && is_one_of(state, waiting))
        check_say(checker, CHECK_STATE_WAITING, segment, "is translated, and its state says '%.*s'",
                  SHOW(state));
    if (segment->fate == SEGMENT_FILLED && is_one_of(state, review))
        check_say(checker, CHECK_STATE_REVIEW, segment,
                  "its state says '%.*s'; review it, and set the state", SHOW(state));
    if (segment->fate == SEGMENT_UNTRANSLATED && is_one_of(state, done))
        check_say(checker, CHECK_STATE_WITHOUT_TARGET, segment,
                  "its state says '%.*s', and it is not translated", SHOW(state));
}

void check_states(struct checker *checker)
{
    for (size_t i = 0; i < checker->block.segment_count; i++)
        if (!checker->block.segments[i].ignorable)
            check_state(checker, &checker->block.segments[i]);
}
