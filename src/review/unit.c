/* unit.c - a unit as the page's data has it. */
#include "review/internal.h"

/* ---- values -------------------------------------------------------------------------------- */

static void add_date(struct json_object *object, const struct value *value, bool *failed)
{
    json_add(object, "year", json_count(value->year), failed);
    json_add(object, "month", json_count(value->month), failed);
    json_add(object, "day", json_count(value->day), failed);
    if (value->swapped)
        json_add(object, "swapped", json_object_new_boolean(true), failed);
}

static void add_number(struct json_object *object, const struct value *value, bool *failed)
{
    struct buffer digits = {0};
    buffer_printf(&digits, "%llu", (unsigned long long)value->digits);
    *failed |= digits.failed;
    json_add(object, "digits", json_text(buffer_view(&digits)), failed);
    json_add(object, "exponent", json_object_new_int(value->exponent), failed);
    if (value->negative)
        json_add(object, "negative", json_object_new_boolean(true), failed);
    if (value->sign_open)
        json_add(object, "signOpen", json_object_new_boolean(true), failed);
    if (value->scale)
        json_add(object, "scale", json_object_new_int(value->scale), failed);
    buffer_free(&digits);
}

static struct json_object *make_value(const struct value *value, struct view text, bool *failed)
{
    static const char *const kinds[] = {"number", "date", "time"};
    struct json_object *object = json_object_new_object();
    json_add(object, "kind", json_text(view_of(kinds[value->kind])), failed);
    json_add(object, "text", json_text(view_slice(text, value->start, value->end)), failed);
    if (value->optional)
        json_add(object, "optional", json_object_new_boolean(true), failed);
    if (value->kind == VALUE_NUMBER)
        add_number(object, value, failed);
    else if (value->kind == VALUE_DATE)
        add_date(object, value, failed);
    else
        json_add(object, "minute", json_count(value->minute), failed);
    if (value->half_day)
        json_add(object, "halfDay", json_object_new_boolean(true), failed);
    return object;
}

static struct json_object *make_values(const struct values *values, struct view text, bool *failed)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < values->count; i++)
        json_append(list, make_value(&values->items[i], text, failed), failed);
    return list;
}

/* The values that stand in a source as text: each code is " / ", which no value spans. */
static struct json_object *text_values(const struct xliff_content *source,
                                       const struct review_codes *codes,
                                       const struct review_languages *languages, bool *failed)
{
    struct buffer text = {0};
    struct values values = {0};
    for (size_t i = 0; i < source->count; i++)
        if (source->parts[i].kind == XLIFF_TEXT) {
            buffer_add_view(&text, string_view(source->parts[i].text));
        } else {
            review_codes_find(codes, source, &i);
            buffer_add_string(&text, " / ");
        }
    *failed |= text.failed || !values_of_german(buffer_view(&text), languages->from, &values);
    struct json_object *list = make_values(&values, buffer_view(&text), failed);
    values_free(&values);
    buffer_free(&text);
    return list;
}

/* ---- codes --------------------------------------------------------------------------------- */

static const char *kind_name(const struct review_code *code)
{
    static const char *const names[] = {
        [XLIFF_TEXT] = "",       [XLIFF_PLACEHOLDER] = "point", [XLIFF_OPEN] = "open",
        [XLIFF_CLOSE] = "close", [XLIFF_MARK_OPEN] = "open",    [XLIFF_MARK_CLOSE] = "close",
    };
    enum xliff_part_kind kind = code_half(code->part);
    return code->is_mark ? "point" : names[kind];
}

static const char *type_name(const struct review_code *code)
{
    static const char *const names[] = {
        [PROTECT_NUMBER] = "number",    [PROTECT_DATE] = "date",
        [PROTECT_TIME] = "time",        [PROTECT_LINK] = "link",
        [PROTECT_QUOTE_OPEN] = "quote", [PROTECT_QUOTE_CLOSE] = "quote",
    };
    enum protect_kind kind;
    if (code->is_mark)
        return token_link(code->german, 0) == code->german.size ? "link" : "number";
    return code_kind(code->part, &kind) ? names[kind] : "other";
}

