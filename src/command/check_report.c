/* check_report.c - which findings of satz check count, and how they are shown. */
#include "command/check.h"

#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is left out, what is accepted ---------------------------------------------------- */

bool check_is_of_codes(struct view rule)
{
    return view_equal(rule, VIEW("xliff1-code-lost")) ||
           view_equal(rule, VIEW("xliff1-code-double")) ||
           view_equal(rule, VIEW("xliff1-code-added")) || view_equal(rule, VIEW("xliff2-delete"));
}

bool check_is_known(struct view id)
{
    size_t count;
    const struct check_row *rows = check_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (view_equal(id, view_of(rows[i].id)))
            return true;
    const struct xliff_check_rule *rules = xliff_check_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (view_equal(id, view_of(rules[i].id)))
            return true;
    return false;
}

bool report_ignore(struct check_report *report, const char *list, struct view *unknown)
{
    *unknown = (struct view){0};
    for (;;) {
        struct view id = {list, strcspn(list, ",")};
        if (!check_is_known(id)) {
            *unknown = id;
            return false;
        }
        void *grown = array_grow(report->ignored, report->ignored_count, &report->ignored_capacity,
                                 sizeof *report->ignored);
        if (!grown) {
            report->failed = true;
            return false;
        }
        report->ignored = grown;
        report->ignored[report->ignored_count++] = id;
        if (list[id.size] == '\0')
            return true;
        list += id.size + 1;
    }
}

bool report_accept(struct check_report *report, struct view waiver)
{
    size_t at = view_find(waiver, VIEW("@"), 0);
    if (at == SIZE_MAX || at + 1 == waiver.size || !check_is_known(view_slice(waiver, 0, at)))
        return false;
    void *grown = array_grow(report->waivers, report->waiver_count, &report->waiver_capacity,
                             sizeof *report->waivers);
    if (!grown) {
        report->failed = true;
        return false;
    }
    report->waivers = grown;
    report->waivers[report->waiver_count++] =
        (struct waiver){view_slice(waiver, 0, at), view_slice(waiver, at + 1, waiver.size)};
    return true;
}

enum parsed report_take_waiver(struct check_report *report, const char *command, bool ignore)
{
    struct view unknown;
    if (ignore ? report_ignore(report, optarg, &unknown) : report_accept(report, view_of(optarg)))
        return PARSED_TAKEN;
    if (ignore)
        usage_error(command, "--ignore: there is no check '%.*s'; --list shows them",
                    (int)unknown.size, unknown.data);
    else
        usage_error(command, "--accept: '%s' is not ID@UNIT with the id of a check", optarg);
    return PARSED_WRONG;
}

/* One ID@UNIT a line; what follows a blank says why, and is not read. */
enum status report_accept_file(struct check_report *report, const char *name,
                               struct findings *findings)
{
    struct buffer *text = &report->waiver_text;
    enum status status = command_read_file(name, text, findings);
    struct view rest = buffer_view(text);
    for (size_t number = 1; status == STATUS_OK && rest.size > 0; number++) {
        size_t end = view_find(rest, VIEW("\n"), 0);
        end = end == SIZE_MAX ? rest.size : end;
        struct view line = view_trim(view_slice(rest, 0, end));
        size_t blank = view_find(line, VIEW(" "), 0);
        line = view_slice(line, 0, blank == SIZE_MAX ? line.size : blank);
        if (line.size > 0 && line.data[0] != '#' && !report_accept(report, line))
            status = finding_error(findings, STATUS_INPUT, (struct place){name, number, 0},
                                   "is not ID@UNIT with the id of a check");
        rest = view_slice(rest, end < rest.size ? end + 1 : end, rest.size);
    }
    return status;
}

/* UNIT is a unit, or with its segment b17.s3. */
static bool is_unit(struct view unit, const struct finding *finding)
{
    size_t size = finding->unit.size;
    if (view_equal(unit, finding->unit))
        return true;
    return view_starts_with(unit, finding->unit) && unit.size == size + 1 + finding->segment.size &&
           unit.data[size] == '.' && view_ends_with(unit, finding->segment);
}

static bool is_waived(const struct check_report *report, const struct finding *finding)
{
    for (size_t i = 0; i < report->waiver_count; i++)
        if (view_equal(report->waivers[i].id, view_of(finding->id)) &&
            is_unit(report->waivers[i].unit, finding))
            return true;
    return false;
}

static bool is_ignored(const struct check_report *report, const struct finding *finding)
{
    for (size_t i = 0; i < report->ignored_count; i++)
        if (view_equal(report->ignored[i], view_of(finding->id)))
            return true;
    return false;
}

bool report_waives(const struct check_report *report, const struct finding *finding)
{
    return is_ignored(report, finding) || is_waived(report, finding);
}

/* ---- JSON -------------------------------------------------------------------------------- */

