#include "command/operands.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "command/command.h"

/* ---- kinds of files ---------------------------------------------------------------------- */

static bool has_suffix(struct view name, const char *suffix)
{
    size_t size = strlen(suffix);
    return name.size > size && strncasecmp(name.data + name.size - size, suffix, size) == 0;
}

static bool is_text(struct view name)
{
    return has_suffix(name, ".txt");
}

/* "a.en-US.txt" */
static bool is_english(struct view name)
{
    size_t end = name.size - 4, dot = end;
    while (dot > 0 && name.data[dot - 1] != '.')
        dot--;
    struct view tag = view_slice(name, dot, end);
    return dot > 1 && tag.size >= 2 && strncasecmp(tag.data, "en", 2) == 0 &&
           (tag.size == 2 || tag.data[2] == '-');
}

static bool is_xliff(struct view name)
{
    return has_suffix(name, ".xlf") || has_suffix(name, ".xliff");
}

const struct operand_kind operand_articles = {"*.txt", is_text, is_english};
const struct operand_kind operand_xliff = {"*.xlf", is_xliff, NULL};

/* ---- adding ------------------------------------------------------------------------------ */

struct gathering {
    struct operands *to;
    const struct operand_kind *kind;
    struct findings *findings;
    size_t top;     /* size of the name of the folder that the command line names, with its slash */
    size_t english; /* files of merge in it */
};

static bool add(struct operands *to, struct operand operand)
{
    void *grown = array_grow(to->items, to->count, &to->capacity, sizeof *to->items);
    if (!grown)
        return false;
    to->items = grown;
    to->items[to->count++] = operand;
    return true;
}

bool operands_add_like(struct operands *operands, struct view name, const struct operand *like)
{
    size_t below = (size_t)(like->below - like->name);
    struct view copy = arena_copy(&operands->names, name);
    return copy.data &&
           add(operands, (struct operand){copy.data, copy.data + below, like->in_folder});
}

static enum status add_name(struct gathering *gathering, struct operand operand)
{
    return add(gathering->to, operand) ? STATUS_OK : finding_no_memory(gathering->findings);
}

/* A name in a folder, which is copied. */
static enum status add_found(struct gathering *gathering, const struct buffer *path)
{
    struct view copy = arena_copy(&gathering->to->names, buffer_view(path));
    if (!copy.data)
        return finding_no_memory(gathering->findings);
    return add_name(gathering, (struct operand){copy.data, copy.data + gathering->top, true});
}

/* ---- folders ----------------------------------------------------------------------------- */

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static enum status add_folder(struct gathering *gathering, struct buffer *path);

static enum status add_link(struct gathering *gathering, struct buffer *path, bool wanted)
{
    struct stat info;
    bool found = stat(path->data, &info) == 0;
    if (found && S_ISDIR(info.st_mode))
        finding_remark(gathering->findings, (struct place){.file = path->data},
                       "leads to another folder and was left out; name it to have it read too");
    else if (wanted && (!found || S_ISREG(info.st_mode))) /* a broken one is an error, later */
        return add_found(gathering, path);
    return STATUS_OK;
}

/* `path` ends in NUL; it is the same again afterwards. */
static enum status add_entry(struct gathering *gathering, struct buffer *path, const char *name)
{
    struct stat info;
    const struct operand_kind *kind = gathering->kind;
    bool wanted = kind->wanted(view_of(name));
    if (lstat(path->data, &info) != 0)
        return STATUS_OK; /* it has just gone */
    if (S_ISDIR(info.st_mode))
        return add_folder(gathering, path);
    if (wanted && kind->english && kind->english(view_of(name))) {
        gathering->english++;
        return STATUS_OK;
    }
    if (S_ISLNK(info.st_mode))
        return add_link(gathering, path, wanted);
    return wanted && S_ISREG(info.st_mode) ? add_found(gathering, path) : STATUS_OK;
}

