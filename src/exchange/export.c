#include "exchange/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/codes.h"
#include "exchange/cut.h"
#include "exchange/glossary.h"
#include "exchange/known.h"
#include "exchange/notes.h"
#include "exchange/role.h"
#include "exchange/share.h"
#include "exchange/skeleton.h"
#include "exchange/source.h"
#include "version.h"

struct exporter {
    const struct export_options *options;
    struct xliff_writer *writer;
    struct sink sink;
    struct findings *findings;
    enum status reported; /* an error that was reported where it happened */
    struct exchange_summary *summary;
    struct protect_spans spans;
    struct arena arena;  /* strings of one block */
    struct buffer lines; /* the part's skeleton */
    struct buffer lead;  /* what the next block's lead begins with: furniture that was skipped */
    struct buffer raw;   /* article bytes of a joint */
    struct buffer id;    /* of what is being written */
    struct buffer note;  /* text of the unit's note of codes */
    struct glossary glossary;
    struct cuts cuts; /* the block's segments */
    struct xliff_part *parts;
    size_t part_count, part_capacity;
    struct xliff_segment *segments;
    size_t segment_count, segment_capacity;
    size_t part;            /* number of the last one, over all shares */
    struct checksum *whole; /* of the article so far */
    bool failed;            /* memory ran out, or `reported` says what */
};

static struct xliff_string text_of(const char *string)
{
    return view_string(view_of(string));
}

/* "b17", or "b17.s3" if segment > 0. */
static struct xliff_string format_id(struct exporter *exporter, const char *prefix, size_t block,
                                     size_t segment)
{
    buffer_clear(&exporter->id);
    buffer_add_string(&exporter->id, prefix);
    buffer_add_number(&exporter->id, block);
    if (segment > 0) {
        buffer_add_string(&exporter->id, ".s");
        buffer_add_number(&exporter->id, segment);
    }
    struct view copy = arena_copy(&exporter->arena, buffer_view(&exporter->id));
    exporter->failed |= exporter->id.failed || !copy.data;
    return view_string(copy);
}

/* ---- parts ------------------------------------------------------------------------------- */

static void add_part(struct exporter *exporter, struct xliff_part part)
{
    void *grown = array_grow(exporter->parts, exporter->part_count, &exporter->part_capacity,
                             sizeof *exporter->parts);
    if (!grown) {
        exporter->failed = true;
        return;
    }
    exporter->parts = grown;
    exporter->parts[exporter->part_count++] = part;
}

static void add_text(struct exporter *exporter, struct view text)
{
    if (text.size > 0)
        add_part(exporter, (struct xliff_part){
                               .kind = XLIFF_TEXT, .text = view_string(text), .translate = -1});
}

/* Simple tools, and 1.2, have notes for terms. */
static bool shows_glossary(const struct export_options *options)
{
    return options->terms && options->version != XLIFF_1_2 && options->shape != CODE_SIMPLE;
}

/* In 1.2 an id (mid) is for marks of segments alone. */
static void add_mark(struct exporter *exporter, struct view german, size_t index)
{
    bool old = exporter->options->version == XLIFF_1_2;
    struct xliff_string id = {0};
    if (!old)
        id = format_id(exporter, "m", index + 1, 0);
    add_part(exporter, (struct xliff_part){.kind = XLIFF_MARK_OPEN,
                                           .id = id,
                                           .type = text_of(old ? "protected" : "generic"),
                                           .translate = old ? -1 : 0});
    add_text(exporter, german);
    add_part(exporter, (struct xliff_part){.kind = XLIFF_MARK_CLOSE, .ref = id, .translate = -1});
}

/* 2.x: around a term that the unit's glossary has. */
static void add_term_mark(struct exporter *exporter, const struct glossary_mark *mark)
{
    struct xliff_string id = format_id(exporter, "t", mark->term, 0);
    add_part(exporter, (struct xliff_part){.kind = mark->open ? XLIFF_MARK_OPEN : XLIFF_MARK_CLOSE,
                                           .id = mark->open ? id : (struct xliff_string){0},
                                           .ref = mark->open ? (struct xliff_string){0} : id,
                                           .type = text_of("term"),
                                           .translate = -1});
}

