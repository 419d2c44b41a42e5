/* base.h - what every room stands on: text with a length, UTF-8, findings, safe files.
 *
 * Nothing here prints, aborts or keeps global state. Text is bytes with a length; a NUL is a
 * byte like any other.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* ---- Text: a view borrows bytes, a buffer owns them ------------------------------------- */

/* Bytes that belong to somebody else. An empty view may have data == NULL. */
struct view {
    const char *data;
    size_t size; /* bytes */
};

/* Bytes that grow. All zero is a valid empty buffer. When memory runs out, `failed` is set and
 * stays set, and every later addition does nothing: build first, ask once at the end. */
struct buffer {
    char *data;
    size_t size; /* bytes in use */
    size_t capacity;
    bool failed;
};

/* A view of a string literal. */
#define VIEW(literal) ((struct view){"" literal, sizeof(literal) - 1})

/* A view of a NUL-terminated string; NULL gives the empty view. */
static inline struct view view_of(const char *string)
{
    return (struct view){string, string ? strlen(string) : 0};
}
#ifdef __clang_analyzer__ /* it would think that any view may be NULL */
struct view view_slice(struct view text, size_t start, size_t end);
#else
static inline struct view view_slice(struct view text, size_t start, size_t end)
{
    return (struct view){text.data ? text.data + start : NULL, end - start};
}
#endif
static inline bool view_equal(struct view a, struct view b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}
static inline bool view_starts_with(struct view text, struct view prefix)
{
    return text.size >= prefix.size && view_equal(view_slice(text, 0, prefix.size), prefix);
}
static inline bool view_ends_with(struct view text, struct view suffix)
{
    return text.size >= suffix.size &&
           view_equal(view_slice(text, text.size - suffix.size, text.size), suffix);
}
/* Without the blanks (space, tab, CR, LF) at both ends. */
struct view view_trim(struct view text);
/* Reads all of `text` as a decimal number; false if it is empty, has another byte or overflows. */
bool view_to_size(struct view text, size_t *number);
/* Takes a decimal number off the front of `text`; false if there is none, or it overflows. */
static inline bool view_take_number(struct view *text, size_t *number)
{
    struct view digits = *text;
    uint64_t value = 0;
    size_t at = 0;
    for (unsigned digit; at < digits.size && at < 21; at++) {
        if ((digit = (unsigned char)digits.data[at] - '0') > 9)
            break;
        value = value * 10 + digit;
    }
    *number = (size_t)value;
    *text = view_slice(digits, at, digits.size);
    if (at >= 20) /* `value` may have wrapped */
        return view_to_size(view_slice(digits, 0, at), number);
    return at > 0 && value <= SIZE_MAX;
}
/* Whether one of its bytes is `byte`. */
static inline bool view_has(struct view text, char byte)
{
    return text.size > 0 && memchr(text.data, (unsigned char)byte, text.size);
}
/* Offset of `part` in `text` at or after `from`, or SIZE_MAX. */
size_t view_find(struct view text, struct view part, size_t from);

