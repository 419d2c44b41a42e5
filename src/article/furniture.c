#include "language/furniture.h"
#include "article/internal-ascii.h"
#include "article/internal-plain.h"

#define LONGEST 160 /* bytes */
#define ROWS    (sizeof furniture_rows / sizeof *furniture_rows)

/* A pattern of src/language/furniture.txt: '%' is a number, '*' anything. */
static bool matches(struct view pattern, struct view text)
{
    for (size_t i = 0; i < pattern.size; i++) {
        char byte = pattern.data[i];
        if (byte == '*') {
            struct view rest = view_slice(pattern, i + 1, pattern.size);
            if (rest.size == 0)
                return true;
            for (size_t j = 0; j < text.size; j++)
                if (lower(text.data[j]) == lower(rest.data[0]) &&
                    matches(rest, view_slice(text, j, text.size)))
                    return true;
            return false;
        }
        if (text.size == 0 ||
            (byte == '%' ? !is_digit(text.data[0]) : lower(byte) != lower(text.data[0])))
            return false;
        size_t size = 1;
        while (byte == '%' && size < text.size && is_digit(text.data[size]))
            size++;
        text = view_slice(text, size, text.size);
    }
    return text.size == 0;
}

/* Tries the patterns that begin with `byte`; they are sorted. */
static bool matches_any(char byte, struct view text)
{
    size_t low = 0, high = ROWS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((unsigned char)furniture_rows[middle].pattern.data[0] < (unsigned char)byte)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < ROWS && furniture_rows[low].pattern.data[0] == byte; low++)
        if (matches(furniture_rows[low].pattern, text))
            return true;
    return false;
}

bool is_furniture(struct view text)
{
    if (text.size > LONGEST)
        return false;
    char small = lower(text.data[0]), capital = upper(text.data[0]);
    return (is_digit(small) && matches_any('%', text)) || matches_any('*', text) ||
           matches_any(capital, text) || (small != capital && matches_any(small, text));
}
