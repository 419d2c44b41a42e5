/* exchange.h - where an article and XLIFF meet: export, merge and update.
 *
 * Prints nothing: what is wrong goes to `findings`, what was done to a summary.
 */
#ifndef EXCHANGE_EXCHANGE_H
#define EXCHANGE_EXCHANGE_H

#include "article/article.h"
#include "base/base.h"
#include "check/state.h"
#include "exchange/stream.h"
#include "protect/protect.h"
#include "srx/srx.h"
#include "xliff/xliff.h"

/* How a protected span stands in the XLIFF file. */
enum code_shape {
    CODE_INLINE, /* an inline code that shows both forms */
    CODE_MARK,   /* readable text between <mrk>, which the tool protects */
    CODE_TEXT,   /* plain text; only its value is compared */
    CODE_SIMPLE, /* the codes that every editor shows: 1.2 x and g, 2.x ph and pc */
};

/* A translation of a sentence that is like another one. */
struct known_offer {
    unsigned score;              /* how much: 0 to 100 */
    struct view source;          /* as text */
    struct xliff_content target; /* with the codes of the other one */
    struct view origin;          /* the file it came from; empty: not known */
};

struct known_answer {
    struct xliff_content target;      /* the translation; empty: there is none that is certain */
    const struct known_offer *offers; /* the best first */
    size_t count;
};

/* Translations that are known before anybody translates. All zero: none. */
struct known_translations {
    /* Asked for each segment in order, with the source of the next one in its block (NULL: none).
     * What *answer points to lives until the next call. With answer == NULL the segment is only
     * passed by. */
    enum status (*find)(void *context, const struct xliff_content *source,
                        const struct xliff_content *next, struct known_answer *answer,
                        struct findings *findings);
    void *context;
};

/* How an article is cut for several translators, each of whom gets contiguous blocks. */
struct article_shares {
    size_t count;
    size_t *starts;    /* number of each share's first block; one more, past the last block */
    size_t *words;     /* of each share */
    size_t off;        /* how many begin at no headline, since none stands near */
    uint64_t checksum; /* of the article */
};

/* Reads all of the article and cuts it before headlines into `count` shares of similar length.
 * Free the shares in any case. An article of fewer blocks is an error (STATUS_FINDINGS). */
enum status exchange_divide(struct article_reader *article, const char *name, size_t count,
                            struct article_shares *shares, struct findings *findings);
void exchange_shares_free(struct article_shares *shares);

struct export_options {
    enum xliff_version version;
    const char *source_lang; /* BCP 47: de, de-AT, de-CH */
    const char *target_lang;
    struct protect_options protect;
    enum code_shape shape;              /* quotation marks are inline codes in each */
    unsigned as_code, as_mark, as_text; /* kinds (PROTECT_NUMBERS | ...) of another shape */
    bool copy_source;      /* targets hold the source, in the state of an untranslated one */
    bool show_all;         /* what needs no translation is not hidden from the translator */
    bool split_headlines;  /* a headline may have several segments */
    bool split_leads;      /* "Update vom 22. Oktober:" is a segment of its own */
    bool skip_furniture;   /* web furniture stays as it is */
    bool keep_quotations;  /* no sentence ends inside a quotation */
    struct srx_rules *srx; /* the user's own rules where a sentence ends; NULL: German's */
    struct known_translations known;
    const struct terms *terms; /* German and its English, shown to the translator; NULL: none */
    const struct sentence_abbreviations *abbreviations; /* the user's own; NULL: none */
    const struct article_shares *shares;                /* NULL: all of the article is written, */
    size_t share;                                       /* else this one, from 0 */
};

/* Counts of one export or merge. */
struct exchange_summary {
    size_t parts, blocks, segments;
    size_t codes;      /* export */
    size_t translated; /* merge: segments that are English now; export: that were known */
    size_t offered;    /* export: segments with matches instead */
    size_t kept;       /* merge: segments that stayed German on request */
    size_t broken;     /* merge: segments with an error */
    bool complete;     /* merge: what was written is a whole article */
};

/* Writes the article as XLIFF. `original` is the article's name for the file, without folders. */
enum status exchange_export(struct article_reader *article, const char *original,
                            const struct export_options *options, struct sink sink,
                            struct exchange_summary *summary, struct findings *findings);

/* The name of the target language that an export writes forms for. */
enum protect_target exchange_target(const char *source_lang, const char *target_lang);
/* The German that a language tag names. */
enum token_locale exchange_locale(const char *source_lang);

/* What a merge did with a segment. */
enum merge_fate {
    MERGE_TRANSLATED,
    MERGE_ELSEWHERE, /* translated in a neighbour */
    MERGE_GERMAN,    /* stays German */
    MERGE_GONE,      /* not in the file, and its German not at hand */
};

struct merge_outcome {
    size_t block, segment; /* b17.s3 */
    struct place place;    /* file and line of what was taken */
    enum merge_fate fate;
    size_t typed;  /* values that were typed in place of their codes */
    size_t waived; /* findings that were accepted */
    bool broken;   /* an error was found in it */
};

