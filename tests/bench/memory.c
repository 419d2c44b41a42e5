/* memory FILE COUNT - look-ups in a memory of COUNT segments, beside a plain scan in the same run.
 *
 * The segments are made: words of a German-like frequency (Zipf's law), 4 to 30 a sentence, with
 * numbers; one in fifty is of nothing but the commonest words, one in fifty a whole paragraph. The
 * queries are segments in which a word or two were changed, or a number, or nothing; one in five is
 * new. The memory is made if there is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory/coded.h"
#include "memory/memory.h"

#define VOCABULARY 200000
#define QUERIES    2000

static void give_up(const char *what)
{
    fprintf(stderr, "bench-memory: %s\n", what);
    exit(4);
}

static void take_finding(void *context, const struct finding *finding)
{
    (void)context;
    fprintf(stderr, "bench-memory: %s\n", finding->message);
}

/* Of this process on one core, whatever else the machine does. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- sentences ------------------------------------------------------------------------------ */

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

enum kind { SENTENCE, COMMON, PARAGRAPH, KINDS };

static const struct shape {
    const char *name;
    unsigned octaves; /* of its words' ranks */
    size_t least, most;
    size_t scans; /* a scan for a long text takes long */
} shapes[KINDS] = {
    [SENTENCE] = {"sentences", 18, 4, 30, 5},
    [COMMON] = {"common words", 6, 20, 60, 5},
    [PARAGRAPH] = {"paragraphs", 18, 80, 240, 1},
};

#define EACH 50 /* segments, of which one is COMMON and one a PARAGRAPH */

static enum kind kind_of(uint64_t number)
{
    uint64_t rest = number % EACH;
    return rest == COMMON ? COMMON : rest == PARAGRAPH ? PARAGRAPH : SENTENCE;
}

/* Zipf's law: the logarithm of a word's rank is spread evenly. */
static size_t random_rank(unsigned octaves, uint64_t *seed)
{
    uint64_t bits = next_random(seed);
    size_t octave = bits % octaves;
    size_t rank = ((size_t)1 << octave) + (bits >> 8) % ((size_t)1 << octave);
    return rank < VOCABULARY ? rank : rank % VOCABULARY;
}

static void add_random_word(struct buffer *text, unsigned octaves, uint64_t *seed)
{
    static const char *const syllables[] = {"ge",   "be",  "ver", "lan", "ten",  "schaf",
                                            "haus", "ung", "er",  "ein", "stra", "ße",
                                            "mit",  "tel", "wo",  "kü"};
    size_t rank = random_rank(octaves, seed);
    if (next_random(seed) % 20 == 0) {
        buffer_printf(text, "%zu", rank);
        return;
    }
    for (size_t rest = rank * 7 + 3; rest > 0; rest /= 16)
        buffer_add_string(text, syllables[rest % 16]);
}

/* The sentence of that number; with `changes`, that many of its words are others. */
static void make_sentence(struct buffer *text, uint64_t number, size_t changes, uint64_t *random)
{
    uint64_t seed = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
    const struct shape *shape = &shapes[kind_of(number)];
    size_t words = shape->least + next_random(&seed) % (shape->most - shape->least + 1);
    size_t changed[2] = {SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < changes && i < 2; i++)
        changed[i] = next_random(random) % words;
    buffer_clear(text);
    for (size_t i = 0; i < words; i++) {
        struct buffer unused = {0};
        bool other = i == changed[0] || i == changed[1];
        buffer_add_string(text, i > 0 ? " " : "");
        add_random_word(other ? &unused : text, shape->octaves, &seed);
        if (other)
            add_random_word(text, shape->octaves, random);
        buffer_free(&unused);
    }
    buffer_add_char(text, '.');
    if (text->failed)
        give_up("out of memory");
}

static struct xliff_content as_content(struct xliff_part *part, const struct buffer *text)
{
    *part = (struct xliff_part){.kind = XLIFF_TEXT, .text = {text->data, text->size}};
    return (struct xliff_content){.parts = part, .count = 1};
}

/* ---- making --------------------------------------------------------------------------------- */

static void fill(const char *name, size_t count, struct findings *findings)
{
    enum status status;
    enum memory_added added;
    struct buffer text = {0};
    struct xliff_part part;
    uint64_t random = 1;
    double begun = now();
    struct memory *memory = memory_open(name, MEMORY_WRITE, &status, findings);
    for (size_t i = 0; memory && status == STATUS_OK && i < count; i++) {
        make_sentence(&text, i, 0, &random);
        struct xliff_content content = as_content(&part, &text);
        struct memory_entry entry = {.source_lang = "de",
                                     .target_lang = "en",
                                     .source = &content,
                                     .target = &content,
                                     .context = {i, i + 2}};
        status = memory_add(memory, &entry, &added, findings);
    }
    if (status == STATUS_OK)
        status = memory_commit(memory, findings);
    memory_close(memory);
    buffer_free(&text);
    if (status != STATUS_OK)
        give_up("the memory cannot be made");
    printf("made      %8.1f s for %zu segments\n", now() - begun, count);
}

/* ---- looking up ------------------------------------------------------------------------------ */

