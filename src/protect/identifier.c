/* Numbers that only name something: telephones, versions, addresses of machines, ISBN, IBAN. They
 * are kept as they are. */
#include "protect/internal.h"

#define CHAIN_MAX 40u

/* A run of digits, its parts between marks. */
struct chain {
    size_t end;
    unsigned parts, digits;
    unsigned longest;      /* digits of the longest part */
    unsigned open, closed; /* brackets */
};

/* The chain at text[at] whose parts stand between single `marks`. */
static struct chain chain_at(struct view text, size_t at, const char *marks)
{
    struct chain chain = {.end = at};
    size_t limit = at + CHAIN_MAX, p = at;
    while (p < limit) {
        unsigned digits = 0;
        for (; token_is_digit(text, p); p++)
            digits++;
        if (digits == 0 || p > limit)
            break;
        chain.parts++;
        chain.digits += digits;
        chain.longest = digits > chain.longest ? digits : chain.longest;
        chain.end = p;
        for (const char *m = marks; *m && p < text.size; m++) {
            bool blank = *m == ' ' && token_blank(text, p) > 0;
            if (!blank && text.data[p] != *m)
                continue;
            chain.open += *m == '(';
            chain.closed += *m == ')';
            p += blank ? token_blank(text, p) : 1;
        }
    }
    return chain;
}

/* Nothing that would make the chain part of something longer follows. */
static bool chain_ends(struct view text, const struct chain *chain)
{
    return token_word_boundary(text, chain->end) &&
           !(chain->end < text.size && text.data[chain->end] == ',' &&
             token_is_digit(text, chain->end + 1));
}

/* +49 30 1234567, 030/123 45 67, (030) 1234567; after Telefon any digits. */
static size_t telephone(struct pass *pass, size_t at)
{
    struct view text = pass->text;
    char before = (char)(at > pass->done ? text.data[at - 1] : ' ');
    bool plus = before == '+' && !(at > 1 && token_letter_before(text, at - 1));
    bool zero = text.data[at] == '0' && token_is_digit(text, at + 1);
    if (!plus && !zero && protect_label_at(pass, at) != 2)
        return 0;
    struct chain chain = chain_at(text, at, " ()/- ");
    bool enough = chain.digits >= (plus || zero ? 7u : 3u) && chain.digits <= 16;
    if (!enough || !chain_ends(text, &chain) || chain.open > chain.closed ||
        (chain.closed > chain.open && before != '('))
        return 0;
    size_t start = plus || chain.closed > chain.open ? at - 1 : at;
    return protect_add_same(pass, PROTECT_NUMBER, start, chain.end);
}

/* Versions and addresses of machines: at least three parts, or two after Version; 3.4.24 may be a
 * date and is left alone. */
static size_t dotted(struct pass *pass, size_t at)
{
    struct chain chain = chain_at(pass->text, at, ".");
    struct token_number number;
    bool named = protect_label_at(pass, at) == 3;
    if (chain.parts < (named ? 2u : 3u) || !chain_ends(pass->text, &chain))
        return 0;
    if (!named && chain.parts == 3 && chain.longest <= 2)
        return 0;
    if (!named && token_number(pass->text, at, pass->options->from, &number) &&
        number.end == chain.end)
        return 0;
    return protect_add_same(pass, PROTECT_NUMBER, at, chain.end);
}

/* ISBN and the like: three parts or more, an X at the end. */
static size_t dashed(struct pass *pass, size_t at)
{
    struct chain chain = chain_at(pass->text, at, "-");
    if (chain.parts < 3 || chain.digits < 7)
        return 0;
    if (view_starts_with(view_slice(pass->text, chain.end, pass->text.size), VIEW("-X")))
        chain.end += 2;
    return chain_ends(pass->text, &chain) ? protect_add_same(pass, PROTECT_NUMBER, at, chain.end)
                                          : 0;
}

/* DE89 3704 0044 0532 0130 00: at text[at] the first digit, two capitals before it. */
static size_t iban(struct pass *pass, size_t at)
{
    struct view text = pass->text;
    if (at < pass->done + 2 || !token_capital(text, at - 1) || !token_capital(text, at - 2) ||
        token_letter_before(text, at - 2))
        return 0;
    struct chain chain = chain_at(text, at, " ");
    if (chain.digits < 13 || chain.digits > 32 || chain.longest < 4 || !chain_ends(text, &chain))
        return 0;
    return protect_add_same(pass, PROTECT_NUMBER, at - 2, chain.end);
}

size_t protect_identifier_at(struct pass *pass, size_t at)
{
    if (token_letter_before(pass->text, at))
        return iban(pass, at);
    size_t end = telephone(pass, at), after = pass->digits_end;
    char mark = (char)(after < pass->text.size ? pass->text.data[after] : ' ');
    if (end == 0 && mark == '.')
        end = dotted(pass, at);
    else if (end == 0 && mark == '-')
        end = dashed(pass, at);
    return end;
}
