#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "lazy/internal.h"

/* More than the C library takes to load one. */
#define ROOM ((size_t)64 << 10)

/* Where memory runs out there, the C library may end the program itself: so there must be some.
 * What the library calls is found when it does so, as if the program were linked with it. */
void *lazy_open(const char *soname)
{
    void *volatile room = malloc(ROOM);
    bool enough = room != NULL;
    free(room);
    return enough ? dlopen(soname, RTLD_LAZY | RTLD_LOCAL) : NULL;
}

bool lazy_find(void *library, const char *name, void *pointer)
{
    void *address = dlsym(library, name);
    memcpy(pointer, &address, sizeof address);
    return address != NULL;
}

enum status lazy_failed(const char *soname, const char *debian_package, struct findings *findings)
{
    const char *why = dlerror();
    return finding_error(findings, STATUS_SYSTEM, (struct place){0},
                         "the library %s cannot be loaded: %s; if it is missing, install it "
                         "(Debian: %s)",
                         soname, why ? why : "out of memory", debian_package);
}
