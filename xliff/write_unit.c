/* A unit: <trans-unit> of 1.2, <unit> of 2.x. */
#include "xliff/writer.h"

#include <stdio.h>

static void put_number(struct xliff_writer *writer, const char *before, size_t number,
                       const char *after)
{
    xliff_put(writer, before);
    xliff_bytes_add_number(&writer->out, number);
    xliff_put(writer, after);
}

static void put_unit_start(struct xliff_writer *writer, const struct xliff_unit *unit,
                           size_t columns)
{
    bool first = writer->version == XLIFF_1_2;
    xliff_put_indent(writer, columns);
    size_t start = writer->out.size;
    if (first)
        xliff_put(writer, "<trans-unit");
    else
        xliff_put(writer, "<unit");
    xliff_put_attribute(writer, "id", unit->id);
    xliff_put_attribute(writer, first ? "resname" : "name", unit->name);
    xliff_put_attribute(writer, first ? "restype" : "type", unit->type);
    if (unit->no_translate)
        xliff_put(writer, " translate=\"no\"");
    if (first && unit->approved)
        xliff_put(writer, " approved=\"yes\"");
    xliff_put_sizes(writer, unit);
    xliff_put_carried_attributes(writer, start, &writer->carried.attributes);
    xliff_put(writer, " xml:space=\"preserve\">\n");
}

void xliff_put_note(struct xliff_writer *writer, const struct xliff_note *note)
{
    bool first = writer->version == XLIFF_1_2;
    xliff_put(writer, "<note");
    if (!first)
        xliff_put_attribute(writer, "id", note->id);
    xliff_put_attribute(writer, first ? "from" : "category", note->category);
    if (note->priority > 0)
        put_number(writer, " priority=\"", (size_t)note->priority, "\"");
    xliff_put_attribute(writer, first ? "annotates" : "appliesTo", note->applies_to);
    xliff_put(writer, ">");
    writer->utf8 = note->utf8;
    xliff_put_text(writer, note->text);
    writer->utf8 = false;
    xliff_put(writer, "</note>");
}

/* ---- 1.2 -------------------------------------------------------------------------------- */

/* Whether the unit is more than one plain segment, so that <seg-source> must divide it. */
static bool is_divided(const struct xliff_unit *unit)
{
    return unit->segment_count > 1 || (unit->segment_count == 1 && unit->segments[0].id.size > 0);
}

static void put_marked(struct xliff_writer *writer, const struct xliff_segment *segment,
                       size_t number, const struct xliff_content *content, size_t first)
{
    if (segment->ignorable) {
        xliff_put_content(writer, content, first);
        return;
    }
    xliff_put(writer, "<mrk mtype=\"seg\"");
    if (segment->id.size > 0)
        xliff_put_attribute(writer, "mid", segment->id);
    else
        put_number(writer, " mid=\"", number, "\"");
    xliff_put(writer, ">");
    xliff_put_content(writer, content, first);
    xliff_put(writer, "</mrk>");
}

/* All contents of one side, with the marks of segments or without. */
static void put_side(struct xliff_writer *writer, const struct xliff_unit *unit, size_t first,
                     bool target, bool marked)
{
    writer->controls = 0;
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        if (target && !segment->has_target)
            continue;
        const struct xliff_content *content = target ? &segment->target : &segment->source;
        if (marked)
            put_marked(writer, segment, i + 1, content, first);
        else
            xliff_put_content(writer, content, first);
        first += content->count;
    }
}

static size_t count_sources(const struct xliff_unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->segment_count; i++)
        count += unit->segments[i].source.count;
    return count;
}

/* The first segment with a target speaks for all: <target> has one state and one language. */
static const struct xliff_segment *find_target(const struct xliff_unit *unit)
{
    for (size_t i = 0; i < unit->segment_count; i++)
        if (unit->segments[i].has_target)
            return &unit->segments[i];
    return NULL;
}

static void put_target_1(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    const struct xliff_segment *segment = find_target(unit);
    if (!segment)
        return;
    xliff_put_indent(writer, columns);
    size_t start = writer->out.size;
    xliff_put(writer, "<target");
    xliff_put_attribute(writer, "state", segment->state);
    xliff_put_attribute(writer, "state-qualifier", segment->substate);
    xliff_put_attribute(writer, "xml:lang", segment->target.lang);
    xliff_put_carried_attributes(writer, start, &writer->carried.target);
    xliff_put(writer, ">");
    put_side(writer, unit, count_sources(unit), true, is_divided(unit));
    xliff_put(writer, "</target>\n");
}

