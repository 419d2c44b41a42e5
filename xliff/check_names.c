#include "xliff/check_names.h"

#include <stdlib.h>
#include <string.h>

struct check_name {
    uint64_t hash; /* of kind, scope and id */
    uint32_t line;
    uint16_t column;
    uint8_t kind;
    bool refers;
};

/* FNV-1a, with a last stir: two ids of a million have the same hash in one of 30 million files. */
static uint64_t hash(enum file_name kind, uint32_t scope, struct xliff_string id)
{
    uint64_t value = 14695981039346656037u;
    for (size_t i = 0; i < id.size; i++)
        value = (value ^ (unsigned char)id.data[i]) * 1099511628211u;
    value = (value ^ kind) * 1099511628211u;
    value = (value ^ scope) * 1099511628211u;
    value ^= value >> 32;
    value *= 0xd6e8feb86659fd93u;
    return value ^ value >> 32;
}

/* The array grows by little, so that it is never much larger than what it holds. */
static struct check_name *add(struct check *check, struct array *names)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity + names->capacity / 16 + 64;
        void *items = realloc(names->items, capacity * sizeof(struct check_name));
        if (!items) {
            xliff_check_no_memory(check);
            return NULL;
        }
        names->items = items;
        names->capacity = capacity;
    }
    return (struct check_name *)names->items + names->count++;
}

static void note(struct check *check, struct array *names, enum file_name kind, uint32_t scope,
                 struct xliff_string id, bool refers)
{
    struct check_name *name = id.data ? add(check, names) : NULL;
    if (name)
        *name = (struct check_name){
            .hash = hash(kind, scope, id),
            .line = (uint32_t)(check->line < UINT32_MAX ? check->line : UINT32_MAX),
            .column = (uint16_t)(check->column < UINT16_MAX ? check->column : 0),
            .kind = (uint8_t)kind,
            .refers = refers,
        };
}

void xliff_name_add(struct check *check, struct array *names, enum file_name kind, uint32_t scope,
                    struct xliff_string id)
{
    note(check, names, kind, scope, id, false);
}

void xliff_name_refer(struct check *check, struct array *names, enum file_name kind, uint32_t scope,
                      struct xliff_string id)
{
    note(check, names, kind, scope, id, true);
}

static int compare(const void *left, const void *right)
{
    const struct check_name *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->refers != b->refers)
        return a->refers ? 1 : -1;
    return a->line != b->line ? (a->line < b->line ? -1 : 1) : a->column - b->column;
}

static const struct {
    const char *what;
    enum check_rule twice, twice_old, nowhere;
} kinds[FILE_NAME_KINDS] = {
    [FILE_NAME_FILE] = {"<file>", RULE_ID_UNIQUE, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_GROUP] = {"<group>", RULE_ID_UNIQUE, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_UNIT] = {"unit", RULE_ID_UNIQUE, RULE_OLD_ID, RULE_SUB_FLOWS},
    [FILE_NAME_NOTE] = {"<note>", RULE_ID_UNIQUE, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_EXTENSION] = {"element of an extension", RULE_EXTENSION_ID, RULE_OLD_ID,
                             RULE_OLD_REF},
    [FILE_NAME_RESOURCE] = {"<resourceItem>", RULE_RES_ID, RULE_OLD_ID, RULE_RES_REF},
    [FILE_NAME_RESOURCE_ANY] = {"<resourceItem>", RULE_RES_ID, RULE_OLD_ID, RULE_RES_REF},
    [FILE_NAME_SIZE] = {"element in <slr:data>", RULE_SLR_INFO_REF, RULE_OLD_ID, RULE_SLR_INFO_REF},
    [FILE_NAME_META] = {"element of this <metadata>", RULE_MDA_ID, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_STANDOFF] = {"list of records", RULE_ITS_STANDOFF, RULE_OLD_ID, RULE_ITS_STANDOFF},
    [FILE_NAME_TOOL] = {"<tool>", RULE_OLD_ID, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_PHASE] = {"<phase>", RULE_OLD_ID, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_COUNT_GROUP] = {"<count-group>", RULE_OLD_ID, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_CONTEXT_GROUP] = {"<context-group>", RULE_OLD_ID, RULE_OLD_ID, RULE_OLD_REF},
    [FILE_NAME_EXTERNAL] = {"<external-file>", RULE_OLD_ID, RULE_OLD_ID, RULE_OLD_REF},
};

static void report(struct check *check, const struct check_name *name,
                   const struct check_name *first)
{
    const char *what = kinds[name->kind].what;
    bool old = check->version == XLIFF_1_2;
    if (!name->refers && (name->kind == FILE_NAME_RESOURCE_ANY || name->kind == FILE_NAME_SIZE))
        return;
    if (!name->refers)
        xliff_report_at(check, old ? kinds[name->kind].twice_old : kinds[name->kind].twice,
                        name->line, name->column,
                        "this id or name is that of the %s in line %lu too: give it another", what,
                        (unsigned long)first->line);
    else if (first->refers)
        xliff_report_at(check, old ? RULE_OLD_REF : kinds[name->kind].nowhere, name->line,
                        name->column, "this refers to a %s that is not in the file", what);
}

enum { FEW = 64 }; /* names that are sorted fastest by the simplest way */

static void sort_few(struct check_name *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct check_name item = items[i];
        size_t at = i;
        for (; at > 0 && (item.hash < items[at - 1].hash ||
                          (item.hash == items[at - 1].hash && compare(&item, &items[at - 1]) < 0));
             at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

/* Sorts in place by the first byte of the hash, then each bucket: qsort(3) may take as much memory
 * again as what it sorts. */
static void sort(struct check_name *items, size_t count)
{
    size_t next[256] = {0}, end[256], start = 0;
    for (size_t i = 0; i < count; i++)
        next[items[i].hash >> 56]++;
    for (size_t byte = 0; byte < 256; byte++) {
        size_t size = next[byte];
        next[byte] = start;
        end[byte] = start += size;
    }
    for (size_t byte = 0; byte < 256; byte++)
        while (next[byte] < end[byte]) {
            struct check_name *item = &items[next[byte]];
            size_t home = item->hash >> 56;
            struct check_name other = items[next[home]];
            items[next[home]++] = *item;
            if (home != byte)
                *item = other;
        }
    for (size_t byte = 0; byte < 256; byte++) {
        size_t from = byte > 0 ? end[byte - 1] : 0, left = end[byte] - from;
        if (left <= FEW)
            sort_few(items + from, left);
        else
            qsort(items + from, left, sizeof *items, compare);
    }
}

void xliff_names_check(struct check *check, struct array *names)
{
    const struct check_name *items = names->items;
    if (names->count == 0)
        return;
    sort(names->items, names->count);
    for (size_t first = 0, i = 0; i < names->count; i++) {
        if (items[i].hash != items[first].hash)
            first = i;
        if (i > first || items[i].refers)
            report(check, &items[i], &items[first]);
    }
    names->count = 0;
}