/* Makes room for `more` bytes after `size`. False, and `failed` set, when memory runs out. */
bool buffer_grow(struct buffer *buffer, size_t more);
static inline bool buffer_reserve(struct buffer *buffer, size_t more)
{
    return !buffer->failed &&
           (more <= buffer->capacity - buffer->size || buffer_grow(buffer, more));
}
static inline void buffer_add(struct buffer *buffer, const char *data, size_t size)
{
    if (size == 0 || !buffer_reserve(buffer, size))
        return;
    memcpy(buffer->data + buffer->size, data, size);
    buffer->size += size;
}
static inline void buffer_add_view(struct buffer *buffer, struct view text)
{
    buffer_add(buffer, text.data, text.size);
}
static inline void buffer_add_string(struct buffer *buffer, const char *string)
{
    buffer_add(buffer, string, strlen(string));
}
static inline void buffer_add_char(struct buffer *buffer, char byte)
{
    buffer_add(buffer, &byte, 1);
}
/* Adds the character as UTF-8. */
void buffer_add_codepoint(struct buffer *buffer, uint32_t codepoint);
/* Writes the number in decimal to `out`, which has room for 20 bytes; returns how many they are. */
static inline size_t number_write(char *out, size_t number)
{
    size_t size = 1, at;
    if (number < 10) {
        *out = (char)('0' + number);
        return 1;
    }
    if (number < 1000) { /* all digits at once: how many count cannot be foreseen */
        unsigned small = (unsigned)number, skip = small < 100;
        unsigned digits = small / 100 | small / 10 % 10 << 8 | small % 10 << 16 | 0x303030;
        digits >>= 8 * skip;
        out[0] = (char)digits;
        out[1] = (char)(digits >> 8);
        out[2] = (char)(digits >> 16);
        return 3 - skip;
    }
    for (size_t rest = number; rest >= 10; rest /= 10)
        size++;
    for (at = size; at > 0; number /= 10)
        out[--at] = (char)('0' + number % 10);
    return size;
}
/* Adds the number in decimal, or the last `digits` digits of it in hexadecimal. */
void buffer_add_number(struct buffer *buffer, size_t number);
void buffer_add_hex(struct buffer *buffer, uint64_t number, unsigned digits);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments);
/* Drops the first `size` bytes. */
void buffer_drop(struct buffer *buffer, size_t size);
/* Empties the buffer and keeps its memory. `failed` stays: what was lost is still reported. */
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);
/* Valid until the buffer changes. */
static inline struct view buffer_view(const struct buffer *buffer)
{
    return (struct view){buffer->data, buffer->size};
}

/* Grows an array of `size`-byte items so that `count + 1` fit; *capacity counts items. Returns the
 * array, moved perhaps, or NULL when memory runs out (the old one is then still valid). */
void *array_grow(void *array, size_t count, size_t *capacity, size_t size);

/* ---- Arena: many small pieces with one lifetime ----------------------------------------- */

struct arena_chunk;

/* Memory given out piece by piece and taken back at once. All zero is a valid empty arena. When
 * memory runs out, `failed` is set and stays set until the arena is cleared. */
struct arena {
    struct arena_chunk *chunk;
    bool failed;
};

/* `size` bytes, aligned for any type, not cleared; NULL when memory runs out. */
void *arena_take(struct arena *arena, size_t size);
/* A copy of `text` that lives as long as the arena; the empty view when memory runs out. */
struct view arena_copy(struct arena *arena, struct view text);
/* Takes all pieces back; keeps the largest chunk for the next round. */
void arena_clear(struct arena *arena);
void arena_free(struct arena *arena);

/* ---- UTF-8 (RFC 3629) ------------------------------------------------------------------- */

/* The character that begins at text[at], at < size. Returns its length in bytes, 1 to 4; an
 * invalid byte gives length 1 and U+FFFD. */
size_t utf8_decode_wide(struct view text, size_t at, uint32_t *codepoint);
static inline size_t utf8_decode(struct view text, size_t at, uint32_t *codepoint)
{
    *codepoint = (unsigned char)text.data[at];
    return *codepoint < 0x80 ? 1 : utf8_decode_wide(text, at, codepoint);
}
/* The character that ends before text[at], at > 0. Same results. */
size_t utf8_decode_back_wide(struct view text, size_t at, uint32_t *codepoint);
static inline size_t utf8_decode_back(struct view text, size_t at, uint32_t *codepoint)
{
    *codepoint = (unsigned char)text.data[at - 1];
    return *codepoint < 0x80 ? 1 : utf8_decode_back_wide(text, at, codepoint);
}
/* Writes 1 to 4 bytes and returns how many. */
size_t utf8_encode(uint32_t codepoint, char out[4]);
/* Length in bytes of the longest valid prefix: text.size if all of it is valid. */
size_t utf8_valid_prefix(struct view text);
/* Characters in valid UTF-8. */
size_t utf8_count(struct view text);

/* ---- Findings: what went wrong, as values ----------------------------------------------- */

/* The exit statuses of the program; a library returns them as results. The greatest wins. */
enum status {
    STATUS_OK = 0,
    STATUS_FINDINGS = 1, /* a segment missing or broken, another article, an existing output */
    STATUS_USAGE = 2,    /* wrong use */
    STATUS_INPUT = 3,    /* input that cannot be read */
    STATUS_SYSTEM = 4,   /* the system failed: cannot write, out of memory */
};

