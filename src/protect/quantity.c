#include "protect/quantity.h"
#include "language/attributes.h"

static bool byte_is(struct view text, size_t at, char c)
{
    return at < text.size && text.data[at] == c;
}

/* ---- What stands before the digits ------------------------------------------------------ */

/* A minus directly before the digits and after a blank or a bracket. */
static size_t sign_before(const struct pass *pass, size_t at)
{
    struct view text = pass->text;
    size_t start = at;
    if (at >= pass->done + 1 && text.data[at - 1] == '-')
        start = at - 1;
    else if (at >= pass->done + 3 && view_equal(view_slice(text, at - 3, at), VIEW("−")))
        start = at - 3;
    if (start == at)
        return at;
    bool free =
        start > 0 && (text.data[start - 1] == '(' || token_skip_blanks_back(text, start) < start);
    return free || (start == 0 && at - start == 3) ? start : at;
}

/* A currency's sign or code before the digits: € 1.500, EUR 1.500, $20. */
static size_t currency_before(const struct pass *pass, size_t at, struct quantity *out)
{
    static const struct view signs[] = {VIEW("US$"), VIEW("€"),   VIEW("$"),  VIEW("£"),
                                        VIEW("EUR"), VIEW("USD"), VIEW("GBP")};
    size_t end = token_skip_blanks_back(pass->text, at);
    char last = (char)(end > 0 ? pass->text.data[end - 1] : ' ');
    bool likely = last == '$' || last == 'R' || last == 'D' || last == 'P' || last == '\xac' ||
                  last == '\xa3';
    for (size_t i = 0; i < sizeof signs / sizeof *signs && likely; i++) {
        size_t size = signs[i].size;
        if (end < pass->done + size || token_letter_before(pass->text, end - size) ||
            !view_equal(view_slice(pass->text, end - size, end), signs[i]))
            continue;
        out->currency = currencies_find(signs[i]);
        return end - size;
    }
    return at;
}

/* Whether a mark that may follow a sentence's stop is at text[at]. */
static bool closes_sentence(struct view text, size_t at)
{
    uint32_t c;
    utf8_decode(text, at, &c);
    return c == '"' || c == ')' || c == ']' || c == '\'' || c == 0xab || c == 0xbb ||
           (c >= 0x2018 && c <= 0x201d) || c == 0x2026;
}

/* ---- What stands after them ------------------------------------------------------------- */

/* The unit's word at text[at]: letters and what joins them (km/h, m², US-Dollar), or one sign. */
static struct view unit_word(struct view text, size_t at)
{
    static const struct view signs[] = {VIEW("%"), VIEW("‰"),  VIEW("€"),  VIEW("£"), VIEW("US$"),
                                        VIEW("$"), VIEW("°C"), VIEW("°F"), VIEW("°")};
    struct view rest = view_slice(text, at, text.size);
    char first = (char)(rest.size > 0 ? rest.data[0] : ' ');
    bool likely =
        first == '%' || first == '$' || first == 'U' || first == '\xe2' || first == '\xc2';
    for (size_t i = 0; i < sizeof signs / sizeof *signs && likely; i++)
        if (view_starts_with(rest, signs[i]))
            return view_slice(text, at, at + signs[i].size);
    size_t end = token_word_end(text, at);
    while (end > at && end - at < 64 && end + 1 < text.size) {
        bool power = text.data[end] == '\xc2' &&
                     (text.data[end + 1] == '\xb2' || text.data[end + 1] == '\xb3');
        bool joint =
            (text.data[end] == '-' || text.data[end] == '/') && token_letter(text, end + 1) > 0;
        if (!power && !joint)
            break;
        end = power ? end + 2 : token_word_end(text, end + 1);
    }
    if (view_equal(view_slice(text, at, end), VIEW("Grad"))) {
        size_t next = token_skip_blanks(text, end), stop = token_word_end(text, next);
        struct view scale = view_slice(text, next, stop);
        if (view_equal(scale, VIEW("Celsius")) || view_equal(scale, VIEW("Fahrenheit")))
            end = stop;
    }
    return view_slice(text, at, end);
}

