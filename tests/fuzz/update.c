/* update: the input is an old file or, where it does not begin with '<', an old article; then a
 * line "=====", then the article as it is now. What is written merges, with what is new in German,
 * into the article as it is now; the white space inside a sentence may be that of before. */
#include "tests/fuzz/fuzz.h"

static const struct view divider = {"\n=====\n", 7};

static enum status update(struct view old_file, struct view article, struct buffer *xliff)
{
    struct findings findings = fuzz_findings();
    struct exchange_old *old = exchange_old_new();
    struct export_options options = fuzz_identity(XLIFF_1_2);
    struct article_options reading = {0};
    struct update_summary summary;
    struct input input = fuzz_input(old_file, 0);
    HOLDS(old);
    enum status status = exchange_old_read(old, &input, &findings);
    if (status == STATUS_OK) {
        exchange_old_options(old, &options, &reading);
        if (!options.target_lang)
            options.target_lang = "en";
        input = fuzz_input(article, 1);
        struct article_reader *reader = article_open(&input, &reading, &status, &findings);
        if (reader)
            status = exchange_update(old, reader, "article.txt", &options, fuzz_sink(xliff),
                                     &summary, &findings);
        article_close(reader);
    }
    exchange_old_free(old);
    return status;
}

static void update_german(struct view before, struct view now, enum xliff_version version)
{
    struct export_options options = fuzz_identity(version);
    struct buffer old = {0}, xliff = {0}, merged = {0};
    if (fuzz_export(before, &options, &old) == STATUS_OK &&
        update(buffer_view(&old), now, &xliff) == STATUS_OK) {
        HOLDS(fuzz_merge(buffer_view(&xliff), true, &merged) <= STATUS_FINDINGS);
        fuzz_equal_solid(buffer_view(&merged), now, "an update of German");
    }
    buffer_free(&old);
    buffer_free(&xliff);
    buffer_free(&merged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view input = {(const char *)data, size};
    unsigned choice = fuzz_choice(&input);
    size_t cut = view_find(input, divider, 0);
    if (cut == SIZE_MAX)
        return -1; /* of no use */
    struct view old = view_slice(input, 0, cut);
    struct view now = view_slice(input, cut + divider.size, input.size);
    if (!view_starts_with(old, VIEW("<"))) {
        update_german(old, now, (enum xliff_version)(choice % 4));
        return 0;
    }
    struct buffer xliff = {0}, merged = {0};
    if (update(old, now, &xliff) == STATUS_OK)
        HOLDS(fuzz_merge(buffer_view(&xliff), true, &merged) <= STATUS_FINDINGS);
    buffer_free(&xliff);
    buffer_free(&merged);
    return 0;
}
