#include "command/stats_progress.h"

#include <stdlib.h>

#include "base/json.h"
#include "check/content.h"
#include "exchange/exchange.h"

/* ---- counting ---------------------------------------------------------------------------- */

struct progress_row *progress_add(struct progress_rows *rows, const char *file)
{
    void *grown = array_grow(rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    if (!grown)
        return NULL;
    rows->items = grown;
    rows->items[rows->count] = (struct progress_row){.file = file};
    return &rows->items[rows->count++];
}

void progress_reset(struct progress_row *row)
{
    *row = (struct progress_row){.file = row->file};
}

bool progress_skeleton(struct progress_row *row, struct view skeleton)
{
    return exchange_share_of(skeleton, &row->share, &row->shares);
}

static void add(struct progress_row *row, enum state_level level, size_t segments, size_t words)
{
    row->segments[level] += segments;
    row->words[level] += words;
}

static void settle_empty(struct progress_row *row, bool filled)
{
    add(row, filled ? STATE_TRANSLATED : STATE_INITIAL, row->empty_segments, row->empty_words);
    row->empty_segments = row->empty_words = 0;
}

void progress_segment(struct progress_row *row, enum xliff_version version,
                      const struct xliff_unit *unit, const struct xliff_segment *segment,
                      size_t words)
{
    struct view state = string_view(segment->state);
    enum state_level level = state_level(version, state, unit->approved, segment->has_target);
    bool empty = segment->has_target && content_is_empty(&segment->target);
    if (empty && level != STATE_FINAL && !row->filled) {
        row->empty_segments++;
        row->empty_words += words;
        return;
    }
    row->filled = level > STATE_INITIAL;
    if (row->filled)
        settle_empty(row, true);
    add(row, level, 1, words);
}

void progress_block(struct progress_row *row)
{
    settle_empty(row, false);
    row->filled = false;
}

size_t progress_words(const struct progress_row *row)
{
    size_t words = 0;
    for (size_t i = 0; i < PROGRESS_LEVELS; i++)
        words += row->words[i];
    return words;
}

bool progress_is_done(const struct progress_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (!rows->items[i].there || rows->items[i].segments[STATE_INITIAL] > 0)
            return false;
    return true;
}

/* ---- showing ----------------------------------------------------------------------------- */

/* Never 100 before all is done. */
static size_t percent(size_t part, size_t all)
{
    return all > 0 ? part * 100 / all : 100;
}

static void add_row(struct buffer *out, const char *name, const struct progress_row *row)
{
    size_t words = progress_words(row);
    buffer_printf(out, "%-28s", name);
    for (size_t i = 0; i < PROGRESS_LEVELS; i++)
        buffer_printf(out, " %7zu %3zu%%", row->words[i], percent(row->words[i], words));
    buffer_printf(out, " %9zu\n", words);
}

static void add_to(struct progress_row *total, const struct progress_row *row)
{
    for (size_t i = 0; i < PROGRESS_LEVELS; i++)
        add(total, (enum state_level)i, row->segments[i], row->words[i]);
}

void progress_text(const struct progress_rows *rows, struct buffer *out)
{
    struct progress_row total = {0};
    buffer_printf(out, "%-28s %12s %12s %12s %12s %9s\n", "Progress, in words:", "not yet",
                  "translated", "reviewed", "final", "all");
    for (size_t i = 0; i < rows->count; i++) {
        const struct progress_row *row = &rows->items[i];
        struct buffer name = {0};
        command_add_safe(&name, view_of(row->file));
        if (row->shares > 0)
            buffer_printf(&name, ", part %zu of %zu", row->share, row->shares);
        buffer_add_char(&name, '\0');
        if (name.failed)
            out->failed = true;
        else if (row->there)
            add_row(out, name.data, row);
        else
            buffer_printf(out, "%-28s is not there yet\n", name.data);
        buffer_free(&name);
        add_to(&total, row);
    }
    if (rows->count > 1)
        add_row(out, "in all", &total);
}

void progress_line(const struct progress_row *row, struct buffer *out)
{
    size_t words = progress_words(row), initial = row->words[STATE_INITIAL];
    command_add_safe(out, view_of(row->file));
    if (row->shares > 0)
        buffer_printf(out, ", part %zu of %zu", row->share, row->shares);
    if (!row->there) {
        buffer_add_string(out, ": is not there yet\n");
        return;
    }
    buffer_printf(out, ": %zu of %zu words translated (%zu%%), %zu of them reviewed, %zu final\n",
                  words - initial, words, percent(words - initial, words),
                  row->words[STATE_REVIEWED] + row->words[STATE_FINAL], row->words[STATE_FINAL]);
}

struct json_object *progress_json(const struct progress_rows *rows, bool *failed)
{
    struct json_object *list = json_object_new_array();
    *failed |= !list;
    for (size_t i = 0; list && i < rows->count; i++) {
        const struct progress_row *row = &rows->items[i];
        struct json_object *object = json_object_new_object();
        json_add(object, "file", json_text(view_of(row->file)), failed);
        json_add(object, "part", json_count(row->share), failed);
        json_add(object, "parts", json_count(row->shares), failed);
        for (size_t k = 0; k < PROGRESS_LEVELS; k++) {
            struct json_object *level = json_object_new_object();
            json_add(level, "segments", json_count(row->segments[k]), failed);
            json_add(level, "words", json_count(row->words[k]), failed);
            json_add(level, "percent", json_count(percent(row->words[k], progress_words(row))),
                     failed);
            json_add(object, state_level_name((enum state_level)k), level, failed);
        }
        json_append(list, object, failed);
    }
    return list;
}

void progress_free(struct progress_rows *rows)
{
    free(rows->items);
    *rows = (struct progress_rows){0};
}
