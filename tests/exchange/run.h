/* run.h - export and merge in memory, with what they reported. */
#ifndef TESTS_EXCHANGE_RUN_H
#define TESTS_EXCHANGE_RUN_H

#include "exchange/exchange.h"
#include "tests/tests.h"

/* Options of an export as a user has them by default. */
struct export_options run_defaults(enum xliff_version version, const char *target_lang);

/* One line a finding: "error 12:5 unit b1.s1 is gone...". */
enum status run_export(struct view article, const struct article_options *article_options,
                       const struct export_options *options, struct buffer *xliff,
                       struct buffer *messages);
enum status run_merge_once(struct view xliff, const struct merge_options *options,
                           struct buffer *article, struct exchange_summary *summary,
                           struct buffer *messages);
/* The same, twice: while somebody watches, no block is merged ahead of its part's end, which must
 * make no difference. */
enum status run_merge(struct view xliff, const struct merge_options *options,
                      struct buffer *article, struct exchange_summary *summary,
                      struct buffer *messages);
/* `old` are several files. As satz update does without options; `version`, or -1: that of old. */
enum status run_update(const struct view *old, size_t old_count, struct view article, int version,
                       struct buffer *xliff, struct update_summary *summary,
                       struct buffer *messages);
/* Several files of one article. */
enum status run_merge_files(const struct view *xliffs, size_t count,
                            const struct merge_options *options, struct buffer *article,
                            struct exchange_summary *summary, struct buffer *messages);
/* The file with the edits of the English article. */
enum status run_adopt(struct view english, struct view xliff, struct buffer *out,
                      struct adopt_summary *summary, struct buffer *messages);
/* What satz check finds: one line a finding that is no remark, "error 12:5 unit ...". */
void run_check(struct view xliff, struct buffer *messages);

/* Converts; messages as above. */
enum status run_convert(struct view xliff, enum xliff_version version, struct buffer *out,
                        struct buffer *messages);

#endif