static struct json_object *make_forms(const struct review_code *code, bool *failed)
{
    struct json_object *forms = json_object_new_array();
    for (int i = 0; i < FORM_COUNT; i++)
        json_append(forms, json_text(code->forms[i]), failed);
    return forms;
}

static struct json_object *make_code(const struct review_code *code,
                                     const struct review_languages *languages, bool *failed)
{
    struct json_object *object = json_object_new_object();
    struct values values = {0};
    json_add(object, "id", json_text(string_view(code->part->id)), failed);
    json_add(object, "kind", json_text(view_of(kind_name(code))), failed);
    json_add(object, "type", json_text(view_of(type_name(code))), failed);
    json_add(object, "german", json_text(code->german), failed);
    json_add(object, "english", json_text(code->english), failed);
    json_add(object, "segment", json_count(code->segment), failed);
    if (code->at == SIZE_MAX)
        json_add(object, "added", json_object_new_boolean(true), failed);
    if (code->partner != SIZE_MAX)
        json_add(object, "partner", json_count(code->partner), failed);
    if (languages->english) {
        *failed |= !values_of_english(code->english, &values);
        json_add(object, "values", make_values(&values, code->english, failed), failed);
        values_free(&values);
    }
    json_add(object, "forms", make_forms(code, failed), failed);
    return object;
}

/* ---- segments ------------------------------------------------------------------------------ */

/* Text as strings, codes as their numbers. */
static struct json_object *make_content(const struct xliff_content *content,
                                        const struct review_codes *codes, bool *failed)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < content->count; i++)
        if (content->parts[i].kind == XLIFF_TEXT)
            json_append(list, json_text(string_view(content->parts[i].text)), failed);
        else
            json_append(list, json_count(review_codes_find(codes, content, &i)), failed);
    return list;
}

void review_add_text(struct buffer *text, const struct review_codes *codes,
                     const struct xliff_content *content, bool english)
{
    for (size_t i = 0; i < content->count; i++) {
        if (content->parts[i].kind == XLIFF_TEXT) {
            buffer_add_view(text, string_view(content->parts[i].text));
            continue;
        }
        size_t code = review_codes_find(codes, content, &i);
        if (code != SIZE_MAX)
            buffer_add_view(text, english ? codes->items[code].english : codes->items[code].german);
    }
}

void review_key(struct buffer *key, struct view unit, struct view segment)
{
    buffer_clear(key);
    buffer_add_view(key, unit);
    buffer_add_char(key, '\n');
    buffer_add_view(key, segment);
    buffer_add_char(key, '\0');
}

/* Moves the findings under a key to a list. */
static void take_findings(struct json_object *list, struct json_object *findings, struct view unit,
                          struct view segment, bool *failed)
{
    struct buffer key = {0};
    struct json_object *found = NULL;
    review_key(&key, unit, segment);
    *failed |= key.failed;
    if (!key.failed && json_object_object_get_ex(findings, key.data, &found)) {
        for (size_t i = 0; i < json_object_array_length(found); i++)
            json_append(list, json_object_get(json_object_array_get_idx(found, i)), failed);
        json_object_object_del(findings, key.data);
    }
    buffer_free(&key);
}

/* Findings of the whole unit stand at its first segment. */
static void add_findings(struct json_object *object, struct json_object *findings,
                         const struct xliff_unit *unit, const struct xliff_segment *segment,
                         bool *failed)
{
    struct json_object *list = json_object_new_array();
    if (list)
        take_findings(list, findings, string_view(unit->id), (struct view){0}, failed);
    if (list)
        take_findings(list, findings, string_view(unit->id), string_view(segment->id), failed);
    if (list && json_object_array_length(list) == 0) {
        json_object_put(list);
        return;
    }
    json_add(object, "findings", list, failed);
}

