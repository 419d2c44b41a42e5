/* Codes of 1.2: pairs, ids, and a target's codes against its source's. */
#include "xliff/check_12.h"
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    [KIND_G] = "g",   [KIND_X] = "x",     [KIND_BX] = "bx",   [KIND_EX] = "ex",
    [KIND_PH] = "ph", [KIND_BPT] = "bpt", [KIND_EPT] = "ept", [KIND_IT] = "it",
};

void xliff_check_start_code_12(struct check *check)
{
    struct check_12 *old = check->old;
    xliff_name_refer(check, &check->names, FILE_NAME_UNIT, 0, VALUE(check, XID));
    if (!old->content)
        return;
    struct code_12 *code = xliff_array_add(&old->content->codes, sizeof *code);
    if (!code) {
        xliff_check_no_memory(check);
        return;
    }
    *code = (struct code_12){
        .id = xliff_check_keep(check, &old->arena, VALUE(check, ID)),
        .rid = xliff_check_keep(check, &old->arena, VALUE(check, RID)),
        .close = IS(check, POS, "close"),
        .line = check->line,
        .column = check->column,
        .order = old->content->codes.count,
    };
    while (code->kind < KIND_IT && !xliff_frame_is(xliff_check_frame(check), names[code->kind]))
        code->kind++;
    code->clones = code->kind <= KIND_EX && !IS(check, CLONE, "no");
    old->content->filled = true;
    old->content->size++;
    if (old->kind != CONTENT_TARGET)
        xliff_bytes_add(&old->content->text, "\1", 1);
}

/* ---- Pairs ------------------------------------------------------------------------------ */

static bool opens(const struct code_12 *code)
{
    return code->kind == KIND_BPT || code->kind == KIND_BX;
}

static bool closes(const struct code_12 *code)
{
    return code->kind == KIND_EPT || code->kind == KIND_EX;
}

/* What links the two: rid, or the id if neither has one. */
static struct xliff_string link_of(const struct code_12 *code)
{
    return code->rid.data ? code->rid : code->id;
}

static bool linked(const struct code_12 *a, const struct code_12 *b)
{
    return !a->rid.data == !b->rid.data && xliff_equal(link_of(a), link_of(b));
}

struct link {
    const struct code_12 *code;
    int family; /* bpt and ept: 0; bx and ex: 1 */
};

static int compare_links(const void *left, const void *right)
{
    const struct link *a = left, *b = right;
    if (a->family != b->family)
        return a->family - b->family;
    if (!a->code->rid.data != !b->code->rid.data)
        return !a->code->rid.data - !b->code->rid.data;
    int order = xliff_compare(link_of(a->code), link_of(b->code));
    return order ? order : (a->code->order > b->code->order) - (a->code->order < b->code->order);
}

static void report_pair(struct check *check, const struct code_12 *code, const char *wrong)
{
    xliff_report_at(check, RULE_OLD_PAIR, code->line, code->column, "<%s id=\"%.*s\"> %s",
                    names[code->kind], SHOWN(code->id), wrong);
}

/* A run of codes that have one link: it opens, then it closes. */
static void check_run(struct check *check, const struct link *links, size_t count)
{
    const struct code_12 *first = links[0].code, *second = count > 1 ? links[1].code : NULL;
    if (!second)
        report_pair(check, first,
                    opens(first) ? "has no partner that closes it: add it, or use <it>"
                                 : "closes a code that is not there: add it, or use <it>");
    else if (closes(first) && opens(second))
        report_pair(check, first, "stands before the code that it closes: put it after");
    else if (opens(first) == opens(second))
        report_pair(check, second, "has the rid of another such code: each pair has its own");
    for (size_t i = 2; i < count; i++)
        report_pair(check, links[i].code, "has the rid of another pair: each pair has its own");
}

/* Whether the codes are at most one pair that opens and closes, as most are. */
static bool is_simple(const struct content *content)
{
    const struct code_12 *codes = content->codes.items, *open = NULL, *close = NULL;
    for (size_t i = 0; i < content->codes.count; i++) {
        if (opens(&codes[i]) ? open || close : closes(&codes[i]) && (close || !open))
            return false;
        open = opens(&codes[i]) ? &codes[i] : open;
        close = closes(&codes[i]) ? &codes[i] : close;
    }
    return open
               ? close && (open->kind == KIND_BX) == (close->kind == KIND_EX) && linked(open, close)
               : !close;
}

void xliff_check_pairs_12(struct check *check, const struct content *content)
{
    if (is_simple(content))
        return;
    const struct code_12 *codes = content->codes.items;
    struct array found = {0};
    for (size_t i = 0; i < content->codes.count; i++) {
        if (!opens(&codes[i]) && !closes(&codes[i]))
            continue;
        struct link *link = xliff_array_add(&found, sizeof *link);
        if (!link) {
            xliff_check_no_memory(check);
            break;
        }
        *link = (struct link){&codes[i], codes[i].kind == KIND_BX || codes[i].kind == KIND_EX};
    }
    struct link *links = found.items;
    if (found.count > 1)
        qsort(links, found.count, sizeof *links, compare_links);
    for (size_t start = 0, i = 1; i <= found.count; i++) {
        bool same = i < found.count && links[i].family == links[start].family &&
                    linked(links[i].code, links[start].code);
        if (same)
            continue;
        check_run(check, links + start, i - start);
        start = i;
    }
    xliff_array_free(&found);
}

/* ---- Ids -------------------------------------------------------------------------------- */

/* Which part of a pair: an opening and a closing code may share their id. */
static int part_of(const struct code_12 *code)
{
    return closes(code) || (code->kind == KIND_IT && code->close);
}