/* Text between codes, in which terms are marked. */
static void add_block_text(struct exporter *exporter, struct view block, size_t cut, size_t start,
                           size_t end)
{
    struct glossary_mark mark;
    while (shows_glossary(exporter->options) &&
           glossary_next_mark(&exporter->glossary, cut, end, &mark)) {
        add_text(exporter, view_slice(block, start, mark.at));
        add_term_mark(exporter, &mark);
        start = mark.at;
    }
    add_text(exporter, view_slice(block, start, end));
}

static enum code_shape shape_of(const struct export_options *options, enum protect_kind kind)
{
    bool quote = kind == PROTECT_QUOTE_OPEN || kind == PROTECT_QUOTE_CLOSE;
    enum code_shape code = options->shape == CODE_SIMPLE ? CODE_SIMPLE : CODE_INLINE;
    if (options->as_text & PROTECT_BIT(kind))
        return CODE_TEXT;
    if (options->as_mark & PROTECT_BIT(kind))
        return CODE_MARK;
    return quote || (options->as_code & PROTECT_BIT(kind)) ? code : options->shape;
}

static void add_span(struct exporter *exporter, struct view block, const struct cut *cut,
                     size_t index)
{
    const struct protect_span *span = &exporter->spans.items[index];
    enum code_shape shape = shape_of(exporter->options, span->kind);
    struct view german = view_slice(block, span->start, span->end);
    bool simple = exporter->options->version == XLIFF_1_2 && shape == CODE_SIMPLE;
    if (span->kind == PROTECT_TERM && (simple || shape == CODE_MARK) &&
        !view_equal(german, protect_form(&exporter->spans, span)))
        shape = CODE_TEXT; /* it has no place for another form than its German */
    exporter->summary->codes++;
    if (shape == CODE_INLINE || shape == CODE_SIMPLE) {
        struct code_context context = {.version = exporter->options->version,
                                       .simple = shape == CODE_SIMPLE,
                                       .block = block,
                                       .spans = &exporter->spans,
                                       .start = cut->start,
                                       .end = cut->end,
                                       .arena = &exporter->arena};
        add_part(exporter, code_part(&context, index));
    } else if (shape == CODE_MARK)
        add_mark(exporter, german, index);
    else
        add_text(exporter, german);
}

/* The parts of one segment: text and codes in turn. */
static void build_cut(struct exporter *exporter, struct view block, size_t index, size_t *span)
{
    struct cut *cut = &exporter->cuts.items[index];
    size_t at = cut->start;
    cut->first_part = exporter->part_count;
    cut->first_span = *span;
    for (; *span < exporter->spans.count && exporter->spans.items[*span].start < cut->end;
         ++*span) {
        add_block_text(exporter, block, index, at, exporter->spans.items[*span].start);
        add_span(exporter, block, cut, *span);
        at = exporter->spans.items[*span].end;
    }
    add_block_text(exporter, block, index, at, cut->end);
    cut->end_span = *span;
    cut->part_count = exporter->part_count - cut->first_part;
}

static void build_cuts(struct exporter *exporter, const struct article_block *block)
{
    size_t span = 0;
    exporter->part_count = 0;
    for (size_t i = 0; i < exporter->cuts.count && !exporter->failed; i++) {
        struct cut *cut = &exporter->cuts.items[i];
        build_cut(exporter, block->text, i, &span);
        if (exporter->failed)
            return;
        cut->fixed = article_is_credit(view_slice(block->text, cut->start, cut->end)) ||
                     code_is_all(exporter->parts + cut->first_part, cut->part_count);
    }
}

/* ---- units ------------------------------------------------------------------------------- */

static struct xliff_content content(const struct exporter *exporter, const struct cut *cut)
{
    return (struct xliff_content){.parts = exporter->parts + cut->first_part,
                                  .count = cut->part_count,
                                  .utf8 = true};
}

static void find_known(struct exporter *exporter)
{
    const struct known_translations *known = &exporter->options->known;
    for (size_t i = 0; known->find && i < exporter->cuts.count && !exporter->failed; i++) {
        struct cut *cut = &exporter->cuts.items[i];
        struct xliff_content source = content(exporter, cut), next = {0};
        struct known_answer answer = {0};
        bool last = i + 1 == exporter->cuts.count;
        if (!last)
            next = content(exporter, cut + 1);
        exporter->reported = known->find(known->context, &source, last ? NULL : &next,
                                         cut->fixed ? NULL : &answer, exporter->findings);
        exporter->failed |=
            exporter->reported != STATUS_OK || !known_keep(&cut->known, &answer, &exporter->arena);
        exporter->summary->translated += cut->known.target.count > 0;
        exporter->summary->offered += cut->known.count > 0;
    }
}

