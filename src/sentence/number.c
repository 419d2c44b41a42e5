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
    bool version = f->count == 1 && c->text[f->digits.start] == '0' && dots == 1; /* 2.0 */
    f->section = dots >= 1 && short_runs && !version;
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
 * Bundesliga. It has `least` bytes. */
static unsigned last_noun(const struct candidate *c, struct word word, size_t least,
                          unsigned wanted)
{
    char early[16] = {0};
    size_t size = word.end - word.start;
    const char *end = c->text + word.end;
    if (word.end < 8) /* see language_key */
        end = (char *)memcpy(early + 8, c->text + word.start, size) + size;
    for (size_t left = size < 2 ? 0 : size - 2; left >= least; left--) {
        if (!is_ascii_lower((unsigned char)end[-(ptrdiff_t)left]))
            continue;
        unsigned flags = language_noun(end - left, left);
        if (flags & wanted)
            return flags;
    }
    return 0;
}

/* Gartenstraße, Kundennummer: does the word end in a label that no ordinal counts? */
static bool compound_label(const struct candidate *c, struct word word)
{
    unsigned flags = last_noun(c, word, 3, LANGUAGE_LABEL);
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

/* 10 und 11., 2 bis 3., 7, 8, 9.: the number before is no ordinal, so neither is this one. */
static bool after_cardinal(const struct candidate *c, const struct figure *f, struct word before)
{
    static const struct view joints[] = {VIEW("und"), VIEW("u."), VIEW("oder"), VIEW("bis")};
    struct view word = {c->text + before.start, before.end - before.start};
    bool joined = word.size > 1 && word.data[word.size - 1] == ',';
    if (joined)
        before.end--;
    for (size_t i = 0; i < sizeof joints / sizeof *joints && !joined; i++)
        if ((joined = view_equal(word, joints[i])))
            before = word_before(c, before.start);
    unsigned first = joined ? value_of(c, before) : 0;
    return first > 0 && first < f->value;
}

static bool begins_with(const struct candidate *c, struct word word, enum letter letter)
{
    size_t size;
    return word.end > word.start && letter_at(c->text, word.start, word.end, &size) == letter;
}

/* more, older: what a cardinal stands after, with "als" between. */
static bool comparative(const struct candidate *c, struct word word)
{
    size_t size = word.end - word.start;
    const char *end = c->text + word.end;
    return size > 3 && (memcmp(end - 2, "er", 2) == 0 || memcmp(end - 4, "mehr", 4) == 0);
}

/* Does an article make an ordinal of the number, before it and some small words: "beim
 * traditionellen 57. Fest", "am 40. und 50. Tag", "als 100. Gast"? */
static bool article_before(const struct candidate *c, struct word before)
{
    enum { FAR = 3 };
    for (unsigned i = 0; i < FAR && begins_with(c, before, LETTER_LOWER); i++) {
        struct view word = {c->text + before.start, before.end - before.start};
        struct word next = word_before(c, before.start);
        if (word_flags(c, before) & LANGUAGE_DETERMINER ||
            (view_equal(word, VIEW("als")) && !comparative(c, next)))
            return true;
        before = next;
    }
    return (before.end > before.start && c->text[before.end - 1] == '.') ||
           word_flags(c, before) & LANGUAGE_DETERMINER;
}

/* wurde 85, saßen 120: a number larger than any day, and no article before it. */
static bool counted(const struct candidate *c, const struct figure *f, struct word before)
{
    return f->value > 31 && begins_with(c, before, LETTER_LOWER) && !article_before(c, before);
}

/* Küche: 2. Bad: 3. Is what follows a label, too? */
static bool colon_follows(const struct candidate *c)
{
    size_t at = c->right_end, far = c->high - at > WORD_LIMIT ? at + WORD_LIMIT : c->high;
    while (at < far && (byte_in_word[byte_at(c->text, at)] || c->text[at] == '-'))
        at++;
    return at < far && c->text[at] == ':';
}

/* A name, a letter or a number before the number: "Hannover 96", "A 7", "0711 445". */
static enum verdict decide_number_before(struct candidate *c, const struct figure *f,
                                         struct word before)
{
    size_t size = before.end - before.start, letter;
    if (size > 0 && is_digit(byte_at(c->text, before.end - 1)))
        return ends(c, RULE_NUMBER_THAT_IS_NO_ORDINAL, c->left); /* 0711 445 */
    if (size > 0 && c->text[before.end - 1] == ':' && (f->value > 31 || colon_follows(c)))
        return ends(c, RULE_NUMBER_AFTER_ITS_LABEL, before);
    if (after_cardinal(c, f, before) || counted(c, f, before))
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

/* Zivilkammer, Spielminute: does the word end in a noun that ordinals count? No short one
 * tells: 85. Umsatz, 45. Direktor, 12. Frankreich. */
static bool ordinal_noun(struct candidate *c)
{
    enum { LEAST = 6 };
    if (c->follow != FOLLOW_UPPER || c->right_dash)
        return false;
    return right_flags(c) & LANGUAGE_ORDINAL_NOUN ||
           last_noun(c, right_word(c), LEAST, LANGUAGE_ORDINAL_NOUN) != 0;
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
    if (verdict != UNDECIDED)
        return verdict;
    if (f->value > 3 && clause_follows(c) && !article_before(c, before)) /* denn 1. Viren sind */
        return ends(c, RULE_NUMBER_BEFORE_A_CLAUSE, right_word(c));
    return goes_on(c, RULE_ORDINAL, c->left);
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

/* 22. Oktober; 22. 10. 2024; 4. Mai/22. August. */
static bool part_of_date(struct candidate *c, const struct figure *f)
{
    if (c->follow != FOLLOW_DIGIT && !month_follows(c))
        return false;
    if (inside_date(c, c->left.start) || (!f->pure && inside_date(c, f->digits.start)))
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
    if (!c->quoted && f.count <= 2 && part_of_date(c, &f))
        return goes_on(c, RULE_DATE, c->left);
    if (f.pure && f.count <= 3 && !c->quoted && after_bracket(c))
        return goes_on(c, RULE_NUMBER_AFTER_AN_OPENING_BRACKET, c->left);
    if (f.pure && f.count <= 3 && c->follow == FOLLOW_LOWER)
        return goes_on(c, RULE_ORDINAL_BEFORE_A_BRACKET, c->left);
    if (c->follow == FOLLOW_DIGIT && c->right_bracket && f.pure && begins_list(c, c->left.start))
        return goes_on(c, RULE_ENUMERATOR, c->left); /* Tore: 9. (8:11) */
    if (c->follow == FOLLOW_DIGIT && !c->quoted)
        return decide_number_number(c, &f);
    if (c->follow != FOLLOW_UPPER)
        return ends(c, RULE_FULL_STOP_AFTER_A_NUMBER, c->left);
    return decide_ordinal(c, &f);
}
