/* What is in a unit, but for its text: notes, data, segments, sources and targets. */
#include "xliff/reader.h"

#include <string.h>

static void clear_draft(struct draft *draft)
{
    xliff_array_clear(&draft->segments, sizeof(struct draft_segment));
    xliff_array_clear(&draft->notes, sizeof(struct xliff_note));
    xliff_array_clear(&draft->data, sizeof(struct draft_data));
    xliff_array_clear(&draft->matches, sizeof(struct draft_match));
    xliff_array_clear(&draft->terms, sizeof(struct xliff_term));
    memset(&draft->item, 0, sizeof *draft - offsetof(struct draft, item));
}

bool xliff_start_unit(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct item *item = xliff_new_item(reader, XLIFF_UNIT, tag->line, tag->column);
    if (!item)
        return false;
    clear_draft(&reader->draft);
    reader->draft.item = item;
    item->start = tag->start;
    bool first = reader->version == XLIFF_1_2;
    struct xliff_unit *unit = &item->unit;
    unit->line = tag->line;
    unit->column = tag->column;
    unit->id = xliff_keep_attribute(reader, tag, NAME_ID);
    unit->name = xliff_keep_attribute(reader, tag, first ? NAME_RESNAME : NAME_NAME);
    unit->type = xliff_keep_attribute(reader, tag, first ? NAME_RESTYPE : NAME_TYPE);
    unit->approved = first && xliff_is(xliff_tag_get(tag, NAME_APPROVED), "yes");
    unit->no_translate = xliff_translate_is_no(tag, item->no_translate);
    xliff_read_sizes(reader, tag, unit);
    item->event.unit = unit;
    return true;
}

static size_t read_number(struct xliff_string text)
{
    size_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || number > SIZE_MAX / 10 - 1)
            return 0;
        number = number * 10 + (size_t)(text.data[i] - '0');
    }
    return number;
}

/* 2.x: <notes> stands before <originalData>, and that before the segments. */
static void set_note_place(struct draft *draft, size_t start)
{
    if (draft->item && draft->item->note_insert == 0)
        draft->item->note_insert = start;
}

bool xliff_start_notes(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    set_note_place(&reader->draft, tag->start);
    if (reader->draft.item)
        reader->draft.item->notes = (struct range){.start = tag->start, .inside = tag->end};
    return true;
}

void xliff_end_notes(struct xliff_reader *reader)
{
    if (!reader->draft.item)
        return;
    xliff_end_range(reader, &reader->draft.item->notes);
}

bool xliff_start_original_data(struct xliff_reader *reader, const struct tag *tag,
                               const struct rule *rule)
{
    (void)rule;
    if (!reader->draft.in_match)
        set_note_place(&reader->draft, tag->start);
    return true;
}

/* A note of a file or group is an event of its own. */
static struct xliff_note *add_note(struct xliff_reader *reader, const struct tag *tag)
{
    if (reader->draft.item)
        return xliff_draft_add(reader, &reader->draft.notes, sizeof(struct xliff_note));
    reader->note = xliff_new_item(reader, XLIFF_NOTE, tag->line, tag->column);
    if (!reader->note)
        return NULL;
    reader->note->event.note = &reader->note->note;
    return &reader->note->note;
}

bool xliff_start_note(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct xliff_note *note = add_note(reader, tag);
    if (!note)
        return false;
    struct item *item = reader->draft.item ? reader->draft.item : reader->note;
    bool first = reader->version == XLIFF_1_2;
    size_t priority = read_number(xliff_tag_get(tag, NAME_PRIORITY));
    note->id = xliff_keep(reader, item, xliff_tag_get(tag, NAME_ID));
    note->category =
        xliff_keep(reader, item, xliff_tag_get(tag, first ? NAME_FROM : NAME_CATEGORY));
    note->applies_to =
        xliff_keep(reader, item, xliff_tag_get(tag, first ? NAME_ANNOTATES : NAME_APPLIES_TO));
    note->priority = priority <= 10 ? (int)priority : 0;
    reader->draft.size += note->id.size + note->category.size + note->applies_to.size;
    return true;
}

/* Moves what was read as text into the unit. */
static struct xliff_string take_text(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    struct xliff_string text = xliff_keep(reader, draft->item, xliff_bytes_view(&reader->text));
    draft->size += text.size;
    xliff_bytes_clear(&reader->text);
    return text;
}

