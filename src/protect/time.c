#include <stdio.h>
#include <string.h>

#include "protect/internal.h"

#define NEAR 60u /* bytes in which a word may change what a time means */

static bool is_one_of(struct view word, const struct view *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view_equal(word, list[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of(word, list, sizeof(list) / sizeof *(list))

static bool has_end(struct view word, const struct view *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view_ends_with(word, ends[i]))
            return true;
    return false;
}

/* Whether `word` names the evening or afternoon, also at its end (Dienstagabend): an hour of the
 * twelve-hour clock is then probably twelve hours later. */
static bool names_evening(struct view word)
{
    static const struct view ends[] = {VIEW("abend"),      VIEW("Abend"),  VIEW("nachmittag"),
                                       VIEW("Nachmittag"), VIEW("Mittag"), VIEW("mittag")};
    return has_end(word, ends, sizeof ends / sizeof *ends);
}

/* The night: 11 Uhr is then 23 Uhr, but 2 Uhr is 2 Uhr. */
static bool names_night(struct view word)
{
    static const struct view ends[] = {VIEW("Nacht"), VIEW("nacht")};
    return has_end(word, ends, sizeof ends / sizeof *ends);
}

/* Whether `word` names a day. */
static bool names_day(struct view word)
{
    static const struct view words[] = {VIEW("heute"),     VIEW("morgen"), VIEW("gestern"),
                                        VIEW("Heute"),     VIEW("Morgen"), VIEW("Gestern"),
                                        VIEW("Silvester"), VIEW("Neujahr")};
    return IS_ONE_OF(word, words) || (word.size > 2 && token_weekday(word) > 0) ||
           view_ends_with(word, VIEW("tag")) || view_ends_with(word, VIEW("tags")) ||
           (word.size > 2 && token_month(word) > 0);
}

/* Where the words that may change the time between text[start] and text[end] begin: at most NEAR
 * bytes before it, in the same sentence (a stop after a digit ends none). */
static size_t clause_start(struct view text, size_t start)
{
    size_t limit = start > NEAR ? start - NEAR : 0;
    for (size_t at = start; at > limit; at--) {
        char c = text.data[at - 1];
        bool stop = c == ';' || c == ':' || c == '!' || c == '?' ||
                    (c == '.' && at > 1 && !token_is_digit(text, at - 2));
        if (stop && text.data[at] == ' ')
            return at;
    }
    return limit;
}

/* Where they end: the next mark, or NEAR bytes after it. */
static size_t clause_end(struct view text, size_t end)
{
    size_t limit = end + NEAR < text.size ? end + NEAR : text.size;
    while (end < limit && !strchr(",;.:!?(", text.data[end]))
        end++;
    return end;
}

/* A stretch of text around a time, from start to end, in which words are looked at. */
struct stretch {
    size_t from, start, end, to;
};

/* Whether a word for which `is` holds stands in the stretch, outside the time. */
static bool has_word(struct view text, const struct stretch *in, bool (*is)(struct view word))
{
    for (size_t at = in->from; at < in->to;) {
        size_t end = token_word_end(text, at);
        if (end > at && (end <= in->start || at >= in->end) && is(view_slice(text, at, end)))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}

/* Whether a date or a day's name stands near. */
static bool near_date(struct view text, size_t start, size_t end)
{
    struct token_date date;
    size_t to = end + NEAR < text.size ? end + NEAR : text.size;
    struct stretch around = {start > NEAR ? start - NEAR : 0, start, end, to};
    for (size_t at = around.from; at < to; at++)
        if (token_is_digit(text, at) && (at < start || at >= end) && token_date(text, at, &date))
            return true;
    return has_word(text, &around, names_day);
}

static bool is_midnight(uint8_t hour, uint8_t minute)
{
    return (hour == 0 || hour == 24) && minute == 0;
}

/* Whether the time's English form is certain: midnight moves the day, so no day may stand near;
 * 8 Uhr am Abend is 20 Uhr; 8 Uhr 30 goes on. */
static bool certain(const struct pass *pass, size_t at, const struct token_time *time)
{
    size_t next = token_skip_blanks(pass->text, time->end);
    if (next > time->end && token_is_digit(pass->text, next))
        return false;
    bool midnight = is_midnight(time->hour, time->minute) ||
                    (time->range && is_midnight(time->hour_to, time->minute_to));
    if (midnight && near_date(pass->text, at, time->end))
        return false;
    uint8_t greatest = time->range && time->hour_to > time->hour ? time->hour_to : time->hour;
    if (time->daypart || greatest > 12 || greatest == 0)
        return true;
    struct stretch clause = {clause_start(pass->text, at), at, time->end,
                             clause_end(pass->text, time->end)};
    return !has_word(pass->text, &clause, names_evening) &&
           (greatest < 7 || !has_word(pass->text, &clause, names_night));
}

static bool is_afternoon(uint8_t hour)
{
    return hour >= 12 && hour < 24;
}

/* Writes one time; `shorter` leaves a.m. or p.m. to the time that follows. */
static void write_clock(struct pass *pass, uint8_t hour, uint8_t minute, bool has_minute,
                        bool shorter, bool in_range)
{
    char hour12[4], hour24[4], minutes[4];
    uint8_t half_day = hour % 12;
    size_t h12 = (size_t)snprintf(hour12, sizeof hour12, "%u", half_day == 0 ? 12u : half_day);
    size_t h24 = (size_t)snprintf(hour24, sizeof hour24, "%02u", hour % 100u);
    size_t m = (size_t)snprintf(minutes, sizeof minutes, "%02u", minute % 100u);
    struct view half =
        protect_style_text(pass->options, is_afternoon(hour) ? VIEW("pm") : VIEW("am"));
    struct field fields[] = {
        {"hour12", {hour12, h12}},
        {"hour24", {hour24, h24}},
        {"minute", {minutes, m}},
        {"half", half},
    };
    struct view key = has_minute ? VIEW("time") : VIEW("time-hour");
    if (shorter)
        key = has_minute ? VIEW("time-short") : VIEW("time-hour-short");
    if (is_midnight(hour, minute))
        key = VIEW("midnight");
    else if (hour == 12 && minute == 0)
        key = has_minute || in_range ? VIEW("noon-minute") : VIEW("noon");
    protect_write(pass, key, fields, sizeof fields / sizeof *fields);
}

static bool on_the_hour_word(uint8_t hour, uint8_t minute)
{
    return hour % 12 == 0 && minute == 0;
}

static void write_time(struct pass *pass, const struct token_time *time)
{
    struct buffer *out = &pass->spans->forms;
    bool shorter = time->range && is_afternoon(time->hour) == is_afternoon(time->hour_to) &&
                   !on_the_hour_word(time->hour, time->minute) &&
                   !on_the_hour_word(time->hour_to, time->minute_to);
    write_clock(pass, time->hour, time->minute, time->has_minute, shorter, time->range);
    if (time->range) {
        buffer_add_string(out, time->joint == 'u'   ? " and "
                               : time->joint == 'o' ? " or "
                               : time->joint == 'b' ? " to "
                                                    : "–");
        write_clock(pass, time->hour_to, time->minute_to, time->has_minute_to, false, true);
    }
    if (view_equal(time->zone, VIEW("MEZ")))
        buffer_add_string(out, " CET");
    else if (time->zone.size > 0)
        buffer_add_string(out, " CEST");
}

/* The offset after a number that follows "8 Uhr" and belongs to it: 8 Uhr 30. */
static size_t after_minutes(struct view text, size_t end)
{
    size_t next = token_skip_blanks(text, end);
    return next > end && token_is_digit(text, next) ? protect_skip_chunk(text, next) : end;
}

size_t protect_time_at(struct pass *pass, size_t at)
{
    struct token_time time;
    if (!token_time(pass->text, at, &time))
        return 0;
    if (!certain(pass, at, &time))
        return after_minutes(pass->text, time.end);
    size_t form = protect_form_begin(pass);
    write_time(pass, &time);
    protect_add(pass, PROTECT_TIME, at, time.end, form);
    return time.end;
}