static enum status add_entries(struct gathering *gathering, struct buffer *path,
                               struct dirent **entries, int count)
{
    enum status worst = STATUS_OK;
    size_t folder = path->size;
    for (int i = 0; i < count; i++) {
        enum status status;
        buffer_add_string(path, entries[i]->d_name);
        buffer_add_char(path, '\0');
        status = path->failed ? finding_no_memory(gathering->findings)
                              : add_entry(gathering, path, entries[i]->d_name);
        path->size = folder;
        free(entries[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* `path` ends in NUL. */
static enum status add_folder(struct gathering *gathering, struct buffer *path)
{
    struct dirent **entries = NULL;
    int count = scandir(path->data, &entries, is_shown, by_name);
    if (count < 0)
        return finding_error(gathering->findings, STATUS_INPUT, (struct place){.file = path->data},
                             "this folder cannot be read: %s", strerror(errno));
    size_t size = path->size;
    path->size = size - 1;
    if (path->data[path->size - 1] != '/')
        buffer_add_char(path, '/');
    if (gathering->top == 0)
        gathering->top = path->size;
    enum status status = add_entries(gathering, path, entries, count);
    free((void *)entries);
    path->size = size;
    path->data[size - 1] = '\0';
    return status;
}

/* ---- operands ---------------------------------------------------------------------------- */

static enum status add_tree(struct gathering *gathering, const char *name)
{
    struct buffer path = {0};
    size_t before = gathering->to->count;
    gathering->top = gathering->english = 0;
    buffer_add_string(&path, name);
    buffer_add_char(&path, '\0');
    enum status status =
        path.failed ? finding_no_memory(gathering->findings) : add_folder(gathering, &path);
    buffer_free(&path);
    if (gathering->english > 0)
        finding_remark(gathering->findings, (struct place){.file = name},
                       "what 'satz merge' wrote there (*.en-US.txt) was left out; files: %zu",
                       gathering->english);
    if (status == STATUS_OK && gathering->to->count == before)
        return finding_error(gathering->findings, STATUS_INPUT, (struct place){.file = name},
                             "this folder holds no %s", gathering->kind->shown);
    return status;
}

/* `name` lives as long as the operands. */
static enum status add_operand(struct gathering *gathering, const char *name)
{
    struct stat info;
    if (name[0] != '\0' && strcmp(name, "-") != 0 && stat(name, &info) == 0 &&
        S_ISDIR(info.st_mode))
        return add_tree(gathering, name);
    return add_name(gathering, (struct operand){name, base_name(name).data, false});
}

enum status operands_add(struct operands *operands, const struct operand_kind *kind, char **names,
                         int count, struct findings *findings)
{
    struct gathering gathering = {.to = operands, .kind = kind, .findings = findings};
    enum status worst = STATUS_OK;
    for (int i = 0; i < count; i++) {
        enum status status = add_operand(&gathering, names[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

enum status operands_add_files(struct operands *operands, char **names, int count,
                               struct findings *findings)
{
    for (int i = 0; i < count; i++)
        if (!add(operands, (struct operand){names[i], base_name(names[i]).data, false}))
            return finding_no_memory(findings);
    return STATUS_OK;
}

/* ---- lists of names ---------------------------------------------------------------------- */

static enum status add_listed(struct gathering *gathering, struct view name)
{
    struct view ended = {name.data, name.size + 1}; /* a NUL follows it */
    struct view copy = arena_copy(&gathering->to->names, ended);
    if (!copy.data)
        return finding_no_memory(gathering->findings);
    return add_operand(gathering, copy.data);
}

/* Each name of the list: a line, or what a NUL ends. */
static enum status add_lines(struct gathering *gathering, FILE *list, const char *shown, int end)
{
    char *line = NULL;
    size_t capacity = 0;
    ssize_t got;
    enum status worst = STATUS_OK;
    for (size_t number = 1; (got = getdelim(&line, &capacity, end, list)) > 0; number++) {
        enum status status = STATUS_OK;
        if (line[got - 1] == (char)end)
            line[--got] = '\0';
        if (strlen(line) != (size_t)got || strcmp(line, "-") == 0)
            status =
                finding_error(gathering->findings, STATUS_INPUT, (struct place){shown, number, 0},
                              got == 1 ? "a list cannot name standard input"
                                       : "is no name; did you mean --null?");
        else if (got > 0)
            status = add_listed(gathering, (struct view){line, (size_t)got});
        worst = status > worst ? status : worst;
    }
    if (ferror(list))
        worst = finding_error(gathering->findings, STATUS_INPUT, (struct place){.file = shown},
                              "cannot be read: %s", strerror(errno));
    free(line);
    return worst;
}

enum status operands_add_list(struct operands *operands, const struct operand_kind *kind,
                              const char *list, bool null, struct findings *findings)
{
    struct gathering gathering = {.to = operands, .kind = kind, .findings = findings};
    bool standard = strcmp(list, "-") == 0;
    const char *shown = standard ? "<stdin>" : list;
    FILE *file = standard ? stdin : fopen(list, "r");
    if (!file)
        return finding_error(findings, STATUS_INPUT, (struct place){.file = shown},
                             "cannot be opened: %s; check the name", strerror(errno));
    enum status status = add_lines(&gathering, file, shown, null ? '\0' : '\n');
    if (!standard)
        (void)fclose(file); /* only read */
    return status;
}

void operands_free(struct operands *operands)
{
    free(operands->items);
    arena_free(&operands->names);
    *operands = (struct operands){0};
}
