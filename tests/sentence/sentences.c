#include "tests/sentence/sentences.h"

void split_block_into(struct view text, const struct sentence_options *options, struct buffer *out)
{
    struct sentence_walk walk;
    struct sentence_break found;
    size_t start = 0;
    sentence_walk_begin(&walk, text.data, text.size, options);
    while (sentence_next(&walk, &found)) {
        buffer_add_view(out, view_slice(text, start, found.end));
        buffer_add_char(out, '\n');
        start = found.next;
    }
    buffer_add_view(out, view_slice(text, start, text.size));
    buffer_add_char(out, '\n');
}

static int take(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return 0;
}

enum sentence_result stream_result(struct view text, const struct sentence_options *options,
                                   size_t piece, struct buffer *out, size_t *position)
{
    static char memory[SENTENCE_STREAM_MINIMUM];
    struct sentence_stream stream;
    enum sentence_result result = SENTENCE_OK;
    sentence_stream_begin(&stream, memory, sizeof memory, options, take, out);
    if (piece == 0)
        piece = text.size;
    for (size_t at = 0; at < text.size && result == SENTENCE_OK; at += piece) {
        size_t size = text.size - at < piece ? text.size - at : piece;
        result = sentence_stream_add(&stream, text.data + at, size);
    }
    if (result == SENTENCE_OK)
        result = sentence_stream_end(&stream);
    *position = (size_t)sentence_stream_position(&stream);
    return result;
}

void stream_into(struct view text, const struct sentence_options *options, size_t piece,
                 struct buffer *out)
{
    size_t position;
    CU_ASSERT_EQUAL(stream_result(text, options, piece, out, &position), SENTENCE_OK);
    CU_ASSERT_EQUAL(position, text.size);
}
