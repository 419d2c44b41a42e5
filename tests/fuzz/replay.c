/* Runs a fuzz target over the files of the folders named, without a fuzzer: what it once found
 * stays found. */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static void run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buffer content = {0};
    char chunk[65536];
    HOLDS(file);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(&content, chunk, got);
    HOLDS(!ferror(file) && !content.failed);
    (void)fclose(file);
    /* libFuzzer's inputs are of exactly their size: so a sanitizer sees their end. */
    uint8_t *exact = malloc(content.size > 0 ? content.size : 1);
    HOLDS(exact != NULL);
    for (size_t i = 0; i < content.size; i++)
        exact[i] = (uint8_t)content.data[i];
    LLVMFuzzerTestOneInput(exact, content.size);
    free(exact);
    buffer_free(&content);
}

static size_t run_folder(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    struct dirent *entry;
    struct buffer name = {0};
    while (folder && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        buffer_clear(&name);
        buffer_printf(&name, "%s/%s%c", path, entry->d_name, 0);
        HOLDS(!name.failed);
        run_file(name.data);
        count++;
    }
    if (folder)
        closedir(folder);
    buffer_free(&name);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count += run_folder(argv[i]);
    printf("%s: %zu inputs\n", argv[0], count);
    return count > 0 ? 0 : 1;
}
