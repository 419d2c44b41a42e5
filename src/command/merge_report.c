#include "command/merge_report.h"

#include <string.h>

#include "base/json.h"

static const char *const fate_names[] = {
    [MERGE_TRANSLATED] = "translated",
    [MERGE_ELSEWHERE] = "elsewhere",
    [MERGE_GERMAN] = "german",
    [MERGE_GONE] = "gone",
};

static bool is_json(const struct merge_report *report)
{
    return report->name && view_ends_with(view_of(report->name), VIEW(".json"));
}

/* ---- what is told, as bytes --------------------------------------------------------------- */

/* All of one type: no padding goes down a pipe. The name of the file follows. */
struct packed {
    size_t block, segment, line, fate, typed, waived, broken, file;
};

/* "a-1.xlf, a-2.xlf" and a NUL, before all that is told. */
void report_merge_begin(struct merge_report *report, const char *const *inputs, size_t count)
{
    buffer_clear(&report->told);
    if (!report->name)
        return;
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(&report->told, i > 0 ? ", " : "");
        buffer_add_string(&report->told, inputs[i]);
    }
    buffer_add_char(&report->told, '\0');
    buffer_add_char(&report->told, (char)(count > 1));
}

void report_merge_tell(void *context, const struct merge_outcome *outcome)
{
    struct merge_report *report = context;
    struct view file = view_of(outcome->place.file);
    struct packed packed = {outcome->block, outcome->segment, outcome->place.line, outcome->fate,
                            outcome->typed, outcome->waived,  outcome->broken,     file.size};
    buffer_add(&report->told, (const char *)&packed, sizeof packed);
    buffer_add_view(&report->told, file);
}

void report_merge_end(struct merge_report *report, struct buffer *told)
{
    buffer_add_view(told, buffer_view(&report->told));
    told->failed |= report->told.failed;
}

/* Takes the first outcome off; its file is a view, not a string. */
static bool unpack(struct view *told, struct merge_outcome *outcome, struct view *file)
{
    struct packed packed;
    if (told->size < sizeof packed)
        return false;
    memcpy(&packed, told->data, sizeof packed);
    *outcome = (struct merge_outcome){.block = packed.block,
                                      .segment = packed.segment,
                                      .place.line = packed.line,
                                      .fate = (enum merge_fate)packed.fate,
                                      .typed = packed.typed,
                                      .waived = packed.waived,
                                      .broken = packed.broken};
    *file = view_slice(*told, sizeof packed, sizeof packed + packed.file);
    *told = view_slice(*told, sizeof packed + packed.file, told->size);
    return true;
}

/* ---- the report --------------------------------------------------------------------------- */

static void tell_json(struct merge_report *report, const struct merge_outcome *outcome,
                      struct view file)
{
    struct json_object *unit = json_object_new_object();
    struct buffer name = {0};
    buffer_printf(&name, "b%zu.s%zu", outcome->block, outcome->segment);
    json_add(unit, "unit", json_text(buffer_view(&name)), &report->failed);
    if (file.size > 0)
        json_add(unit, "file", json_text(file), &report->failed);
    json_add(unit, "line", json_count(outcome->place.line), &report->failed);
    json_add(unit, "fate", json_text(view_of(fate_names[outcome->fate])), &report->failed);
    json_add(unit, "typed", json_count(outcome->typed), &report->failed);
    json_add(unit, "waived", json_count(outcome->waived), &report->failed);
    json_add(unit, "broken", json_object_new_boolean(outcome->broken), &report->failed);
    json_append(report->units, unit, &report->failed);
    buffer_free(&name);
}

static void tell_text(struct merge_report *report, const struct merge_outcome *outcome)
{
    buffer_printf(&report->lines, "b%zu.s%zu %s", outcome->block, outcome->segment,
                  fate_names[outcome->fate]);
    if (outcome->typed > 0)
        buffer_printf(&report->lines, ", values typed: %zu", outcome->typed);
    if (outcome->waived > 0)
        buffer_printf(&report->lines, ", waived: %zu", outcome->waived);
    buffer_add_string(&report->lines, outcome->broken ? ", broken\n" : "\n");
}

static void begin_article(struct merge_report *report)
{
    report->typed = report->waived = report->broken = 0;
    memset(report->counts, 0, sizeof report->counts);
    buffer_clear(&report->lines);
    if (!is_json(report))
        return;
    if (!report->files)
        report->files = json_object_new_array();
    report->units = json_object_new_array();
    report->failed |= !report->files || !report->units;
}

static void end_json(struct merge_report *report, struct view names, const char *output)
{
    struct json_object *file = json_object_new_object();
    bool *failed = &report->failed;
    json_add(file, "file", json_text(names), failed);
    json_add(file, "output", json_text(view_of(output)), failed);
    for (size_t i = 0; i <= MERGE_GONE; i++)
        json_add(file, fate_names[i], json_count(report->counts[i]), failed);
    json_add(file, "typed", json_count(report->typed), failed);
    json_add(file, "waived", json_count(report->waived), failed);
    json_add(file, "broken", json_count(report->broken), failed);
    json_add(file, "units", report->units, failed);
    report->units = NULL;
    json_append(report->files, file, failed);
}

static void end_text(struct merge_report *report, struct view names, const char *output)
{
    const size_t *counts = report->counts;
    command_add_safe(&report->text, names);
    buffer_add_string(&report->text, ": ");
    command_add_safe(&report->text, view_of(output ? output : "not written"));
    buffer_printf(&report->text,
                  "\ntranslated %zu, elsewhere %zu, german %zu, gone %zu, "
                  "values typed %zu, waived %zu, broken %zu\n",
                  counts[MERGE_TRANSLATED], counts[MERGE_ELSEWHERE], counts[MERGE_GERMAN],
                  counts[MERGE_GONE], report->typed, report->waived, report->broken);
    buffer_add_view(&report->text, buffer_view(&report->lines));
    report->failed |= report->lines.failed;
}

enum status report_merge_take(struct merge_report *report, const char *output, struct view told,
                              struct findings *findings)
{
    struct merge_outcome outcome;
    struct view names = view_of(told.data), file;
    bool several = told.data[names.size + 1] != 0;
    told = view_slice(told, names.size + 2, told.size);
    begin_article(report);
    while (unpack(&told, &outcome, &file)) {
        report->counts[outcome.fate]++;
        report->typed += outcome.typed;
        report->waived += outcome.waived;
        report->broken += outcome.broken;
        if (is_json(report))
            tell_json(report, &outcome, several ? file : (struct view){0});
        else
            tell_text(report, &outcome);
    }
    if (is_json(report))
        end_json(report, names, output);
    else
        end_text(report, names, output);
    return report->failed || report->text.failed ? finding_no_memory(findings) : STATUS_OK;
}

enum status report_merge_write(struct merge_report *report, const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status;
    if (is_json(report)) {
        struct json_object *document = json_report("satz-merge", &report->failed);
        struct json_object *files = report->files ? report->files : json_object_new_array();
        json_add(document, "files", files, &report->failed);
        if (!report->failed)
            json_render(document, &report->text);
        json_object_put(document);
    }
    if (report->failed || report->text.failed)
        status = finding_no_memory(&findings);
    else
        status = output_report(buffer_view(&report->text), report->name, common->force, &findings);
    buffer_free(&report->text);
    buffer_free(&report->lines);
    buffer_free(&report->told);
    return status;
}
