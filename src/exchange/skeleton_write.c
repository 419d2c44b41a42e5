/* The lines of a skeleton, and the sums in them. */
#include <string.h>

#include "base/squeeze.h"
#include "exchange/skeleton.h"

const char *const skeleton_line_ends[SKELETON_LINE_ENDS] = {
    [ARTICLE_LF] = "lf",
    [ARTICLE_CRLF] = "crlf",
    [ARTICLE_CR] = "cr",
};

#define CHUNK 512u /* bytes without blanks that are summed at once */

uint32_t skeleton_sum(struct view german)
{
    squeeze_function *squeeze = squeeze_choose();
    uint64_t sum = 0;
    char chunk[CHUNK];
    size_t used = 0, more;
    for (size_t i = 0; i < german.size; i += more) {
        if (used == sizeof chunk) {
            sum = sum * 31 + checksum((struct view){chunk, used});
            used = 0;
        }
        more = german.size - i < sizeof chunk - used ? german.size - i : sizeof chunk - used;
        used += squeeze(german.data + i, more, chunk + used);
    }
    return (uint32_t)(sum * 31 + checksum((struct view){chunk, used}));
}

/* A full chunk is not the last one if bytes follow it, be they blanks. */
uint32_t skeleton_sum_squeezed(struct view squeezed, struct view german)
{
    uint64_t sum = 0;
    bool blank_end = german.size > 0 && (unsigned char)german.data[german.size - 1] <= ' ';
    for (; squeezed.size >= CHUNK + !blank_end;
         squeezed = view_slice(squeezed, CHUNK, squeezed.size))
        sum = sum * 31 + checksum(view_slice(squeezed, 0, CHUNK));
    return (uint32_t)(sum * 31 + checksum(squeezed));
}

/* ---- writing ----------------------------------------------------------------------------- */

static bool stands_for_itself(unsigned char byte)
{
    return byte > ' ' && byte < 0x7f && !strchr("%=@+<>&\"'", byte);
}

static void add_escape(struct buffer *lines, unsigned char byte)
{
    const char *digits = "0123456789ABCDEF";
    const char escape[3] = {'%', digits[byte >> 4], digits[byte & 15]};
    buffer_add(lines, escape, sizeof escape);
}

static void add_escaped(struct buffer *lines, struct view text)
{
    if (view_equal(text, VIEW(" "))) { /* nearly every joint */
        buffer_add_string(lines, "%20");
        return;
    }
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (stands_for_itself(byte))
            buffer_add_char(lines, (char)byte);
        else
            add_escape(lines, byte);
    }
}

void skeleton_block(struct buffer *lines, const struct article_block *block, uint32_t sum,
                    struct view lead)
{
    buffer_add_char(lines, 'b');
    buffer_add_number(lines, block->number);
    buffer_add_char(lines, ' ');
    buffer_add_hex(lines, sum, 8);
    if (block->role == ARTICLE_HEADING)
        buffer_add_string(lines, " heading");
    if (lead.size > 0) {
        buffer_add_string(lines, " lead=");
        add_escaped(lines, lead);
    }
    if (block->width > 0)
        buffer_printf(lines, " wrap=%zu", block->width);
}

void skeleton_segment(struct buffer *lines, size_t number, uint32_t sum, size_t size)
{
    buffer_add_string(lines, " s");
    buffer_add_number(lines, number);
    buffer_add_char(lines, '=');
    buffer_add_hex(lines, sum, 8);
    buffer_add_char(lines, '+');
    buffer_add_number(lines, size);
}

void skeleton_break(struct buffer *lines, size_t at, struct view source)
{
    buffer_printf(lines, " @%zu=", at);
    add_escaped(lines, source);
}

void skeleton_joint(struct buffer *lines, struct view joint)
{
    buffer_add_string(lines, " j=");
    add_escaped(lines, joint);
}

void skeleton_block_end(struct buffer *lines)
{
    buffer_add_char(lines, '\n');
}

void skeleton_tail(struct buffer *lines, struct view tail)
{
    if (tail.size == 0)
        return;
    buffer_add_string(lines, "tail ");
    add_escaped(lines, tail);
    buffer_add_char(lines, '\n');
}

void skeleton_finish(struct buffer *out, const struct skeleton_head *head, struct view lines)
{
    struct buffer body = {0};
    buffer_printf(&body, "encoding %s%s\n", head->encoding.name, head->encoding.bom ? " bom" : "");
    buffer_printf(&body, "line-end %s\n", skeleton_line_ends[head->line_end]);
    buffer_printf(&body, "part %zu%s\n", head->part, head->last ? " last" : "");
    buffer_printf(&body, "article %016llx\n", (unsigned long long)head->article);
    buffer_printf(&body, "options%s%s%s%s%s%s\n", head->split_headlines ? " headlines=split" : "",
                  head->split_leads ? " leads=split" : "",
                  head->keep_quotations ? " quotes=keep" : "",
                  head->skip_furniture ? " skip=furniture" : "",
                  head->wrapped ? " lines=wrapped" : "", head->cldr_style ? " style=cldr" : "");
    if (head->has_whole)
        buffer_printf(&body, "whole %016llx\n", (unsigned long long)head->whole);
    if (head->shares > 0)
        buffer_printf(&body, "share %zu %zu %zu %zu\n", head->share, head->shares, head->first,
                      head->end);
    buffer_add_view(&body, lines);
    unsigned long long sum = checksum(buffer_view(&body));
    buffer_printf(out, SKELETON_MAGIC "\nchecksum %016llx\n", sum);
    buffer_add_view(out, buffer_view(&body));
    out->failed |= body.failed;
    buffer_free(&body);
}
