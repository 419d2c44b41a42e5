#include "check/leftovers.h"

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

#define MARKER VIEW("[MARKER]") /* what Okapi makes of a <mrk> */

/* The size of "<m0>", "</g>", "<f12/>" at the front of `text`, or 0. */
static size_t angle_size(struct view text)
{
    size_t at = 1, letters = 0;
    at += at < text.size && text.data[at] == '/';
    for (; at < text.size && is_letter(text.data[at]); at++)
        letters++;
    while (at < text.size && is_digit(text.data[at]))
        at++;
    at += at < text.size && text.data[at] == '/';
    return letters > 0 && letters <= 3 && at < text.size && text.data[at] == '>' ? at + 1 : 0;
}

/* The size of "{...}" at the front of `text`, or 0; a code's form is short. */
static size_t brace_size(struct view text)
{
    size_t end = view_find(view_slice(text, 0, text.size < 200 ? text.size : 200), VIEW("}"), 0);
    return end == SIZE_MAX ? 0 : end + 1;
}

bool leftover_is_possible(struct view text)
{
    return view_find(text, VIEW("<"), 0) != SIZE_MAX || view_find(text, VIEW("{"), 0) != SIZE_MAX ||
           view_find(text, MARKER, 0) != SIZE_MAX;
}

struct view leftover_find(struct view typed, struct view german)
{
    bool braces = view_find(german, VIEW("{"), 0) == SIZE_MAX;
    for (size_t at = 0; at < typed.size; at++) {
        struct view rest = view_slice(typed, at, typed.size);
        size_t size = rest.data[0] == '<'              ? angle_size(rest)
                      : rest.data[0] == '{' && braces  ? brace_size(rest)
                      : view_starts_with(rest, MARKER) ? MARKER.size
                                                       : 0;
        struct view leftover = view_slice(rest, 0, size);
        if (size > 0 && view_find(german, leftover, 0) == SIZE_MAX)
            return leftover;
    }
    return (struct view){0};
}
