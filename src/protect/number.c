#include "protect/quantity.h"

/* The offset of the second quantity after "bis" (or "und", if zwischen stands before) at
 * text[at], and the English word between them; 0: none. */
static size_t joint_after(const struct pass *pass, size_t start, size_t at, const char **english)
{
    struct view text = pass->text;
    size_t p = token_skip_blanks(text, at);
    if (p == at || p == text.size || (text.data[p] != 'b' && text.data[p] != 'u'))
        return 0;
    size_t end = token_word_end(text, p);
    struct view word = view_slice(text, p, end), before = protect_word_at(pass, start);
    bool between = view_equal(before, VIEW("zwischen")) || view_equal(before, VIEW("Zwischen"));
    bool joins = view_equal(word, VIEW("bis")) || (between && view_equal(word, VIEW("und")));
    size_t next = token_skip_blanks(text, end);
    if (!joins || next == end || !token_is_digit(text, next))
        return 0;
    *english = between && word.data[0] == 'u' ? " and " : " to ";
    return next;
}

/* 10 bis 15 Euro: the currency belongs to both, so both are one code: €10 to €15. 3 bis 5
 * Millionen Euro: so does the magnitude, if the first is small enough to lack it. */
static bool take_pair(struct pass *pass, struct quantity *first)
{
    struct quantity second;
    const char *english;
    size_t at = first->range > 0 || first->currency || first->unit
                    ? 0
                    : joint_after(pass, first->start, first->end, &english);
    if (at == 0 || !quantity_read(pass, at, &second))
        return false;
    first->counted = first->counted || second.counted;
    if (!second.currency || second.range > 0)
        return false;
    if (!first->magnitude && quantity_lacks_thousands(&first->number, &second.number)) {
        first->end = second.end;
        return true;
    }
    bool small = !first->number.grouped && first->number.value < 1000;
    first->currency = second.currency;
    if (!first->magnitude && small)
        first->magnitude = second.magnitude;
    size_t form = protect_form_begin(pass);
    quantity_write(pass, first);
    buffer_add_string(&pass->spans->forms, english);
    quantity_write(pass, &second);
    protect_add(pass, PROTECT_NUMBER, first->start, second.end, form);
    first->end = second.end;
    return true;
}

/* A number before the one whose currency it shares, but no pair: 10, 15 und 20 Euro, 10 - 15 €. */
static bool shares_currency(const struct pass *pass, const struct quantity *q)
{
    struct view text = pass->text;
    if (!q->currency)
        return false;
    size_t end = token_skip_blanks_back(text, q->start);
    struct view word = protect_word_at(pass, q->start);
    bool joined = view_equal(word, VIEW("und")) || view_equal(word, VIEW("oder")) ||
                  view_equal(word, VIEW("bis")) || view_equal(word, VIEW("auf"));
    if (joined)
        end = token_skip_blanks_back(text, end - word.size);
    else if (end > 0 && (text.data[end - 1] == ',' || text.data[end - 1] == '-'))
        end = token_skip_blanks_back(text, end - 1);
    else if (end > 2 && token_dash(text, end - 3) == 3)
        end = token_skip_blanks_back(text, end - 3);
    else
        return false;
    return !view_equal(word, VIEW("auf")) && end > 0 && token_is_digit(text, end - 1);
}

/* Goes past a citation: § 5 Abs. 3 Satz 2, 211 bis 213. */
static size_t skip_citation(struct view text, size_t at)
{
    static const struct view words[] = {VIEW("und"),    VIEW("bis"), VIEW("oder"), VIEW("Abs"),
                                        VIEW("Absatz"), VIEW("S"),   VIEW("Satz"), VIEW("Nr"),
                                        VIEW("Nummer"), VIEW("f"),   VIEW("ff"),   VIEW("Art")};
    size_t end = protect_skip_chunk(text, at), p = end;
    for (int i = 0; i < 32 && p < text.size; i++) {
        p = token_skip_blanks(text, p);
        if (token_is_digit(text, p)) {
            end = p = protect_skip_chunk(text, p);
            continue;
        }
        struct view word = view_slice(text, p, token_word_end(text, p));
        bool known = false;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            known = known || view_equal(word, words[w]);
        size_t mark =
            p < text.size && (text.data[p] == ',' || text.data[p] == '.') ? 1 : token_dash(text, p);
        if (!known && mark == 0)
            break;
        p += known ? word.size : mark;
    }
    return end;
}

/* rund 1500 bis 2000: what holds for the first number holds for the second. */
static bool after_counted(const struct pass *pass, size_t start)
{
    if (pass->counted == 0 || pass->counted >= start)
        return false;
    struct view word = protect_word_at(pass, start);
    if (!(view_equal(word, VIEW("bis")) || view_equal(word, VIEW("oder"))))
        return false;
    size_t word_at = (size_t)(word.data - pass->text.data);
    return token_skip_blanks_back(pass->text, word_at) == pass->counted;
}

/* -,50: decimals without what stands before them. */
static bool is_decimals(struct view text, size_t at)
{
    return at > 0 && text.data[at - 1] == ',' && !(at > 1 && token_is_digit(text, at - 2));
}

size_t protect_number_at(struct pass *pass, size_t at)
{
    struct quantity q;
    if (is_decimals(pass->text, at))
        return protect_skip_chunk(pass->text, at);
    if (protect_label_at(pass, at) == 1)
        return skip_citation(pass->text, at);
    if (!quantity_read(pass, at, &q)) {
        size_t end = protect_skip_chunk(pass->text, at);
        return q.number.unsure && q.number.end > end ? q.number.end : end;
    }
    q.counted = q.counted || after_counted(pass, q.start);
    if (take_pair(pass, &q))
        return q.end;
    if (shares_currency(pass, &q) || !quantity_is_certain(&q))
        return q.end;
    size_t form = protect_form_begin(pass);
    quantity_write(pass, &q);
    protect_add(pass, PROTECT_NUMBER, q.start, q.end, form);
    pass->counted = q.counted || q.number.grouped ? q.end : 0;
    return q.end;
}
