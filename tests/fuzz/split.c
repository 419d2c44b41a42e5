/* split: nothing changes but white space. A stream gives what the walk over each line gives, and
 * says where text is not UTF-8. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "sentence/sentence.h"

static void stream(struct view text, size_t piece, const struct sentence_options *options,
                   struct buffer *out)
{
    static char memory[SENTENCE_STREAM_MINIMUM];
    struct sentence_stream stream;
    enum sentence_result result = SENTENCE_OK;
    size_t valid = utf8_valid_prefix(text);
    sentence_stream_begin(&stream, memory, sizeof memory, options, fuzz_write, out);
    for (size_t at = 0; at < text.size && result == SENTENCE_OK; at += piece) {
        size_t size = text.size - at < piece ? text.size - at : piece;
        result = sentence_stream_add(&stream, text.data + at, size);
    }
    result = sentence_stream_end(&stream);
    HOLDS(result == (valid == text.size ? SENTENCE_OK : SENTENCE_NOT_UTF8));
    HOLDS(sentence_stream_position(&stream) == valid);
}

/* A line without the white space at its ends is a block. */
static void walk(struct view line, const struct sentence_options *options)
{
    struct sentence_walk walk;
    struct sentence_break found;
    size_t last = 0;
    char *copy = malloc(line.size > 0 ? line.size : 1); /* so that the sanitizer sees its end */
    HOLDS(copy != NULL);
    memcpy(copy, line.size ? line.data : "", line.size);
    sentence_walk_begin(&walk, copy, line.size, options);
    while (sentence_candidate(&walk, &found)) {
        HOLDS(last <= found.end && found.end <= found.next && found.next <= line.size);
        HOLDS(found.word_start <= found.word_end && found.word_end <= line.size);
        struct view gap = view_slice(line, found.end, found.next);
        for (size_t at = 0; found.is_end && at < gap.size; at++)
            HOLDS((unsigned char)gap.data[at] <= ' ' || (gap.data[at] & 0x80));
        last = found.is_end ? found.next : found.end;
    }
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view text = {(const char *)data, size};
    unsigned choice = fuzz_choice(&text);
    struct sentence_options options = {.keep_quotations = choice & 1};
    struct buffer whole = {0}, pieces = {0};
    stream(text, text.size + 1, &options, &whole);
    stream(text, (choice >> 1) + 1, &options, &pieces);
    struct view valid = view_slice(text, 0, utf8_valid_prefix(text));
    fuzz_equal(buffer_view(&pieces), buffer_view(&whole), "the size of the pieces does not matter");
    if (valid.size == text.size) {
        fuzz_equal_solid(buffer_view(&whole), text, "split changes nothing but white space");
        walk(text, &options);
    }
    buffer_free(&whole);
    buffer_free(&pieces);
    return 0;
}
