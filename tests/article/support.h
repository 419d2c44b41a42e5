/* support.h - helpers of the article suite. */
#ifndef TESTS_ARTICLE_SUPPORT_H
#define TESTS_ARTICLE_SUPPORT_H

#include "article/article.h"
#include "tests/tests.h"

/* The n-th field of a line of a data file; fields are divided by " | ". */
struct view field(struct view line, size_t n);
/* A field with \n \r \t \\ \xNN (a byte) and \uNNNN (a character) replaced. */
struct buffer unescape(struct view escaped);

/* What a test wants of the findings: the message of the last. */
struct heard {
    struct findings findings;
    size_t count;
    char message[512];
    struct place place;
};
void listen_to(struct heard *heard);

/* An input that gives the first 100 times `piece` bytes in such pieces, as a pipe may. */
struct input input_in_pieces(struct view bytes, size_t piece);
/* The same bytes as a file. */
struct input input_as_file(struct view bytes);

void reading_tests(CU_pSuite suite);
void role_tests(CU_pSuite suite);
void encoding_tests(CU_pSuite suite);

#endif
