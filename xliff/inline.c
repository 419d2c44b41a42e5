/* What stands inside <source> and <target>: text, codes and marks become parts. */
#include "xliff/escape.h"
#include "xliff/reader.h"

#include <string.h>

/* ---- Text ------------------------------------------------------------------------------- */

/* The part in the unit; NULL after an error was set. */
static struct xliff_part *add_part(struct xliff_reader *reader, const struct xliff_part *part,
                                   const struct detail *detail)
{
    struct item *item = reader->draft.item;
    struct xliff_part *added = xliff_draft_take(reader, &item->parts, sizeof *added);
    struct detail *added_detail = added ? xliff_array_take(&item->details, sizeof *detail) : NULL;
    if (!added_detail) {
        xliff_fail_memory(reader);
        return NULL;
    }
    *added = *part;
    *added_detail = *detail;
    return added;
}

/* The text since the last code becomes a part. */
static void end_text(struct xliff_reader *reader)
{
    static const struct xliff_part blank = {.kind = XLIFF_TEXT, .translate = -1};
    static const struct detail none;
    if (reader->text.size == 0)
        return;
    struct draft *draft = &reader->draft;
    struct xliff_string text = xliff_keep(reader, draft->item, xliff_bytes_view(&reader->text));
    draft->size += reader->text.size;
    xliff_bytes_clear(&reader->text);
    struct xliff_part *part = add_part(reader, &blank, &none);
    if (part)
        part->text = text;
}

void xliff_end_content(struct xliff_reader *reader)
{
    end_text(reader);
    struct draft_content *content = reader->draft.content;
    content->count = reader->draft.item->parts.count - content->start;
    xliff_end_range(reader, &content->range);
    reader->draft.content = NULL;
}

/* Reads 1 to 6 hexadecimal digits; false if there is anything else. */
static bool read_hex(struct xliff_string text, uint32_t *codepoint)
{
    uint32_t value = 0;
    if (text.size < 1 || text.size > 6)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    *codepoint = value;
    return true;
}

/* <cp hex="000C"/>: what cannot be read, or is half a surrogate pair, becomes U+FFFD. */
bool xliff_start_character(struct xliff_reader *reader, const struct tag *tag,
                           const struct rule *rule)
{
    (void)rule;
    uint32_t codepoint = 0xfffd;
    read_hex(xliff_tag_get(tag, NAME_HEX), &codepoint);
    xliff_bytes_add_character(&reader->text, codepoint);
    if (reader->text.failed)
        xliff_fail_memory(reader);
    return true;
}

/* ---- Codes and marks -------------------------------------------------------------------- */

static void read_1(struct xliff_reader *reader, const struct tag *tag, struct xliff_part *part,
                   struct detail *detail)
{
    if (part->kind == XLIFF_MARK_OPEN) {
        part->id = xliff_keep_attribute(reader, tag, NAME_MID);
        part->type = xliff_keep_attribute(reader, tag, NAME_MTYPE);
        part->value = xliff_keep_attribute(reader, tag, NAME_COMMENT);
        return;
    }
    part->id = xliff_keep_attribute(reader, tag, NAME_ID);
    part->type = xliff_keep_attribute(reader, tag, NAME_CTYPE);
    part->equiv = xliff_keep_attribute(reader, tag, NAME_EQUIV_TEXT);
    detail->link = xliff_keep_attribute(reader, tag, NAME_RID);
    if (xliff_tag_has(tag, NAME_POS) && !strcmp(part->element, "it")) {
        struct xliff_string position = xliff_tag_get(tag, NAME_POS);
        if (xliff_is(position, "close") || xliff_is(position, "end"))
            part->kind = XLIFF_CLOSE;
    }
}

static void read_mark(struct xliff_reader *reader, const struct tag *tag, struct xliff_part *part)
{
    struct xliff_string translate = xliff_tag_get(tag, NAME_TRANSLATE);
    if (translate.data)
        part->translate = xliff_is(translate, "yes");
    part->value = xliff_keep_attribute(reader, tag, NAME_VALUE);
}