void xliff_end_note(struct xliff_reader *reader)
{
    struct array *notes = &reader->draft.notes;
    if (!reader->note) {
        ((struct xliff_note *)notes->items)[notes->count - 1].text = take_text(reader);
        return;
    }
    reader->note->note.text = xliff_keep(reader, reader->note, xliff_bytes_view(&reader->text));
    xliff_bytes_clear(&reader->text);
    xliff_queue_push(&reader->queue, reader->note);
    reader->note = NULL;
}

bool xliff_start_data(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct draft_data *data = xliff_draft_add(reader, &reader->draft.data, sizeof *data);
    if (data)
        data->id = xliff_keep_attribute(reader, tag, NAME_ID);
    return data != NULL;
}

void xliff_end_data(struct xliff_reader *reader)
{
    struct array *array = &reader->draft.data;
    struct draft_data *data = (struct draft_data *)array->items + array->count - 1;
    data->text = take_text(reader);
}

/* ---- Matches ---------------------------------------------------------------------------- */

/* "80", "80%", "80.0" as 80; -1: anything else. */
static int read_similarity(struct xliff_string text)
{
    size_t digits = 0;
    while (digits < text.size && text.data[digits] >= '0' && text.data[digits] <= '9')
        digits++;
    size_t number = read_number((struct xliff_string){text.data, digits});
    struct xliff_string rest = {text.data + digits, text.size - digits};
    bool whole = rest.size == 0 || xliff_is(rest, "%") || xliff_is(rest, ".0") ||
                 xliff_is(rest, ".00") || xliff_is(rest, ".0%");
    return digits > 0 && whole && number <= 100 ? (int)number : -1;
}

static int take_similarity(struct xliff_reader *reader, const struct tag *tag)
{
    bool first = reader->version == XLIFF_1_2;
    struct xliff_string text = xliff_tag_get(tag, first ? NAME_MATCH_QUALITY : NAME_SIMILARITY);
    int similarity = text.data ? read_similarity(text) : -1;
    if (text.data && similarity < 0)
        xliff_unread_attributes(reader, tag,
                                first ? "mid origin alttranstype tool-id crc xml:lang datatype"
                                      : "ref origin type subType id matchQuality reference",
                                MATCH);
    return similarity;
}

/* The id in "#s3". */
static struct xliff_string take_fragment(struct xliff_string ref)
{
    bool fragment = ref.size > 0 && ref.data[0] == '#';
    return (struct xliff_string){ref.data + fragment, ref.size - fragment};
}

bool xliff_start_match(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct draft *draft = &reader->draft;
    struct draft_match *added = xliff_draft_add(reader, &draft->matches, sizeof *added);
    if (!added)
        return false;
    bool first = reader->version == XLIFF_1_2;
    struct xliff_match *match = &added->match;
    match->segment = xliff_keep_attribute(reader, tag, first ? NAME_MID : NAME_REF);
    if (!first && match->segment.data)
        match->segment = take_fragment(match->segment);
    match->similarity = take_similarity(reader, tag);
    match->origin = xliff_keep_attribute(reader, tag, NAME_ORIGIN);
    match->type = xliff_keep_attribute(reader, tag, first ? NAME_ALT_TRANS_TYPE : NAME_TYPE);
    if (!first)
        match->subtype = xliff_keep_attribute(reader, tag, NAME_SUB_TYPE);
    added->first_part = draft->item->parts.count;
    added->first_data = draft->data.count;
    draft->in_match = true;
    return true;
}

void xliff_end_match(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    const struct draft_match *matches = draft->matches.items;
    draft->in_match = false;
    xliff_complete_match(reader, &matches[draft->matches.count - 1]);
}

/* ---- Terms ------------------------------------------------------------------------------ */

bool xliff_start_gloss_entry(struct xliff_reader *reader, const struct tag *tag,
                             const struct rule *rule)
{
    (void)rule;
    struct xliff_term *term = xliff_draft_add(reader, &reader->draft.terms, sizeof *term);
    if (!term)
        return false;
    term->ref = xliff_keep_attribute(reader, tag, NAME_REF);
    if (term->ref.data)
        term->ref = take_fragment(term->ref);
    return true;
}

