/* fuzz.h - what the fuzz targets share. Each target is one file with libFuzzer's entry, and says
 * at its head what must hold for every input; its first seeds are made by seeds.sh. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "exchange/exchange.h"
#include "memory/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, which libFuzzer takes for a crash, unless the condition holds. */
#define HOLDS(condition) fuzz_holds((condition), __FILE__, __LINE__, #condition)
void fuzz_holds(bool holds, const char *file, int line, const char *what);
/* The same for two texts, which are shown. */
void fuzz_equal(struct view actual, struct view expected, const char *what);

/* The same without their white space. */
void fuzz_equal_solid(struct view actual, struct view expected, const char *what);

/* Takes the first byte, which chooses options, off the input; 0 if there is none. */
unsigned fuzz_choice(struct view *input);

/* An input with these bytes. The descriptor is one of FUZZ_INPUTS, used again for the next input of
 * the same number. */
enum { FUZZ_INPUTS = 2 };
struct input fuzz_input(struct view bytes, size_t number);

/* Findings whose messages must be UTF-8; they are shown if FUZZ_SAY is in the environment. */
struct findings fuzz_findings(void);
/* A sink that keeps all. */
struct sink fuzz_sink(struct buffer *out);

/* An empty memory, the same at each call: memory_rollback empties it again. */
struct memory *fuzz_memory(void);

/* Reads a document from memory: the context is a struct view, which gets shorter. */
ptrdiff_t fuzz_read(void *context, char *data, size_t size);
/* Writes into a struct buffer. */
int fuzz_write(void *context, const char *data, size_t size);

/* Whether the document breaks no rule of XLIFF. */
bool fuzz_is_valid(struct view document);

/* The identity export: targets hold the German, each form is its German. */
struct export_options fuzz_identity(enum xliff_version version);
enum status fuzz_export(struct view article, const struct export_options *options,
                        struct buffer *xliff);
enum status fuzz_merge(struct view xliff, bool partial, struct buffer *article);
enum status fuzz_convert(struct view xliff, enum xliff_version version, struct buffer *out);

#endif
