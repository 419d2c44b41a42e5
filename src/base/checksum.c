#include "base/base.h"

#include <xxhash.h>
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h> /* the same sums by the widest registers that the machine has */
#endif

uint64_t checksum(struct view data)
{
    return XXH3_64bits(data.size ? data.data : "", data.size);
}

struct checksum *checksum_new(void)
{
    XXH3_state_t *state = XXH3_createState();
    if (state)
        XXH3_64bits_reset(state);
    return (struct checksum *)state;
}

void checksum_add(struct checksum *sum, struct view data)
{
    if (data.size > 0)
        XXH3_64bits_update((XXH3_state_t *)sum, data.data, data.size);
}

uint64_t checksum_value(const struct checksum *sum)
{
    return XXH3_64bits_digest((const XXH3_state_t *)sum);
}

void checksum_free(struct checksum *sum)
{
    XXH3_freeState((XXH3_state_t *)sum);
}