/* Grad Celsius, whatever blank stands in it, as the table has it. */
static struct view one_blank(struct view word)
{
    static const struct view scales[] = {VIEW("Grad Celsius"), VIEW("Grad Fahrenheit")};
    for (size_t i = 0; i < 2 && word.data[0] == 'G'; i++) {
        struct view scale = view_slice(scales[i], 5, scales[i].size);
        size_t blank = word.size > scale.size + 4 ? word.size - scale.size : 0;
        if (blank > 0 && view_starts_with(word, VIEW("Grad")) && view_ends_with(word, scale) &&
            token_skip_blanks(word, 4) == blank)
            return scales[i];
    }
    return word;
}

/* An adjective with an ending (langer) after the unit: English has another form there. */
static bool attributive(struct view text, size_t end)
{
    static const struct view endings[] = {VIEW("en"), VIEW("er"), VIEW("es"), VIEW("em"),
                                          VIEW("e")};
    size_t at = token_skip_blanks(text, end);
    struct view word = view_slice(text, at, token_word_end(text, at));
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (view_ends_with(word, endings[i]) &&
            attributes_find(view_slice(word, 0, word.size - endings[i].size)))
            return true;
    return false;
}

/* Whether the number that the quantity has may be a year: bis 2030 Milliarden investieren. */
static bool may_be_year(const struct pass *pass, const struct quantity *q, bool magnitude)
{
    struct view text = pass->text;
    const struct token_number *n = &q->number;
    if (n->grouped || n->decimal || n->digits != 4 || n->value < 1900 || n->value > 2099)
        return false;
    if (q->counted)
        return false;
    struct view word = protect_word_at(pass, q->at);
    size_t before = token_skip_blanks_back(text, (size_t)(word.data - text.data));
    if (view_equal(word, VIEW("bis")) && before > 0 && token_is_digit(text, before - 1))
        return false; /* 1500 bis 2000 Kilometer */
    bool from_or_to = view_equal(word, VIEW("bis")) || view_equal(word, VIEW("ab")) ||
                      view_equal(word, VIEW("Bis")) || view_equal(word, VIEW("Ab"));
    if (from_or_to && n->value % 100 == 0 && !magnitude)
        return false; /* ab 2000 Euro */
    return magnitude || protect_label(pass, q->at) == 5;
}

/* The word after what is known of the quantity. */
struct following {
    size_t at;
    struct view word;
};

static struct following word_after(struct view text, const struct quantity *q)
{
    size_t at = token_skip_blanks(text, q->end);
    return (struct following){at, unit_word(text, at)};
}

static void take_magnitude(const struct pass *pass, struct following after, struct quantity *q)
{
    struct view text = pass->text, word = after.word;
    size_t at = after.at;
    const struct magnitudes_row *row = at > q->end && word.size > 0 ? magnitudes_find(word) : NULL;
    size_t end = at + word.size;
    if (!row || !token_word_boundary(text, end) || may_be_year(pass, q, true) ||
        (row->abbreviation == 2 && !byte_is(text, end, '.')))
        return;
    q->magnitude = row;
    q->counted = true;
    bool stop = row->abbreviation > 0 && byte_is(text, end, '.');
    bool last = token_skip_blanks(text, end + stop) == text.size;
    bool bracket = byte_is(text, end + 1, ')');
    q->end = stop && !last && (bracket || !closes_sentence(text, end + 1)) ? end + 1 : end;
}

static void take_currency_or_unit(const struct pass *pass, struct following after,
                                  struct quantity *q)
{
    struct view text = pass->text, word = after.word;
    size_t at = after.at, end = at + word.size;
    bool symbol = word.size > 0 && token_letter(text, at) == 0 && word.data[0] != 'U';
    bool shortened = word.size == 1 && byte_is(text, end, '.') && token_letter(text, end + 1) > 0;
    if (word.size == 0 || shortened || (at == q->end && !symbol) || !token_word_boundary(text, end))
        return;
    const struct currencies_row *currency = currencies_find(word);
    const struct units_row *unit = currency ? NULL : units_find(one_blank(word));
    if ((!currency && !unit) || may_be_year(pass, q, false))
        return;
    q->counted = true;
    if (unit && (unit->us_many.size == 0 || (unit->attributive && attributive(text, end))))
        return;
    /* 5 Euro 50: more of the amount follows. */
    size_t next = token_skip_blanks(text, end);
    if (currency && next > end && token_is_digit(text, next))
        return;
    q->currency = currency;
    q->unit = unit;
    q->end = end;
}