static int compare_ids(const void *left, const void *right)
{
    const struct code_12 *const *a = left, *const *b = right;
    int order = xliff_compare((*a)->id, (*b)->id);
    if (order)
        return order;
    if (part_of(*a) != part_of(*b))
        return part_of(*a) - part_of(*b);
    return ((*a)->order > (*b)->order) - ((*a)->order < (*b)->order);
}

static bool same_id(const struct code_12 *a, const struct code_12 *b)
{
    return part_of(a) == part_of(b) && xliff_equal(a->id, b->id);
}

/* Whether no code has the id of another; a sort tells it where there are many. */
static bool are_few_and_different(const struct content *content)
{
    const struct code_12 *codes = content->codes.items;
    for (size_t i = 1; i < content->codes.count && i < 8; i++)
        for (size_t k = 0; k < i; k++)
            if (same_id(&codes[i], &codes[k]))
                return false;
    return content->codes.count <= 8;
}

/* The codes of a content, sorted by id; NULL when memory runs out or there are none. */
static const struct code_12 **sort(struct check *check, const struct content *content)
{
    const struct code_12 *codes = content->codes.items;
    if (content->codes.count == 0)
        return NULL;
    const struct code_12 **sorted = malloc(content->codes.count * sizeof *sorted);
    if (!sorted) {
        xliff_check_no_memory(check);
        return NULL;
    }
    for (size_t i = 0; i < content->codes.count; i++)
        sorted[i] = &codes[i];
    qsort(sorted, content->codes.count, sizeof *sorted, compare_ids);
    return sorted;
}

void xliff_check_codes_12(struct check *check, const struct content *content)
{
    if (content->codes.count > 0)
        xliff_check_pairs_12(check, content);
    if (content == &check->old->contents[CONTENT_TARGET])
        return; /* against the source */
    if (are_few_and_different(content))
        return;
    const struct code_12 **codes = sort(check, content);
    for (size_t i = 1; codes && i < content->codes.count; i++)
        if (same_id(codes[i], codes[i - 1]))
            xliff_report_at(check, RULE_OLD_CODE_ID, codes[i]->line, codes[i]->column,
                            "the id \"%.*s\" is that of the code in line %zu too: give this one "
                            "another",
                            SHOWN(codes[i]->id), codes[i - 1]->line);
    free(codes);
}

/* ---- Source and target ------------------------------------------------------------------ */

/* How many of sorted codes, from one on, have its id. */
static size_t run_of(const struct code_12 **codes, size_t count, size_t from)
{
    size_t run = 1;
    while (from + run < count && same_id(codes[from], codes[from + run]))
        run++;
    return run;
}

bool xliff_same_ids_12(struct check *check, const struct content *a, const struct content *b)
{
    const struct code_12 **left = sort(check, a), **right = sort(check, b);
    size_t left_count = left ? a->codes.count : 0, right_count = right ? b->codes.count : 0;
    size_t i = 0, j = 0;
    while (i < left_count && j < right_count && same_id(left[i], right[j])) {
        i += run_of(left, left_count, i);
        j += run_of(right, right_count, j);
    }
    free(left);
    free(right);
    return i == left_count && j == right_count;
}

static void compare_runs(struct check *check, const struct code_12 *source, size_t in_source,
                         const struct code_12 *target, size_t in_target, const struct content *at)
{
    const struct code_12 *code = source ? source : target;
    if (!code)
        return;
    const char *name = names[code->kind];
    if (in_target < in_source)
        xliff_report_at(check, RULE_OLD_LOST, at->line, at->column,
                        "the target lacks the code <%s id=\"%.*s\"> of its source: add it", name,
                        SHOWN(code->id));
    else if (in_source == 0)
        xliff_report_at(check, RULE_OLD_ADDED, target->line, target->column,
                        "the target has the code <%s id=\"%.*s\">, which its source has not", name,
                        SHOWN(code->id));
    else if (in_target > in_source && !source->clones)
        xliff_report_at(check, RULE_OLD_DOUBLE, target->line, target->column,
                        "the target has the code <%s id=\"%.*s\"> %zu times, its source %zu: "
                        "remove what is too many",
                        name, SHOWN(code->id), in_target, in_source);
}

/* Whether the target has the codes of the source, one by one. */
static bool same_codes(const struct content *source, const struct content *target)
{
    const struct code_12 *left = source->codes.items, *right = target->codes.items;
    for (size_t i = 0; i < source->codes.count && i < target->codes.count; i++)
        if (!same_id(&left[i], &right[i]))
            return false;
    return source->codes.count == target->codes.count;
}

void xliff_compare_codes_12(struct check *check, const struct content *source,
                            const struct content *target)
{
    if (same_codes(source, target))
        return;
    const struct code_12 **left = sort(check, source), **right = sort(check, target);
    size_t left_count = left ? source->codes.count : 0;
    size_t right_count = right ? target->codes.count : 0;
    for (size_t i = 0, j = 0; i < left_count || j < right_count;) {
        int order = i == left_count    ? 1
                    : j == right_count ? -1
                                       : xliff_compare(left[i]->id, right[j]->id);
        if (order == 0)
            order = part_of(left[i]) - part_of(right[j]);
        size_t a = order <= 0 ? run_of(left, left_count, i) : 0;
        size_t b = order >= 0 ? run_of(right, right_count, j) : 0;
        compare_runs(check, a ? left[i] : NULL, a, b ? right[j + b - 1] : NULL, b, target);
        i += a;
        j += b;
    }
    free(left);
    free(right);
}
