/* stream.c - text that arrives in pieces, one sentence a line out, in the caller's memory.
 *
 * memory: [0..out) and [from..pending) wait to be written, [pending..filled) is text not yet
 * decided. Where one blank parts two sentences, it becomes the line end and nothing moves; where
 * more than that is dropped, what stands before it is moved down behind `out`.
 */
#include <stdint.h>
#include <string.h>

#include "base/base.h"
#include "sentence/plain.h"
#include "sentence/scan.h"
#include "sentence/sentence.h"
#include "sentence/walk.h"

/* So many bytes of text are listed at once, each of which may be a stop. */
enum { LIST_SPAN = 2048 };

void sentence_stream_begin(struct sentence_stream *stream, char *memory, size_t size,
                           const struct sentence_options *options, sentence_write_function write,
                           void *context)
{
    /* at the end of the memory stand the list and the index, two numbers for each block of text */
    size_t number = sizeof(unsigned long long), list = (LIST_SPAN + SCAN_BLOCK) * sizeof(unsigned);
    size_t blocks = (size - number - list - PLAIN_AFTER) / (SCAN_BLOCK + 2 * number);
    char *index = memory + size - (uintptr_t)(memory + size) % number - list - blocks * 2 * number;
    *stream = (struct sentence_stream){.write = write,
                                       .context = context,
                                       .memory = memory,
                                       .capacity = blocks * SCAN_BLOCK,
                                       .stops = (void *)index,
                                       .lines = (unsigned long long *)(void *)index + blocks,
                                       .list = (void *)(index + blocks * 2 * number)};
    sentence_walk_begin(&stream->walk, memory, 0, options);
}

static size_t less(size_t offset, size_t by)
{
    return offset > by ? offset - by : 0;
}

/* Brings the index up to the valid text. A block is looked at again until the bytes behind it that
 * say what its last stop is are there, and are text. */
static void index_text(struct sentence_stream *stream)
{
    const struct scan *scan = stream->walk.scan;
    size_t first = stream->indexed / SCAN_BLOCK;
    size_t blocks = (stream->valid + SCAN_BLOCK - 1) / SCAN_BLOCK;
    if (stream->filled < blocks * SCAN_BLOCK + PLAIN_AFTER)
        memset(stream->memory + stream->filled, 0,
               blocks * SCAN_BLOCK + PLAIN_AFTER - stream->filled);
    scan->index(stream->memory + first * SCAN_BLOCK, blocks - first, stream->stops + first,
                stream->lines + first);
    stream->indexed = less(stream->valid, PLAIN_AFTER) / SCAN_BLOCK * SCAN_BLOCK;
}

/* The sentences that stand side by side in memory[from..pending) go out; text goes on at `next`. */
static void move_out(struct sentence_stream *stream, size_t next)
{
    size_t size = stream->pending - stream->from;
    if (stream->out != stream->from)
        memmove(stream->memory + stream->out, stream->memory + stream->from, size);
    stream->out += size;
    stream->from = stream->pending = next;
}

/* A sentence ends; the blanks up to `next` are dropped, but for one that becomes its line end. */
static void end_sentence(struct sentence_stream *stream, size_t end, size_t next)
{
    stream->memory[end] = '\n';
    stream->pending = end + 1;
    if (next != stream->pending)
        move_out(stream, next);
}

/* Skips blank lines and indentation. True if a line begins. */
static bool begin_line(struct sentence_stream *stream, bool over)
{
    size_t at = stream->pending, size;
    while ((size = white_at(stream->memory, at, stream->valid)) > 0)
        at += size;
    if (at != stream->pending)
        move_out(stream, at);
    if (at == stream->valid || (!over && stream->valid - at < 3))
        return false; /* a blank may have three bytes */
    stream->walk.at = stream->walk.start = at;
    stream->walk.quotation_at = at;
    stream->walk.quotation_end = 0;
    stream->line_end = at;
    stream->line_known = false;
    return true;
}

/* The offset of the first bit from `at` on; `limit` or more if there is none before. */
static size_t next_bit(const unsigned long long *bits, size_t at, size_t limit)
{
    if (at >= limit)
        return limit;
    size_t block = at / SCAN_BLOCK, last = (limit - 1) / SCAN_BLOCK;
    unsigned long long rest = bits[block] & ~0ull << at % SCAN_BLOCK;
    while (rest == 0 && block < last)
        rest = bits[++block];
    return rest ? block * SCAN_BLOCK + (size_t)__builtin_ctzll(rest) : limit;
}

/* Moves line_end to the next LF or CR, or as far as there is text. */
static void find_line_end(struct sentence_stream *stream, bool over)
{
    if (!stream->line_known) {
        size_t end = next_bit(stream->lines, stream->line_end, stream->valid);
        stream->line_known = over || end < stream->valid;
        stream->line_end = end < stream->valid ? end : stream->valid;
    }
}

/* The line without the blanks at its end, LOOK_BACK of them at most. */
static size_t trimmed(const struct sentence_stream *stream)
{
    size_t end = stream->line_end, low = stream->pending, size;
    if (end - low > LOOK_BACK)
        low = end - LOOK_BACK;
    while ((size = white_before(stream->memory, end, low)) > 0)
        end -= size;
    return end;
}

/* Lists more stops: of whole blocks, or at least up to the limit. False if there is no more. */
static bool list_more(struct sentence_stream *stream, size_t limit)
{
    const struct scan *scan = stream->walk.scan;
    size_t from = stream->listed, to = stream->indexed > limit ? stream->indexed : limit;
    if (from < stream->walk.at)
        from = stream->walk.at;
    if (from >= to)
        return false;
    if (to - from > LIST_SPAN)
        to = from + LIST_SPAN;
    stream->list_size =
        scan->list(stream->memory, from, to, stream->stops, stream->lines, stream->list);
    stream->list_at = 0;
    stream->listed = to;
    return true;
}

