/* Skeletons that lie: the cases of skeleton.txt. */
#include <stdio.h>
#include <string.h>

#include "base/squeeze.h"
#include "exchange/skeleton.h"
#include "tests/exchange/run.h"

/* The lines of a case: what stands behind " | ", with \n as line ends. */
static void add_lines(struct buffer *lines, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool newline = view_starts_with(view_slice(text, i, text.size), VIEW("\\n"));
        buffer_add_char(lines, newline ? '\n' : text.data[i]);
        i += newline;
    }
    buffer_add_char(lines, '\n');
}

static enum skeleton_result read_all(struct view text)
{
    struct skeleton_reader reader = {0};
    enum skeleton_result result = SKELETON_BROKEN;
    CU_ASSERT_TRUE(skeleton_is_ours(text));
    CU_ASSERT_TRUE(skeleton_open(&reader, text));
    do
        result = skeleton_next(&reader);
    while (result == SKELETON_BLOCK || result == SKELETON_TAIL);
    skeleton_close(&reader);
    return result;
}

static void check_case(struct view line, size_t number, void *context)
{
    static const struct skeleton_head head = {
        .encoding = {.name = "UTF-8"}, .part = 1, .last = true};
    struct buffer text = {0};
    size_t bar = view_find(line, VIEW(" | "), 0);
    CU_ASSERT_NOT_EQUAL_FATAL(bar, SIZE_MAX);
    bool sound = view_equal(view_slice(line, 0, bar), VIEW("sound"));
    size_t start = skeleton_begin(&text, &head);
    add_lines(&text, view_slice(line, bar + 3, line.size));
    skeleton_finish(&text, start);
    enum skeleton_result result = read_all(buffer_view(&text));
    CU_ASSERT_EQUAL(result, sound ? SKELETON_END : SKELETON_BROKEN);
    if (result != (sound ? SKELETON_END : SKELETON_BROKEN))
        printf("\n    skeleton.txt:%zu: result %d\n", number, result);
    buffer_free(&text);
    (void)context;
}

static void lying_lines(void)
{
    CU_ASSERT_TRUE(test_each_line("exchange/skeleton.txt", check_case, NULL) > 30);
}

static bool opens(struct view body)
{
    struct skeleton_reader reader = {0};
    struct buffer text = {0};
    buffer_printf(&text, "satz-skeleton 1\nchecksum %016llx\n", (unsigned long long)checksum(body));
    buffer_add_view(&text, body);
    bool open = skeleton_open(&reader, buffer_view(&text));
    skeleton_close(&reader);
    buffer_free(&text);
    return open;
}

static void lying_heads(void)
{
#define HEAD(encoding, line_end, part, article)                                                    \
    VIEW("encoding " encoding "\nline-end " line_end "\npart " part "\narticle " article "\n"      \
         "options\n")
    CU_ASSERT_TRUE(opens(HEAD("UTF-8 bom", "crlf", "1 last", "0123456789abcdef")));
    CU_ASSERT_TRUE(opens(HEAD("UTF-8", "lf", "18446744073709551615", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("UTF-8", "lf", "0", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("UTF-8", "lf", "18446744073709551616", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("UTF-8", "lf", "-1", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("UTF-8", "lfcr", "1", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("UTF-8", "lf", "1", "0123456789abcdef0")));
    CU_ASSERT_FALSE(opens(HEAD("", "lf", "1", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(HEAD("A-NAME-OF-THIRTY-TWO-CHARACTERS-", "lf", "1", "0123456789abcdef")));
    CU_ASSERT_FALSE(opens(VIEW("encoding UTF-8\n")));
    CU_ASSERT_FALSE(opens(VIEW("")));
}

/* A document of empty parts: "1 2!" are part 1, and part 2, which says that it is the last. */
static enum status merge_parts(const char *parts, struct buffer *messages)
{
    struct buffer xliff = {0}, article = {0};
    struct merge_options options = {.line_end = -1};
    struct exchange_summary summary;
    buffer_add_string(&xliff, "<xliff version=\"1.2\">");
    for (const char *part = parts; *part; part++) {
        if (*part < '0' || *part > '9')
            continue;
        struct skeleton_head head = {
            .encoding = {.name = "UTF-8"}, .part = (size_t)(*part - '0'), .last = part[1] == '!'};
        buffer_add_string(&xliff, "<file original=\"a\" datatype=\"plaintext\" "
                                  "source-language=\"de\" target-language=\"en\">"
                                  "<header><skl><internal-file>");
        skeleton_finish(&xliff, skeleton_begin(&xliff, &head));
        buffer_add_string(&xliff, "</internal-file></skl></header><body/></file>");
    }
    buffer_add_string(&xliff, "</xliff>");
    enum status status = run_merge(buffer_view(&xliff), &options, &article, &summary, messages);
    buffer_free(&xliff);
    buffer_free(&article);
    return status;
}

static void last_parts(void)
{
    static const struct {
        const char *parts;
        enum status status;
        struct view message;
    } cases[] = {
        {"1!", STATUS_OK, VIEW("")},
        {"1 2!", STATUS_OK, VIEW("")},
        {"2! 1", STATUS_OK, VIEW("")},
        {"1! 2!", STATUS_FINDINGS, VIEW("the last")},
        {"1! 2", STATUS_FINDINGS, VIEW("the last")},
        {"2 1!", STATUS_FINDINGS, VIEW("the last")},
        {"1! 1!", STATUS_FINDINGS, VIEW("stands twice")},
        {"1", STATUS_FINDINGS, VIEW("is missing")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer messages = {0};
        CU_ASSERT_EQUAL(merge_parts(cases[i].parts, &messages), cases[i].status);
        CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&messages), cases[i].message, 0), SIZE_MAX);
        buffer_free(&messages);
    }
}

/* About the size at which a chunk is full, with blanks before, inside and behind. */
static void sums_of_squeezed_text(void)
{
    char text[1200], squeezed[1200];
    for (size_t size = 1; size < sizeof text; size++)
        for (size_t blanks = 0; blanks < 4 && blanks < size; blanks++) {
            memset(text, 'a', size);
            memset(text + size - blanks, '\x01', blanks);
            text[size / 3] = ' ';
            struct view german = {text, size};
            size_t used = squeeze_portable()(text, size, squeezed);
            CU_ASSERT_EQUAL(skeleton_sum_squeezed((struct view){squeezed, used}, german),
                            skeleton_sum(german));
        }
}

void suite_skeleton(void)
{
    CU_pSuite suite = ADD_SUITE("skeleton");
    test_add(suite, "lines that lie", lying_lines);
    test_add(suite, "heads that lie", lying_heads);
    test_add(suite, "one part is the last", last_parts);
    test_add(suite, "sums of squeezed text", sums_of_squeezed_text);
}
