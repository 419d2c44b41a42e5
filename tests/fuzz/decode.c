/* decode: an article's parts, encoded again, are its bytes, whatever encoding it has or is said to
 * have; blocks stand in order and hold what they should. */
#include "tests/fuzz/fuzz.h"

static const char *const encodings[] = {NULL,       "UTF-8",    "WINDOWS-1252", "ISO-8859-1",
                                        "UTF-16LE", "UTF-16BE", "IBM850",       "ISO-8859-15"};

static void blocks_are_sound(const struct article_part *part)
{
    size_t line = 0;
    for (size_t i = 0; i < part->block_count; i++) {
        const struct article_block *block = &part->blocks[i];
        HOLDS(block->text.size > 0 && block->line > line);
        HOLDS(utf8_valid_prefix(block->text) == block->text.size);
        HOLDS(view_find(block->text, VIEW("\n"), 0) == SIZE_MAX);
        HOLDS(block->text.data[0] != ' ' && block->text.data[block->text.size - 1] != ' ');
        line = block->line;
    }
}

static enum status read_parts(struct article_reader *reader, struct buffer *text,
                              struct findings *findings)
{
    const struct article_part *part;
    enum status status;
    while ((status = article_next_part(reader, &part, findings)) == STATUS_OK && part) {
        blocks_are_sound(part);
        buffer_add_view(text, part->text);
    }
    return status;
}

static void encodes_again(const struct article_encoding *encoding, struct view text,
                          struct view bytes)
{
    struct findings findings = fuzz_findings();
    struct buffer out = {0};
    enum status status;
    struct article_encoder *encoder = article_encoder_new(encoding, &status, &findings);
    HOLDS(encoder);
    status = article_encode(encoder, text, false, (struct place){0}, NULL, &out, &findings);
    HOLDS(status == STATUS_OK);
    fuzz_equal(buffer_view(&out), bytes, "decoded and encoded again");
    article_encoder_free(encoder);
    buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    unsigned choice = fuzz_choice(&bytes);
    struct findings findings = fuzz_findings();
    struct article_options options = {.encoding = encodings[choice % 8], .lines = choice / 8 % 3};
    struct input input = fuzz_input(bytes, 0);
    struct buffer text = {0};
    enum status status;
    struct article_reader *reader = article_open(&input, &options, &status, &findings);
    HOLDS(reader || status != STATUS_OK);
    if (reader && read_parts(reader, &text, &findings) == STATUS_OK)
        encodes_again(article_encoding(reader), buffer_view(&text), bytes);
    article_close(reader);
    buffer_free(&text);
    return 0;
}
