/* A translation memory for the targets that need one. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

static struct memory *memory;
static char folder[] = "/tmp/satz-fuzz-XXXXXX";
static char name[sizeof folder + sizeof "/a.tm"];

static void clean_up(void)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    char path[sizeof name + 8];
    memory_close(memory);
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(path, sizeof path, "%s%s", name, suffixes[i]);
        unlink(path);
    }
    rmdir(folder);
}

struct memory *fuzz_memory(void)
{
    struct findings findings = fuzz_findings();
    enum status status;
    if (memory)
        return memory;
    HOLDS(mkdtemp(folder));
    (void)snprintf(name, sizeof name, "%s/a.tm", folder);
    memory = memory_open(name, MEMORY_WRITE, &status, &findings);
    HOLDS(memory && atexit(clean_up) == 0);
    return memory;
}
