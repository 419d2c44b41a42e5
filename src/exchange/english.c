#include "exchange/english.h"

#include <stdlib.h>

void english_clear(struct english *english)
{
    buffer_clear(&english->text);
    english->run_count = 0;
    english->after_form = false;
}

static void add_run(struct english *english, struct view text, bool ours)
{
    size_t start = english->text.size;
    buffer_add_view(&english->text, text);
    if (english->text.size == start)
        return;
    struct english_run *last =
        english->run_count > 0 ? &english->runs[english->run_count - 1] : NULL;
    if (last && last->ours == ours) {
        last->end = english->text.size;
        return;
    }
    void *grown = array_grow(english->runs, english->run_count, &english->run_capacity,
                             sizeof *english->runs);
    if (!grown) {
        english->text.failed = true;
        return;
    }
    english->runs = grown;
    english->runs[english->run_count++] =
        (struct english_run){.start = start, .end = english->text.size, .ours = ours};
}

void english_add_text(struct english *english, struct view text)
{
    if (text.size > 0 && english->after_form && text.data[0] == '.')
        text = view_slice(text, 1, text.size);
    english->after_form = false;
    add_run(english, text, false);
}

void english_add_form(struct english *english, struct view form, bool german)
{
    if (english->after_form && view_starts_with(form, VIEW(".")))
        form = view_slice(form, 1, form.size);
    add_run(english, form, true);
    english->after_form = !german && view_ends_with(form, VIEW("."));
}

void english_add_raw(struct english *english, struct view bytes)
{
    english->after_form = false;
    add_run(english, bytes, false);
}

void english_free(struct english *english)
{
    buffer_free(&english->text);
    free(english->runs);
    *english = (struct english){0};
}