static void put_unit_1(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<source");
    if (unit->segment_count > 0)
        xliff_put_attribute(writer, "xml:lang", unit->segments[0].source.lang);
    xliff_put(writer, ">");
    put_side(writer, unit, 0, false, false);
    xliff_put(writer, "</source>\n");
    if (is_divided(unit)) {
        xliff_put_indent(writer, columns);
        xliff_put(writer, "<seg-source>");
        put_side(writer, unit, 0, false, true);
        xliff_put(writer, "</seg-source>\n");
    }
    put_target_1(writer, unit, columns);
    for (size_t i = 0; i < unit->note_count; i++) {
        xliff_put_indent(writer, columns);
        xliff_put_note(writer, &unit->notes[i]);
        xliff_put(writer, "\n");
    }
}

/* ---- 2.x -------------------------------------------------------------------------------- */

static void put_notes_2(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    if (unit->note_count == 0)
        return;
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<notes>");
    for (size_t i = 0; i < unit->note_count; i++)
        xliff_put_note(writer, &unit->notes[i]);
    xliff_put(writer, "</notes>\n");
}

static void put_data(struct xliff_writer *writer, size_t columns)
{
    const struct xliff_string *texts = writer->data.items;
    if (writer->data.count == 0)
        return;
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<originalData>");
    for (size_t i = 0; i < writer->data.count; i++) {
        put_number(writer, "<data id=\"d", i + 1, "\">");
        xliff_put_text_with_cp(writer, texts[i]);
        xliff_put(writer, "</data>");
    }
    xliff_put(writer, "</originalData>\n");
}

static void put_source_2(struct xliff_writer *writer, const struct xliff_content *content,
                         size_t first)
{
    xliff_put(writer, "<source");
    xliff_put_attribute(writer, "xml:lang", content->lang);
    xliff_put(writer, " xml:space=\"preserve\">");
    xliff_put_content(writer, content, first);
    xliff_put(writer, "</source>");
}

static void put_target_2(struct xliff_writer *writer, const struct xliff_segment *segment,
                         size_t first)
{
    xliff_put(writer, "<target");
    xliff_put_attribute(writer, "xml:lang", segment->target.lang);
    xliff_put(writer, " xml:space=\"preserve\"");
    if (segment->order > 0)
        put_number(writer, " order=\"", segment->order, "\"");
    xliff_put(writer, ">");
    xliff_put_content(writer, &segment->target, first);
    xliff_put(writer, "</target>");
}

static void put_ignorable(struct xliff_writer *writer, const struct xliff_segment *segment,
                          size_t columns, size_t source, size_t target)
{
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<ignorable");
    xliff_put_attribute(writer, "id", segment->id);
    xliff_put(writer, ">");
    put_source_2(writer, &segment->source, source);
    if (segment->has_target)
        put_target_2(writer, segment, target);
    xliff_put(writer, "</ignorable>\n");
}

static void put_segment(struct xliff_writer *writer, const struct xliff_segment *segment,
                        size_t columns, size_t source, size_t target)
{
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<segment");
    xliff_put_attribute(writer, "id", segment->id);
    xliff_put_attribute(writer, "state", segment->state);
    xliff_put_attribute(writer, "subState", segment->substate);
    xliff_put(writer, ">\n");
    xliff_put_indent(writer, columns + 2);
    put_source_2(writer, &segment->source, source);
    xliff_put(writer, "\n");
    if (segment->has_target) {
        xliff_put_indent(writer, columns + 2);
        put_target_2(writer, segment, target);
        xliff_put(writer, "\n");
    }
    xliff_put_indent(writer, columns);
    xliff_put(writer, "</segment>\n");
}

static void put_unit_2(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    put_notes_2(writer, unit, columns);
    put_data(writer, columns);
    size_t source = 0, target = count_sources(unit);
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        if (segment->ignorable)
            put_ignorable(writer, segment, columns, source, target);
        else
            put_segment(writer, segment, columns, source, target);
        source += segment->source.count;
        target += segment->has_target ? segment->target.count : 0;
    }
}

/* ---- Matches ---------------------------------------------------------------------------- */

/* A source and a target with codes of their own, which have nothing to do with the unit's. */
static struct xliff_unit unit_of_match(const struct xliff_match *match,
                                       struct xliff_segment *segment)
{
    *segment = (struct xliff_segment){
        .source = match->source, .target = match->target, .has_target = true};
    return (struct xliff_unit){.segments = segment, .segment_count = 1};
}

static void put_similarity(struct xliff_writer *writer, const char *before,
                           const struct xliff_match *match, const char *after)
{
    if (match->similarity >= 0)
        put_number(writer, before, (size_t)match->similarity, after);
}

