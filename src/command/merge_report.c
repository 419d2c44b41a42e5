#include "command/merge_report.h"

#include <limits.h>
#include <string.h>

#include "command/json.h"

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

void report_merge_begin(struct merge_report *report)
{
    report->typed = report->broken = 0;
    memset(report->counts, 0, sizeof report->counts);
    buffer_clear(&report->lines);
    if (!is_json(report))
        return;
    report->units = json_object_new_array();
    report->failed |= !report->units;
}

static void tell_json(struct merge_report *report, const struct merge_outcome *outcome)
{
    struct json_object *unit = json_object_new_object();
    struct buffer name = {0};
    buffer_printf(&name, "b%zu.s%zu", outcome->block, outcome->segment);
    json_add(unit, "unit", json_text(buffer_view(&name)), &report->failed);
    json_add(unit, "line", json_count(outcome->place.line), &report->failed);
    json_add(unit, "fate", json_text(view_of(fate_names[outcome->fate])), &report->failed);
    json_add(unit, "typed", json_count(outcome->typed), &report->failed);
    json_add(unit, "broken", json_object_new_boolean(outcome->broken), &report->failed);
    json_append(report->units, unit, &report->failed);
    buffer_free(&name);
}

void report_merge_tell(void *context, const struct merge_outcome *outcome)
{
    struct merge_report *report = context;
    report->counts[outcome->fate]++;
    report->typed += outcome->typed;
    report->broken += outcome->broken;
    if (is_json(report)) {
        tell_json(report, outcome);
        return;
    }
    buffer_printf(&report->lines, "b%zu.s%zu %s", outcome->block, outcome->segment,
                  fate_names[outcome->fate]);
    if (outcome->typed > 0)
        buffer_printf(&report->lines, ", values typed: %zu", outcome->typed);
    buffer_add_string(&report->lines, outcome->broken ? ", broken\n" : "\n");
}

static void end_json(struct merge_report *report, struct buffer *told)
{
    struct json_object *file = json_object_new_object();
    bool *failed = &report->failed;
    for (size_t i = 0; i <= MERGE_GONE; i++)
        json_add(file, fate_names[i], json_count(report->counts[i]), failed);
    json_add(file, "typed", json_count(report->typed), failed);
    json_add(file, "broken", json_count(report->broken), failed);
    json_add(file, "units", report->units, failed);
    report->units = NULL;
    const char *text =
        *failed ? NULL : json_object_to_json_string_ext(file, JSON_C_TO_STRING_PLAIN);
    *failed |= !text;
    buffer_add_view(told, view_of(text));
    json_object_put(file);
}

void report_merge_end(struct merge_report *report, struct buffer *told)
{
    const size_t *counts = report->counts;
    if (is_json(report)) {
        end_json(report, told);
    } else if (report->name) {
        buffer_printf(told,
                      "translated %zu, elsewhere %zu, german %zu, gone %zu, values typed %zu, "
                      "broken %zu\n",
                      counts[MERGE_TRANSLATED], counts[MERGE_ELSEWHERE], counts[MERGE_GERMAN],
                      counts[MERGE_GONE], report->typed, report->broken);
        buffer_add_view(told, buffer_view(&report->lines));
        report->failed |= report->lines.failed;
    }
    told->failed |= report->failed;
}

static struct json_object *read_json(struct view text)
{
    struct json_tokener *reader = json_tokener_new();
    struct json_object *object = NULL;
    if (reader && text.size <= INT_MAX)
        object = json_tokener_parse_ex(reader, text.data, (int)text.size);
    if (reader)
        json_tokener_free(reader);
    return object;
}

static void take_json(struct merge_report *report, const char *input, const char *output,
                      struct view told)
{
    struct json_object *counts = read_json(told), *file = json_object_new_object();
    bool *failed = &report->failed;
    if (!report->files)
        report->files = json_object_new_array();
    *failed |= !counts || !report->files;
    json_add(file, "file", json_text(view_of(input)), failed);
    json_add(file, "output", json_text(view_of(output)), failed);
    if (counts) {
        json_object_object_foreach(counts, key, value)
        {
            json_add(file, key, json_object_get(value), failed);
        }
    }
    json_object_put(counts);
    json_append(report->files, file, failed);
}

enum status report_merge_take(struct merge_report *report, const char *input, const char *output,
                              struct view told, struct findings *findings)
{
    if (is_json(report)) {
        take_json(report, input, output, told);
    } else {
        buffer_printf(&report->text, "%s: %s\n", input, output ? output : "not written");
        buffer_add_view(&report->text, told);
    }
    return report->failed || report->text.failed ? finding_no_memory(findings) : STATUS_OK;
}

enum status report_merge_write(struct merge_report *report, const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status;
    if (is_json(report)) {
        struct json_object *document = json_report("satz-merge", &report->failed);
        if (report->files)
            json_add(document, "files", report->files, &report->failed);
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
    return status;
}
