/* page.c - the page about the data. Nothing of an article may ever be markup or script in it. */
#include "review/internal.h"

/* Text between tags. */
static void add_escaped(struct buffer *page, struct view text)
{
    for (size_t i = 0; i < text.size; i++)
        switch (text.data[i]) {
        case '<':
            buffer_add_string(page, "&lt;");
            break;
        case '&':
            buffer_add_string(page, "&amp;");
            break;
        default:
            buffer_add_char(page, text.data[i]);
        }
}

/* JSON in a <script>: what could end it, or begin a comment, is escaped as JSON can. These
 * characters stand in strings only. */
static void add_json(struct buffer *page, struct view json)
{
    static const struct {
        struct view text;
        const char *escape;
    } risky[] = {
        {VIEW("<"), "\\u003c"},
        {VIEW(">"), "\\u003e"},
        {VIEW("&"), "\\u0026"},
        {VIEW("\xe2\x80\xa8"), "\\u2028"},
        {VIEW("\xe2\x80\xa9"), "\\u2029"},
    };
    for (size_t at = 0; at < json.size;) {
        struct view rest = view_slice(json, at, json.size);
        size_t which = 0, count = sizeof risky / sizeof *risky;
        while (which < count && !view_starts_with(rest, risky[which].text))
            which++;
        if (which < count) {
            buffer_add_string(page, risky[which].escape);
            at += risky[which].text.size;
        } else {
            buffer_add_char(page, json.data[at++]);
        }
    }
}

void review_page_add(struct buffer *page, struct view title, struct view json)
{
    buffer_add_view(page, review_page_pieces[0]);
    add_escaped(page, title);
    buffer_add_view(page, review_page_pieces[1]);
    add_json(page, json);
    buffer_add_view(page, review_page_pieces[2]);
}

void review_add_base64(struct buffer *out, struct view bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.size; i += 3) {
        size_t left = bytes.size - i;
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (k < left ? (unsigned char)bytes.data[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            buffer_add_char(out, k <= left ? digits[group >> (18 - 6 * k) & 63] : '=');
    }
}