static void add_comparison(struct json_object *object, const struct xliff_unit *unit, size_t index,
                           const struct review_codes *codes, struct review_old *old, bool *failed)
{
    struct buffer german = {0}, english = {0};
    const struct xliff_segment *segment = &unit->segments[index];
    review_add_text(&german, codes, &codes->sources[index], false);
    review_add_text(&english, codes, &codes->targets[index], true);
    *failed |= german.failed || english.failed;
    struct json_object *change =
        *failed ? NULL
                : review_old_compare(old, string_view(unit->id), string_view(segment->id),
                                     buffer_view(&german), buffer_view(&english), failed);
    if (change)
        json_add(object, "old", change, failed);
    buffer_free(&german);
    buffer_free(&english);
}

/* Whether a target equal to it is not translated. */
static bool has_german_word(const struct xliff_content *source, bool *failed)
{
    struct buffer german = {0};
    content_add_german(&german, source);
    *failed |= german.failed;
    bool found = check_has_german_word(buffer_view(&german));
    buffer_free(&german);
    return found;
}

static struct json_object *make_segment(const struct xliff_unit *unit, size_t index,
                                        const struct review_codes *codes,
                                        const struct review_languages *languages, bool *failed)
{
    const struct xliff_segment *segment = &unit->segments[index];
    const struct xliff_content *source = &codes->sources[index];
    struct json_object *object = json_object_new_object();
    json_add(object, "index", json_count(index), failed);
    json_add(object, "id", json_text(string_view(segment->id)), failed);
    json_add(object, "source", make_content(source, codes, failed), failed);
    if (segment->has_target)
        json_add(object, "target", make_content(&codes->targets[index], codes, failed), failed);
    if (segment->state.data)
        json_add(object, "state", json_text(string_view(segment->state)), failed);
    if (languages->english)
        json_add(object, "values", text_values(source, codes, languages, failed), failed);
    if (languages->english && has_german_word(source, failed))
        json_add(object, "germanWord", json_object_new_boolean(true), failed);
    return object;
}

/* ---- the unit ------------------------------------------------------------------------------ */

static struct json_object *make_notes(const struct xliff_unit *unit, bool *failed)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < unit->note_count; i++) {
        const struct xliff_note *note = &unit->notes[i];
        struct json_object *object = json_object_new_object();
        struct view from = string_view(note->category);
        if (view_equal(from, VIEW("satz")) || view_equal(from, VIEW("codes"))) {
            json_object_put(object); /* the page shows codes itself */
            continue;
        }
        json_add(object, "from", json_text(from), failed);
        json_add(object, "text", json_text(string_view(note->text)), failed);
        json_append(list, object, failed);
    }
    return list;
}

struct json_object *review_unit(const struct xliff_unit *unit, struct review_codes *codes,
                                const struct review_languages *languages, struct review_old *old,
                                struct json_object *findings, bool *failed)
{
    struct json_object *object = json_object_new_object();
    struct json_object *segments = json_object_new_array(), *list = json_object_new_array();
    json_add(object, "id", json_text(string_view(unit->id)), failed);
    if (unit->no_translate)
        json_add(object, "fixed", json_object_new_boolean(true), failed);
    json_add(object, "notes", make_notes(unit, failed), failed);
    for (size_t i = 0; i < unit->segment_count; i++) {
        if (unit->segments[i].ignorable)
            continue;
        struct json_object *segment = make_segment(unit, i, codes, languages, failed);
        add_findings(segment, findings, unit, &unit->segments[i], failed);
        if (!review_old_is_empty(old) && !unit->no_translate)
            add_comparison(segment, unit, i, codes, old, failed);
        json_append(segments, segment, failed);
    }
    for (size_t i = 0; i < codes->count; i++)
        json_append(list, make_code(&codes->items[i], languages, failed), failed);
    json_add(object, "segments", segments, failed);
    json_add(object, "codes", list, failed);
    return object;
}
