#include "command/merge_report.h"

#include <string.h>

#include "base/json.h"
#include "base/varint.h"

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

/* First the names of the inputs, then the outcomes: each a byte with the size of its numbers, then
 * these, then the name of its file if that is another one than before. */

enum { FATE = 3, BROKEN = 4, OTHER_FILE = 8 }; /* in the first number */

static void add_text(struct spool *told, struct view text)
{
    spool_add(told, (struct view){(const char *)&text.size, sizeof text.size});
    spool_add(told, text);
}

static bool take_bytes(struct merge_report *report, struct buffer *out, size_t size)
{
    buffer_clear(out);
    if (!buffer_reserve(out, size)) {
        report->failed = true;
        return false;
    }
    bool got = spool_read(&report->told, out->data, size);
    out->size = got ? size : 0;
    return got;
}

static bool take_text(struct merge_report *report, struct buffer *text)
{
    size_t size;
    return spool_read(&report->told, (char *)&size, sizeof size) && take_bytes(report, text, size);
}

/* "a-1.xlf, a-2.xlf" */
void report_merge_begin(struct merge_report *report, const char *const *inputs, size_t count)
{
    struct buffer *names = &report->names;
    spool_clear(&report->told);
    buffer_clear(names);
    buffer_clear(&report->file);
    for (size_t i = 0; report->name && i < count; i++) {
        buffer_add_string(names, i > 0 ? ", " : "");
        buffer_add_string(names, inputs[i]);
    }
    report->failed |= names->failed;
    if (!report->name)
        return;
    add_text(&report->told, buffer_view(names));
    spool_add(&report->told, count > 1 ? VIEW("+") : VIEW("-"));
}

void report_merge_tell(void *context, const struct merge_outcome *outcome)
{
    struct merge_report *report = context;
    struct buffer *numbers = &report->scratch;
    struct view file = view_of(outcome->place.file);
    bool other = !view_equal(file, buffer_view(&report->file));
    buffer_clear(numbers);
    varint_add(numbers,
               outcome->fate | (outcome->broken ? BROKEN : 0U) | (other ? OTHER_FILE : 0U));
    varint_add(numbers, outcome->block);
    varint_add(numbers, outcome->segment);
    varint_add(numbers, outcome->place.line);
    varint_add(numbers, outcome->typed);
    varint_add(numbers, outcome->waived);
    char size = (char)numbers->size;
    spool_add(&report->told, (struct view){&size, 1});
    spool_add(&report->told, buffer_view(numbers));
    report->failed |= numbers->failed;
    if (!other)
        return;
    add_text(&report->told, file);
    buffer_clear(&report->file);
    buffer_add_view(&report->file, file);
    report->failed |= report->file.failed;
}

/* Between processes it is in memory. */
static enum status hand_over(struct merge_report *report, struct buffer *told,
                             struct findings *findings)
{
    char bytes[512];
    size_t before = told->size;
    spool_rewind(&report->told);
    for (size_t left = report->told.size, size; left > 0; left -= size) {
        size = left < sizeof bytes ? left : sizeof bytes;
        if (!spool_read(&report->told, bytes, size))
            break;
        buffer_add(told, bytes, size);
    }
    told->failed |= report->failed;
    enum status status = spool_status(&report->told, findings);
    if (status != STATUS_OK)
        told->size = before; /* no half of it */
    spool_clear(&report->told);
    return status;
}

enum status report_merge_end(struct merge_report *report, struct buffer *told,
                             struct findings *findings)
{
    if (report->name && !report->alone)
        return hand_over(report, told, findings);
    if (report->name)
        buffer_add_char(told, '+');
    return STATUS_OK;
}

/* The next outcome; its file is in report->file. False at the end. */
static bool take_outcome(struct merge_report *report, struct merge_outcome *outcome)
{
    char size;
    if (!spool_read(&report->told, &size, 1) ||
        !take_bytes(report, &report->scratch, (unsigned char)size))
        return false;
    const char *at = report->scratch.data;
    size_t flags = varint_take(&at);
    *outcome =
        (struct merge_outcome){.fate = (enum merge_fate)(flags & FATE), .broken = flags & BROKEN};
    outcome->block = varint_take(&at);
    outcome->segment = varint_take(&at);
    outcome->place.line = varint_take(&at);
    outcome->typed = varint_take(&at);
    outcome->waived = varint_take(&at);
    return !(flags & OTHER_FILE) || take_text(report, &report->file);
}

/* ---- the report --------------------------------------------------------------------------- */