/* A second translation is a term of its own. */
static struct xliff_term *term_of_translation(struct xliff_reader *reader)
{
    struct array *array = &reader->draft.terms;
    struct xliff_term *last = (struct xliff_term *)array->items + array->count - 1;
    if (!last->translation.data)
        return last;
    struct xliff_term *added = xliff_draft_add(reader, array, sizeof *added);
    last = (struct xliff_term *)array->items + array->count - 2;
    if (added)
        *added = (struct xliff_term){.ref = last->ref, .term = last->term};
    return added;
}

void xliff_end_gloss_text(struct xliff_reader *reader)
{
    const char *name = reader->frames[reader->depth - 1].rule->name;
    struct array *array = &reader->draft.terms;
    struct xliff_string text = take_text(reader);
    struct xliff_term *term = !strcmp(name, "translation")
                                  ? term_of_translation(reader)
                                  : (struct xliff_term *)array->items + array->count - 1;
    if (!term)
        return;
    if (!strcmp(name, "term"))
        term->term = text;
    else if (!strcmp(name, "translation"))
        term->translation = text;
    else
        term->definition = text;
}

/* ---- Segments --------------------------------------------------------------------------- */

bool xliff_start_segment(struct xliff_reader *reader, const struct tag *tag,
                         const struct rule *rule)
{
    struct draft_segment *draft = xliff_draft_add(reader, &reader->draft.segments, sizeof *draft);
    if (!draft)
        return false;
    struct xliff_segment *segment = &draft->segment;
    set_note_place(&reader->draft, tag->start);
    segment->ignorable = rule->name[0] == 'i';
    segment->id = xliff_keep_attribute(reader, tag, NAME_ID);
    segment->state = xliff_keep_attribute(reader, tag, NAME_STATE);
    segment->substate = xliff_keep_attribute(reader, tag, NAME_SUB_STATE);
    segment->line = tag->line;
    segment->column = tag->column;
    draft->state = (struct range){tag->start, tag->end, tag->end, tag->end};
    return true;
}

/* ---- Source and target ------------------------------------------------------------------ */

static struct draft_content *find_content(struct xliff_reader *reader, enum element element)
{
    struct draft *draft = &reader->draft;
    if (draft->in_match) {
        struct draft_match *match =
            (struct draft_match *)draft->matches.items + draft->matches.count - 1;
        return element == SOURCE ? &match->source : &match->target;
    }
    if (reader->version == XLIFF_1_2)
        return element == SOURCE       ? &draft->source
               : element == SEG_SOURCE ? &draft->seg_source
                                       : &draft->target;
    struct draft_segment *segment =
        (struct draft_segment *)draft->segments.items + draft->segments.count - 1;
    return element == SOURCE ? &segment->source : &segment->target;
}

static void start_target(struct xliff_reader *reader, const struct tag *tag)
{
    struct draft *draft = &reader->draft;
    if (draft->in_match)
        return;
    if (reader->version == XLIFF_1_2) {
        draft->state = xliff_keep_attribute(reader, tag, NAME_STATE);
        draft->substate = xliff_keep_attribute(reader, tag, NAME_STATE_QUALIFIER);
    } else {
        struct draft_segment *segments = draft->segments.items;
        segments[draft->segments.count - 1].segment.order =
            read_number(xliff_tag_get(tag, NAME_ORDER));
    }
}

/* A second <source> or <target> is passed over. */
bool xliff_start_content(struct xliff_reader *reader, const struct tag *tag,
                         const struct rule *rule)
{
    struct draft_content *content = find_content(reader, rule->element);
    if (content->present) {
        xliff_unread_element(reader, tag, NULL);
        return false;
    }
    struct xliff_string lang = xliff_tag_get(tag, NAME_XML_LANG);
    reader->draft.size += lang.size;
    content->present = true; /* it was all zero */
    content->start = reader->draft.item->parts.count;
    content->lang = xliff_keep(reader, reader->draft.item, lang);
    content->line = tag->line;
    content->column = tag->column;
    content->range = (struct range){.start = tag->start, .inside = tag->end};
    reader->draft.content = content;
    if (rule->element == TARGET)
        start_target(reader, tag);
    return true;
}
