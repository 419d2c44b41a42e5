#include <stdlib.h>
#include <string.h>

#include "check/values-internal.h"

/* ---- reading ----------------------------------------------------------------------------- */

/* The first offset at or behind `at` where something may be read; without a glance, `at`. */
static size_t next_spot(const struct glance *glance, size_t at, size_t *index)
{
    if (!glance)
        return at;
    while (*index < glance->count && glance->spots[*index] < at)
        ++*index;
    return *index < glance->count ? glance->spots[*index] : SIZE_MAX;
}

static bool begins_value(struct view text, size_t at)
{
    return token_is_digit(text, at) || token_letter(text, at) > 0;
}

/* The offset after the link, the digits or the word at text[at]. */
static size_t read_one(struct reader *reader, size_t at, bool link, values_read_function *read)
{
    bool begins = begins_value(reader->text, at);
    size_t end = 0;
    if (link && (begins || reader->text.data[at] == '@' || reader->text.data[at] == '#'))
        end = values_skip_link(reader->text, at);
    if (end == 0 && begins)
        end = read(reader, at);
    return end > at ? end : at + 1;
}

/* The first offset at which a link may begin. */
static size_t first_link(struct view text, const struct glance *glance)
{
    bool possible = (!glance || glance->has & HAS_LINK) && token_link_possible(text);
    return possible ? token_link_start(text, 0) : SIZE_MAX;
}

bool values_read(struct reader *reader, const struct glance *glance, values_read_function *read)
{
    struct view text = reader->text;
    if (glance && glance->has & HAS_LONG_WORD)
        glance = NULL;
    size_t link = first_link(text, glance), index = 0;
    values_clear(reader->values);
    for (size_t at = 0; at < text.size;) {
        bool goes_on = at > 0 && begins_value(text, at);
        size_t spot = goes_on ? at : next_spot(glance, at, &index);
        if (at >= link && text.data[at] == ' ')
            link = token_link_start(text, at);
        else if (at < link)
            at = spot < link ? spot : link;
        if (at < text.size)
            at = read_one(reader, at, at >= link, read);
    }
    return !reader->no_memory;
}

/* ---- values ------------------------------------------------------------------------------ */

void values_add(struct reader *reader, struct value value, size_t start, size_t end)
{
    struct values *values = reader->values;
    struct value *items =
        array_grow(values->items, values->count, &values->capacity, sizeof *items);
    if (!items) {
        reader->no_memory = true;
        return;
    }
    values->items = items;
    value.start = start;
    value.end = end;
    items[values->count++] = value;
}

void values_share_magnitude(struct reader *reader, int exponent)
{
    static const struct view joints[] = {VIEW("bis"), VIEW("und"), VIEW("oder"),
                                         VIEW("auf"), VIEW("to"),  VIEW("and"),
                                         VIEW("or"),  VIEW("–"),   VIEW("-")};
    struct values *values = reader->values;
    if (exponent == 0 || values->count < 2)
        return;
    struct value *last = &values->items[values->count - 1], *before = last - 1;
    struct view between = view_trim(view_slice(reader->text, before->end, last->start));
    if (view_ends_with(between, VIEW("€")) || view_ends_with(between, VIEW("£")))
        between.size -= view_ends_with(between, VIEW("€")) ? 3 : 2;
    else if (view_ends_with(between, VIEW("$")))
        between.size--;
    between = view_trim(between);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (before->kind == VALUE_NUMBER && view_equal(between, joints[i]))
            before->scale = exponent;
}

struct value value_of_integer(uint64_t digits, int exponent)
{
    while (digits != 0 && digits % 10 == 0) {
        digits /= 10;
        exponent++;
    }
    return (struct value){
        .kind = VALUE_NUMBER, .digits = digits, .exponent = digits ? exponent : 0};
}

struct value value_of_digits(struct view text, size_t at, size_t fraction, size_t end, int exponent)
{
    uint64_t digits = 0;
    for (; at < end; at++) {
        if (!token_is_digit(text, at))
            continue;
        /* Beyond 19 digits it wraps, the same way for the same digits: enough to compare. */
        digits = digits * 10 + (uint64_t)(text.data[at] - '0');
        exponent -= at >= fraction;
    }
    return value_of_integer(digits, exponent);
}

struct value value_of_decade(struct view text, size_t at, size_t end)
{
    struct value value = {.kind = VALUE_DECADE};
    if (end - at != 2 && end - at != 4)
        return (struct value){0};
    for (; at < end; at++)
        value.year = (uint16_t)(value.year * 10 + (text.data[at] - '0'));
    return value.year % 10 == 0 ? value : (struct value){0};
}

size_t values_mixed_end(struct view text, size_t at, size_t end)
{
    struct view rest = view_slice(text, end, text.size);
    for (size_t i = at; i < end; i++)
        if (!token_is_digit(text, i))
            return 0;
    bool half = view_starts_with(rest, VIEW("½")), one = view_starts_with(rest, VIEW("¼"));
    return half || one || view_starts_with(rest, VIEW("¾")) ? end + 2 : 0;
}

struct value values_mixed(struct view text, size_t at, size_t end, int exponent)
{
    uint64_t digits = 0;
    char sign = text.data[end + 1];
    for (; at < end; at++)
        digits = digits * 10 + (uint64_t)(text.data[at] - '0');
    return value_of_integer(digits * 100 + (sign == '\xbd'   ? 50
                                            : sign == '\xbc' ? 25
                                                             : 75),
                            exponent - 2);
}

