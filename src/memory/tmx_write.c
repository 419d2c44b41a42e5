/* Writes TMX 1.4b: a unit a translation, the German of a code in the source and its English in the
 * target. */
#include <inttypes.h>

#include "memory/coded.h"
#include "memory/tags.h"
#include "memory/tmx.h"
#include "version.h"

/* ---- text ------------------------------------------------------------------------------------ */

static bool is_allowed(uint32_t c)
{
    return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

/* As content or the value of an attribute. A character that XML cannot hold becomes U+FFFD. */
static void add_escaped(struct buffer *out, struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        at += utf8_decode(text, at, &c);
        const char *reference = c == '&'    ? "&amp;"
                                : c == '<'  ? "&lt;"
                                : c == '>'  ? "&gt;"
                                : c == '"'  ? "&quot;"
                                : c == '\r' ? "&#13;"
                                            : NULL;
        if (reference)
            buffer_add_string(out, reference);
        else
            buffer_add_codepoint(out, is_allowed(c) ? c : 0xFFFD);
    }
}

/* Nothing if the value is empty. */
static void add_attribute(struct buffer *out, const char *name, struct view value)
{
    if (value.size == 0)
        return;
    buffer_printf(out, " %s=\"", name);
    add_escaped(out, value);
    buffer_add_char(out, '"');
}

static struct view as_view(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}

/* ---- codes ------------------------------------------------------------------------------------
 */

/* Whether a content has the other half of a pair. */
static bool has_partner(const struct xliff_content *content, const struct xliff_part *part)
{
    bool close = part->kind == XLIFF_CLOSE;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *other = &content->parts[i];
        if (other->kind == (close ? XLIFF_OPEN : XLIFF_CLOSE) &&
            view_equal(as_view(close ? other->id : other->ref),
                       as_view(close ? part->ref : part->id)))
            return !part->isolated;
    }
    return false;
}

static void add_code(struct buffer *out, const struct xliff_content *content,
                     const struct xliff_part *part, bool target)
{
    bool close = part->kind == XLIFF_CLOSE;
    bool pair = part->kind != XLIFF_PLACEHOLDER && has_partner(content, part);
    const char *name = part->kind == XLIFF_PLACEHOLDER ? "ph"
                       : !pair                         ? "it"
                       : close                         ? "ept"
                                                       : "bpt";
    struct view number = as_view(close ? part->ref : part->id);
    buffer_printf(out, "<%s", name);
    if (part->kind != XLIFF_PLACEHOLDER && !pair)
        add_attribute(out, "pos", close ? VIEW("end") : VIEW("begin"));
    if (pair)
        add_attribute(out, "i", number);
    if (!pair || !close) {
        add_attribute(out, "x", number);
        add_attribute(out, "type", as_view(part->type));
    }
    buffer_add_char(out, '>');
    add_escaped(out, as_view(target && part->equiv.size > 0 ? part->equiv : part->text));
    buffer_printf(out, "</%s>", name);
}

static void add_seg(struct buffer *out, const struct xliff_content *content, bool target)
{
    for (size_t i = 0; i < content->count; i++) {
        if (content->parts[i].kind == XLIFF_TEXT)
            add_escaped(out, as_view(content->parts[i].text));
        else
            add_code(out, content, &content->parts[i], target);
    }
}

static void add_tags(struct buffer *out, const struct xliff_content *source,
                     const struct xliff_content *content)
{
    struct buffer text = {0};
    tags_add(&text, source, content);
    add_escaped(out, buffer_view(&text));
    out->failed |= text.failed;
    buffer_free(&text);
}

/* ---- units ------------------------------------------------------------------------------------
 */

static void add_property(struct buffer *out, const char *type, struct view text)
{
    if (text.size == 0)
        return;
    buffer_printf(out, "      <prop type=\"%s\">", type);
    add_escaped(out, text);
    buffer_add_string(out, "</prop>\n");
}

static void add_remark(struct buffer *out, struct view line, struct arena *arena)
{
    struct view name = coded_take_field(&line, "\t");
    struct view type = coded_restore_field(arena, coded_take_field(&line, "\t"));
    struct view text = coded_restore_field(arena, line);
    bool note = view_equal(name, VIEW("note"));
    buffer_add_string(out, note ? "      <note" : "      <prop");
    if (!note) {
        buffer_add_string(out, " type=\"");
        add_escaped(out, type);
        buffer_add_char(out, '"');
    }
    buffer_add_char(out, '>');
    add_escaped(out, text);
    buffer_add_string(out, note ? "</note>\n" : "</prop>\n");
}

static void add_remarks(struct buffer *out, struct view remarks)
{
    struct arena arena = {0};
    while (remarks.size > 0)
        add_remark(out, coded_take_field(&remarks, "\n"), &arena);
    out->failed |= arena.failed;
    arena_free(&arena);
}

static void add_context(struct buffer *out, const struct memory_context *context)
{
    if (context->previous != 0 || context->next != 0)
        buffer_printf(out,
                      "      <prop type=\"x-satz-context\">%016" PRIx64 " %016" PRIx64 "</prop>\n",
                      context->previous, context->next);
}

static void add_variant(struct buffer *out, const struct tmx_header *header, const char *lang,
                        const struct memory_entry *entry, bool target)
{
    const struct xliff_content *content = target ? entry->target : entry->source;
    buffer_add_string(out, "      <tuv");
    add_attribute(out, "xml:lang", view_of(lang));
    buffer_add_string(out, ">\n        <seg>");
    if (header->tags)
        add_tags(out, entry->source, content);
    else
        add_seg(out, content, target);
    buffer_add_string(out, "</seg>\n      </tuv>\n");
}

void tmx_add_entry(struct buffer *out, const struct tmx_header *header,
                   const struct memory_entry *entry)
{
    struct view lang = view_of(entry->source_lang);
    buffer_add_string(out, "    <tu");
    add_attribute(out, "creationdate", entry->created.date);
    add_attribute(out, "creationid", entry->created.name);
    add_attribute(out, "changedate", entry->changed.date);
    add_attribute(out, "changeid", entry->changed.name);
    if (!view_equal(lang, header->source_lang))
        add_attribute(out, "srclang", lang);
    buffer_add_string(out, ">\n");
    add_remarks(out, entry->remarks);
    add_property(out, "x-satz-state", entry->state);
    add_property(out, "x-satz-origin", entry->origin);
    add_context(out, &entry->context);
    add_variant(out, header, entry->source_lang, entry, false);
    add_variant(out, header, entry->target_lang, entry, true);
    buffer_add_string(out, "    </tu>\n");
}

/* ---- the document -----------------------------------------------------------------------------
 */

void tmx_add_header(struct buffer *out, const struct tmx_header *header)
{
    buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
                           "<tmx version=\"1.4\">\n"
                           "  <header creationtool=\"satz\" creationtoolversion=\"" SATZ_VERSION
                           "\" segtype=\"sentence\"");
    add_attribute(out, "o-tmf", header->tags ? VIEW("OmegaT TMX") : VIEW("satz"));
    buffer_add_string(out, " adminlang=\"en\"");
    add_attribute(out, "srclang", header->source_lang);
    buffer_add_string(out, " datatype=\"plaintext\"");
    add_attribute(out, "creationdate", header->date);
    buffer_add_string(out, "/>\n  <body>\n");
}

void tmx_add_end(struct buffer *out)
{
    buffer_add_string(out, "  </body>\n</tmx>\n");
}
