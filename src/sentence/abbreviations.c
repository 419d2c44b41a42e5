/* abbreviations.c - the user's own abbreviations: a list, sorted, in one piece of memory. */
#include <stdlib.h>
#include <string.h>

#include "sentence/candidate.h"

struct entry {
    size_t offset, size; /* its key, in the text */
    unsigned flags;
};

struct sentence_abbreviations {
    size_t count;
    char *keys;
    struct entry entries[];
};

static const struct {
    const char *name;
    unsigned flag;
} behaviours[] = {
    {"title", LANGUAGE_TITLE},       {"never", LANGUAGE_NEVER},
    {"number", LANGUAGE_NUMBER},     {"unit", LANGUAGE_UNIT},
    {"may-end", LANGUAGE_MAY_END},   {"usually-end", LANGUAGE_USUALLY_END},
    {"calendar", LANGUAGE_CALENDAR},
};

enum { BEHAVIOURS = sizeof behaviours / sizeof *behaviours };

const char *sentence_behaviour(size_t i)
{
    return i < BEHAVIOURS ? behaviours[i].name : NULL;
}

/* ---- one line ----------------------------------------------------------------------------- */

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static size_t trim(const char *text, size_t start, size_t end)
{
    while (end > start && is_space(text[end - 1]))
        end--;
    return end;
}

/* The behaviour named in text[start..end), 0 if there is none of that name. */
static unsigned behaviour(const char *text, size_t start, size_t end)
{
    while (start < end && is_space(text[start]))
        start++;
    for (size_t i = 0; i < BEHAVIOURS; i++)
        if (strlen(behaviours[i].name) == end - start &&
            memcmp(behaviours[i].name, text + start, end - start) == 0)
            return behaviours[i].flag;
    return 0;
}

/* Adds the abbreviation in text[start..end) as a key: no blanks, no full stop at its end. */
static bool add_key(struct sentence_abbreviations *list, size_t *used, const char *text,
                    size_t start, size_t end, unsigned flags)
{
    struct entry *entry = &list->entries[list->count];
    *entry = (struct entry){*used, 0, flags};
    for (size_t blank; start<end; start += blank> 0 ? blank : 1) {
        blank = white_at(text, start, end);
        if (blank == 0)
            list->keys[entry->offset + entry->size++] = text[start];
    }
    if (entry->size > 0 && list->keys[entry->offset + entry->size - 1] == '.')
        entry->size--;
    if (entry->size == 0 || entry->size > LANGUAGE_WORD_MAX)
        return false;
    *used += entry->size;
    list->count++;
    return true;
}

/* "z" and "u.v" of "u.v.m": what the first parts of an abbreviation look like. */
static void add_parts(struct sentence_abbreviations *list)
{
    struct entry whole = list->entries[list->count - 1];
    for (size_t i = 1; i + 1 < whole.size; i++)
        if (list->keys[whole.offset + i] == '.')
            list->entries[list->count++] = (struct entry){whole.offset, i, LANGUAGE_PART};
}

static bool add_line(struct sentence_abbreviations *list, size_t *used, const char *text,
                     size_t start, size_t end)
{
    unsigned flags = LANGUAGE_NEVER;
    const char *comment = memchr(text + start, '#', end - start);
    if (comment)
        end = (size_t)(comment - text);
    end = trim(text, start, end);
    while (start < end && is_space(text[start]))
        start++;
    if (start == end)
        return true;
    const char *sign = memchr(text + start, '=', end - start);
    if (sign) {
        flags = behaviour(text, (size_t)(sign - text) + 1, end);
        end = trim(text, start, (size_t)(sign - text));
    }
    if (flags == 0 || !add_key(list, used, text, start, end, flags))
        return false;
    add_parts(list);
    return true;
}

/* ---- the list ------------------------------------------------------------------------------ */

static int compare(const char *a, size_t a_size, const char *b, size_t b_size)
{
    if (a_size != b_size)
        return a_size < b_size ? -1 : 1;
    return memcmp(a, b, a_size);
}

/* Shell's sort: qsort could not see the keys. */
static void sort(struct sentence_abbreviations *list)
{
    for (size_t gap = list->count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
        for (size_t i = gap; i < list->count; i++) {
            struct entry entry = list->entries[i];
            size_t at = i;
            for (; at >= gap; at -= gap) {
                struct entry *before = &list->entries[at - gap];
                if (compare(list->keys + before->offset, before->size, list->keys + entry.offset,
                            entry.size) <= 0)
                    break;
                list->entries[at] = *before;
            }
            list->entries[at] = entry;
        }
}

/* Room for every entry there can be: a line gives one, and a full stop a part. */
static struct sentence_abbreviations *new_list(const char *text, size_t size)
{
    size_t most = 1;
    for (size_t i = 0; i < size; i++)
        most += text[i] == '\n' || text[i] == '.';
    struct sentence_abbreviations *list =
        malloc(sizeof *list + (most + 1) * sizeof list->entries[0] + size);
    if (list) {
        list->count = 0;
        list->keys = (char *)&list->entries[most + 1];
    }
    return list;
}

struct sentence_abbreviations *sentence_abbreviations_read(const char *text, size_t size,
                                                           size_t *line)
{
    struct sentence_abbreviations *list = new_list(text, size);
    size_t used = 0;
    *line = 0;
    for (size_t start = 0, end; list && start < size; start = end + 1) {
        const char *newline = memchr(text + start, '\n', size - start);
        end = newline ? (size_t)(newline - text) : size;
        ++*line;
        if (!add_line(list, &used, text, start, end)) {
            free(list);
            return NULL;
        }
    }
    if (list)
        sort(list);
    else
        *line = 0;
    return list;
}

void sentence_abbreviations_free(struct sentence_abbreviations *abbreviations)
{
    free(abbreviations);
}

unsigned abbreviations_find(const struct sentence_abbreviations *own, const char *word, size_t size)
{
    size_t low = 0, high = own->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct entry *entry = &own->entries[middle];
        if (compare(own->keys + entry->offset, entry->size, word, size) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    unsigned flags = 0;
    for (; low < own->count; low++) {
        const struct entry *entry = &own->entries[low];
        if (compare(own->keys + entry->offset, entry->size, word, size) != 0)
            break;
        flags |= entry->flags;
    }
    return flags;
}
