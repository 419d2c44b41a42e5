/* What a merge wrote, remembered in the user's state folder. */
#define _XOPEN_SOURCE 700 // realpath NOLINT(bugprone-reserved-identifier)
#include "command/edits.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/command.h"

/* A record is a line MARK PATH COUNT, the last two as 16 digits, and COUNT lines of 16 digits each.
 * It is added to the end of one of 256 files, by the path's first two digits: a file an article
 * would cost more than the article's merge. The last record of a path counts. */
#define MARK       "merged "
#define DIGITS     16
#define SUM_SIZE   (DIGITS + 1)
#define FILE_LIMIT ((off_t)512 << 10)

/* ---- where the records are --------------------------------------------------------------- */

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
static bool path_sum(const char *name, uint64_t *sum)
{
    char *whole = realpath(name, NULL);
    if (whole)
        *sum = checksum(view_of(whole));
    free(whole);
    return whole != NULL;
}

/* The name of the file of records, or of the one that was full before it. */
static bool file_name(struct buffer *path, uint64_t sum, const char *suffix, bool make)
{
    buffer_clear(path);
    if (!state_folder(path, make))
        return false;
    buffer_add_string(path, "/merged-");
    buffer_add_hex(path, sum >> 56, 2);
    buffer_add_string(path, suffix);
    buffer_add_char(path, '\0');
    return !path->failed;
}

/* ---- adding a record --------------------------------------------------------------------- */

static int open_file(struct buffer *path, uint64_t sum)
{
    int file = -1;
    for (int make = 0; make <= 1 && file < 0; make++)
        if (file_name(path, sum, "", make == 1))
            file = open(path->data, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    return file;
}

/* The oldest records are forgotten. */
static void begin_another(const char *full, uint64_t sum)
{
    struct buffer old = {0};
    if (file_name(&old, sum, ".old", false))
        (void)rename(full, old.data); /* if not, it grows on */
    buffer_free(&old);
}

/* Several programs may do this at once: each adds its record by one write, and a record that is not
 * whole is not used. */
static void add_record(uint64_t sum, struct view record)
{
    struct buffer path = {0};
    struct stat info;
    int file = open_file(&path, sum);
    if (file >= 0 && fstat(file, &info) == 0 && info.st_size > FILE_LIMIT) {
        begin_another(path.data, sum);
        close(file);
        file = open_file(&path, sum);
    }
    if (file >= 0) {
        (void)!write(file, record.data, record.size); /* without it the next merge is careful */
        close(file);
    }
    buffer_free(&path);
}

static void print_record(struct buffer *record, uint64_t path, const struct line_sums *merged)
{
    size_t count = merged->too_many ? 0 : merged->count;
    buffer_add_string(record, MARK);
    buffer_add_hex(record, path, DIGITS);
    buffer_add_char(record, ' ');
    buffer_add_hex(record, count, DIGITS);
    buffer_add_char(record, '\n');
    for (size_t i = 0; i < count; i++) {
        buffer_add_hex(record, merged->items[i], DIGITS);
        buffer_add_char(record, '\n');
    }
}

void edits_remember(const char *name, const struct line_sums *merged)
{
    struct buffer record = {0};
    struct stat info;
    uint64_t path;
    if (stat(name, &info) != 0 || !S_ISREG(info.st_mode) || !path_sum(name, &path))
        return;
    print_record(&record, path, merged);
    if (!record.failed)
        add_record(path, buffer_view(&record));
    buffer_free(&record);
}

/* ---- reading it -------------------------------------------------------------------------- */

static bool read_sum(struct view text, size_t at, uint64_t *sum)
{
    char *end, digits[DIGITS + 1] = {0};
    if (at + SUM_SIZE > text.size || text.data[at + DIGITS] != '\n')
        return false;
    memcpy(digits, text.data + at, DIGITS);
    *sum = strtoull(digits, &end, 16);
    return end == digits + DIGITS;
}

/* Where the last record of that path begins, after its name; SIZE_MAX: there is none. */
static size_t find_record(struct view text, uint64_t path)
{
    struct buffer head = {0};
    size_t found = SIZE_MAX;
    buffer_add_string(&head, MARK);
    buffer_add_hex(&head, path, DIGITS);
    buffer_add_char(&head, ' ');
    size_t at = head.failed ? SIZE_MAX : view_find(text, buffer_view(&head), 0);
    while (at != SIZE_MAX) {
        found = at + head.size;
        at = view_find(text, buffer_view(&head), found);
    }
    buffer_free(&head);
    return found;
}

static bool read_record(struct view text, uint64_t path, struct line_sums *record)
{
    size_t at = find_record(text, path);
    uint64_t count;
    if (at == SIZE_MAX || !read_sum(text, at, &count) || count > text.size / SUM_SIZE)
        return false;
    record->items = calloc(count + 1, sizeof *record->items);
    bool done = record->items != NULL;
    for (size_t i = 0; done && i < count; i++)
        done = read_sum(text, at + (i + 1) * SUM_SIZE, &record->items[i]);
    record->count = done ? count : 0;
    return done;
}

bool edits_recall(const char *name, struct line_sums *record)
{
    static const char *const suffixes[] = {"", ".old"};
    struct findings nobody = {0};
    struct buffer file = {0}, text = {0};
    uint64_t path;
    bool known = path_sum(name, &path), done = false;
    for (size_t i = 0; known && !done && i < 2; i++) {
        line_sums_free(record);
        buffer_clear(&text);
        done = file_name(&file, path, suffixes[i], false) && access(file.data, R_OK) == 0 &&
               command_read_file(file.data, &text, &nobody) == STATUS_OK &&
               read_record(buffer_view(&text), path, record);
    }
    buffer_free(&file);
    buffer_free(&text);
    return done;
}
