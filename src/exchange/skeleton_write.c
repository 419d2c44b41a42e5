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
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (stands_for_itself(byte))
            buffer_add_char(lines, (char)byte);
        else
            add_escape(lines, byte);
    }
}

/* Puts the eight digits of a sum, all at once: each half byte in a byte of its own, the first in
 * the lowest. */
static char *put_sum(char *to, uint32_t sum)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t digits = (uint64_t)(sum & 0xffff) << 32 | sum >> 16;
    digits = (digits & 0x000000ff000000ff) << 16 | (digits & 0x0000ff000000ff00) >> 8;
    digits = (digits & 0x000f000f000f000f) << 8 | (digits >> 4 & 0x000f000f000f000f);
    uint64_t letters = (digits + 6 * ones) >> 4 & ones;
    digits += '0' * ones + letters * ('a' - '9' - 1);
    for (int i = 0; i < 8; i++)
        to[i] = (char)(digits >> 8 * i);
    return to + 8;
}

static char *put_number(char *to, size_t number)
{
    return to + number_write(to, number);
}

static const struct view first_line = VIEW(SKELETON_MAGIC "\nchecksum ");
enum { CHECKSUM = 16, BEFORE_BODY = CHECKSUM + 1 }; /* digits; with the line end */

size_t skeleton_begin(struct buffer *lines, const struct skeleton_head *head)
{
    size_t start = lines->size;
    buffer_add_view(lines, first_line);
    buffer_add_hex(lines, 0, CHECKSUM); /* until skeleton_finish */
    buffer_add_char(lines, '\n');
    buffer_printf(lines, "encoding %s%s\n", head->encoding.name, head->encoding.bom ? " bom" : "");
    buffer_printf(lines, "line-end %s\n", skeleton_line_ends[head->line_end]);
    buffer_printf(lines, "part %zu%s\n", head->part, head->last ? " last" : "");
    buffer_printf(lines, "article %016llx\n", (unsigned long long)head->article);
    buffer_printf(lines, "options%s%s%s%s%s%s\n", head->split_headlines ? " headlines=split" : "",
                  head->split_leads ? " leads=split" : "",
                  head->keep_quotations ? " quotes=keep" : "",
                  head->skip_furniture ? " skip=furniture" : "",
                  head->wrapped ? " lines=wrapped" : "", head->cldr_style ? " style=cldr" : "");
    if (head->has_whole)
        buffer_printf(lines, "whole %016llx\n", (unsigned long long)head->whole);
    if (head->shares > 0)
        buffer_printf(lines, "share %zu %zu %zu %zu\n", head->share, head->shares, head->first,
                      head->end);
    return start;
}

void skeleton_finish(struct buffer *lines, size_t start)
{
    size_t end = lines->size, sum = start + first_line.size, body = sum + BEFORE_BODY;
    if (lines->failed)
        return;
    lines->size = sum;
    buffer_add_hex(lines, checksum((struct view){lines->data + body, end - body}), CHECKSUM);
    lines->size = end;
}

void skeleton_block(struct buffer *lines, const struct article_block *block, uint32_t sum,
                    struct view lead)
{
    if (!buffer_reserve(lines, 64))
        return;
    char *to = lines->data + lines->size;
    *to++ = 'b';
    to = put_number(to, block->number);
    *to++ = ' ';
    lines->size = (size_t)(put_sum(to, sum) - lines->data);
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
    if (!buffer_reserve(lines, 64))
        return;
    char *to = lines->data + lines->size;
    *to++ = ' ';
    *to++ = 's';
    to = put_number(to, number);
    *to++ = '=';
    to = put_sum(to, sum);
    *to++ = '+';
    lines->size = (size_t)(put_number(to, size) - lines->data);
}

void skeleton_break(struct buffer *lines, size_t at, struct view source)
{
    buffer_printf(lines, " @%zu=", at);
    add_escaped(lines, source);
}

void skeleton_joint(struct buffer *lines, struct view joint)
{
    if (joint.size == 1 && joint.data[0] == ' ') { /* nearly everywhere */
        buffer_add_string(lines, " j=%20");
        return;
    }
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
