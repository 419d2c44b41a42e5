/* ICU loses its way where memory runs out: it crashes, or takes an expression for another one. So
 * it never runs out while it works: what the system refuses comes from a reserve, and who called
 * ICU asks afterwards. ICU has one set of memory functions for the whole program. */
#include "srx/internal.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>

#define RESERVE ((size_t)1 << 18)

/* Before each piece stands its size. Pieces are not given again: the program is about to end. */
static struct {
    alignas(max_align_t) char bytes[RESERVE];
    size_t used;
    bool asked;
} reserve;

static bool is_reserved(const void *memory)
{
    return (uintptr_t)memory - (uintptr_t)reserve.bytes < RESERVE;
}

static void *take_reserved(size_t size)
{
    const size_t unit = alignof(max_align_t);
    reserve.asked = true;
    if (size > RESERVE || RESERVE - reserve.used < size + 2 * unit)
        return NULL;
    char *piece = reserve.bytes + reserve.used + unit;
    memcpy(piece - sizeof size, &size, sizeof size);
    reserve.used += unit + (size + unit - 1) / unit * unit;
    return piece;
}

static void *U_CALLCONV allocate(const void *context, size_t size)
{
    (void)context;
    void *memory = malloc(size > 0 ? size : 1);
    return memory ? memory : take_reserved(size); // cppcheck-suppress memleak ; it is returned
}

static void U_CALLCONV release(const void *context, void *memory)
{
    (void)context;
    if (!is_reserved(memory))
        free(memory);
}

/* Nobody says how large the system's piece is, so it cannot move into the reserve; ICU looks at
 * what this returns. */
static void *U_CALLCONV reallocate(const void *context, void *memory, size_t size)
{
    size_t known;
    if (!memory || size == 0)
        return allocate(context, size);
    if (!is_reserved(memory)) {
        void *grown = realloc(memory, size);
        reserve.asked |= !grown;
        return grown;
    }
    memcpy(&known, (char *)memory - sizeof known, sizeof known);
    void *grown = allocate(context, size);
    return grown ? memcpy(grown, memory, known < size ? known : size) : NULL;
}

bool reserve_prepare(void)
{
    UErrorCode code = U_ZERO_ERROR;
    reserve.asked = false;
    u_setMemoryFunctions(NULL, allocate, reallocate, release, &code);
    return U_SUCCESS(code);
}

void reserve_ask(UErrorCode *code)
{
    if (reserve.asked)
        *code = U_MEMORY_ALLOCATION_ERROR;
}