struct merge_options {
    bool partial;              /* merge what is sound; the rest stays German */
    bool accept_source;        /* a target equal to its source is a translation */
    enum state_level require;  /* a segment in a state below it is not taken */
    const char *target_lang;   /* --to; NULL: what the file says */
    const char *article;       /* --source: the German article, or NULL */
    const char *const *prefer; /* of several files: whose translation counts first, by name */
    size_t prefer_count;
    const char *encoding; /* --output-encoding; NULL: the article's */
    int line_end;         /* --line-ends: an article_line_end, or -1: the article's */
    /* Whether somebody accepts what is wrong in a segment; `id` is that of a check. NULL: no. */
    bool (*waives)(void *context, const char *id, size_t block, size_t segment);
    void *waives_context;
    /* Called for each segment when its block is done; NULL: nobody asks. */
    void (*tell)(void *context, const struct merge_outcome *outcome);
    void *tell_context;
};

/* What a merge learns from the first <file>, before it writes anything. */
struct merge_article {
    struct view original;    /* the article's name as the file gives it: never trusted as a path */
    struct view target_lang; /* --to, or what the file says */
};

/* Where the English article goes. */
struct merge_sink {
    struct sink sink;
    /* Called once, before the first write; the place to open an output. Another status than
     * STATUS_OK ends the merge. */
    enum status (*begin)(void *context, const struct merge_article *article,
                         struct findings *findings);
};

/* Rebuilds the article from a filled XLIFF file. What went to the sink counts only if the result
 * is STATUS_OK, or with `partial` STATUS_FINDINGS and summary->complete. */
enum status exchange_merge(struct input *input, const struct merge_options *options,
                           struct merge_sink sink, struct exchange_summary *summary,
                           struct findings *findings);

/* The same from several files of one article, which were exported with shares or filled by several
 * hands: each segment is taken from the file that has it translated. Two that have it otherwise are
 * an error. All of the files are held in memory. */
enum status exchange_merge_files(struct input *inputs, size_t count,
                                 const struct merge_options *options, struct merge_sink sink,
                                 struct exchange_summary *summary, struct findings *findings);

/* Which article a file is of. */
struct exchange_identity {
    bool known;            /* it has a skeleton that tells */
    uint64_t checksum;     /* of the German article */
    size_t share, shares;  /* which part of the article the file is, if it was cut; else 0 */
    struct buffer article; /* what it calls the article and the target language: to be compared */
};

/* The same of a skeleton alone: nothing is changed if it is of an article that was not cut, or is
 * none of satz. False when memory runs out. */
bool exchange_share_of(struct view skeleton, size_t *share, size_t *shares);
/* Reads as much of the file as it needs. What is wrong with the file is left to a merge. */
enum status exchange_identify(struct input *input, struct exchange_identity *identity);

/* ---- adopt --------------------------------------------------------------------------------- */

/* Edits in the English article that go back into the targets. */
struct exchange_adoption;

struct adopt_summary {
    size_t adopted; /* segments whose target is another now */
    size_t lost;    /* places of the article that have no segment, or would break it */
};

/* Reads the files of an article and the English one that was merged from them and edited, and finds
 * the targets that give it. `encoding`: of the English article; NULL: detected. What cannot be
 * taken is named with its line and reason: then *status is STATUS_FINDINGS. NULL after an error.
 * The names of the inputs must stay. */
struct exchange_adoption *exchange_adopt(struct input *english, const char *encoding,
                                         struct input *inputs, size_t count,
                                         struct adopt_summary *summary, enum status *status,
                                         struct findings *findings);
/* Writes input `index`, which is read once more, with the new targets; all other bytes stay. */
enum status exchange_adopt_write(const struct exchange_adoption *adoption, struct input *input,
                                 size_t index, struct sink sink, struct findings *findings);
void exchange_adopt_free(struct exchange_adoption *adoption);

/* Writes an XLIFF document of any tool in another version: see xliff_convert. In files of satz a
 * block is a group of units in 1.2 and a unit of segments in 2.x, and merges into the same
 * article. A warning names each kind of what is not carried. */
enum status exchange_convert(struct input *input, enum xliff_version version, struct sink sink,
                             struct findings *findings);

/* ---- update -------------------------------------------------------------------------------- */

/* The translated files of an article as it was: any version of XLIFF, any state, from any tool. */
struct exchange_old;

/* NULL when memory runs out. */
struct exchange_old *exchange_old_new(void);
/* Reads one more file. Of two translations of a sentence that of the file read first is taken. */
enum status exchange_old_read(struct exchange_old *old, struct input *input,
                              struct findings *findings);
/* What the first file was exported with, as far as it says: version, languages (NULL: none), style,
 * shape of codes, segments. The strings live as long as `old`. */
void exchange_old_options(const struct exchange_old *old, struct export_options *options,
                          struct article_options *article);
void exchange_old_free(struct exchange_old *old);

/* Counts of one update, in segments with something to translate. */
struct update_summary {
    size_t segments;
    size_t kept;       /* the same sentence */
    size_t waiting;    /* of these: not translated yet */
    size_t renumbered; /* the same but for values: translated, with the new ones */
    size_t changed;    /* a little: the old translation is a match */
    size_t fresh;      /* new */
    size_t gone;       /* of the old ones: no longer in the article */
    size_t known;      /* without an old translation: export_options.known had one */
    size_t offered;    /* the same, but only matches */
};

/* Writes the article as XLIFF with all that is translated in `old`, which is used up; what else is
 * known takes its place only where there is no old translation. */
enum status exchange_update(struct exchange_old *old, struct article_reader *article,
                            const char *original, const struct export_options *options,
                            struct sink sink, struct update_summary *summary,
                            struct findings *findings);

#endif