/* Ends the sentences at the stops listed, up to the limit: the plain ones at once. */
static void end_listed_sentences(struct sentence_stream *stream, size_t limit, bool rules_only)
{
    struct sentence_walk *walk = &stream->walk;
    struct sentence_break found;
    size_t i = stream->list_at, size = stream->list_size, start = walk->start;
    for (; i < size && stream->list[i] / 2 < limit; i++) {
        size_t at = stream->list[i] / 2;
        if (stream->list[i] % 2 && !rules_only) {
            at += plain_size(stream->memory + at);
            stream->memory[at] = '\n';
            start = at + 1;
            continue;
        }
        if (start != walk->start)
            walk->start = walk->at = stream->pending = start;
        if (at >= walk->at && walk_ends(walk, at, rules_only, &found))
            end_sentence(stream, found.end, found.next);
        start = walk->start;
    }
    if (start != walk->start)
        walk->start = walk->at = stream->pending = start;
    stream->list_at = i;
}

/* Ends the sentences up to the limit. */
static void end_sentences(struct sentence_stream *stream, size_t limit)
{
    struct sentence_walk *walk = &stream->walk;
    bool rules_only = walk->options.abbreviations || walk->options.keep_quotations;
    do
        end_listed_sentences(stream, limit, rules_only);
    while (stream->list_at == stream->list_size && list_more(stream, limit));
    if (walk->at < limit)
        walk->at = limit;
}

/* Works through what is there; over: nothing more comes. */
static void run(struct sentence_stream *stream, bool over)
{
    struct sentence_walk *walk = &stream->walk;
    index_text(stream);
    for (;;) {
        if (!stream->in_line && !begin_line(stream, over))
            return;
        stream->in_line = true;
        find_line_end(stream, over);
        walk->size = stream->line_end;
        size_t ahead = stream->line_known ? 0 : WALK_AHEAD;
        size_t limit = walk->size > ahead ? walk->size - ahead : 0;
        end_sentences(stream, limit);
        if (!stream->line_known)
            return;
        size_t next = stream->line_end + (stream->line_end < stream->valid);
        end_sentence(stream, trimmed(stream), next);
        stream->in_line = false;
    }
}

/* Forgets memory[0..size), which is written or dropped. */
static void slide(struct sentence_stream *stream, size_t size)
{
    struct sentence_walk *walk = &stream->walk;
    memmove(stream->memory, stream->memory + size, stream->filled - size);
    stream->dropped += size;
    stream->filled -= size;
    stream->valid -= size;
    stream->from = stream->pending -= size;
    stream->out = 0;
    stream->line_end = less(stream->line_end, size);
    walk->at = less(walk->at, size);
    walk->start = less(walk->start, size);
    walk->quotation_at = less(walk->quotation_at, size);
    walk->quotation_end = less(walk->quotation_end, size);
    stream->indexed = 0;
    stream->listed = walk->at;
    stream->list_size = stream->list_at = 0;
}

/* Writes what is ready; of a long sentence too, but for what rules may still look back at. */
static void flush(struct sentence_stream *stream)
{
    size_t keep = stream->pending;
    if (stream->in_line && stream->walk.at > keep + LOOK_BACK + 1)
        keep = stream->walk.at - LOOK_BACK - 1;
    stream->pending = keep;
    move_out(stream, keep);
    if (stream->out > 0 && stream->write(stream->context, stream->memory, stream->out) != 0)
        stream->result = SENTENCE_STOPPED;
    slide(stream, keep);
}

char *sentence_stream_space(struct sentence_stream *stream, size_t *size)
{
    if (stream->filled > stream->capacity / 2)
        flush(stream);
    *size = stream->capacity - 1 - stream->filled; /* a last line may lack its line end */
    return stream->memory + stream->filled;
}

enum sentence_result sentence_stream_filled(struct sentence_stream *stream, size_t size)
{
    if (stream->result != SENTENCE_OK)
        return stream->result;
    stream->filled += size;
    stream->valid += utf8_valid_prefix(
        (struct view){stream->memory + stream->valid, stream->filled - stream->valid});
    run(stream, false);
    if (stream->filled - stream->valid >= 4) /* more than a character cut off */
        stream->result = SENTENCE_NOT_UTF8;
    return stream->result;
}

enum sentence_result sentence_stream_add(struct sentence_stream *stream, const char *data,
                                         size_t size)
{
    while (size > 0 && stream->result == SENTENCE_OK) {
        size_t room;
        char *space = sentence_stream_space(stream, &room);
        if (room > size)
            room = size;
        memcpy(space, data, room);
        sentence_stream_filled(stream, room);
        data += room;
        size -= room;
    }
    return stream->result;
}

enum sentence_result sentence_stream_end(struct sentence_stream *stream)
{
    if (stream->result == SENTENCE_STOPPED)
        return stream->result;
    if (stream->valid < stream->filled)
        stream->result = SENTENCE_NOT_UTF8;
    stream->filled = stream->valid; /* no sentence depends on what is no text */
    run(stream, true);
    move_out(stream, stream->pending);
    if (stream->out > 0 && stream->write(stream->context, stream->memory, stream->out) != 0)
        stream->result = SENTENCE_STOPPED;
    stream->out = 0;
    return stream->result;
}

unsigned long long sentence_stream_position(const struct sentence_stream *stream)
{
    return stream->dropped + stream->valid;
}
