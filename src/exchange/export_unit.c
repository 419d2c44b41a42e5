/* The units of a block: in 1.2 one a segment, in 2.x one for all. */
#include <string.h>

#include "exchange/codes.h"
#include "exchange/exporter.h"
#include "exchange/known.h"
#include "exchange/notes.h"
#include "exchange/role.h"

/* Field by field: a structure of this size that is cleared at once takes several times as long. */
static void fill_segment(const struct exporter *exporter, const struct cut *cut,
                         struct xliff_segment *segment)
{
    enum xliff_version version = exporter->options->version;
    segment->id = segment->state = segment->substate = (struct xliff_string){0};
    segment->ignorable = segment->has_target = false;
    segment->order = segment->line = segment->column = 0;
    segment->source = exporter_content(exporter, cut);
    segment->target = (struct xliff_content){0};
    if (cut->known.target.count > 0) {
        known_fill(version, &cut->known.target, segment);
    } else if (cut->fixed || exporter->options->copy_source) {
        segment->has_target = true;
        segment->target = segment->source;
        segment->state = exporter_text(cut->fixed             ? "final"
                                       : version == XLIFF_1_2 ? "needs-translation"
                                                              : "initial");
    }
}

/* Gives the unit, which holds cuts [first, end), its notes: codes, then terms. */
static void add_notes(struct exporter *exporter, const struct article_block *block, size_t first,
                      size_t end, struct xliff_unit *unit)
{
    const struct export_options *options = exporter->options;
    const struct cut *cuts = exporter->cuts.items;
    struct xliff_note *notes;
    bool listed = options->terms && !exporter_shows_glossary(options);
    unit->notes = NULL;
    unit->note_count = 0;
    if (!listed && cuts[first].first_span == cuts[end - 1].end_span)
        return;
    size_t count = glossary_notes(options->version, &exporter->glossary, first,
                                  listed ? end : first, &exporter->arena, &notes);
    size_t codes = !notes ? 0
                          : note_of_codes(options->version, &exporter->spans, block->text,
                                          cuts[first].first_span, cuts[end - 1].end_span,
                                          &exporter->note, notes);
    unit->notes = notes && codes == 0 ? notes + 1 : notes;
    unit->note_count = codes + count;
}

/* "b17.s3" of the block that is being written. */
static struct xliff_string segment_id(struct exporter *exporter, size_t segment)
{
    size_t size = exporter->block_id_size;
    char *id = arena_take(&exporter->arena, sizeof exporter->block_id + 24);
    if (!id)
        return (struct xliff_string){0};
    memcpy(id, exporter->block_id, sizeof exporter->block_id);
    id[size++] = '.';
    id[size++] = 's';
    return (struct xliff_string){id, size + number_write(id + size, segment)};
}

/* 1.2: a group a block, a trans-unit a segment. */
static void write_group(struct exporter *exporter, const struct article_block *block)
{
    struct xliff_segment segment;
    struct xliff_unit unit = {.segments = &segment, .segment_count = 1};
    struct xliff_group group = {.id = {exporter->block_id, exporter->block_id_size},
                                .type = role_type(exporter->options->version, block->role)};
    xliff_write_group_start(exporter->writer, &group);
    for (size_t i = 0; i < exporter->cuts.count; i++) {
        const struct cut *cut = &exporter->cuts.items[i];
        fill_segment(exporter, cut, &segment);
        unit.id = segment_id(exporter, i + 1);
        unit.no_translate = cut->fixed && !exporter->options->show_all;
        unit.matches = NULL;
        unit.match_count = 0;
        add_notes(exporter, block, i, i + 1, &unit);
        exporter->failed |=
            !known_add(exporter->options->version, block->text, cut, 1, &exporter->arena, &unit);
        exporter->failed |= exporter->arena.failed;
        if (exporter->failed)
            return;
        xliff_write_unit(exporter->writer, &unit);
    }
    xliff_write_group_end(exporter->writer);
}

/* A segment to be filled in; NULL when memory runs out. */
static struct xliff_segment *add_segment(struct exporter *exporter)
{
    void *grown = array_grow(exporter->segments, exporter->segment_count,
                             &exporter->segment_capacity, sizeof *exporter->segments);
    if (!grown) {
        exporter->failed = true;
        return NULL;
    }
    exporter->segments = grown;
    return &exporter->segments[exporter->segment_count++];
}

static void add_ignorable(struct exporter *exporter, struct view joint)
{
    struct xliff_part *part = arena_take(&exporter->arena, sizeof *part);
    struct xliff_segment *segment = part ? add_segment(exporter) : NULL;
    if (!segment)
        return;
    *part = code_no_part;
    part->text = view_string(joint);
    *segment = (struct xliff_segment){.ignorable = true,
                                      .source = {.parts = part, .count = 1, .utf8 = true}};
}

static void add_segments(struct exporter *exporter, const struct article_block *block)
{
    exporter->segment_count = 0;
    for (size_t i = 0; i < exporter->cuts.count; i++) {
        const struct cut *cut = &exporter->cuts.items[i];
        if (i > 0 && cut[-1].end < cut->start)
            add_ignorable(exporter, view_slice(block->text, cut[-1].end, cut->start));
        struct xliff_segment *segment = add_segment(exporter);
        if (!segment)
            return;
        fill_segment(exporter, cut, segment);
        segment->id = exporter_id(exporter, TEXT("s"), i + 1);
    }
}

static bool are_fixed(const struct cuts *cuts)
{
    bool fixed = true;
    for (size_t i = 0; i < cuts->count; i++)
        fixed &= cuts->items[i].fixed;
    return fixed;
}

/* 2.x: a unit a block, the joints as ignorables. */
static void write_unit(struct exporter *exporter, const struct article_block *block)
{
    bool fixed = are_fixed(&exporter->cuts);
    add_segments(exporter, block);
    struct xliff_unit unit = {.id = {exporter->block_id, exporter->block_id_size},
                              .type = role_type(exporter->options->version, block->role),
                              .no_translate = fixed && !exporter->options->show_all,
                              .segments = exporter->segments,
                              .segment_count = exporter->segment_count};
    add_notes(exporter, block, 0, exporter->cuts.count, &unit);
    exporter->failed |= !known_add(exporter->options->version, block->text, exporter->cuts.items,
                                   exporter->cuts.count, &exporter->arena, &unit);
    if (exporter_shows_glossary(exporter->options)) {
        unit.terms = glossary_terms(&exporter->glossary, &exporter->arena);
        unit.term_count = unit.terms ? exporter->glossary.count : 0;
    }
    if (!exporter->failed)
        xliff_write_unit(exporter->writer, &unit);
}

/* "b17" */
void exporter_name(struct exporter *exporter, const struct article_block *block)
{
    exporter->block_id[0] = 'b';
    exporter->block_id_size = 1 + number_write(exporter->block_id + 1, block->number);
}

void exporter_write(struct exporter *exporter, const struct article_block *block)
{
    exporter_name(exporter, block);
    if (exporter->options->version == XLIFF_1_2)
        write_group(exporter, block);
    else
        write_unit(exporter, block);
}