/* ,- and ,-- and .– after whole amounts of money. */
static void take_no_cents(const struct pass *pass, struct quantity *q)
{
    struct view text = pass->text;
    bool mark = byte_is(text, q->end, ',') ||
                (byte_is(text, q->end, '.') && pass->options->from == TOKEN_DE_CH);
    size_t dash = mark ? token_dash(text, q->end + 1) : 0;
    if (dash > 0)
        dash += token_dash(text, q->end + 1 + dash);
    if (dash == 0 || token_is_digit(text, q->end + 1 + dash))
        return;
    q->end += 1 + dash;
    q->counted = true;
}

/* ---- Whether it is a number by itself --------------------------------------------------- */

/* Whether the digits begin inside a longer thing: A/12, Nr.12, F-16, ’68, #12. */
static bool begins_inside(struct view text, size_t start)
{
    if (start == 0 || text.data[start - 1] == ' ')
        return false; /* nearly always */
    uint32_t c, d = ' ';
    size_t before = start - utf8_decode_back(text, start, &c);
    if (before > 0)
        utf8_decode_back(text, before, &d);
    bool word = (before > 0 && token_letter_before(text, before)) || (d >= '0' && d <= '9');
    if (c == '#' || c == '_' || c == '@' || c == '\\' || c == '\'' || c == 0x2018 || c == 0x2019)
        return true;
    bool joint = c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == '*' ||
                 (c >= 0x2010 && c <= 0x2014) || c == 0x2212;
    return joint && word;
}

/* The 50 of 5 Euro 50 and of 8 Uhr 50. */
static bool after_whole_amount(const struct pass *pass, size_t at)
{
    struct view text = pass->text;
    struct view word = protect_word_at(pass, at);
    if (!view_equal(word, VIEW("Euro")) && !view_equal(word, VIEW("Uhr")) &&
        !view_equal(word, VIEW("Franken")))
        return false;
    size_t before = token_skip_blanks_back(text, (size_t)(word.data - text.data));
    return before > 0 && token_is_digit(text, before - 1);
}

/* A single capital before the digits: A 100, U 21. */
static bool after_single_capital(const struct pass *pass, size_t at)
{
    struct view text = pass->text, word = protect_word_at(pass, at);
    if (word.size == 0 || word.size > 4)
        return false;
    size_t end = token_skip_blanks_back(text, at), start = (size_t)(word.data - text.data);
    uint32_t c;
    return start + word.size == end && end < at && token_capital(text, start) &&
           utf8_decode(text, start, &c) == word.size;
}

/* Whether the digits are part of a longer thing, whatever else they may be: 5G, 3,5-fach, 2:1,
 * 10.58, 2023/24. */
static bool ends_inside(struct view text, size_t end)
{
    if (end >= text.size || text.data[end] == ' ')
        return false; /* nearly always */
    char c = text.data[end];
    if (token_letter(text, end) > 0 || (c == '-' && token_letter(text, end + 1) > 0))
        return true;
    return token_is_digit(text, end + 1) &&
           (c == '.' || c == ',' || c == ':' || c == '/' || c == '\'');
}

/* The same for what the quantity is known to be: 5 km-, 5@. */
static bool goes_on(struct view text, const struct quantity *q)
{
    size_t end = q->end;
    if (end >= text.size || text.data[end] == ' ')
        return false;
    char c = text.data[end];
    if (ends_inside(text, end) || c == '@' || c == '_' || c == '%')
        return true;
    uint32_t wide;
    utf8_decode(text, end, &wide);
    if (c == '-' || wide == 0x2010 || wide == 0x2011)
        return q->unit == NULL || token_is_digit(text, end + 1);
    size_t dash = token_dash(text, end);
    return dash > 0 && token_is_digit(text, end + dash);
}

/* A minute of a match: (31.), (64., 70.). */
static bool is_minute(struct view text, size_t start)
{
    size_t end = token_skip_blanks_back(text, start);
    return (start > 0 && text.data[start - 1] == '(') ||
           (end < start && end > 1 && text.data[end - 1] == ',' && text.data[end - 2] == '.');
}