static int by_time(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* What a query asks for: every fifth is of no segment. */
static void make_query(struct buffer *text, enum kind kind, size_t number, size_t count,
                       uint64_t *random)
{
    uint64_t of = next_random(random) % count;
    if (kind != SENTENCE)
        of = of / EACH * EACH + kind;
    else if (kind_of(of) != SENTENCE)
        of += KINDS;
    make_sentence(text, of + (number % 5 == 4 ? (count + EACH - 1) / EACH * EACH : 0),
                  number % 5 % 3, random);
}

static unsigned look_up(struct memory *memory, const struct buffer *text, struct findings *findings)
{
    struct xliff_part part;
    struct xliff_content content = as_content(&part, text);
    struct memory_query query = {.source_lang = "de", .target_lang = "en", .source = &content};
    const struct memory_match *matches;
    size_t count;
    if (memory_look_up(memory, &query, 3, &matches, &count, findings) != STATUS_OK)
        give_up("a look-up failed");
    return count > 0 ? matches[0].score : 0;
}

static double time_look_ups(struct memory *memory, enum kind kind, size_t count,
                            struct findings *findings)
{
    static double times[QUERIES];
    struct buffer text = {0};
    uint64_t random = 7;
    size_t found = 0;
    double total = 0;
    for (size_t i = 0; i < QUERIES; i++) {
        make_query(&text, kind, i, count, &random);
        double begun = now();
        found += look_up(memory, &text, findings) > 0;
        times[i] = now() - begun;
        total += times[i];
    }
    qsort(times, QUERIES, sizeof *times, by_time);
    printf(
        "look-up   %8.3f ms mean, %.3f median, %.3f 99th of 100, %.3f worst; %zu of %d %s found\n",
        total / QUERIES * 1e3, times[QUERIES / 2] * 1e3, times[QUERIES / 100 * 99] * 1e3,
        times[QUERIES - 1] * 1e3, found, QUERIES, shapes[kind].name);
    buffer_free(&text);
    return total / QUERIES;
}

/* ---- the plain scan -------------------------------------------------------------------------- */

struct scan {
    struct fuzzy_workspace *work;
    struct fuzzy_text query, other;
    unsigned best;
};

static enum status scan_entry(void *context, const struct memory_entry *entry,
                              struct findings *findings)
{
    struct scan *scan = context;
    if (!fuzzy_read(&scan->other, entry->source))
        return finding_no_memory(findings);
    unsigned score = fuzzy_score(scan->work, &scan->other, 0);
    scan->best = score > scan->best ? score : scan->best;
    return STATUS_OK;
}

/* Every segment is compared. Says how often the index found the same best score. */
static double time_scans(struct memory *memory, enum kind kind, size_t count,
                         struct findings *findings)
{
    struct scan scan = {.work = fuzzy_workspace_new()};
    struct buffer text = {0};
    struct xliff_part part;
    uint64_t random = 7;
    size_t same = 0, helpful = 0, scans = shapes[kind].scans;
    double total = 0;
    if (!scan.work)
        give_up("out of memory");
    for (size_t i = 0; i < scans; i++) {
        make_query(&text, kind, i, count, &random);
        struct xliff_content content = as_content(&part, &text);
        double begun = now();
        scan.best = 0;
        if (!fuzzy_read(&scan.query, &content) || !fuzzy_set(scan.work, &scan.query) ||
            memory_each(memory, scan_entry, &scan, findings) != STATUS_OK)
            give_up("a scan failed");
        total += now() - begun;
        helpful += scan.best >= MEMORY_LEAST;
        same += scan.best >= MEMORY_LEAST && look_up(memory, &text, findings) == scan.best;
    }
    printf("scan      %8.3f ms mean; the index found %zu of its %zu best matches\n",
           total / (double)scans * 1e3, same, helpful);
    buffer_free(&text);
    fuzzy_text_free(&scan.query);
    fuzzy_text_free(&scan.other);
    fuzzy_workspace_free(scan.work);
    return total / (double)scans;
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    struct findings findings = {.take = take_finding};
    size_t count = 0;
    enum status status;
    if (argc != 3 || !view_to_size(view_of(argv[2]), &count) || count == 0)
        give_up("usage: memory FILE COUNT");
    FILE *file = fopen(argv[1], "rb");
    if (file)
        fclose(file);
    else
        fill(argv[1], count, &findings);
    double begun = now();
    struct memory *memory = memory_open(argv[1], MEMORY_READ, &status, &findings);
    if (!memory)
        give_up("the memory cannot be opened");
    struct buffer text = {0};
    uint64_t random = 3;
    make_query(&text, SENTENCE, 1, count, &random);
    printf("open      %8.3f ms", (now() - begun) * 1e3);
    look_up(memory, &text, &findings);
    printf(", with the first look-up %.3f ms\n", (now() - begun) * 1e3);
    buffer_free(&text);
    for (enum kind kind = SENTENCE; kind < KINDS; kind++) {
        double fast = time_look_ups(memory, kind, count, &findings);
        double plain = time_scans(memory, kind, count, &findings);
        printf("ratio     %8.0f times as fast as the scan\n", plain / fast);
    }
    memory_close(memory);
    return 0;
}