enum severity { SEVERITY_REMARK, SEVERITY_WARNING, SEVERITY_ERROR };

/* A place in a file. line and column count from 1, column in characters; 0 is unknown. */
struct place {
    const char *file; /* NULL: no file */
    size_t line;
    size_t column;
};

struct finding {
    enum severity severity;
    struct place place;
    const char *message;       /* what is wrong, in which unit, what to do; UTF-8, ends in NUL */
    const char *id;            /* of the check that found it; NULL: none */
    struct view unit, segment; /* ids in the file; empty: none */
    bool waived;               /* somebody looked at it and accepts it */
};

/* Where findings go. All zero drops them. */
struct findings {
    void (*take)(void *context, const struct finding *finding);
    void *context;
    enum status worst; /* the greatest status of all errors so far */
};

/* Reports an error, and returns `status` so that a caller can `return finding_error(...)`. */
enum status finding_error(struct findings *to, enum status status, struct place place,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));
void finding_warning(struct findings *to, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void finding_remark(struct findings *to, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Reports a finding whose message, made of the format, is all that it lacks. */
void finding_report(struct findings *to, struct finding finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same of a finding that has its message. */
void finding_tell(struct findings *to, const struct finding *finding);
/* The ending of a noun that is counted: "%zu error%s". */
static inline const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}
/* Reports that memory ran out; returns STATUS_SYSTEM. */
enum status finding_no_memory(struct findings *to);

/* ---- Files: read as a stream, written whole or not at all ------------------------------- */

/* An input: a file, or standard input for the name "-". */
struct input {
    int descriptor;
    const char *name; /* as messages name it; borrowed */
};

/* Opens for reading. Errors: not found, a folder, unreadable (STATUS_INPUT). */
enum status input_open(struct input *input, const char *name, struct findings *findings);
/* Reads up to `size` bytes, less only at the end; *got == 0 is the end. */
enum status input_read(struct input *input, char *data, size_t size, size_t *got,
                       struct findings *findings);
void input_close(struct input *input);

/* An output that appears under its name only when it is complete. "-" is standard output, which
 * is held back in memory until output_commit. */
struct output;

/* Opens an output beside its target. Unless `force`, an existing file is an error
 * (STATUS_FINDINGS). NULL after an error was reported, *status says which. */
struct output *output_open(const char *name, bool force, enum status *status,
                           struct findings *findings);
enum status output_write(struct output *output, struct view data, struct findings *findings);
/* Makes the file durable and gives it its name; frees `output`, also after an error. */
enum status output_commit(struct output *output, struct findings *findings);
/* An output that is to be committed with others. */
struct output_pending {
    struct output *output;
    struct findings *findings;
    enum status status; /* of its commit */
};
/* For a complete output that is committed later: it begins to go to the disk, and gives back its
 * memory. */
enum status output_settle(struct output *output, struct findings *findings);
/* output_commit of each, in order, with one wait for the disk instead of one for each. */
void output_commit_all(struct output_pending *items, size_t count);
/* A stream is held back. When nothing but the system can fail any more, it need not be. */
bool output_is_held(const struct output *output);
void output_release(struct output *output);
/* Throws away what was written; frees `output`. NULL is fine. */
void output_abandon(struct output *output);

/* ---- Sequences --------------------------------------------------------------------------- */

/* Pairs what two sequences have in common, in order: to[i] is the index in b of a[i], or SIZE_MAX.
 * The most there can be in short ones; in long ones what stands about elements that both have once.
 * False when memory runs out. */
bool sequence_match(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                    size_t *to);

/* ---- Identity --------------------------------------------------------------------------- */

/* A fast checksum (XXH3, 64 bits): for identity, not for security. */
uint64_t checksum(struct view data);
/* The same over text in pieces; `checksum_new` gives NULL when memory runs out. */
struct checksum;
struct checksum *checksum_new(void);
void checksum_add(struct checksum *sum, struct view data);
uint64_t checksum_value(const struct checksum *sum);
void checksum_free(struct checksum *sum);

#endif