static void add_report(struct merge_report *report, struct buffer *text)
{
    spool_add(&report->text, buffer_view(text));
    report->failed |= text->failed;
    buffer_clear(text);
}

/* As it stands among the units of a file: two arrays deeper than json_render_within has it. */
static void add_json(struct merge_report *report, struct json_object *unit, struct buffer *out)
{
    struct buffer text = {0};
    json_render_within(unit, &text, &report->failed);
    for (size_t at = 0, end; at < text.size; at = end) {
        end = view_find(buffer_view(&text), VIEW("\n"), at);
        end = end == SIZE_MAX ? text.size : end + 1;
        buffer_add_string(out, at > 0 ? "    " : "");
        buffer_add(out, text.data + at, end - at);
    }
    buffer_free(&text);
}

static void tell_json(struct merge_report *report, const struct merge_outcome *outcome,
                      struct buffer *out)
{
    struct json_object *unit = json_object_new_object();
    struct buffer name = {0};
    struct view file = buffer_view(&report->file);
    buffer_printf(&name, "b%zu.s%zu", outcome->block, outcome->segment);
    json_add(unit, "unit", json_text(buffer_view(&name)), &report->failed);
    if (report->several && file.size > 0)
        json_add(unit, "file", json_text(file), &report->failed);
    json_add(unit, "line", json_count(outcome->place.line), &report->failed);
    json_add(unit, "fate", json_text(view_of(fate_names[outcome->fate])), &report->failed);
    json_add(unit, "typed", json_count(outcome->typed), &report->failed);
    json_add(unit, "waived", json_count(outcome->waived), &report->failed);
    json_add(unit, "broken", json_object_new_boolean(outcome->broken), &report->failed);
    add_json(report, unit, out);
    buffer_free(&name);
}

static void tell_text(const struct merge_outcome *outcome, struct buffer *out)
{
    buffer_printf(out, "b%zu.s%zu %s", outcome->block, outcome->segment, fate_names[outcome->fate]);
    if (outcome->typed > 0)
        buffer_printf(out, ", values typed: %zu", outcome->typed);
    if (outcome->waived > 0)
        buffer_printf(out, ", waived: %zu", outcome->waived);
    buffer_add_string(out, outcome->broken ? ", broken\n" : "\n");
}

/* Takes off what stands before the outcomes. */
static bool begin_outcomes(struct merge_report *report)
{
    char several = '-';
    spool_rewind(&report->told);
    buffer_clear(&report->file);
    bool begun =
        take_text(report, &report->names) && spool_read(&report->told, &several, sizeof several);
    report->several = several == '+';
    return begun;
}

static void count_outcomes(struct merge_report *report)
{
    struct merge_outcome outcome;
    report->typed = report->waived = report->broken = 0;
    memset(report->counts, 0, sizeof report->counts);
    for (bool more = begin_outcomes(report); more && take_outcome(report, &outcome);) {
        report->counts[outcome.fate]++;
        report->typed += outcome.typed;
        report->waived += outcome.waived;
        report->broken += outcome.broken;
    }
}

static void tell_outcomes(struct merge_report *report)
{
    struct merge_outcome outcome;
    struct buffer text = {0};
    bool json = is_json(report), first = true;
    for (bool more = begin_outcomes(report); more && take_outcome(report, &outcome);) {
        if (json) {
            buffer_add_string(&text, first ? "" : ",\n        ");
            tell_json(report, &outcome, &text);
        } else {
            tell_text(&outcome, &text);
        }
        add_report(report, &text);
        first = false;
    }
    buffer_free(&text);
}

/* What is printed as it stands can be no other text of the report, where it would be \u0001. */
#define UNITS '\x01'

/* So many bytes of units, which are put in when the report is written. */
static struct json_object *units_of_size(size_t size, bool *failed)
{
    struct json_object *units = json_object_new_array();
    struct buffer text = {0};
    buffer_printf(&text, "%c%zu%c", UNITS, size, UNITS);
    *failed |= text.failed;
    if (size > 0 && !text.failed)
        json_append(units, json_rendered(buffer_view(&text)), failed);
    buffer_free(&text);
    return units;
}

static void add_json_file(struct merge_report *report, const char *output)
{
    struct json_object *file = json_object_new_object();
    bool *failed = &report->failed;
    size_t before = report->text.size;
    json_add(file, "file", json_text(buffer_view(&report->names)), failed);
    json_add(file, "output", json_text(view_of(output)), failed);
    for (size_t i = 0; i <= MERGE_GONE; i++)
        json_add(file, fate_names[i], json_count(report->counts[i]), failed);
    json_add(file, "typed", json_count(report->typed), failed);
    json_add(file, "waived", json_count(report->waived), failed);
    json_add(file, "broken", json_count(report->broken), failed);
    tell_outcomes(report);
    json_add(file, "units", units_of_size(report->text.size - before, failed), failed);
    if (!report->files)
        report->files = json_object_new_array();
    json_append(report->files, file, failed);
}

