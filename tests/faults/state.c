#include "tests/faults/faults.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void must(bool holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(4);
}

static void path_of(struct buffer *path, const char *folder, const char *name)
{
    buffer_clear(path);
    buffer_printf(path, "%s/%s%c", folder, name, 0);
    must(!path->failed, "memory");
}

static bool ends_in(const char *name, const char *suffix)
{
    return view_ends_with(view_of(name), view_of(suffix));
}

/* ---- a translation memory ---------------------------------------------------------------- */

static int add_row(void *context, int count, char **values, char **names)
{
    (void)names;
    for (int i = 0; i < count; i++)
        buffer_printf(context, "|%s", values[i] ? values[i] : "");
    buffer_add_string(context, "\n");
    return 0;
}

/* What the memory holds, as one line. An empty one counts as none: it is made before the first
 * translation is added, and stays when that fails. */
static void read_memory(const char *path, const char *name, struct buffer *state)
{
    static const char *const questions[] = {
        "PRAGMA integrity_check",
        "SELECT source, target FROM languages ORDER BY 1, 2",
        "SELECT text FROM source ORDER BY text",
        "SELECT target, codes, state, origin, previous, next FROM translation ORDER BY 1, 2, 3",
        "SELECT count(*) FROM word",
    };
    sqlite3 *database;
    struct buffer sound = {0}, rows = {0};
    must(sqlite3_open(path, &database) == SQLITE_OK, path);
    must(sqlite3_exec(database, questions[0], add_row, &sound, NULL) == SQLITE_OK, "a memory");
    must(view_equal(buffer_view(&sound), VIEW("|ok\n")), "integrity_check");
    for (size_t i = 1; i < sizeof questions / sizeof questions[0]; i++)
        if (sqlite3_exec(database, questions[i], add_row, &rows, NULL) != SQLITE_OK)
            break; /* no tables yet */
    if (rows.size > 0 && !view_equal(buffer_view(&rows), VIEW("|0\n")))
        buffer_printf(state, "%s %016llx\n", name,
                      (unsigned long long)checksum(buffer_view(&rows)));
    sqlite3_close(database);
    buffer_free(&sound);
    buffer_free(&rows);
}

/* ---- any file ---------------------------------------------------------------------------- */

static void read_file(const char *path, struct buffer *content)
{
    FILE *file = fopen(path, "rb");
    char chunk[65536];
    must(file, path);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(content, chunk, got);
    must(!ferror(file) && !content->failed, path);
    (void)fclose(file);
}

static void describe(const char *path, const char *name, struct buffer *state, size_t *temporaries)
{
    struct stat info;
    struct buffer content = {0};
    must(lstat(path, &info) == 0, path);
    if (S_ISDIR(info.st_mode)) {
        buffer_printf(state, "%s/\n", name);
        state_read(path, state, temporaries);
        return;
    }
    if (ends_in(name, ".tm")) {
        read_memory(path, name, state);
        return;
    }
    read_file(path, &content);
    if (view_equal(view_of(name), VIEW("report.json"))) { /* says what happened */
        bool whole = view_ends_with(buffer_view(&content), VIEW("}\n"));
        buffer_printf(state, "%s %s\n", name, whole ? "whole" : "in part");
        buffer_free(&content);
        return;
    }
    buffer_printf(state, "%s %o %zu %016llx\n", name, (unsigned)info.st_mode & 07777, content.size,
                  (unsigned long long)checksum(buffer_view(&content)));
    buffer_free(&content);
}

static int select_entry(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

void state_read(const char *folder, struct buffer *state, size_t *temporaries)
{
    struct dirent **entries;
    struct buffer path = {0};
    int count = scandir(folder, &entries, select_entry, alphasort);
    must(count >= 0, folder);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        path_of(&path, folder, name);
        if (view_starts_with(view_of(name), VIEW(".satz-")) && ends_in(name, ".tmp"))
            ++*temporaries;
        else if (!ends_in(name, ".tm-wal") && !ends_in(name, ".tm-shm") &&
                 !ends_in(name, ".tm-journal"))
            describe(path.data, name, state, temporaries);
        free(entries[i]);
    }
    free(entries);
    buffer_free(&path);
    must(!state->failed, "memory");
}

/* ---- copies ------------------------------------------------------------------------------ */

static void run_shell(const char *command)
{
    must(system(command) == 0, command);
}

void state_copy(const char *from, const char *to)
{
    struct buffer command = {0};
    buffer_printf(&command, "rm -rf '%s' && cp -a '%s' '%s'%c", to, from, to, 0);
    must(!command.failed, "memory");
    run_shell(command.data);
    buffer_free(&command);
}
