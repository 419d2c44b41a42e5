/* number.c - the rules for a number before a full stop: ordinal, date, enumerator, or the end? */
#include "sentence/candidate.h"
#include "token/token.h"

/* What the word before the stop looks like. */
struct figure {
    struct word digits; /* the last run of digits */
    size_t count;       /* of these */
    unsigned value;     /* if count <= 4 */
    bool pure;          /* nothing before them, or 5./6. and 5.-6. */
    bool day_month;     /* 22.10 */
    bool section;       /* 3.9.1 */
    bool grouped;       /* 10.000 */
};

/* The full stops in 22.10, 3.9.1, 10.000. */
static void read_dots(const struct candidate *c, struct figure *f)
{
    size_t dots = 0, run = 0;
    bool short_runs = true;
    for (size_t i = c->left.start; i < c->stop; i++) {
        bool dot = c->text[i] == '.';
        if (!dot && !is_digit(byte_at(c->text, i)))
            return;
        dots += dot;
        run = dot ? 0 : run + 1;
        short_runs = short_runs && run <= 2;
    }
    f->day_month = dots == 1 && short_runs;
    f->section = dots >= 1 && short_runs;
    f->grouped = dots >= 1 && f->count == 3;
}

static struct figure read_figure(const struct candidate *c)
{
    struct figure f = {.digits = {c->stop, c->stop}};
    const char *text = c->text;
    while (f.digits.start > c->left.start && is_digit(byte_at(text, f.digits.start - 1)))
        f.digits.start--;
    f.count = f.digits.end - f.digits.start;
    for (size_t i = f.digits.start; i < f.digits.end && f.count <= 4; i++)
        f.value = f.value * 10 + (unsigned)(text[i] - '0');
    size_t before = f.digits.start;
    f.pure = before == c->left.start ||
             ((text[before - 1] == '/' || text[before - 1] == '-') && before >= 2 &&
              before - 2 >= c->left.start && text[before - 2] == '.');
    if (!f.pure)
        read_dots(c, &f);
    return f;
}

/* The flags of the noun that the word ends in, if one of `wanted` is among them: Liga of
 * Bundesliga. */
static unsigned last_noun(const struct candidate *c, struct word word, unsigned wanted)
{
    char early[16] = {0};
    size_t size = word.end - word.start;
    const char *end = c->text + word.end;
    if (word.end < 8) /* see language_key */
        end = (char *)memcpy(early + 8, c->text + word.start, size) + size;
    for (size_t left = size < 2 ? 0 : size - 2; left >= 3; left--) {
        if (!is_ascii_lower((unsigned char)end[-(ptrdiff_t)left]))
            continue;
        unsigned flags = language_noun(end - left, left);
        if (flags & wanted)
            return flags;
    }
    return 0;
}

/* Bundesliga, Zivilsenat: does the word end in a noun that ordinals count? */
static bool ordinal_noun(struct candidate *c)
{
    if (c->follow != FOLLOW_UPPER || c->right_dash)
        return false;
    return right_flags(c) & LANGUAGE_ORDINAL_NOUN ||
           last_noun(c, right_word(c), LANGUAGE_ORDINAL_NOUN) != 0;
}

/* Gartenstraße, Kundennummer: does the word end in a label that no ordinal counts? */
static bool compound_label(const struct candidate *c, struct word word)
{
    unsigned flags = last_noun(c, word, LANGUAGE_LABEL);
    return flags & LANGUAGE_LABEL && !(flags & LANGUAGE_ORDINAL_NOUN);
}

/* Digits as a number; 0 if there are more than four. */
static unsigned value_of(const struct candidate *c, struct word right)
{
    unsigned value = 0;
    for (size_t i = right.start; i < right.end; i++) {
        if (!is_digit(byte_at(c->text, i)) || i - right.start >= 4)
            return 0;
        value = value * 10 + (unsigned)(c->text[i] - '0');
    }
    return value;
}

/* 31. 12. and 10. 2024; a list 5. 6. 7. */
static enum verdict decide_number_number(struct candidate *c, const struct figure *f)
{
    struct word right = right_word(c);
    unsigned value = value_of(c, right);
    bool stop_follows = right.end < c->high && c->text[right.end] == '.';
    struct word before = word_before(c, f->digits.start);
    bool day_before = before.end - before.start >= 2 && c->text[before.end - 1] == '.' &&
                      is_digit(byte_at(c->text, before.end - 2));
    if (f->pure && f->count <= 2 && f->value <= 31 && stop_follows && value <= 31 && value > 0)
        return goes_on(c, RULE_DAY_BEFORE_A_MONTH, c->left);
    if (f->pure && f->count <= 2 && f->value <= 12 && day_before && right.end - right.start <= 4)
        return goes_on(c, RULE_MONTH_BEFORE_A_YEAR, c->left);
    return ends(c, RULE_NUMBER_BEFORE_ANOTHER, c->left);
}

/* 10 und 11., 2 bis 3.: the first of the two is no ordinal, so neither is the second. */
static bool after_cardinal(const struct candidate *c, const struct figure *f, struct word joint)
{
    static const struct view joints[] = {VIEW("und"), VIEW("u."), VIEW("oder"), VIEW("bis")};
    struct view word = {c->text + joint.start, joint.end - joint.start};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (view_equal(word, joints[i])) {
            unsigned first = value_of(c, word_before(c, joint.start));
            return first > 0 && first < f->value;
        }
    return false;
}

