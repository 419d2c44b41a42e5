#include "command/edits.h"

#include <stdlib.h>
#include <string.h>

static enum status read_whole(const char *name, struct buffer *text, struct findings *findings)
{
    struct input input;
    size_t got = 1;
    enum status status = input_open(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    while (status == STATUS_OK && got > 0) {
        if (!buffer_reserve(text, 65536))
            status = finding_no_memory(findings);
        else
            status = input_read(&input, text->data + text->size, 65536, &got, findings);
        text->size += status == STATUS_OK ? got : 0;
    }
    input_close(&input);
    return status;
}

/* The lines of the file, which need not be held for that. */
static enum status read_lines(const char *name, struct line_sums *lines, struct findings *findings)
{
    char chunk[65536];
    struct input input;
    size_t got = 1;
    enum status status = input_open(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    while (status == STATUS_OK && got > 0) {
        status = input_read(&input, chunk, sizeof chunk, &got, findings);
        line_sums_add(lines, (struct view){chunk, got});
    }
    input_close(&input);
    line_sums_end(lines);
    return status == STATUS_OK && lines->failed ? finding_no_memory(findings) : status;
}

/* ---- comparing --------------------------------------------------------------------------- */

/* A file beside what was merged before and what is merged now. */
struct comparison {
    const char *name;
    struct view text;
    struct line_sums file, before;
    const struct line_sums *now;
    bool has_record;
    size_t *to_before, *to_now; /* of each line of the file */
    struct findings *findings;
    size_t edits;
};

/* Whether `now` brings the line back that the file lacks between its lines at - 1 and at. */
static bool comes_back(const struct comparison *c, size_t at, uint64_t line)
{
    size_t start = 0, end = c->now->count;
    for (size_t i = at; i-- > 0;)
        if (c->to_now[i] != SIZE_MAX) {
            start = c->to_now[i] + 1;
            break;
        }
    for (size_t i = at; i < c->file.count; i++)
        if (c->to_now[i] != SIZE_MAX) {
            end = c->to_now[i];
            break;
        }
    for (size_t i = start; i < end; i++)
        if (c->now->items[i] == line)
            return true;
    return false;
}

/* Whether a line that was merged before was taken out in front of line `at`, and would come back.
 */
static bool was_taken_out(const struct comparison *c, size_t at)
{
    size_t start = 0, end = c->before.count;
    if (!c->has_record) {
        size_t next = at < c->file.count ? c->to_now[at] : c->now->count;
        size_t last = at > 0 ? c->to_now[at - 1] : SIZE_MAX; /* + 1 is 0: none */
        return next != SIZE_MAX && (at == 0 || last != SIZE_MAX) && next != last + 1;
    }
    if (at > 0) {
        if (c->to_before[at - 1] == SIZE_MAX)
            return false; /* it was changed, and that is said */
        start = c->to_before[at - 1] + 1;
    }
    for (size_t i = at; i < c->file.count && end == c->before.count; i++)
        if (c->to_before[i] != SIZE_MAX)
            end = c->to_before[i];
    for (size_t i = start; i < end; i++)
        if (comes_back(c, at, c->before.items[i]))
            return true;
    return false;
}

static bool is_edit(const struct comparison *c, size_t line)
{
    return c->to_now[line] == SIZE_MAX && (!c->has_record || c->to_before[line] == SIZE_MAX);
}

/* The number and the text of the file's line `index`, as line_sums counts. */
static size_t find_line(const struct comparison *c, size_t index, struct view *line)
{
    size_t number = 1, at = 0, start = 0;
    struct view text = c->text;
    for (size_t count = 0; at < text.size && count < index; at++) {
        bool lf = text.data[at] == '\n', cr = text.data[at] == '\r';
        count += lf || cr;
        number += lf || (cr && !(at + 1 < text.size && text.data[at + 1] == '\n'));
        start = lf || cr ? at + 1 : start;
    }
    size_t end = start;
    while (end < text.size && text.data[end] != '\n' && text.data[end] != '\r')
        end++;
    *line = view_trim(view_slice(text, start, end));
    return number;
}

static void say(struct comparison *c, size_t index, const char *what)
{
    struct view line;
    size_t number = find_line(c, index, &line), size = line.size < 60 ? line.size : 60;
    while (size < line.size && size > 0 && ((unsigned char)line.data[size] & 0xc0) == 0x80)
        size--;
    bool readable =
        line.size > 0 && utf8_valid_prefix(line) == line.size && !memchr(line.data, 0, line.size);
    c->edits++;
    finding_error(c->findings, STATUS_FINDINGS, (struct place){c->name, number, 0},
                  "%s%s%.*s%s; take it into the XLIFF file with 'satz adopt', or lose it with "
                  "--overwrite-edits",
                  what, readable ? ": \"" : "", readable ? (int)size : 0, readable ? line.data : "",
                  !readable          ? ""
                  : size < line.size ? "…\""
                                     : "\"");
}

/* Each run of edited lines is said once. */
static void say_edits(struct comparison *c)
{
    const char *edited = c->has_record ? "was edited after the last merge"
                                       : "is not what this merge writes, and there is no record of "
                                         "the merge before";
    for (size_t i = 0; i <= c->file.count; i++) {
        bool edit = i < c->file.count && is_edit(c, i);
        if (edit && (i == 0 || !is_edit(c, i - 1)))
            say(c, i, edited);
        else if (!edit && was_taken_out(c, i) && (i == 0 || !is_edit(c, i - 1)))
            say(c, i, "something was taken out before this line after the last merge");
    }
}

static bool same_lines(const struct line_sums *a, const struct line_sums *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Most files are as they were merged. */
static bool is_unedited(const struct comparison *c)
{
    return c->file.count == 0 || same_lines(&c->file, c->now) ||
           (c->has_record && same_lines(&c->file, &c->before));
}

static bool compare(struct comparison *c)
{
    c->to_now = malloc((c->file.count + 1) * sizeof *c->to_now);
    c->to_before = malloc((c->file.count + 1) * sizeof *c->to_before);
    return c->to_now && c->to_before &&
           sequence_match(c->file.items, c->file.count, c->now->items, c->now->count, c->to_now) &&
           (!c->has_record || sequence_match(c->file.items, c->file.count, c->before.items,
                                             c->before.count, c->to_before));
}

static enum status find_edits(struct comparison *c)
{
    struct buffer text = {0};
    enum status status = read_whole(c->name, &text, c->findings);
    c->text = buffer_view(&text);
    if (status == STATUS_OK && compare(c))
        say_edits(c);
    else if (status == STATUS_OK)
        status = finding_no_memory(c->findings);
    buffer_free(&text);
    return status == STATUS_OK && c->edits > 0 ? STATUS_FINDINGS : status;
}

static enum status say_where(const struct edits_beside *beside, const char *name,
                             struct findings *findings)
{
    return finding_error(
        findings, STATUS_FINDINGS, (struct place){name, edits_beside_line(beside), 0},
        "is not what this merge writes from here on, and has more than %d lines or "
        "%zu MiB, among which no edits are looked for; take them into the XLIFF "
        "file with 'satz adopt', or lose them with --overwrite-edits",
        EDITS_LINES, EDITS_SIZE >> 20);
}

enum status edits_check(const char *name, const struct line_sums *merged,
                        const struct edits_beside *beside, struct findings *findings)
{
    struct comparison c = {.name = name, .now = merged, .findings = findings};
    if (!beside->differs || beside->size == 0)
        return STATUS_OK;
    if (merged->too_many || beside->size > EDITS_SIZE)
        return say_where(beside, name, findings);
    c.file.limit = EDITS_LINES;
    enum status status =
        merged->failed ? finding_no_memory(findings) : read_lines(name, &c.file, findings);
    c.has_record = status == STATUS_OK && edits_recall(name, &c.before);
    if (status == STATUS_OK && c.file.too_many)
        status = say_where(beside, name, findings);
    else if (status == STATUS_OK && !is_unedited(&c))
        status = find_edits(&c);
    line_sums_free(&c.file);
    line_sums_free(&c.before);
    free(c.to_now);
    free(c.to_before);
    return status;
}
