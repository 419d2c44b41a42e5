/* States. 1.2 has ten, a qualifier, and approved="yes"; 2.x has four and a subState of anybody's.
 *
 *   1.2                                 2.x
 *   needs-translation                   initial
 *   new                                 initial      xliff12:new
 *   needs-adaptation, needs-l10n,
 *   needs-review-..., x-...             translated   xliff12:STATE
 *   translated                          translated
 *   signed-off                          reviewed
 *   final                               final
 *   state-qualifier="x-a:b"             subState="a:b"
 *   another state-qualifier             subState="xliff12:STATE+QUALIFIER"
 *   approved="yes"                      final        xliff12:STATE+QUALIFIER+approved
 *   translate="no" of a segment that is
 *   in a block with others              xliff12:STATE+QUALIFIER+fixed
 *
 * A subState of xliff12 that does not fit its state was left behind by a tool, and is not used. */
#include "xliff/convert.h"

#include <string.h>

static const struct {
    const char *old, *new;
    bool exact;
} states[] = {
    {"needs-translation", "initial", true},
    {"translated", "translated", true},
    {"signed-off", "reviewed", true},
    {"final", "final", true},
    {"new", "initial", false},
    {"", "initial", false},
};

#define STATE_COUNT (sizeof states / sizeof *states)

static const char own_prefix[] = "xliff12:";

static const char *new_state(struct xliff_string old, bool approved, bool *exact)
{
    *exact = false;
    if (approved)
        return "final";
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (xliff_is(old, states[i].old)) {
            *exact = states[i].exact;
            return states[i].new;
        }
    return "translated";
}

static bool is_plain(struct xliff_string text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr(": +\t\n\r", text.data[i]))
            return false;
    return true;
}

/* ---- 1.2 to 2.x ------------------------------------------------------------------------- */

static bool is_foreign(struct xliff_string qualifier)
{
    return qualifier.size > 3 && !memcmp(qualifier.data, "x-", 2) &&
           memchr(qualifier.data, ':', qualifier.size);
}

static void state_up(struct conversion *conversion, struct xliff_segment *segment,
                     const struct flags *flags)
{
    struct xliff_string old = segment->state, qualifier = segment->substate;
    bool any = flags->approved || flags->fixed || qualifier.size > 0, exact;
    segment->substate = (struct xliff_string){0};
    if (old.size == 0 && !any) {
        segment->state = (struct xliff_string){0};
        return;
    }
    const char *state = new_state(old, flags->approved, &exact);
    segment->state = xliff_text(state);
    if (exact && !flags->fixed && is_foreign(qualifier)) {
        segment->substate = xliff_convert_copy(
            conversion, (struct xliff_string){qualifier.data + 2, qualifier.size - 2});
        return;
    }
    if (!is_plain(qualifier) || !is_plain(old)) {
        xliff_lose(&conversion->losses, "state-qualifier beside a state that 2.x does not have");
        return;
    }
    const char *flag = flags->approved && flags->fixed ? "+approved+fixed"
                       : flags->approved               ? "+approved"
                       : flags->fixed                  ? "+fixed"
                                                       : "";
    if (!exact || any)
        segment->substate =
            xliff_convert_format(conversion, "%s%.*s%s%.*s%s", own_prefix, (int)old.size,
                                 old.data ? old.data : "", *flag || qualifier.size > 0 ? "+" : "",
                                 (int)qualifier.size, qualifier.data ? qualifier.data : "", flag);
}

/* ---- 2.x to 1.2 ------------------------------------------------------------------------- */

/* Takes the text up to the next "+" off *rest. */
static struct xliff_string take_field(struct xliff_string *rest)
{
    const char *plus = rest->size > 0 ? memchr(rest->data, '+', rest->size) : NULL;
    struct xliff_string field = *rest;
    field.size = plus ? (size_t)(plus - rest->data) : rest->size;
    rest->data += field.size + (plus != NULL);
    rest->size -= field.size + (plus != NULL);
    return field;
}

static struct xliff_string absent_if_empty(struct xliff_string text)
{
    return text.size > 0 ? text : (struct xliff_string){0};
}

/* Reads a subState that state_up wrote; false if it is none, or does not fit its state. */
static bool read_own(struct xliff_segment *segment, struct flags *flags)
{
    struct xliff_string rest = segment->substate;
    size_t size = strlen(own_prefix);
    bool exact;
    if (rest.size < size || memcmp(rest.data, own_prefix, size) != 0)
        return false;
    rest.data += size;
    rest.size -= size;
    struct xliff_string old = take_field(&rest), qualifier = take_field(&rest);
    struct flags found = {0};
    while (rest.size > 0) {
        struct xliff_string flag = take_field(&rest);
        found.approved |= xliff_is(flag, "approved");
        found.fixed |= xliff_is(flag, "fixed");
    }
    if (!xliff_is(segment->state, new_state(old, found.approved, &exact)))
        return false;
    *flags = found;
    segment->state = absent_if_empty(old);
    segment->substate = absent_if_empty(qualifier);
    return true;
}

static void state_down(struct conversion *conversion, struct xliff_segment *segment,
                       struct flags *flags)
{
    *flags = (struct flags){0};
    if (!segment->has_target) {
        if (segment->substate.size > 0 ||
            (segment->state.size > 0 && !xliff_is(segment->state, "initial")))
            xliff_lose(&conversion->losses, "state of a segment without a target");
        segment->state = segment->substate = (struct xliff_string){0};
        return;
    }
    if (!segment->state.data || read_own(segment, flags))
        return;
    struct xliff_string other = segment->substate;
    bool own = other.size > 8 && !memcmp(other.data, own_prefix, 8);
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (states[i].exact && xliff_is(segment->state, states[i].new))
            segment->state = xliff_text(states[i].old);
    segment->substate = (struct xliff_string){0};
    if (other.size > 0 && !own)
        segment->substate = xliff_convert_format(conversion, "x-%.*s", (int)other.size, other.data);
}

void xliff_convert_state(struct conversion *conversion, struct xliff_segment *segment,
                         struct flags *flags)
{
    if (!conversion->up) {
        state_down(conversion, segment, flags);
        return;
    }
    if (!segment->has_target) {
        if (flags->approved || flags->fixed)
            xliff_lose(&conversion->losses, flags->approved
                                                ? "approved of a unit without a target"
                                                : "translate of a segment without a target");
        segment->state = segment->substate = (struct xliff_string){0};
        return;
    }
    state_up(conversion, segment, flags);
}
