/* fill TABLE en-US|en-GB < exported.xlf > filled.xlf - the translator of the demo. */
#include <stdio.h>
#include <string.h>

#include "tests/articles/fill.h"

int main(int argc, char **argv)
{
    struct buffer in = {0}, out = {0};
    char chunk[65536];
    size_t got;
    if (argc != 3) {
        fprintf(stderr, "usage: fill TABLE en-US|en-GB < exported.xlf > filled.xlf\n");
        return 2;
    }
    while ((got = fread(chunk, 1, sizeof chunk, stdin)) > 0)
        buffer_add(&in, chunk, got);
    struct fill_options options = {.table = argv[1], .british = strcmp(argv[2], "en-GB") == 0};
    size_t filled = fill_xliff(buffer_view(&in), &options, &out);
    bool written = fwrite(out.data, 1, out.size, stdout) == out.size && fflush(stdout) == 0;
    buffer_free(&in);
    buffer_free(&out);
    return filled == SIZE_MAX || ferror(stdin) || !written;
}
