/* What stands inside <source> and <target>: text, codes and marks become parts. */
#include "xliff/escape.h"
#include "xliff/reader.h"

#include <string.h>

/* ---- Text ------------------------------------------------------------------------------- */

static struct draft_part *add_part(struct xliff_reader *reader, const struct draft_part *part)
{
    struct draft_part *added = xliff_draft_add(reader, &reader->draft.parts, sizeof *added);
    if (added)
        *added = *part;
    return added;
}

/* The text since the last code becomes a part. */
static void end_text(struct xliff_reader *reader)
{
    if (reader->text.size == 0)
        return;
    struct draft *draft = &reader->draft;
    struct draft_part text = {.part.kind = XLIFF_TEXT, .part.translate = -1};
    text.part.text = xliff_keep(reader, draft->item, xliff_bytes_view(&reader->text));
    draft->size += reader->text.size;
    xliff_bytes_clear(&reader->text);
    add_part(reader, &text);
}

void xliff_end_content(struct xliff_reader *reader)
{
    end_text(reader);
    struct draft_content *content = reader->draft.content;
    content->count = reader->draft.parts.count - content->start;
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
    read_hex(xliff_tag_get(tag, "hex"), &codepoint);
    xliff_bytes_add_character(&reader->text, codepoint);
    if (reader->text.failed)
        xliff_fail_memory(reader);
    return true;
}

/* ---- Codes and marks -------------------------------------------------------------------- */

static void read_1(struct xliff_reader *reader, const struct tag *tag, struct draft_part *to)
{
    struct xliff_part *part = &to->part;
    if (part->kind == XLIFF_MARK_OPEN) {
        part->id = xliff_keep_attribute(reader, tag, "mid");
        part->type = xliff_keep_attribute(reader, tag, "mtype");
        return;
    }
    part->id = xliff_keep_attribute(reader, tag, "id");
    part->type = xliff_keep_attribute(reader, tag, "ctype");
    part->equiv = xliff_keep_attribute(reader, tag, "equiv-text");
    to->link = xliff_keep_attribute(reader, tag, "rid");
    if (!strcmp(part->element, "it")) {
        struct xliff_string position = xliff_tag_get(tag, "pos");
        if (xliff_is(position, "close") || xliff_is(position, "end"))
            part->kind = XLIFF_CLOSE;
    }
}

static void read_mark(struct xliff_reader *reader, const struct tag *tag, struct xliff_part *part)
{
    struct xliff_string translate = xliff_tag_get(tag, "translate");
    if (translate.data)
        part->translate = xliff_is(translate, "yes");
    part->value = xliff_keep_attribute(reader, tag, "value");
}

static void read_2(struct xliff_reader *reader, const struct tag *tag, struct draft_part *to)
{
    struct xliff_part *part = &to->part;
    bool pair = !strcmp(part->element, "pc");
    part->id = xliff_keep_attribute(reader, tag, "id");
    if (part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_CLOSE)
        part->ref = xliff_keep_attribute(reader, tag, "startRef");
    part->type = xliff_keep_attribute(reader, tag, "type");
    if (part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE) {
        read_mark(reader, tag, part);
        return;
    }
    part->subtype = xliff_keep_attribute(reader, tag, "subType");
    part->equiv = xliff_keep_attribute(reader, tag, pair ? "equivStart" : "equiv");
    part->disp = xliff_keep_attribute(reader, tag, pair ? "dispStart" : "disp");
    part->keep = xliff_is(xliff_tag_get(tag, "canDelete"), "no");
    part->isolated = xliff_is(xliff_tag_get(tag, "isolated"), "yes");
    to->link = xliff_keep_attribute(reader, tag, pair ? "dataRefStart" : "dataRef");
}

static struct draft_part read_part(struct xliff_reader *reader, const struct tag *tag,
                                   const struct rule *rule)
{
    struct draft_part part = {
        .part = {.kind = rule->kind,
                 .element = rule->name,
                 .translate = -1,
                 .line = tag->line,
                 .column = tag->column},
    };
    if (reader->version == XLIFF_1_2)
        read_1(reader, tag, &part);
    else
        read_2(reader, tag, &part);
    return part;
}

bool xliff_start_point(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    struct draft_part part = read_part(reader, tag, rule);
    end_text(reader);
    add_part(reader, &part);
    return true;
}

/* Its closing part waits in the frame; it repeats what the two have in common. */
bool xliff_start_span(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    struct draft_part part = read_part(reader, tag, rule);
    end_text(reader);
    add_part(reader, &part);
    struct draft_part *close = &reader->frames[reader->depth - 1].part;
    *close = part;
    close->part.kind = part.part.kind == XLIFF_OPEN ? XLIFF_CLOSE : XLIFF_MARK_CLOSE;
    close->part.ref = part.part.id;
    close->part.id = close->part.equiv = close->part.disp = close->part.value =
        (struct xliff_string){0};
    close->part.translate = -1;
    close->link = (struct xliff_string){0};
    if (part.part.kind == XLIFF_OPEN && reader->version != XLIFF_1_2) {
        close->part.equiv = xliff_keep_attribute(reader, tag, "equivEnd");
        close->part.disp = xliff_keep_attribute(reader, tag, "dispEnd");
        close->link = xliff_keep_attribute(reader, tag, "dataRefEnd");
    }
    return true;
}

void xliff_end_span(struct xliff_reader *reader)
{
    end_text(reader);
    add_part(reader, &reader->frames[reader->depth - 1].part);
}

bool xliff_start_code(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    reader->frames[reader->depth - 1].part = read_part(reader, tag, rule);
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
    struct draft_part *part = &reader->frames[reader->depth - 1].part;
    uint32_t codepoint;
    if (is_control(reader, &part->part, &codepoint)) {
        xliff_bytes_add_character(&reader->text, codepoint);
    } else {
        end_text(reader);
        part->part.text = xliff_keep(reader, reader->draft.item, xliff_bytes_view(&reader->code));
        reader->draft.size += reader->code.size;
        add_part(reader, part);
    }
    xliff_bytes_clear(&reader->code);
}
