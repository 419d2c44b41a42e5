/* The English form of a quantity. */
#include "protect/quantity.h"

/* In groups of three. Zeros that the magnitude adds where English has no word for it; its decimals
 * come before them. */
static void write_groups(struct view text, size_t at, const struct token_number *number,
                         unsigned zeros, struct buffer *out)
{
    size_t whole_end = number->decimal ? number->fraction - 1 : number->end;
    unsigned left = number->digits + zeros;
    for (size_t i = at; i < number->end && left > 0; i++) {
        if (!token_is_digit(text, i))
            continue;
        bool first = i == at;
        if (!first && left % 3 == 0)
            buffer_add_char(out, ',');
        buffer_add_char(out, text.data[i]);
        left--;
    }
    for (; left > 0; left--) {
        if (left % 3 == 0)
            buffer_add_char(out, ',');
        buffer_add_char(out, '0');
    }
    size_t used = number->decimal ? number->fraction + zeros : whole_end;
    if (number->decimal && used < number->end) {
        buffer_add_char(out, '.');
        buffer_add_view(out, view_slice(text, used, number->end));
    }
}

/* 2,5 Euro is €2.50. */
static bool one_decimal_of_money(const struct quantity *q, const struct token_number *number)
{
    return q->currency && !q->magnitude && number->decimal && number->end - number->fraction == 1;
}

static void write_number(struct pass *pass, const struct quantity *q, size_t at,
                         const struct token_number *number)
{
    struct buffer *out = &pass->spans->forms;
    bool worded = q->magnitude && q->magnitude->english.size > 0;
    unsigned zeros = q->magnitude && !worded ? (unsigned)q->magnitude->exponent : 0;
    bool group = number->grouped || number->decimal || zeros > 0 ||
                 (q->counted && pass->text.data[at] != '0');
    if (group)
        write_groups(pass->text, at, number, zeros, out);
    else
        buffer_add_view(out, view_slice(pass->text, at, number->end));
    if (one_decimal_of_money(q, number))
        buffer_add_char(out, '0');
}

static void write_unit(struct pass *pass, const struct quantity *q)
{
    struct buffer *out = &pass->spans->forms;
    bool us = pass->options->to == PROTECT_EN_US;
    bool one = q->number.value == 1 && !q->number.decimal && q->range == 0 && !q->magnitude &&
               q->number_end == q->number.end;
    if (q->unit->space > 0)
        buffer_add_char(out, ' ');
    buffer_add_view(out, us ? (one ? q->unit->us_one : q->unit->us_many)
                            : (one ? q->unit->gb_one : q->unit->gb_many));
}

void quantity_write(struct pass *pass, const struct quantity *q)
{
    struct view text = pass->text;
    struct buffer *out = &pass->spans->forms;
    if (q->negative)
        buffer_add_char(out, '-');
    if (q->currency)
        buffer_add_view(out, q->currency->sign);
    write_number(pass, q, q->at, &q->number);
    buffer_add_view(out, view_slice(text, q->number.end, q->number_end));
    if (q->range > 0) {
        size_t dash = q->number_end;
        buffer_add_view(out, view_slice(text, dash, q->range));
        write_number(pass, q, q->range, &q->second);
    }
    if (q->magnitude && q->magnitude->english.size > 0) {
        buffer_add_char(out, ' ');
        buffer_add_view(out, q->magnitude->english);
    }
    if (q->unit)
        write_unit(pass, q);
}