static bool same_date(const struct value *a, const struct value *b)
{
    bool years = a->year == b->year || a->year == 0 || b->year == 0;
    bool days = a->month == b->month && a->day == b->day;
    bool crossed = (a->swapped || b->swapped) && a->month == b->day && a->day == b->month;
    return years && (days || crossed);
}

void values_take_sign(struct view text, size_t at, struct value *value)
{
    size_t end = token_skip_blanks_back(text, at);
    struct view word = view_slice(text, token_word_start(text, end), end);
    if (value->digits == 0)
        return;
    if (end < at) {
        value->negative = view_equal(word, VIEW("minus")) || view_equal(word, VIEW("Minus"));
        value->sign_open = value->negative;
        return;
    }
    size_t sign = at >= 1 && text.data[at - 1] == '-' ? 1 : 0;
    if (at >= 3 && view_equal(view_slice(text, at - 3, at), VIEW("−")))
        sign = 3;
    size_t before = at - sign;
    value->negative = sign > 0 && (before == 0 || text.data[before - 1] == '(' ||
                                   token_skip_blanks_back(text, before) < before);
    value->sign_open = value->negative && before == 0;
}

static bool same_number(const struct value *a, const struct value *b)
{
    bool signs = a->negative == b->negative || a->sign_open || b->sign_open;
    if (a->digits != b->digits || !signs)
        return false;
    return a->exponent == b->exponent || a->exponent + a->scale == b->exponent ||
           a->exponent == b->exponent + b->scale;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == VALUE_DECADE)
        return a->year % 100 == b->year % 100 &&
               (a->year == b->year || a->year < 100 || b->year < 100);
    if (a->kind == VALUE_DATE)
        return same_date(a, b);
    if (a->kind == VALUE_TIME) {
        unsigned period = a->half_day || b->half_day ? 720 : 1440;
        return a->minute % period == b->minute % period;
    }
    return same_number(a, b);
}

void values_clear(struct values *values)
{
    values->count = 0;
    values->indexed = false;
}

static bool make_index(struct values *values)
{
    if (values->indexed)
        return true;
    if (!value_index_begin(&values->index, values->count)) {
        values->failed = true;
        return false;
    }
    for (size_t i = values->count; i-- > 0;)
        value_index_add(&values->index, i, &values->items[i]);
    values->indexed = true;
    return true;
}

struct value *values_take(struct values *values, const struct value *value)
{
    struct value *found = NULL;
    if (values->count == 0 || !make_index(values))
        return NULL;
    for (size_t *link = value_index_find(&values->index, value); *link != SIZE_MAX;) {
        struct value *item = &values->items[*link];
        size_t *next = &values->index.nexts[*link];
        if (item->taken) {
            *link = *next; /* nobody finds it again */
            continue;
        }
        link = next;
        if (!value_equal(item, value) || (found && (!found->optional || item->optional)))
            continue;
        found = item;
        if (!item->optional)
            break;
    }
    if (found)
        found->taken = true;
    return found;
}

bool values_append(struct values *to, const struct values *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct value *items = array_grow(to->items, to->count, &to->capacity, sizeof *items);
        if (!items)
            return false;
        to->items = items;
        items[to->count++] = from->items[i];
    }
    to->indexed = false;
    return true;
}

bool values_have(struct values *values, const struct value *value)
{
    if (values->count == 0 || !make_index(values))
        return false;
    const size_t *link = value_index_find(&values->index, value);
    while (*link != SIZE_MAX && !value_equal(&values->items[*link], value))
        link = &values->index.nexts[*link];
    return *link != SIZE_MAX;
}

void values_free(struct values *values)
{
    free(values->items);
    free(values->words);
    value_index_free(&values->index);
    *values = (struct values){0};
}

size_t values_two_digits(struct view text, size_t at, unsigned *number)
{
    size_t start = at;
    *number = 0;
    while (at < start + 2 && token_is_digit(text, at))
        *number = *number * 10 + (unsigned)(text.data[at++] - '0');
    return at > start && !token_is_digit(text, at) ? at : 0;
}

struct view values_small(struct view word, char *out)
{
    if (word.size == 0 || word.size > 64)
        return (struct view){0};
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];
        bool umlaut = i > 0 && word.data[i - 1] == '\xc3' && (unsigned char)c < 0x9f;
        out[i] = (char)(umlaut || (c >= 'A' && c <= 'Z') ? c + 0x20 : c);
    }
    return (struct view){out, word.size};
}

size_t values_skip_link(struct view text, size_t at)
{
    if (at > 0 && token_skip_blanks_back(text, at) == at && text.data[at - 1] != '(')
        return 0;
    return token_link(text, at);
}

bool values_joined(struct view text, size_t start, size_t end)
{
    bool dashed = start > 1 && text.data[start - 1] == '-' && token_letter_before(text, start - 1);
    return dashed || token_letter_before(text, start) || token_letter(text, end) > 0;
}

size_t values_chain(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    size_t end = at, parts = 0;
    char marks[2] = {0};
    for (;;) {
        while (token_is_digit(text, end))
            end++;
        parts++;
        char mark = (char)(end < text.size ? text.data[end] : '\0');
        if ((mark != '.' && mark != ':') || !token_is_digit(text, end + 1))
            break;
        marks[mark == ':'] = 1;
        end++;
    }
    if (parts < 2 || (parts < 3 && !marks[1]))
        return 0;
    for (size_t part = at; part < end;) {
        size_t stop = part;
        while (stop < end && token_is_digit(text, stop))
            stop++;
        values_add(reader, value_of_digits(text, part, stop, stop, 0), part, stop);
        part = stop + 1;
    }
    return end;
}
