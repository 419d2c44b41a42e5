/* What a merge wrote, remembered in the user's state folder. */
#define _XOPEN_SOURCE 700 // realpath NOLINT(bugprone-reserved-identifier)
#include "command/edits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/command.h"

#define MAGIC "satz-merged 1\n"

/* ---- lines ------------------------------------------------------------------------------- */

static void add_sum(struct line_sums *sums, uint64_t sum)
{
    sums->too_many |= sums->limit > 0 && sums->count == sums->limit;
    if (sums->too_many)
        return;
    void *grown = array_grow(sums->items, sums->count, &sums->capacity, sizeof *sums->items);
    sums->failed |= !grown;
    if (!grown)
        return;
    sums->items = grown;
    sums->items[sums->count++] = sum;
}

/* A piece of a line: a line may be of any length. */
static void add_piece(struct line_sums *sums, struct view piece)
{
    if (!sums->line)
        sums->line = checksum_new();
    sums->failed |= !sums->line;
    if (!sums->line)
        return;
    checksum_add(sums->line, piece);
    sums->begun = true;
}

static void end_line(struct line_sums *sums)
{
    if (!sums->begun || sums->failed)
        return;
    add_sum(sums, checksum_value(sums->line));
    checksum_free(sums->line);
    sums->line = NULL;
    sums->begun = false;
}

/* After the line that begins at `start`. */
static size_t line_end(struct view text, size_t start)
{
    const char *lf = memchr(text.data + start, '\n', text.size - start);
    size_t end = lf ? (size_t)(lf - text.data) + 1 : text.size;
    const char *cr = memchr(text.data + start, '\r', end - start);
    return cr ? (size_t)(cr - text.data) + 1 : end;
}

/* CR LF makes a line of its LF; it is enough that all texts are cut alike. */
void line_sums_add(struct line_sums *sums, struct view text)
{
    for (size_t start = 0, end; start < text.size && !sums->failed; start = end) {
        end = line_end(text, start);
        struct view line = view_slice(text, start, end);
        bool ends = text.data[end - 1] == '\n' || text.data[end - 1] == '\r';
        if (ends && !sums->begun) {
            add_sum(sums, checksum(line));
            continue;
        }
        add_piece(sums, line);
        if (ends)
            end_line(sums);
    }
}

void line_sums_end(struct line_sums *sums)
{
    end_line(sums);
}

void line_sums_free(struct line_sums *sums)
{
    free(sums->items);
    checksum_free(sums->line);
    *sums = (struct line_sums){0};
}

/* ---- the record -------------------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* $XDG_STATE_HOME/satz, or ~/.local/state/satz; made if `make`. */
static bool state_folder(struct buffer *path, bool make)
{
    static const char *const steps[] = {"/.local", "/state"};
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    bool given = state && state[0] == '/', done = true;
    if (!given && !(home && home[0] == '/'))
        return false;
    buffer_add_string(path, given ? state : home);
    for (size_t i = 0; i <= 3 && done; i++) {
        if (i < 2 && given)
            continue;
        buffer_add_string(path, i < 2 ? steps[i] : i == 2 ? "" : "/satz");
        buffer_add_char(path, '\0');
        done = !path->failed && (!make || make_folder(path->data));
        path->size -= path->size > 0;
    }
    return done;
}

/* The record of a file is named by the checksum of its whole path. */
static bool record_name(struct buffer *path, const char *name, bool make)
{
    char *whole = realpath(name, NULL);
    bool done = whole && state_folder(path, make);
    if (done) {
        buffer_add_string(path, "/merged-");
        buffer_add_hex(path, checksum(view_of(whole)), 16);
        buffer_add_char(path, '\0');
    }
    free(whole);
    return done && !path->failed;
}

static bool write_whole(const char *name, struct view text)
{
    struct buffer temporary = {0};
    buffer_printf(&temporary, "%s.XXXXXX%c", name, 0);
    int file = temporary.failed ? -1 : mkstemp(temporary.data);
    bool done = file >= 0;
    for (size_t at = 0; done && at < text.size;) {
        ssize_t wrote = write(file, text.data + at, text.size - at);
        done = wrote >= 0 || errno == EINTR;
        at += wrote > 0 ? (size_t)wrote : 0;
    }
    if (file >= 0)
        done &= close(file) == 0;
    if (done)
        done = rename(temporary.data, name) == 0;
    if (!done && file >= 0)
        unlink(temporary.data);
    buffer_free(&temporary);
    return done;
}

void edits_remember(const char *name, const struct line_sums *merged)
{
    struct buffer path = {0}, text = {0};
    struct stat info;
    if (stat(name, &info) == 0 && S_ISREG(info.st_mode) && record_name(&path, name, true)) {
        buffer_add_string(&text, MAGIC);
        for (size_t i = 0; i < merged->count; i++) {
            buffer_add_hex(&text, merged->items[i], 16);
            buffer_add_char(&text, '\n');
        }
        if (merged->too_many || text.failed || !write_whole(path.data, buffer_view(&text)))
            unlink(path.data); /* an old record would be wrong */
    }
    buffer_free(&path);
    buffer_free(&text);
}

static bool read_sum(const char *digits, uint64_t *sum)
{
    char *end, text[17] = {0};
    memcpy(text, digits, 16);
    *sum = strtoull(text, &end, 16);
    return end == text + 16;
}

bool edits_recall(const char *name, struct line_sums *record)
{
    struct findings nobody = {0};
    struct buffer path = {0}, text = {0};
    size_t head = sizeof MAGIC - 1;
    bool done = record_name(&path, name, false) && access(path.data, R_OK) == 0 &&
                command_read_file(path.data, &text, &nobody) == STATUS_OK &&
                view_starts_with(buffer_view(&text), VIEW(MAGIC)) && (text.size - head) % 17 == 0;
    size_t count = done ? (text.size - head) / 17 : 0;
    record->items = calloc(count + 1, sizeof *record->items);
    done &= record->items != NULL;
    for (size_t i = 0; done && i < count; i++)
        done = read_sum(text.data + head + 17 * i, &record->items[i]);
    record->count = count;
    buffer_free(&path);
    buffer_free(&text);
    return done;
}