static void read_2(struct xliff_reader *reader, const struct tag *tag, struct xliff_part *part,
                   struct detail *detail)
{
    bool pair = part->element[0] == 'p' && part->kind == XLIFF_OPEN; /* <pc> */
    part->id = xliff_keep_attribute(reader, tag, NAME_ID);
    if (part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_CLOSE)
        part->ref = xliff_keep_attribute(reader, tag, NAME_START_REF);
    part->type = xliff_keep_attribute(reader, tag, NAME_TYPE);
    if (part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE) {
        read_mark(reader, tag, part);
        return;
    }
    part->subtype = xliff_keep_attribute(reader, tag, NAME_SUB_TYPE);
    part->equiv = xliff_keep_attribute(reader, tag, pair ? NAME_EQUIV_START : NAME_EQUIV);
    part->disp = xliff_keep_attribute(reader, tag, pair ? NAME_DISP_START : NAME_DISP);
    part->keep = xliff_is(xliff_tag_get(tag, NAME_CAN_DELETE), "no");
    part->isolated = xliff_is(xliff_tag_get(tag, NAME_ISOLATED), "yes");
    detail->link = xliff_keep_attribute(reader, tag, pair ? NAME_DATA_REF_START : NAME_DATA_REF);
}

static void read_part(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule,
                      struct xliff_part *part, struct detail *detail)
{
    memset(part, 0, sizeof *part);
    part->kind = rule->kind;
    part->element = rule->name;
    part->translate = -1;
    part->line = tag->line;
    part->column = tag->column;
    *detail = (struct detail){.start = tag->start, .end = tag->end};
    if (reader->version == XLIFF_1_2)
        read_1(reader, tag, part, detail);
    else
        read_2(reader, tag, part, detail);
    detail->separate = rule->element != SPAN && part->kind != XLIFF_PLACEHOLDER;
    reader->draft.paired |= detail->separate;
}

bool xliff_start_point(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    read_part(reader, tag, rule, &frame->part, &frame->detail);
    return true;
}

void xliff_end_point(struct xliff_reader *reader)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    end_text(reader);
    frame->detail.end = reader->passed.offset;
    add_part(reader, &frame->part, &frame->detail);
}

/* The closing part waits in the frame; it repeats what the two have in common. */
bool xliff_start_span(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    struct xliff_part *close = &frame->part;
    read_part(reader, tag, rule, close, &frame->detail);
    end_text(reader);
    add_part(reader, close, &frame->detail);
    bool mark = close->kind == XLIFF_MARK_OPEN;
    close->kind = mark ? XLIFF_MARK_CLOSE : XLIFF_CLOSE;
    close->ref = close->id;
    close->id = close->equiv = close->disp = close->value = (struct xliff_string){0};
    close->translate = -1;
    frame->detail.link = (struct xliff_string){0};
    if (!mark && reader->version != XLIFF_1_2) {
        close->equiv = xliff_keep_attribute(reader, tag, NAME_EQUIV_END);
        close->disp = xliff_keep_attribute(reader, tag, NAME_DISP_END);
        frame->detail.link = xliff_keep_attribute(reader, tag, NAME_DATA_REF_END);
    }
    return true;
}

void xliff_end_span(struct xliff_reader *reader)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    end_text(reader);
    if (reader->tracked)
        frame->detail.start = xliff_tag_end_start(reader->parser->input);
    frame->detail.end = reader->passed.offset;
    add_part(reader, &frame->part, &frame->detail);
}

bool xliff_start_code(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    read_part(reader, tag, rule, &frame->part, &frame->detail);
    xliff_bytes_clear(&reader->code);
    return true;
}

/* 1.2 cannot name a character that XML cannot hold, so the writer makes a placeholder of it:
 * <ph ctype="x-control">U+000C</ph>. True if this is one. */
static bool is_control(const struct xliff_reader *reader, const struct xliff_part *part,
                       uint32_t *codepoint)
{
    struct xliff_string text = xliff_bytes_view(&reader->code);
    if (part->kind != XLIFF_PLACEHOLDER || !xliff_is(part->type, "x-control") || text.size < 6 ||
        memcmp(text.data, "U+", 2) != 0)
        return false;
    return read_hex((struct xliff_string){text.data + 2, text.size - 2}, codepoint) &&
           !xliff_is_xml_character(*codepoint);
}

void xliff_end_code(struct xliff_reader *reader)
{
    struct frame *frame = &reader->frames[reader->depth - 1];
    uint32_t codepoint;
    if (is_control(reader, &frame->part, &codepoint)) {
        xliff_bytes_add_character(&reader->text, codepoint);
    } else {
        frame->part.text = xliff_keep(reader, reader->draft.item, xliff_bytes_view(&reader->code));
        reader->draft.size += reader->code.size;
        xliff_end_point(reader);
    }
    xliff_bytes_clear(&reader->code);
}