/* A name, a letter or a number before the number: "Hannover 96", "A 7", "0711 445". */
static enum verdict decide_number_before(struct candidate *c, const struct figure *f,
                                         struct word before)
{
    size_t size = before.end - before.start, letter;
    if (size > 0 && is_digit(byte_at(c->text, before.end - 1)))
        return ends(c, RULE_NUMBER_THAT_IS_NO_ORDINAL, c->left); /* 0711 445 */
    if (after_cardinal(c, f, before))
        return ends(c, RULE_NUMBER_THAT_IS_NO_ORDINAL, c->left);
    if (size == 0 || letter_at(c->text, before.start, before.end, &letter) != LETTER_UPPER)
        return UNDECIDED;
    if (compound_label(c, before))
        return ends(c, RULE_NUMBER_AFTER_ITS_LABEL, before);
    if (size == 1)
        return ends(c, RULE_NUMBER_AFTER_A_LETTER, before);
    unsigned last = byte_at(c->text, before.end - 1);
    bool word = last >= 0x80 || is_ascii_lower(last) || is_ascii_upper(last) || is_digit(last);
    if (word && f->value > 31 && !begins_sentence(c, before.start))
        return ends(c, RULE_NUMBER_AFTER_A_NAME, before);
    return UNDECIDED;
}

/* Nr. 7, Hauptstr. 7: the label is an abbreviation. */
static bool after_short_label(struct candidate *c)
{
    struct word before = before_left(c);
    size_t size = before.end - before.start;
    if (size < 2 || c->text[before.end - 1] != '.')
        return false;
    return before_flags(c) & (LANGUAGE_NUMBER | LANGUAGE_NUMBER_WORD) ||
           (size > 4 && abbreviation_label(c->text + before.end - 1));
}

static enum verdict decide_ordinal(struct candidate *c, const struct figure *f)
{
    if (c->quoted || c->right_dash)
        return ends(c, RULE_FULL_STOP_AFTER_A_NUMBER, c->left);
    struct word before = before_left(c);
    bool stopped = before.end > before.start && c->text[before.end - 1] == '.';
    unsigned flags = stopped ? 0 : before_flags(c); /* no word has a full stop at its end */
    if (f->pure && in_list(c, f->digits.start, f->value))
        return goes_on(c, RULE_ENUMERATOR, c->left);
    if (flags & LANGUAGE_LABEL)
        return ends(c, RULE_NUMBER_AFTER_ITS_LABEL, before);
    if (f->pure && f->count <= 3 && ordinal_noun(c))
        return goes_on(c, RULE_ORDINAL_BEFORE_THE_NOUN, right_word(c));
    if (starter(c))
        return ends(c, RULE_NUMBER_BEFORE_STARTER, right_word(c));
    if (f->section)
        return goes_on(c, RULE_DATE_OR_SECTION, c->left);
    if ((f->pure || f->grouped) && flags & LANGUAGE_DETERMINER)
        return goes_on(c, RULE_ORDINAL, c->left);
    if (!f->pure || f->count > 3 || c->text[f->digits.start] == '0')
        return ends(c, RULE_NUMBER_THAT_IS_NO_ORDINAL, c->left);
    if (after_short_label(c))
        return ends(c, RULE_NUMBER_AFTER_ITS_LABEL, before);
    if (flags & LANGUAGE_COUNTS)
        return ends(c, RULE_NUMBER_AFTER_A_WORD_THAT_COUNTS, before);
    enum verdict verdict = decide_number_before(c, f, before);
    return verdict != UNDECIDED ? verdict : goes_on(c, RULE_ORDINAL, c->left);
}

bool inside_date(const struct candidate *c, size_t start)
{
    struct view text = {c->text + c->low, c->high - c->low};
    struct token_date date;
    return start >= c->low && token_date(text, start - c->low, &date) &&
           c->low + date.end >= c->next;
}

/* Does the name of a month follow? They are among the nouns that ordinals count. */
static bool month_follows(struct candidate *c)
{
    struct word right = right_word(c);
    struct view word = {c->text + right.start, right.end - right.start};
    return right_flags(c) & (LANGUAGE_ORDINAL_NOUN | LANGUAGE_CALENDAR) && token_month(word);
}

/* 22. Oktober; 22. 10. 2024. */
static bool part_of_date(struct candidate *c)
{
    if (c->follow != FOLLOW_DIGIT && !month_follows(c))
        return false;
    if (inside_date(c, c->left.start))
        return true;
    struct word before = before_left(c);
    return before.end > before.start && c->text[before.end - 1] == '.' &&
           is_digit(byte_at(c->text, before.start)) && inside_date(c, before.start);
}

static bool after_bracket(const struct candidate *c)
{
    enum mark mark;
    return mark_before(c->text, c->left.start, c->low, &mark) > 0 && mark == MARK_OPEN;
}

enum verdict decide_number(struct candidate *c)
{
    struct figure f = read_figure(c);
    bool enumerator = (f.pure && f.count <= 3) || f.section;
    if (enumerator && !c->quoted && begins_item(c, c->left.start))
        return goes_on(c, RULE_ENUMERATOR, c->left);
    if (!c->quoted && f.count <= 2 && part_of_date(c))
        return goes_on(c, RULE_DATE, c->left);
    if (f.pure && f.count <= 3 && !c->quoted && after_bracket(c))
        return goes_on(c, RULE_NUMBER_AFTER_AN_OPENING_BRACKET, c->left);
    if (f.pure && f.count <= 3 && c->follow == FOLLOW_LOWER)
        return goes_on(c, RULE_ORDINAL_BEFORE_A_BRACKET, c->left);
    if (c->follow == FOLLOW_DIGIT && !c->quoted)
        return decide_number_number(c, &f);
    if (c->follow != FOLLOW_UPPER)
        return ends(c, RULE_FULL_STOP_AFTER_A_NUMBER, c->left);
    return decide_ordinal(c, &f);
}
