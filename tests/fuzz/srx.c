/* srx: rules of anybody are read, or refused with a reason; boundaries stand in order, and only
 * white space is between a sentence and the next. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

#define TEXT "Am 3. Mai kam Dr. Müller. „Gut so!“, sagte sie … Was nun?  Nichts."

static void segment(struct srx_rules *rules, struct findings *findings)
{
    const struct srx_break *breaks;
    size_t count, last = 0;
    if (srx_segment(rules, VIEW(TEXT), &breaks, &count, findings) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        HOLDS(last < breaks[i].end && breaks[i].end <= breaks[i].next);
        HOLDS(breaks[i].next < sizeof TEXT - 1 && breaks[i].is_end && breaks[i].line > 0);
        last = breaks[i].next;
    }
    HOLDS(srx_candidates(rules, VIEW(TEXT), &breaks, &count, findings) == STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct findings findings = fuzz_findings();
    struct input input = fuzz_input((struct view){(const char *)data, size}, 0);
    char name[64];
    enum status status;
    (void)snprintf(name, sizeof name, "/proc/self/fd/%d", input.descriptor);
    struct srx_rules *rules = srx_load(name, "de", &status, &findings);
    HOLDS(rules ? status == STATUS_OK : status == STATUS_INPUT || status == STATUS_USAGE);
    if (rules)
        segment(rules, &findings);
    srx_free(rules);
    return 0;
}
