/* What could not be taken back, by line and reason. */
#include <stdlib.h>

#include "exchange/adopt.h"

static void say(struct exchange_adoption *adoption, const char *english, size_t line,
                struct adopt_summary *summary, struct view what)
{
    summary->lost++;
    finding_error(adoption->findings, STATUS_FINDINGS, (struct place){english, line, 0}, "%.*s",
                  (int)what.size, what.data);
}

static void say_blocks(struct exchange_adoption *adoption, const char *english,
                       struct adopt_summary *summary)
{
    for (size_t i = 0; i < adoption->block_count; i++) {
        const struct adopt_block *block = &adoption->blocks[i];
        struct buffer text = {0};
        if (!block->partly || block->row == ADOPT_NONE)
            continue;
        struct adopt_row *row = &adoption->new.items[block->row];
        row->said = true;
        buffer_printf(&text, "the edit is not taken: %.*s", (int)block->reason.size,
                      block->reason.data);
        if (!view_starts_with(block->reason, VIEW("unit ")))
            buffer_printf(&text, " (unit b%zu)", block->number);
        adoption->failed |= text.failed;
        say(adoption, english, row->number, summary, buffer_view(&text));
        buffer_free(&text);
    }
}

static bool same_but_blanks(struct view a, struct view b)
{
    size_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a.size && a.data[i] == ' ')
            i++;
        while (k < b.size && b.data[k] == ' ')
            k++;
        if (i == a.size || k == b.size)
            return i == a.size && k == b.size;
        if (a.data[i] != b.data[k])
            return false;
    }
}

#define BLANKS "white space differs that stands between sentences: it is the German article's"

/* Rows of what merge writes now, beside those of the edited file. */
static bool say_rows(struct exchange_adoption *adoption, const char *english,
                     struct adopt_summary *summary)
{
    struct adopt_rows merged = {0};
    struct adopt_rows *new = &adoption->new;
    bool wrapped = adoption->join.spine[0]->head.wrapped;
    bool done = adopt_rows_cut(&merged, buffer_view(&adoption->final), wrapped);
    size_t *partner = done ? malloc((merged.count + 1) * sizeof *partner) : NULL;
    bool *met = calloc(new->count + 1, sizeof *met);
    size_t next = 0; /* new row after the one that the merged row before is paired with */
    done = partner && met && adopt_rows_pair(&merged, new, partner);
    for (size_t i = 0; done && i < merged.count; i++) {
        if (partner[i] != ADOPT_NONE) {
            met[partner[i]] = true;
            next = partner[i] + 1;
            continue;
        }
        size_t line = next < new->count ? new->items[next].number : 0;
        say(adoption, english, line, summary,
            VIEW("a paragraph was taken out before this line: it still stands in the XLIFF file; "
                 "take it out of the German article and use 'satz update'"));
    }
    for (size_t i = 0; done && i < new->count; i++)
        if (!met[i] && !new->items[i].said)
            say(adoption, english, new->items[i].number, summary,
                VIEW("this paragraph has no German: add it to the German article and use "
                     "'satz update'"));
    for (size_t i = 0; done && i < merged.count; i++) {
        const struct adopt_row *row = partner[i] == ADOPT_NONE ? NULL : &new->items[partner[i]];
        if (!row || row->said || merged.items[i].sum == row->sum)
            continue;
        bool blanks = same_but_blanks(adopt_row_text(&merged, i), adopt_row_text(new, partner[i]));
        say(adoption, english, row->number, summary,
            blanks ? VIEW(BLANKS)
                   : VIEW("the edit has no place in the XLIFF file: it is not in a sentence that "
                          "is translated"));
    }
    free(partner);
    free(met);
    adopt_rows_free(&merged);
    return done;
}

/* The rows are the same: what differs is white space. */
static void say_blanks(struct exchange_adoption *adoption, const char *english,
                       struct adopt_summary *summary)
{
    struct view a = buffer_view(&adoption->final), b = buffer_view(&adoption->english);
    size_t line = 1, at = 0;
    if (view_equal(a, b))
        return;
    for (; at < a.size && at < b.size && a.data[at] == b.data[at]; at++)
        line += a.data[at] == '\n';
    say(adoption, english, line, summary,
        VIEW("from here on white space or line breaks differ that stand between paragraphs: these "
             "are the German article's"));
}

enum status adopt_report(struct exchange_adoption *adoption, const char *english,
                         struct adopt_summary *summary)
{
    for (size_t i = 0; i < adoption->cell_count; i++)
        summary->adopted += adoption->cells[i].changed && !adoption->cells[i].failed;
    say_blocks(adoption, english, summary);
    if (!say_rows(adoption, english, summary) || adoption->failed)
        return finding_no_memory(adoption->findings);
    if (summary->lost == 0)
        say_blanks(adoption, english, summary);
    return summary->lost > 0 ? STATUS_FINDINGS : STATUS_OK;
}
