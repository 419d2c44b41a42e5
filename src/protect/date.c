#include <string.h>

#include "protect/internal.h"

static const struct view month_names[13] = {
    {0},
    VIEW("January"),
    VIEW("February"),
    VIEW("March"),
    VIEW("April"),
    VIEW("May"),
    VIEW("June"),
    VIEW("July"),
    VIEW("August"),
    VIEW("September"),
    VIEW("October"),
    VIEW("November"),
    VIEW("December"),
};
static const struct view weekday_names[8] = {
    {0},
    VIEW("Monday"),
    VIEW("Tuesday"),
    VIEW("Wednesday"),
    VIEW("Thursday"),
    VIEW("Friday"),
    VIEW("Saturday"),
    VIEW("Sunday"),
};

/* Writes the days, 8, 9 and 13: four at most, so 64 bytes are enough; returns how many bytes. */
static size_t write_days(const struct token_date *date, char *out)
{
    struct view last = date->joint == 'u'   ? VIEW(" and ")
                       : date->joint == 'o' ? VIEW(" or ")
                       : date->joint == 'b' ? VIEW(" to ")
                                            : VIEW("–");
    size_t used = 0;
    for (unsigned i = 0; i < date->day_count; i++) {
        struct view joint = i == 0 ? VIEW("") : i + 1 == date->day_count ? last : VIEW(", ");
        memcpy(out + used, joint.data, joint.size);
        used += joint.size;
        used += number_write(out + used, date->days[i]);
    }
    return used;
}

static void write_date(struct pass *pass, const struct token_date *date)
{
    char days[64], year[20];
    size_t days_size = write_days(date, days);
    size_t year_size = number_write(year, date->year);
    struct field fields[] = {
        {"month", month_names[date->month]},
        {"weekday", weekday_names[date->weekday]},
        {"days", {days, days_size}},
        {"year", {year, year_size}},
    };
    struct view key = date->day_count == 0 ? VIEW("month-year")
                      : date->weekday > 0  ? VIEW("weekday-date-year")
                                           : VIEW("date-year");
    if (date->year == 0)
        key.size -= sizeof "-year" - 1;
    protect_write(pass, key, fields, sizeof fields / sizeof *fields);
}

/* The full stop of 22.10. and Okt. also ends a sentence if nothing, or a capital, follows: then it
 * stays outside. */
static size_t without_final_stop(struct view text, size_t end)
{
    if (text.data[end - 1] != '.')
        return end;
    size_t next = token_skip_blanks(text, end);
    bool goes_on =
        next < text.size && (next > end ? !token_capital(text, next)
                                        : text.data[next] == ',' || text.data[next] == ';' ||
                                              text.data[next] == ':' || text.data[next] == ')');
    return goes_on ? end : end - 1;
}

/* Offset after the dash or stroke at text[at]; `at` if there is none. */
static size_t after_joint(struct view text, size_t at)
{
    size_t dash = token_dash(text, at);
    return at + (dash > 0 ? dash : at < text.size && text.data[at] == '/');
}

/* The same before the date at text[at]; but a month's name is the end of a date of its own. */
static bool joined_before(struct view text, size_t at, const struct token_date *date)
{
    uint32_t c;
    size_t before = at - (at > 0 ? utf8_decode_back(text, at, &c) : 0);
    if (before == at || after_joint(text, before) != at || before == 0)
        return false;
    if (token_is_digit(text, before - 1) || text.data[before - 1] == '.')
        return true;
    struct view word = view_slice(text, token_word_start(text, before), before);
    return word.size > 0 && (date->day_count == 0 || token_month(word) == 0);
}

/* Joined to more digits by a dash or a stroke: 28.10.–3.11.2024. No English form is certain. But
 * 30. Juni/1. Juli are two dates. */
static bool joined(struct view text, size_t start, const struct token_date *date)
{
    struct token_date next;
    size_t after = after_joint(text, date->end);
    bool goes_on = after > date->end && token_is_digit(text, after);
    bool two = goes_on && date->written_out && token_date(text, after, &next) && next.written_out;
    return (goes_on && !two) || joined_before(text, start, date);
}

/* The word before the day at text[at], past an article, a comma and a stop. */
static struct view before_day(const struct pass *pass, size_t at)
{
    struct view text = pass->text, word = protect_word_at(pass, at);
    size_t start = (size_t)(word.data - text.data), end = token_skip_blanks_back(text, at);
    bool article = view_equal(word, VIEW("dem")) || view_equal(word, VIEW("den"));
    bool mark = end > 0 && (text.data[end - 1] == ',' || text.data[end - 1] == '.');
    if (!article && !mark)
        return word;
    if (article && !mark)
        end = token_skip_blanks_back(text, start);
    if (end > 0 && text.data[end - 1] == ',')
        end--;
    if (end > 0 && text.data[end - 1] == '.')
        end--;
    return view_slice(text, token_word_start(text, end), end);
}

/* Whether digits that end at text[end] may begin a date: a stop follows, or a dash or stroke; 2024-
 * if they are a year. A quick no for most. */
static bool may_begin_date(struct view text, size_t at, size_t end)
{
    if (end == text.size || end - at > 2)
        return end - at == 4 && end < text.size && text.data[end] == '-';
    size_t next = token_skip_blanks(text, end);
    return text.data[end] == '.' ||
           (next < text.size && (text.data[next] == '/' || token_dash(text, next) > 0));
}

/* The date that holds the digit at text[at]: it may begin before it, with a weekday or a month. */
static size_t find_date(const struct pass *pass, size_t at, struct token_date *date)
{
    struct view text = pass->text;
    struct view word = before_day(pass, at);
    size_t start = (size_t)(word.data - text.data);
    bool begins = word.size > 0 && start >= pass->done && token_date_word(word);
    if (begins && token_date(text, start, date) && date->end > at)
        return start;
    return may_begin_date(text, at, pass->digits_end) && token_date(text, at, date) ? at : SIZE_MAX;
}

/* Straße des 17. Juni: a name, which keeps its German. */
static bool names_a_place(const struct pass *pass, size_t start)
{
    struct view text = pass->text;
    static const struct view ends[] = {VIEW("traße"), VIEW("trasse"),  VIEW("latz"), VIEW("rücke"),
                                       VIEW("llee"),  VIEW("ewegung"), VIEW("adion")};
    struct view word = protect_word_at(pass, start);
    if (view_equal(word, VIEW("des")))
        word = protect_word_before(text, (size_t)(word.data - text.data));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (view_ends_with(word, ends[i]))
            return true;
    return false;
}

size_t protect_date_at(struct pass *pass, size_t at)
{
    struct token_date date;
    size_t start = find_date(pass, at, &date);
    if (start == SIZE_MAX)
        return 0;
    if (date.joint == '/' || joined(pass->text, start, &date) ||
        (!date.iso && date.day_count > 0 && names_a_place(pass, start)))
        return protect_skip_chunk(pass->text, date.end);
    if (date.iso)
        return protect_add_same(pass, PROTECT_DATE, start, date.end);
    size_t form = protect_form_begin(pass);
    write_date(pass, &date);
    protect_add(pass, PROTECT_DATE, start, without_final_stop(pass->text, date.end), form);
    return date.end;
}
