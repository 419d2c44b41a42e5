/* A build without ICU (make ICU=no): the rules cannot be run, and are not run otherwise. */
#include "srx/srx.h"

bool srx_supported(void)
{
    return false;
}

struct srx_rules *srx_load(const char *file, const char *language, enum status *status,
                           struct findings *findings)
{
    (void)language;
    *status = finding_error(findings, STATUS_USAGE, (struct place){.file = file},
                            "SRX rules need ICU's regular expressions, which this build does not "
                            "have; install ICU (libicu-dev) and build again");
    return NULL;
}

void srx_free(struct srx_rules *rules)
{
    (void)rules;
}

enum status srx_segment(struct srx_rules *rules, struct view text, const struct srx_break **breaks,
                        size_t *count, struct findings *findings)
{
    (void)rules;
    (void)text;
    (void)findings;
    *breaks = NULL;
    *count = 0;
    return STATUS_OK;
}

enum status srx_candidates(struct srx_rules *rules, struct view text,
                           const struct srx_break **breaks, size_t *count,
                           struct findings *findings)
{
    return srx_segment(rules, text, breaks, count, findings);
}
