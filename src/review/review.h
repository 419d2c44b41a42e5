/* review.h - a page in which people fill and correct XLIFF files, with nothing but a browser.
 *
 * The page is one HTML file with all that it needs: text, codes, findings, the files' bytes, and
 * for each segment which bytes become what when its translation changes. So what the page saves is
 * the file that libxliff would write.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "base/base.h"

struct review;

/* NULL when memory runs out. */
struct review *review_new(void);
/* Reads a file to compare with; those of all later review_add are. */
enum status review_add_old(struct review *review, const char *name, struct view document,
                           struct findings *findings);
/* A finding about the file that is added next. */
void review_add_finding(struct review *review, const struct finding *finding);
/* Adds a file; `document` is all of it. */
enum status review_add(struct review *review, const char *name, struct view document,
                       struct findings *findings);
/* How many segments there are to read. */
size_t review_segments(const struct review *review);
/* Writes the page. False when memory ran out. */
bool review_write(struct review *review, struct buffer *page);
void review_free(struct review *review);

#endif