/* An ordinal's stop, and no end of a sentence. */
static bool ordinal(const struct pass *pass, const struct quantity *q)
{
    struct view text = pass->text;
    static const struct view articles[] = {
        VIEW("der"),   VIEW("die"),    VIEW("das"),  VIEW("dem"), VIEW("den"),   VIEW("des"),
        VIEW("zum"),   VIEW("zur"),    VIEW("beim"), VIEW("am"),  VIEW("im"),    VIEW("vom"),
        VIEW("Der"),   VIEW("Die"),    VIEW("Das"),  VIEW("Zum"), VIEW("ihren"), VIEW("seinen"),
        VIEW("ihrem"), VIEW("seinem"), VIEW("ihr"),  VIEW("sein")};
    size_t end = q->number.end + 1;
    if (!q->number.ordinal_dot || q->number.decimal || q->end != q->number.end)
        return false;
    struct view word = protect_word_at(pass, q->at);
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (view_equal(word, articles[i]))
            return true;
    size_t next = token_skip_blanks(text, end);
    if (next == text.size)
        return false;
    if (next == end)
        return !closes_sentence(text, end) || is_minute(text, q->start);
    bool capital = token_capital(text, next);
    if (!capital && token_letter(text, next) == 0)
        return false;
    return !capital || (!q->number.grouped && q->number.digits < 4);
}

/* ---- Ranges with a dash ----------------------------------------------------------------- */

static bool less(const struct view text, const struct token_number *a, const struct token_number *b)
{
    if (a->value != b->value)
        return a->value < b->value;
    struct view first = view_slice(text, a->fraction, a->end);
    struct view second = view_slice(text, b->fraction, b->end);
    for (size_t i = 0; i < second.size; i++) {
        char digit = (char)(i < first.size ? first.data[i] : '0');
        if (digit != second.data[i])
            return digit < second.data[i];
    }
    return false;
}

bool quantity_lacks_thousands(const struct token_number *first, const struct token_number *second)
{
    return second->grouped && !first->grouped && first->value < 1000;
}

/* 10–15: a second, greater number after a dash without blanks. */
static void take_range(const struct pass *pass, struct quantity *q)
{
    struct view text = pass->text;
    size_t dash = token_dash(text, q->end), at = q->end + dash;
    if (dash == 0 || !token_is_digit(text, at) ||
        !token_number(text, at, pass->options->from, &q->second) || q->second.unsure ||
        !less(text, &q->number, &q->second) || quantity_lacks_thousands(&q->number, &q->second))
        return;
    q->range = at;
    q->end = q->second.end;
}

/* ---- The whole -------------------------------------------------------------------------- */

static void take_half(struct view text, struct quantity *q)
{
    static const struct view halves[] = {VIEW("½"), VIEW("¼"), VIEW("¾")};
    for (size_t i = 0; i < 3 && byte_is(text, q->end, '\xc2'); i++)
        if (view_starts_with(view_slice(text, q->end, text.size), halves[i]))
            q->end += halves[i].size;
    q->number_end = q->end;
}

/* Field by field: `second` is set with `range`, the rest of `number` when it is read. */
static void begin(struct quantity *out, size_t at)
{
    out->start = out->at = out->number.end = at;
    out->number.unsure = false;
    out->negative = out->counted = false;
    out->magnitude = NULL;
    out->currency = NULL;
    out->unit = NULL;
    out->range = 0;
}

bool quantity_read(const struct pass *pass, size_t at, struct quantity *out)
{
    struct view text = pass->text;
    begin(out, at);
    if (!token_number(text, at, pass->options->from, &out->number) || out->number.unsure)
        return false;
    out->end = out->number.end;
    take_half(text, out);
    if (ends_inside(text, out->end))
        return false;
    size_t sign = sign_before(pass, at);
    out->negative = sign < at;
    out->start = currency_before(pass, sign, out);
    if (begins_inside(text, out->start) ||
        (out->start == at && (after_single_capital(pass, at) || after_whole_amount(pass, at))))
        return false;
    if (!out->negative)
        take_range(pass, out);
    size_t plain = out->end;
    if (!out->currency)
        take_no_cents(pass, out);
    if (ordinal(pass, out))
        return false;
    out->counted =
        out->counted || out->currency || protect_counted(pass, out->start, &out->number, plain);
    struct following after = word_after(text, out);
    take_magnitude(pass, after, out);
    if (!out->currency)
        take_currency_or_unit(pass, out->magnitude ? word_after(text, out) : after, out);
    return !goes_on(text, out) && (out->end == plain || token_word_boundary(text, out->end));
}

bool quantity_is_certain(const struct quantity *q)
{
    const struct token_number *n = &q->number;
    bool more = n->grouped || n->decimal || q->magnitude || q->currency || q->unit ||
                q->number_end > n->end || q->end > (q->range > 0 ? q->second.end : q->number_end);
    return more || n->value > 12 || (q->range > 0 && (q->second.value > 12 || q->second.decimal));
}
