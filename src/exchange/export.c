#include "exchange/exporter.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/known.h"
#include "exchange/share.h"
#include "exchange/skeleton.h"
#include "exchange/source.h"
#include "version.h"

struct xliff_string exporter_id(struct exporter *exporter, struct xliff_string prefix,
                                size_t number)
{
    char *id = arena_take(&exporter->arena, prefix.size + 20);
    if (!id) {
        exporter->failed = true;
        return (struct xliff_string){0};
    }
    memcpy(id, prefix.data, prefix.size);
    return (struct xliff_string){id, prefix.size + number_write(id + prefix.size, number)};
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

static void find_known(struct exporter *exporter)
{
    const struct known_translations *known = &exporter->options->known;
    for (size_t i = 0; i < exporter->cuts.count && !exporter->failed; i++) {
        struct cut *cut = &exporter->cuts.items[i];
        cut->known = (struct known_answer){0};
        if (!known->find)
            continue;
        struct xliff_content source = exporter_content(exporter, cut), next = {0};
        struct known_answer answer = {0};
        bool last = i + 1 == exporter->cuts.count;
        if (!last)
            next = exporter_content(exporter, cut + 1);
        exporter->stream.reported =
            known->find(known->context, &source, last ? NULL : &next, cut->fixed ? NULL : &answer,
                        exporter->stream.findings);
        exporter->failed |= exporter->stream.reported != STATUS_OK ||
                            !known_keep(&cut->known, &answer, &exporter->arena);
        exporter->summary->translated += cut->known.target.count > 0;
        exporter->summary->offered += cut->known.count > 0;
    }
}

static void write_units(struct exporter *exporter, const struct article_block *block)
{
    bool fixed = exporter_fix(exporter, block);
    if (!fixed && exporter->may_be_plain && exporter_write_plain(exporter, block))
        return;
    exporter_build(exporter, block);
    if (!exporter->failed)
        find_known(exporter);
    if (!exporter->failed)
        exporter_write(exporter, block);
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
    exporter->stream.reported = cut_block(&exporter->cuts, block, &exporter->spans,
                                          exporter->options, exporter->stream.findings);
    exporter->failed |= exporter->stream.reported != STATUS_OK;
    exporter->failed |=
        !exporter->failed && !glossary_find(&exporter->glossary, exporter->options->terms,
                                            exporter->options->version == XLIFF_1_2, block->text,
                                            &exporter->spans, &exporter->cuts);
    if (!exporter->failed)
        write_units(exporter, block);
    if (exporter->failed)
        return;
    write_skeleton(exporter, block);
    exporter->failed |= exporter->arena.failed || exporter->note.failed;
    exporter->summary->blocks++;
    exporter->summary->segments += exporter->cuts.count;
}

static enum status writer_status(struct exporter *exporter)
{
    const struct xliff_error *error = xliff_writer_error(exporter->writer);
    if (exporter->stream.reported != STATUS_OK)
        return exporter->stream.reported;
    if (exporter->failed || error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(exporter->stream.findings);
    if (error->code != XLIFF_OK)
        return finding_error(exporter->stream.findings, STATUS_SYSTEM, (struct place){0}, "%s",
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
        .id = exporter_id(exporter, TEXT("f"), part->number),
        .original = exporter_text(original),
        .source_lang = exporter_text(options->source_lang),
        .target_lang = exporter_text(options->target_lang),
        .datatype = exporter_text("plaintext"),
        .tool_id = exporter_text("satz"),
        .tool_name = exporter_text("satz"),
        .tool_version = exporter_text(SATZ_VERSION),
    };
    struct skeleton_head head = head_of(exporter, part, article);
    xliff_write_file_start(exporter->writer, &file);
    buffer_clear(&exporter->lines);
    size_t skeleton = skeleton_begin(&exporter->lines, &head);
    for (size_t i = 0; i < part->block_count && !exporter->failed; i++)
        export_block(exporter, &part->blocks[i]);
    buffer_add_view(&exporter->lead, part->tail);
    skeleton_tail(&exporter->lines, buffer_view(&exporter->lead));
    skeleton_finish(&exporter->lines, skeleton);
    exporter->failed |= exporter->lead.failed || exporter->lines.failed;
    buffer_clear(&exporter->lead);
    if (!exporter->failed)
        xliff_write_file_end(exporter->writer, view_string(buffer_view(&exporter->lines)));
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

static enum status export_parts(struct exporter *exporter, struct article_reader *article,
                                const char *original)
{
    const struct article_part *part;
    enum status status;
    if (exporter->options->version != XLIFF_1_2) /* of type="satz:heading" and the like */
        xliff_write_prefix(exporter->writer, exporter_text("satz"), exporter_text("urn:satz:1"));
    xliff_write_document_start(exporter->writer, exporter_text(exporter->options->source_lang),
                               exporter_text(exporter->options->target_lang));
    do {
        status = article_next_part(article, &part, exporter->stream.findings);
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
        .options = options,
        .stream = {.sink = sink, .findings = findings},
        .summary = summary,
        .may_be_plain = exporter_may_be_plain(options),
    };
    enum status status;
    *summary = (struct exchange_summary){0};
    exporter.writer = xliff_writer_new(options->version, stream_write, &exporter.stream);
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
    cuts_free(&exporter.cuts);
    free(exporter.parts);
    free(exporter.segments);
    return status;
}
