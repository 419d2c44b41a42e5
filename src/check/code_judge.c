#include "check/code_judge.h"

#include "check/content.h"
#include "token/terms.h"

const char *code_verdict_text(enum code_verdict verdict)
{
    static const char *const texts[] = {
        [CODE_SOUND] = "is there",
        [CODE_TYPED] = "stands as text, not as its code; its value is right",
        [CODE_MISSING] = "is missing in the target; put it back, or type its value",
        [CODE_TWICE] = "stands more than once; a quotation mark is written once",
        [CODE_HALF] = "is missing, but its other half is there; put it back, or drop both",
    };
    return texts[verdict];
}

void code_judge_begin(struct code_judge *judge, const struct block_codes *codes,
                      struct code_judge_case asks)
{
    judge->codes = codes;
    judge->asks = asks;
    judge->segment = SIZE_MAX;
}

static bool read_values(struct code_judge *judge, struct view text, struct values *values)
{
    bool read = judge->to_source ? values_of_german(text, judge->from, values)
                                 : values_of_english(text, values);
    judge->failed |= !read;
    return read;
}

static void read_typed(struct code_judge *judge, size_t segment)
{
    void *context = judge->asks.context;
    struct view typed = judge->asks.typed(context, segment);
    const struct glance *glance = judge->asks.glance ? judge->asks.glance(context, segment) : NULL;
    if (!glance)
        read_values(judge, typed, &judge->values);
    else if (judge->to_source)
        judge->failed |= !values_glanced_german(typed, judge->from, glance, &judge->values);
    else
        judge->failed |= !values_glanced_english(typed, glance, &judge->values);
}

struct values *code_judge_values(struct code_judge *judge, size_t segment)
{
    if (judge->segment != segment) {
        read_typed(judge, segment);
        judge->segment = segment;
    }
    return &judge->values;
}

/* Every value of the form is among those that were typed and are not taken yet. */
static bool take_values(struct code_judge *judge, size_t segment, struct view form)
{
    struct values *typed = code_judge_values(judge, segment);
    if (!read_values(judge, form, &judge->wanted) || judge->wanted.count == 0)
        return false;
    bool all = true;
    for (size_t i = 0; i < judge->wanted.count && all; i++)
        all = values_take(typed, &judge->wanted.items[i]) != NULL;
    judge->failed |= typed->failed;
    return all;
}

/* The value stands in the target as text: "12 thousand" for 12,000. A link stands as itself. */
static bool stands_as_text(struct code_judge *judge, const struct block_code *code)
{
    enum protect_kind kind = PROTECT_NUMBER;
    void *context = judge->asks.context;
    bool mark = code->part->kind == XLIFF_MARK_OPEN;
    if (!(mark || code_kind(code->part, &kind)) || !judge->asks.filled(context, code->segment))
        return false;
    struct view form = judge->asks.form(context, code);
    struct view typed = judge->asks.typed(context, code->segment);
    if (mark ? token_link(code->german, 0) == code->german.size : kind == PROTECT_LINK)
        return view_find(typed, form, 0) != SIZE_MAX;
    if (kind == PROTECT_TERM || mark)
        return (mark && take_values(judge, code->segment, form)) || term_stands(typed, form, false);
    return take_values(judge, code->segment, form);
}

static enum code_verdict judge_half(const struct code_judge *judge, const struct block_code *code)
{
    if (code->seen > 1)
        return CODE_TWICE;
    if (code->partner == SIZE_MAX || code->seen > 0)
        return CODE_SOUND;
    const struct block_code *other = &judge->codes->items[code->partner];
    if (other->seen == 0 || !judge->asks.filled(judge->asks.context, other->segment))
        return CODE_SOUND; /* the pair was dropped, or half of it is German still */
    return CODE_HALF;
}

enum code_verdict code_judge(struct code_judge *judge, size_t index)
{
    const struct block_code *code = &judge->codes->items[index];
    if (code->seen == 1)
        return CODE_SOUND; /* nearly every one */
    enum xliff_part_kind half = code_half(code->part);
    if (half == XLIFF_OPEN || half == XLIFF_CLOSE)
        return judge_half(judge, code);
    if (code->seen > 0)
        return CODE_SOUND;
    return stands_as_text(judge, code) ? CODE_TYPED : CODE_MISSING;
}

void code_judge_free(struct code_judge *judge)
{
    values_free(&judge->values);
    values_free(&judge->wanted);
}