static struct xliff_segment segment_of(const struct exporter *exporter, const struct cut *cut)
{
    enum xliff_version version = exporter->options->version;
    struct xliff_segment segment = {.source = content(exporter, cut)};
    if (cut->known.target.count > 0) {
        known_fill(version, &cut->known.target, &segment);
    } else if (cut->fixed || exporter->options->copy_source) {
        segment.has_target = true;
        segment.target = segment.source;
        segment.state = text_of(cut->fixed             ? "final"
                                : version == XLIFF_1_2 ? "needs-translation"
                                                       : "initial");
    }
    return segment;
}

/* Gives the unit, which holds cuts [first, end), its notes: codes, then terms. */
static void add_notes(struct exporter *exporter, const struct article_block *block, size_t first,
                      size_t end, struct xliff_unit *unit)
{
    const struct export_options *options = exporter->options;
    const struct cut *cuts = exporter->cuts.items;
    struct xliff_note *notes;
    bool listed = options->terms && !shows_glossary(options);
    size_t count = glossary_notes(options->version, &exporter->glossary, first,
                                  listed ? end : first, &exporter->arena, &notes);
    size_t codes = !notes ? 0
                          : note_of_codes(options->version, &exporter->spans, block->text,
                                          cuts[first].first_span, cuts[end - 1].end_span,
                                          &exporter->note, notes);
    unit->notes = notes && codes == 0 ? notes + 1 : notes;
    unit->note_count = codes + count;
}

/* 1.2: a group a block, a trans-unit a segment. */
static void write_group(struct exporter *exporter, const struct article_block *block)
{
    struct xliff_group group = {.id = format_id(exporter, "b", block->number, 0),
                                .type = role_type(exporter->options->version, block->role)};
    xliff_write_group_start(exporter->writer, &group);
    for (size_t i = 0; i < exporter->cuts.count; i++) {
        const struct cut *cut = &exporter->cuts.items[i];
        struct xliff_segment segment = segment_of(exporter, cut);
        struct xliff_unit unit = {.id = format_id(exporter, "b", block->number, i + 1),
                                  .no_translate = cut->fixed && !exporter->options->show_all,
                                  .segments = &segment,
                                  .segment_count = 1};
        add_notes(exporter, block, i, i + 1, &unit);
        exporter->failed |=
            !known_add(exporter->options->version, block->text, cut, 1, &exporter->arena, &unit);
        if (exporter->failed)
            return;
        xliff_write_unit(exporter->writer, &unit);
    }
    xliff_write_group_end(exporter->writer);
}

static void add_segment(struct exporter *exporter, struct xliff_segment segment)
{
    void *grown = array_grow(exporter->segments, exporter->segment_count,
                             &exporter->segment_capacity, sizeof *exporter->segments);
    if (!grown) {
        exporter->failed = true;
        return;
    }
    exporter->segments = grown;
    exporter->segments[exporter->segment_count++] = segment;
}

static void add_ignorable(struct exporter *exporter, struct view joint)
{
    struct xliff_part *part = arena_take(&exporter->arena, sizeof *part);
    if (!part)
        return;
    *part = (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(joint), .translate = -1};
    add_segment(exporter,
                (struct xliff_segment){.ignorable = true, .source = {.parts = part, .count = 1}});
}

/* 2.x: a unit a block, the joints as ignorables. */
static void write_unit(struct exporter *exporter, const struct article_block *block)
{
    bool fixed = true;
    exporter->segment_count = 0;
    for (size_t i = 0; i < exporter->cuts.count; i++) {
        const struct cut *cut = &exporter->cuts.items[i];
        if (i > 0 && cut[-1].end < cut->start)
            add_ignorable(exporter, view_slice(block->text, cut[-1].end, cut->start));
        struct xliff_segment segment = segment_of(exporter, cut);
        segment.id = format_id(exporter, "s", i + 1, 0);
        add_segment(exporter, segment);
        fixed &= cut->fixed;
    }
    struct xliff_unit unit = {.id = format_id(exporter, "b", block->number, 0),
                              .type = role_type(exporter->options->version, block->role),
                              .no_translate = fixed && !exporter->options->show_all,
                              .segments = exporter->segments,
                              .segment_count = exporter->segment_count};
    add_notes(exporter, block, 0, exporter->cuts.count, &unit);
    exporter->failed |= !known_add(exporter->options->version, block->text, exporter->cuts.items,
                                   exporter->cuts.count, &exporter->arena, &unit);
    if (shows_glossary(exporter->options)) {
        unit.terms = glossary_terms(&exporter->glossary, &exporter->arena);
        unit.term_count = unit.terms ? exporter->glossary.count : 0;
    }
    if (!exporter->failed)
        xliff_write_unit(exporter->writer, &unit);
}

