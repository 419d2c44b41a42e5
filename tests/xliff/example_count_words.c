/* Counts the words of an XLIFF file of any version: its sources and its targets.
 *
 *     cc example_count_words.c $(pkg-config --cflags --libs --static libxliff)
 *     ./a.out < article.xlf */
#include <stdio.h>
#include <string.h>
#include <xliff.h>

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    size_t got = fread(data, 1, size, context);
    return ferror((FILE *)context) ? -1 : (ptrdiff_t)got;
}

/* A word is what stands between white space; a code inside a word does not end it. */
static size_t count_words(const struct xliff_content *content)
{
    size_t count = 0;
    bool inside = false;
    for (size_t i = 0; i < content->count; i++) {
        struct xliff_string text = content->parts[i].text;
        for (size_t j = 0; content->parts[i].kind == XLIFF_TEXT && j < text.size; j++) {
            bool space = text.data[j] != '\0' && strchr(" \t\r\n", text.data[j]);
            count += !space && !inside;
            inside = !space;
        }
    }
    return count;
}

int main(void)
{
    size_t source = 0, target = 0;
    struct xliff_event event;
    struct xliff_reader *reader = xliff_reader_new(read_input, stdin);
    int result = reader ? 1 : -1;
    while (reader && (result = xliff_read(reader, &event)) > 0)
        for (size_t i = 0; event.kind == XLIFF_UNIT && i < event.unit->segment_count; i++) {
            source += count_words(&event.unit->segments[i].source);
            target += count_words(&event.unit->segments[i].target);
        }
    if (result < 0)
        fprintf(stderr, "%s\n", reader ? xliff_reader_error(reader)->message : "out of memory");
    else
        printf("%zu words in the sources, %zu in the targets\n", source, target);
    xliff_reader_free(reader);
    return result < 0;
}
