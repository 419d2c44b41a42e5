#include "check/state.h"

static const char *const names[] = {
    [STATE_INITIAL] = "initial",
    [STATE_TRANSLATED] = "translated",
    [STATE_REVIEWED] = "reviewed",
    [STATE_FINAL] = "final",
};

const char *state_level_name(enum state_level level)
{
    return names[level];
}

enum state_level state_level(enum xliff_version version, struct view state, bool approved,
                             bool filled)
{
    bool old = version == XLIFF_1_2;
    if (!filled)
        return STATE_INITIAL;
    if (view_equal(state, VIEW("final")) || (old && approved))
        return STATE_FINAL;
    if (view_equal(state, old ? VIEW("signed-off") : VIEW("reviewed")))
        return STATE_REVIEWED;
    if (old ? view_equal(state, VIEW("new")) || view_equal(state, VIEW("needs-translation"))
            : view_equal(state, VIEW("initial")))
        return STATE_INITIAL;
    return STATE_TRANSLATED;
}