static void add_text_file(struct merge_report *report, const char *output)
{
    const size_t *counts = report->counts;
    struct buffer text = {0};
    command_add_safe(&text, buffer_view(&report->names));
    buffer_add_string(&text, ": ");
    command_add_safe(&text, view_of(output ? output : "not written"));
    buffer_printf(&text,
                  "\ntranslated %zu, elsewhere %zu, german %zu, gone %zu, "
                  "values typed %zu, waived %zu, broken %zu\n",
                  counts[MERGE_TRANSLATED], counts[MERGE_ELSEWHERE], counts[MERGE_GERMAN],
                  counts[MERGE_GONE], report->typed, report->waived, report->broken);
    add_report(report, &text);
    buffer_free(&text);
    tell_outcomes(report);
}

static enum status report_status(const struct merge_report *report, struct findings *findings)
{
    if (report->failed)
        return finding_no_memory(findings);
    enum status status = spool_status(&report->told, findings);
    return status == STATUS_OK ? spool_status(&report->text, findings) : status;
}

enum status report_merge_take(struct merge_report *report, const char *output, struct view told,
                              struct findings *findings)
{
    if (!report->alone) {
        spool_clear(&report->told);
        spool_add(&report->told, told);
    }
    count_outcomes(report);
    if (is_json(report))
        add_json_file(report, output);
    else
        add_text_file(report, output);
    return report_status(report, findings);
}

/* ---- writing it --------------------------------------------------------------------------- */

/* The next `size` bytes of the report, or of the units of a file. */
static enum status copy(struct merge_report *report, size_t size, struct output *output,
                        struct findings *findings)
{
    char bytes[4096];
    enum status status = STATUS_OK;
    for (size_t some; size > 0 && status == STATUS_OK; size -= some) {
        some = size < sizeof bytes ? size : sizeof bytes;
        if (!spool_read(&report->text, bytes, some))
            return spool_status(&report->text, findings);
        status = output_write(output, (struct view){bytes, some}, findings);
    }
    return status;
}

static enum status write_json(struct merge_report *report, struct view text, struct output *output,
                              struct findings *findings)
{
    static const char units = UNITS;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && text.size > 0) {
        size_t end = view_find(text, (struct view){&units, 1}, 0), size = 0;
        end = end == SIZE_MAX ? text.size : end;
        status = output_write(output, view_slice(text, 0, end), findings);
        text = view_slice(text, end < text.size ? end + 1 : end, text.size);
        if (status == STATUS_OK && view_take_number(&text, &size)) {
            text = view_slice(text, 1, text.size);
            status = copy(report, size, output, findings);
        }
    }
    return status;
}

static bool render(struct merge_report *report, struct buffer *text)
{
    struct json_object *document = json_report("satz-merge", &report->failed);
    struct json_object *files = report->files ? report->files : json_object_new_array();
    json_add(document, "files", files, &report->failed);
    if (!report->failed)
        json_render(document, text);
    json_object_put(document);
    return !report->failed && !text->failed;
}

static enum status write_report(struct merge_report *report, const struct common_options *common,
                                struct findings *findings)
{
    struct buffer text = {0};
    bool json = is_json(report), rendered = !json || render(report, &text);
    enum status status = rendered ? STATUS_OK : finding_no_memory(findings);
    struct output *output =
        rendered ? output_open(report->name, common->force, &status, findings) : NULL;
    spool_rewind(&report->text);
    if (output)
        status = json ? write_json(report, buffer_view(&text), output, findings)
                      : copy(report, report->text.size, output, findings);
    buffer_free(&text);
    if (output && status == STATUS_OK)
        return output_commit(output, findings);
    output_abandon(output);
    return status;
}

enum status report_merge_write(struct merge_report *report, const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status = STATUS_SYSTEM;
    if (!report->failed && report->told.error == 0 && report->text.error == 0)
        status = write_report(report, common, &findings);
    else
        json_object_put(report->files); /* what failed was said when it was taken */
    spool_clear(&report->told);
    spool_clear(&report->text);
    buffer_free(&report->names);
    buffer_free(&report->file);
    buffer_free(&report->scratch);
    return status;
}