/* ---- skeleton ---------------------------------------------------------------------------- */

static void write_skeleton(struct exporter *exporter, const struct article_block *block)
{
    buffer_add_view(&exporter->lead, block->lead);
    skeleton_cuts(&exporter->lines, buffer_view(&exporter->lead), block, &exporter->cuts,
                  &exporter->raw);
    exporter->failed |= exporter->lead.failed || exporter->raw.failed || exporter->lines.failed;
    buffer_clear(&exporter->lead);
}

/* ---- blocks, parts, the article ---------------------------------------------------------- */

static void export_block(struct exporter *exporter, const struct article_block *block)
{
    if (exporter->options->skip_furniture && block->role == ARTICLE_FURNITURE) {
        buffer_add_view(&exporter->lead, block->lead);
        source_text(&exporter->lead, block, 0, block->text.size);
        return;
    }
    struct protect_options protect = exporter->options->protect;
    protect.heading = block->role == ARTICLE_HEADING;
    arena_clear(&exporter->arena);
    if (!protect_find(block->text, &protect, &exporter->spans)) {
        exporter->failed = true;
        return;
    }
    exporter->reported =
        cut_block(&exporter->cuts, block, &exporter->spans, exporter->options, exporter->findings);
    exporter->failed |= exporter->reported != STATUS_OK;
    exporter->failed |=
        !exporter->failed && !glossary_find(&exporter->glossary, exporter->options->terms,
                                            exporter->options->version == XLIFF_1_2, block->text,
                                            &exporter->spans, &exporter->cuts);
    if (!exporter->failed)
        build_cuts(exporter, block);
    if (!exporter->failed)
        find_known(exporter);
    if (exporter->failed)
        return;
    if (exporter->options->version == XLIFF_1_2)
        write_group(exporter, block);
    else
        write_unit(exporter, block);
    write_skeleton(exporter, block);
    exporter->failed |= exporter->arena.failed || exporter->note.failed;
    exporter->summary->blocks++;
    exporter->summary->segments += exporter->cuts.count;
}

static enum status writer_status(struct exporter *exporter)
{
    const struct xliff_error *error = xliff_writer_error(exporter->writer);
    if (exporter->reported != STATUS_OK)
        return exporter->reported;
    if (exporter->failed || error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(exporter->findings);
    if (error->code != XLIFF_OK)
        return finding_error(exporter->findings, STATUS_SYSTEM, (struct place){0}, "%s",
                             error->message);
    return STATUS_OK;
}

static struct skeleton_head head_of(const struct exporter *exporter,
                                    const struct article_part *part,
                                    const struct article_reader *article)
{
    const struct export_options *options = exporter->options;
    const struct article_shares *shares = options->shares;
    struct skeleton_head head = {
        .encoding = *article_encoding(article),
        .line_end = article_line_end(article),
        .part = part->number,
        .last = part->last,
        .article = checksum(part->text),
        .split_headlines = options->split_headlines,
        .split_leads = options->split_leads,
        .keep_quotations = options->keep_quotations,
        .skip_furniture = options->skip_furniture,
        .wrapped = article_wrapped(article),
        .cldr_style = options->protect.style == PROTECT_STYLE_CLDR,
    };
    if (shares) {
        head.has_whole = true;
        head.whole = shares->checksum;
        head.share = options->share + 1;
        head.shares = shares->count;
        head.first = part->blocks[0].number;
        head.end = head.first + part->block_count;
    } else if (part->last && part->number > 1) {
        head.has_whole = true;
        head.whole = checksum_value(exporter->whole);
    }
    return head;
}

static enum status export_part(struct exporter *exporter, const struct article_part *part,
                               struct article_reader *article, const char *original)
{
    const struct export_options *options = exporter->options;
    struct xliff_file file = {
        .id = format_id(exporter, "f", part->number, 0),
        .original = text_of(original),
        .source_lang = text_of(options->source_lang),
        .target_lang = text_of(options->target_lang),
        .datatype = text_of("plaintext"),
        .tool_id = text_of("satz"),
        .tool_name = text_of("satz"),
        .tool_version = text_of(SATZ_VERSION),
    };
    struct skeleton_head head = head_of(exporter, part, article);
    xliff_write_file_start(exporter->writer, &file);
    buffer_clear(&exporter->lines);
    for (size_t i = 0; i < part->block_count && !exporter->failed; i++)
        export_block(exporter, &part->blocks[i]);
    buffer_add_view(&exporter->lead, part->tail);
    skeleton_tail(&exporter->lines, buffer_view(&exporter->lead));
    exporter->failed |= exporter->lead.failed;
    buffer_clear(&exporter->lead);

