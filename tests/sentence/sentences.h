/* sentences.h - what the tests of this room share. */
#ifndef TESTS_SENTENCE_SENTENCES_H
#define TESTS_SENTENCE_SENTENCES_H

#include "sentence/sentence.h"
#include "tests/tests.h"

/* Adds the sentences of one block, a line each. */
void split_block_into(struct view text, const struct sentence_options *options, struct buffer *out);
/* The same with a stream, in pieces of `piece` bytes; 0: in one. */
void stream_into(struct view text, const struct sentence_options *options, size_t piece,
                 struct buffer *out);
/* The same, for a text that may be wrong. */
enum sentence_result stream_result(struct view text, const struct sentence_options *options,
                                   size_t piece, struct buffer *out, size_t *position);

void suite_sentence_abbreviations(void);
void suite_sentence_scan(void);

#endif
