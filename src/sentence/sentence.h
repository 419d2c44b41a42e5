/* sentence.h - where a German sentence ends.
 *
 * A library of its own (libsatz-sentence): it needs nothing but the C library, keeps no global
 * state, and is safe in threads. Text is valid UTF-8 with a length in bytes; offsets are bytes.
 * Only sentence_abbreviations_* allocates.
 *
 *     struct sentence_walk walk;
 *     struct sentence_break found;
 *     sentence_walk_begin(&walk, text, size, NULL);
 *     while (sentence_next(&walk, &found))
 *         ...a sentence ends at found.end, the next begins at found.next...
 */
#ifndef SATZ_SENTENCE_H
#define SATZ_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Abbreviations of the user ----------------------------------------------------------- */

struct sentence_abbreviations;

/* Reads a list: one abbreviation a line with its full stop, as "z. B."; after '=' its behaviour,
 * "Abk. = may-end", one of the names of sentence_behaviour, else "never". '#' begins a comment.
 * NULL on an error, *line is then the line that is wrong, 0 when memory runs out. */
struct sentence_abbreviations *sentence_abbreviations_read(const char *text, size_t size,
                                                           size_t *line);
void sentence_abbreviations_free(struct sentence_abbreviations *abbreviations);
/* The name of the i-th behaviour ("title", "never", "number", ...); NULL after the last. */
const char *sentence_behaviour(size_t i);

/* ---- A block in memory ------------------------------------------------------------------- */

/* How a block of text (a paragraph, a headline) is read. All zero is the default. */
struct sentence_options {
    bool keep_quotations; /* never end a sentence inside a quotation */
    const struct sentence_abbreviations *abbreviations; /* the user's own; NULL: none */
};

/* One place where a sentence may end. */
struct sentence_break {
    size_t end;       /* offset after the last byte of the sentence */
    size_t next;      /* offset of the first byte of the next one; between them is white space */
    bool is_end;      /* only sentence_candidate gives false */
    const char *rule; /* the name of the rule that decided; static */
    size_t word_start, word_end; /* the word that the rule looked at; equal: none */
};

/* A walk over one block. The caller owns it (on the stack); the members are private. */
struct sentence_walk {
    const char *text;
    size_t size;
    size_t at;    /* before it all is decided */
    size_t start; /* of the current sentence */
    struct sentence_options options;
    const void *scan;         /* the loops that suit the machine */
    unsigned long long stops; /* of the 64 bytes before `scanned` */
    size_t scanned;
    size_t quotation_at, quotation_end; /* marks are known up to; the open one closes at */
};

/* Begins a walk over text[0..size), a whole block. The text must stay until the walk is over. */
void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options);
/* The next end of a sentence inside the block. False when there is none: the rest of the block is
 * the last sentence. White space at the block's own ends is not looked at. */
bool sentence_next(struct sentence_walk *walk, struct sentence_break *found);
/* The next ends of sentences inside the block, some at once; 0: there is none. The same ones, but
 * found faster; a walk that began with one of the two goes on with it. */
struct sentence_end {
    size_t end, next;
};
enum { SENTENCE_ENDS = 512 }; /* at most */
size_t sentence_ends(struct sentence_walk *walk, struct sentence_end ends[SENTENCE_ENDS]);
/* As sentence_next, but gives every candidate, those that are no end too (--explain). */
bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found);
/* The name of the i-th rule, as struct sentence_break gives them; NULL after the last. */
const char *sentence_rule(size_t i);

/* ---- Text that arrives in pieces --------------------------------------------------------- */

/* Takes all `size` bytes and returns 0, or another value to stop the stream. */
typedef int (*sentence_write_function)(void *context, const char *data, size_t size);

enum sentence_result {
    SENTENCE_OK,
    SENTENCE_NOT_UTF8, /* sentence_stream_position says where */
    SENTENCE_STOPPED,  /* the write function wanted so */
};

/* Least memory of a stream. 256 KiB and more are fast. */
enum { SENTENCE_STREAM_MINIMUM = 32768 };

/* Text in, one sentence a line out. Each line of the input (it ends at LF, CRLF or CR) is a block;
 * white space at the ends of sentences and blank lines are left out, all else goes through as it
 * is. The members are private. */
struct sentence_stream {
    struct sentence_walk walk; /* over the line, in `memory` */
    sentence_write_function write;
    void *context;
    char *memory;
    size_t capacity;
    size_t filled;                     /* bytes of text in memory */
    size_t valid;                      /* of them known to be UTF-8 */
    size_t out;                        /* memory[0..out) waits to be written, */
    size_t from, pending;              /* then memory[from..pending); the rest is not yet decided */
    unsigned long long *stops, *lines; /* a bit for each byte of memory[0..indexed) */
    size_t indexed;
    unsigned *list; /* stops up to memory[listed], see scan.h */
    size_t listed, list_size, list_at;
    size_t line_end; /* of the line, where it is known; else how far was looked */
    bool in_line, line_known;
    unsigned long long dropped; /* bytes of the text before memory[0] */
    enum sentence_result result;
};

/* Begins a stream in the caller's memory, which must stay until it ends. */
void sentence_stream_begin(struct sentence_stream *stream, char *memory, size_t size,
                           const struct sentence_options *options, sentence_write_function write,
                           void *context);
/* Adds a piece of any size. An error stays; later calls give it again. */
enum sentence_result sentence_stream_add(struct sentence_stream *stream, const char *data,
                                         size_t size);
/* The same without a copy: a place to put up to *size bytes (at least one), and to say how many
 * were put there. */
char *sentence_stream_space(struct sentence_stream *stream, size_t *size);
enum sentence_result sentence_stream_filled(struct sentence_stream *stream, size_t size);
/* The text is over: writes what is left. */
enum sentence_result sentence_stream_end(struct sentence_stream *stream);
/* Bytes of the text that are valid: after SENTENCE_NOT_UTF8, where the first bad one is. */
unsigned long long sentence_stream_position(const struct sentence_stream *stream);

#ifdef __cplusplus
}
#endif

#endif