    struct buffer skeleton = {0};
    skeleton_finish(&skeleton, &head, buffer_view(&exporter->lines));
    exporter->failed |= skeleton.failed || exporter->lines.failed;
    if (!exporter->failed)
        xliff_write_file_end(exporter->writer, view_string(buffer_view(&skeleton)));
    buffer_free(&skeleton);
    exporter->summary->parts++;
    return writer_status(exporter);
}

/* The article's part, or what of it is in the share that is written. */
static enum status export_shares(struct exporter *exporter, const struct article_part *part,
                                 struct article_reader *article, const char *original)
{
    const struct article_shares *shares = exporter->options->shares;
    checksum_add(exporter->whole, part->text);
    if (!shares)
        return export_part(exporter, part, article, original);
    enum status status = STATUS_OK;
    for (size_t first = 0, count; first < part->block_count && status == STATUS_OK;
         first += count) {
        size_t number = part->blocks[first].number, left = part->block_count - first;
        size_t share = share_of_block(shares, number);
        count = shares->starts[share + 1] - number;
        count = count < left ? count : left;
        struct article_part slice = share_slice(part, first, count);
        slice.number = ++exporter->part;
        if (share == exporter->options->share)
            status = export_part(exporter, &slice, article, original);
    }
    return status;
}

static int write_out(void *context, const char *data, size_t size)
{
    struct exporter *exporter = context;
    exporter->reported =
        exporter->sink.write(exporter->sink.context, (struct view){data, size}, exporter->findings);
    return exporter->reported == STATUS_OK ? 0 : -1;
}

static enum status export_parts(struct exporter *exporter, struct article_reader *article,
                                const char *original)
{
    const struct article_part *part;
    enum status status;
    if (exporter->options->version != XLIFF_1_2) /* of type="satz:heading" and the like */
        xliff_write_prefix(exporter->writer, text_of("satz"), text_of("urn:satz:1"));
    xliff_write_document_start(exporter->writer, text_of(exporter->options->source_lang),
                               text_of(exporter->options->target_lang));
    do {
        status = article_next_part(article, &part, exporter->findings);
        if (status == STATUS_OK && part)
            status = export_shares(exporter, part, article, original);
    } while (status == STATUS_OK && part);
    if (status != STATUS_OK)
        return status;
    xliff_write_document_end(exporter->writer);
    return writer_status(exporter);
}

enum status exchange_export(struct article_reader *article, const char *original,
                            const struct export_options *options, struct sink sink,
                            struct exchange_summary *summary, struct findings *findings)
{
    struct exporter exporter = {
        .options = options, .sink = sink, .findings = findings, .summary = summary};
    enum status status;
    *summary = (struct exchange_summary){0};
    exporter.writer = xliff_writer_new(options->version, write_out, &exporter);
    exporter.whole = checksum_new();
    if (exporter.writer && exporter.whole)
        status = export_parts(&exporter, article, original);
    else
        status = finding_no_memory(findings);
    xliff_writer_free(exporter.writer);
    checksum_free(exporter.whole);
    protect_spans_free(&exporter.spans);
    arena_free(&exporter.arena);
    buffer_free(&exporter.lines);
    buffer_free(&exporter.lead);
    buffer_free(&exporter.raw);
    buffer_free(&exporter.note);
    glossary_free(&exporter.glossary);
    buffer_free(&exporter.id);
    cuts_free(&exporter.cuts);
    free(exporter.parts);
    free(exporter.segments);
    return status;
}
