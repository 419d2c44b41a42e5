/* values_english_times.c - times of day in digits: 3:10 p.m., 15:10, 8 to 10 a.m., 10 past 3. */
#include <string.h>

#include "check/values-internal.h"

struct clock {
    unsigned hour, minute;
    bool has_minute;
    size_t end;
};

static bool clock_at(struct view text, size_t at, struct clock *out)
{
    *out = (struct clock){0};
    out->end = values_two_digits(text, at, &out->hour);
    if (out->end == 0 || out->hour > 24)
        return false;
    bool mark = values_byte_is(text, out->end, ':') || values_byte_is(text, out->end, '.');
    if (!mark || !token_is_digit(text, out->end + 1))
        return true;
    size_t end = values_two_digits(text, out->end + 1, &out->minute);
    if (end != out->end + 3 || out->minute > 59)
        return false;
    out->has_minute = true;
    out->end = end;
    return true;
}

size_t values_english_half(struct view text, size_t at, bool *afternoon)
{
    static const struct {
        struct view word;
        bool afternoon;
    } halves[] = {
        {VIEW("a.m."), false}, {VIEW("p.m."), true}, {VIEW("am"), false},  {VIEW("pm"), true},
        {VIEW("AM"), false},   {VIEW("PM"), true},   {VIEW("a.m"), false}, {VIEW("p.m"), true},
        {VIEW("A.M."), false}, {VIEW("P.M."), true},
    };
    size_t p = token_skip_blanks(text, at);
    if (p == text.size || !strchr("apAP", text.data[p]))
        return 0;
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        size_t end = p + halves[i].word.size;
        if (!view_starts_with(view_slice(text, p, text.size), halves[i].word) ||
            token_letter(text, end) > 0)
            continue;
        *afternoon = halves[i].afternoon;
        return end;
    }
    return 0;
}

static void add_clock(struct reader *reader, const struct clock *clock, bool half, bool afternoon,
                      size_t start, size_t end)
{
    unsigned hour = half ? clock->hour % 12 + (afternoon ? 12u : 0u) : clock->hour % 24;
    struct value value = {.kind = VALUE_TIME, .minute = (uint16_t)(hour * 60 + clock->minute)};
    values_add(reader, value, start, end);
}

/* 3:10 p.m., 3 pm, 15:10, 8 to 10 a.m., eight o'clock with digits. */
size_t values_english_time(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct clock first, second;
    bool afternoon = false;
    if (!clock_at(text, at, &first))
        return 0;
    size_t end = values_english_half(text, first.end, &afternoon);
    if (end > 0) {
        add_clock(reader, &first, true, afternoon, at, end);
        return end;
    }
    size_t next = values_english_joint(text, first.end);
    if (next > 0 && clock_at(text, next, &second)) {
        end = values_english_half(text, second.end, &afternoon);
        if (end > 0) {
            add_clock(reader, &first, true, afternoon, at, end);
            add_clock(reader, &second, true, afternoon, next, end);
            return end;
        }
    }
    size_t clock = values_english_clock(text, first.end);
    if (clock > 0) {
        add_clock(reader, &first, false, false, at, clock);
        if (!reader->no_memory)
            reader->values->items[reader->values->count - 1].half_day = true;
        return clock;
    }
    if (!first.has_minute || text.data[first.end - 3] != ':' ||
        values_byte_is(text, first.end, ':'))
        return 0;
    add_clock(reader, &first, false, false, at, first.end);
    return first.end;
}

/* Digits that are part of a time in words: 10 past 3, 8 in the evening, 12 noon. */
size_t values_english_clock_words(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    unsigned number;
    size_t end = values_two_digits(text, at, &number), after;
    if (end == 0 || values_joined(text, at, end) || values_byte_is(text, end, '-'))
        return 0;
    after = values_english_past(reader, at, end, number, false);
    if (after > 0)
        return after;
    struct view next = values_word_at(text, token_skip_blanks(text, end));
    if (number == 12 && (view_equal(next, VIEW("noon")) || view_equal(next, VIEW("midnight"))))
        return end;
    after = values_english_hour(reader, number, at, end);
    if (after == 0)
        return 0;
    struct value value = value_of_integer(number, 0);
    value.optional = true;
    values_add(reader, value, at, end);
    return after;
}