static void add_json(struct check_report *report, const struct finding *finding)
{
    static const char *const severities[] = {"remark", "warning", "error"};
    struct json_object *object = json_object_new_object();
    bool *failed = &report->failed;
    json_add(object, "id", json_text(view_of(finding->id)), failed);
    json_add(object, "severity", json_text(view_of(severities[finding->severity])), failed);
    json_add(object, "accepted", json_object_new_boolean(finding->waived), failed);
    json_add(object, "line", json_count(finding->place.line), failed);
    json_add(object, "column", json_count(finding->place.column), failed);
    json_add(object, "unit", json_text(finding->unit), failed);
    json_add(object, "segment", json_text(finding->segment), failed);
    json_add(object, "message", json_text(view_of(finding->message)), failed);
    json_append(report->findings, object, failed);
}

static void tell_file(struct check_report *report, const char *file, struct buffer *out)
{
    struct json_object *object = json_object_new_object();
    bool *failed = &report->failed;
    json_add(object, "file", json_text(view_of(file)), failed);
    json_add(object, "errors", json_count(report->counts[SEVERITY_ERROR]), failed);
    json_add(object, "warnings", json_count(report->counts[SEVERITY_WARNING]), failed);
    json_add(object, "remarks", json_count(report->counts[SEVERITY_REMARK]), failed);
    json_add(object, "accepted", json_count(report->accepted), failed);
    json_add(object, "findings", report->findings, failed);
    report->findings = NULL;
    json_render_within(object, out, failed);
}

static void render_json(struct check_report *report)
{
    struct json_object *document = json_report("satz-check", &report->failed);
    json_add(document, "files", report->files, &report->failed);
    report->files = NULL;
    if (!report->failed)
        json_render(document, &report->text);
    json_object_put(document);
}

/* ---- findings ---------------------------------------------------------------------------- */

static void show(struct check_report *report, const struct finding *finding)
{
    struct findings printer = command_findings(report->common);
    if (report->json && finding->id)
        add_json(report, finding);
    else if (report->common->output && finding->id)
        command_add_finding(&report->told, finding);
    else
        printer.take(printer.context, finding);
}

static void take_finding(void *context, const struct finding *finding)
{
    struct check_report *report = context;
    struct finding copy = *finding;
    if (!finding->id) { /* the file cannot be read */
        show(report, finding);
        return;
    }
    if (is_ignored(report, finding))
        return;
    copy.waived = is_waived(report, finding);
    if (copy.waived)
        report->accepted++;
    else
        report->counts[finding->severity]++;
    show(report, &copy);
}

struct findings report_findings(struct check_report *report)
{
    return (struct findings){.take = take_finding, .context = report};
}

bool report_begin(struct check_report *report)
{
    if (report->json)
        report->files = json_object_new_array();
    return !report->json || report->files;
}

void report_begin_file(struct check_report *report)
{
    memset(report->counts, 0, sizeof report->counts);
    report->accepted = 0;
    if (report->json)
        report->findings = json_object_new_array();
    report->failed |= report->json && !report->findings;
}

enum status report_end_file(struct check_report *report, const char *file, enum status status,
                            struct buffer *out)
{
    size_t errors = report->counts[SEVERITY_ERROR], warnings = report->counts[SEVERITY_WARNING];
    size_t remarks = report->counts[SEVERITY_REMARK];
    if (report->json)
        tell_file(report, file, out);
    buffer_add_view(out, buffer_view(&report->told));
    report->failed |= report->told.failed || out->failed;
    buffer_clear(&report->told);
    if (status <= STATUS_FINDINGS) {
        status = errors > 0 || (report->strict && warnings > 0) ? STATUS_FINDINGS : STATUS_OK;
        command_say(report->common, "%s: %zu error%s, %zu warning%s, %zu remark%s, %zu accepted",
                    file, errors, plural(errors), warnings, plural(warnings), remarks,
                    plural(remarks), report->accepted);
    }
    return status;
}

bool report_take(struct check_report *report, struct view told)
{
    if (report->json)
        json_append(report->files, json_rendered(told), &report->failed);
    else
        buffer_add_view(&report->text, told);
    return !report->failed && !report->text.failed;
}

enum status report_end(struct check_report *report, struct findings *findings)
{
    const char *name = report->common->output;
    if (report->json)
        render_json(report);
    if (report->failed || report->text.failed)
        return finding_no_memory(findings);
    if (!report->json && !name)
        return STATUS_OK;
    return output_report(buffer_view(&report->text), name, report->common->force, findings);
}

void report_free(struct check_report *report)
{
    free(report->waivers);
    free(report->ignored);
    buffer_free(&report->waiver_text);
    buffer_free(&report->text);
    buffer_free(&report->told);
    json_object_put(report->findings);
    json_object_put(report->files);
}