static void put_match_1(struct xliff_writer *writer, const struct xliff_match *match,
                        size_t columns)
{
    struct xliff_segment segment;
    struct xliff_unit unit = unit_of_match(match, &segment);
    xliff_shape_unit(writer, &unit);
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<alt-trans");
    put_similarity(writer, " match-quality=\"", match, "%\"");
    xliff_put_attribute(writer, "origin", match->origin);
    xliff_put_attribute(writer, "alttranstype", match->type);
    xliff_put(writer, ">\n");
    put_unit_1(writer, &unit, columns + 2);
    xliff_put_indent(writer, columns);
    xliff_put(writer, "</alt-trans>\n");
}

static void put_matches_1(struct xliff_writer *writer, const struct xliff_unit *unit,
                          size_t columns)
{
    for (size_t i = 0; i < unit->match_count; i++)
        put_match_1(writer, &unit->matches[i], columns);
}

static void put_match_2(struct xliff_writer *writer, const struct xliff_match *match,
                        size_t columns)
{
    struct xliff_segment segment;
    struct xliff_unit unit = unit_of_match(match, &segment);
    xliff_shape_unit(writer, &unit);
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<mtc:match ref=\"#");
    xliff_put_value(writer, match->segment);
    xliff_put(writer, "\"");
    put_similarity(writer, " similarity=\"", match, "\"");
    xliff_put_attribute(writer, "origin", match->origin);
    xliff_put_attribute(writer, "type", match->type);
    xliff_put_attribute(writer, "subType", match->subtype);
    xliff_put(writer, ">\n");
    put_data(writer, columns + 2);
    xliff_put_indent(writer, columns + 2);
    put_source_2(writer, &segment.source, 0);
    xliff_put(writer, "\n");
    xliff_put_indent(writer, columns + 2);
    put_target_2(writer, &segment, segment.source.count);
    xliff_put(writer, "\n");
    xliff_put_indent(writer, columns);
    xliff_put(writer, "</mtc:match>\n");
}

static void put_matches_2(struct xliff_writer *writer, const struct xliff_unit *unit,
                          size_t columns)
{
    if (unit->match_count == 0)
        return;
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<mtc:matches xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n");
    for (size_t i = 0; i < unit->match_count; i++)
        put_match_2(writer, &unit->matches[i], columns + 2);
    xliff_put_indent(writer, columns);
    xliff_put(writer, "</mtc:matches>\n");
}

/* ---- Terms ------------------------------------------------------------------------------ */

static void put_gloss_text(struct xliff_writer *writer, const char *element,
                           struct xliff_string text)
{
    if (!text.data)
        return;
    xliff_put(writer, "<gls:");
    xliff_put(writer, element);
    xliff_put(writer, ">");
    xliff_put_text(writer, text);
    xliff_put(writer, "</gls:");
    xliff_put(writer, element);
    xliff_put(writer, ">");
}

static void put_terms_2(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    if (unit->term_count == 0)
        return;
    xliff_put_indent(writer, columns);
    xliff_put(writer, "<gls:glossary xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\">\n");
    for (size_t i = 0; i < unit->term_count; i++) {
        const struct xliff_term *term = &unit->terms[i];
        xliff_put_indent(writer, columns + 2);
        xliff_put(writer, term->ref.size > 0 ? "<gls:glossEntry ref=\"#" : "<gls:glossEntry");
        if (term->ref.size > 0)
            xliff_put_value(writer, term->ref);
        xliff_put(writer, term->ref.size > 0 ? "\">" : ">");
        put_gloss_text(writer, "term", term->term);
        put_gloss_text(writer, "translation", term->translation);
        put_gloss_text(writer, "definition", term->definition);
        xliff_put(writer, "</gls:glossEntry>\n");
    }
    xliff_put_indent(writer, columns);
    xliff_put(writer, "</gls:glossary>\n");
}

/* ---- The unit ---------------------------------------------------------------------------- */

/* Matches stand at the end in 1.2, in front in 2.x; each thing is shaped before it is written. */
void xliff_put_unit(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns)
{
    bool first = writer->version == XLIFF_1_2;
    put_unit_start(writer, unit, columns);
    if (!first) {
        put_matches_2(writer, unit, columns + 2);
        put_terms_2(writer, unit, columns + 2);
        xliff_put_carried(writer, &writer->carried.other, columns + 2);
    }
    xliff_shape_unit(writer, unit);
    if (writer->error.code != XLIFF_OK)
        return;
    if (first)
        put_unit_1(writer, unit, columns + 2);
    else
        put_unit_2(writer, unit, columns + 2);
    writer->carried.target.size = 0;
    if (first) {
        put_matches_1(writer, unit, columns + 2);
        xliff_put_carried(writer, &writer->carried.own, columns + 2);
        xliff_put_carried(writer, &writer->carried.other, columns + 2);
    }
    xliff_put_indent(writer, columns);
    if (first)
        xliff_put(writer, "</trans-unit>\n");
    else
        xliff_put(writer, "</unit>\n");
}
