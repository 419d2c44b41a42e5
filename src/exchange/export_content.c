/* What stands in a segment: text and codes in turn. */

#include "exchange/codes.h"
#include "exchange/exporter.h"

/* A part to be filled in; NULL when memory runs out. */
static struct xliff_part *add_part(struct exporter *exporter)
{
    void *grown = array_grow(exporter->parts, exporter->part_count, &exporter->part_capacity,
                             sizeof *exporter->parts);
    if (!grown) {
        exporter->failed = true;
        return NULL;
    }
    exporter->parts = grown;
    return &exporter->parts[exporter->part_count++];
}

static void add_text(struct exporter *exporter, struct view text)
{
    struct xliff_part *part = text.size > 0 ? add_part(exporter) : NULL;
    if (!part)
        return;
    *part = code_no_part;
    part->text = view_string(text);
}

static void add_mark_part(struct exporter *exporter, struct xliff_part mark)
{
    struct xliff_part *part = add_part(exporter);
    if (part)
        *part = mark;
}

/* In 1.2 an id (mid) is for marks of segments alone. */
static void add_mark(struct exporter *exporter, struct view german, size_t index)
{
    bool old = exporter->options->version == XLIFF_1_2;
    struct xliff_string id = {0};
    if (!old)
        id = exporter_id(exporter, TEXT("m"), index + 1);
    add_mark_part(exporter,
                  (struct xliff_part){.kind = XLIFF_MARK_OPEN,
                                      .id = id,
                                      .type = exporter_text(old ? "protected" : "generic"),
                                      .translate = old ? -1 : 0});
    add_text(exporter, german);
    add_mark_part(exporter,
                  (struct xliff_part){.kind = XLIFF_MARK_CLOSE, .ref = id, .translate = -1});
}

/* 2.x: around a term that the unit's glossary has. */
static void add_term_mark(struct exporter *exporter, const struct glossary_mark *mark)
{
    struct xliff_string id = exporter_id(exporter, TEXT("t"), mark->term);
    add_mark_part(exporter,
                  (struct xliff_part){.kind = mark->open ? XLIFF_MARK_OPEN : XLIFF_MARK_CLOSE,
                                      .id = mark->open ? id : (struct xliff_string){0},
                                      .ref = mark->open ? (struct xliff_string){0} : id,
                                      .type = exporter_text("term"),
                                      .translate = -1});
}

/* Text between codes, in which terms are marked. */
static void add_block_text(struct exporter *exporter, struct view block, size_t cut, size_t start,
                           size_t end)
{
    struct glossary_mark mark;
    while (exporter_shows_glossary(exporter->options) &&
           glossary_next_mark(&exporter->glossary, cut, end, &mark)) {
        add_text(exporter, view_slice(block, start, mark.at));
        add_term_mark(exporter, &mark);
        start = mark.at;
    }
    add_text(exporter, view_slice(block, start, end));
}

static enum code_shape shape_of(const struct export_options *options, enum protect_kind kind)
{
    enum code_shape code = options->shape == CODE_SIMPLE ? CODE_SIMPLE : CODE_INLINE;
    if (options->as_text & PROTECT_BIT(kind))
        return CODE_TEXT;
    if (options->as_mark & PROTECT_BIT(kind))
        return CODE_MARK;
    return protect_is_quote(kind) || (options->as_code & PROTECT_BIT(kind)) ? code : options->shape;
}

static enum code_shape span_shape(const struct exporter *exporter, struct view block,
                                  const struct protect_span *span)
{
    enum code_shape shape = shape_of(exporter->options, span->kind);
    struct view german = view_slice(block, span->start, span->end);
    bool simple = exporter->options->version == XLIFF_1_2 && shape == CODE_SIMPLE;
    if (span->kind == PROTECT_TERM && (simple || shape == CODE_MARK) &&
        !view_equal(german, protect_form(&exporter->spans, span)))
        shape = CODE_TEXT; /* it has no place for another form than its German */
    return shape;
}

static void add_span(struct exporter *exporter, struct view block, const struct cut *cut,
                     size_t index)
{
    const struct protect_span *span = &exporter->spans.items[index];
    enum code_shape shape = span_shape(exporter, block, span);
    struct view german = view_slice(block, span->start, span->end);
    exporter->summary->codes++;
    if (shape == CODE_INLINE || shape == CODE_SIMPLE) {
        struct code_context context = {.version = exporter->options->version,
                                       .simple = shape == CODE_SIMPLE,
                                       .block = block,
                                       .spans = &exporter->spans,
                                       .start = cut->start,
                                       .end = cut->end,
                                       .arena = &exporter->arena};
        struct xliff_part *part = add_part(exporter);
        if (part)
            code_part(&context, index, part);
    } else if (shape == CODE_MARK)
        add_mark(exporter, german, index);
    else
        add_text(exporter, german);
}

/* The parts of one segment: text and codes in turn. */
static void build_cut(struct exporter *exporter, struct view block, size_t index)
{
    struct cut *cut = &exporter->cuts.items[index];
    size_t at = cut->start;
    cut->first_part = exporter->part_count;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        add_block_text(exporter, block, index, at, exporter->spans.items[i].start);
        add_span(exporter, block, cut, i);
        at = exporter->spans.items[i].end;
    }
    add_block_text(exporter, block, index, at, cut->end);
    cut->part_count = exporter->part_count - cut->first_part;
}

void exporter_build(struct exporter *exporter, const struct article_block *block)
{
    exporter->part_count = 0;
    for (size_t i = 0; i < exporter->cuts.count && !exporter->failed; i++)
        build_cut(exporter, block->text, i);
}

/* ---- segments of nothing but codes ------------------------------------------------------- */

/* What may stand between codes in a segment of nothing else. */
static bool is_between(struct view text)
{
    static const bool between[256] = {
        ['\0'] = true, [' '] = true, ['.'] = true, [','] = true, [';'] = true,
        [':'] = true,  ['/'] = true, ['('] = true, [')'] = true, ['-'] = true,
    };
    for (size_t i = 0; i < text.size; i++)
        if (!between[(unsigned char)text.data[i]])
            return false;
    return true;
}

/* Whether a segment has no letters and digits outside codes. */
static bool is_all_code(const struct exporter *exporter, struct view block, const struct cut *cut)
{
    bool code = false;
    size_t at = cut->start;
    if (cut->first_span == cut->end_span)
        return false;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        const struct protect_span *span = &exporter->spans.items[i];
        if (!is_between(view_slice(block, at, span->start)))
            return false;
        at = span->start;
        if (span_shape(exporter, block, span) == CODE_TEXT)
            continue;
        code |= !protect_is_quote(span->kind);
        at = span->end;
    }
    return code && is_between(view_slice(block, at, cut->end));
}

bool exporter_fix(struct exporter *exporter, const struct article_block *block)
{
    bool any = false;
    for (size_t i = 0; i < exporter->cuts.count; i++) {
        struct cut *cut = &exporter->cuts.items[i];
        cut->fixed = article_is_credit(view_slice(block->text, cut->start, cut->end)) ||
                     is_all_code(exporter, block->text, cut);
        any |= cut->fixed;
    }
    return any;
}

struct xliff_content exporter_content(const struct exporter *exporter, const struct cut *cut)
{
    return (struct xliff_content){
        .parts = exporter->parts + cut->first_part, .count = cut->part_count, .utf8 = true};
}
