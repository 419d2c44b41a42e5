/* What a conversion does not carry: counted once a kind, reported at the end. */
#include "xliff/convert.h"

#include <stdio.h>
#include <string.h>

/* A document may name anything; more kinds than this are counted as one. */
#define MOST_KINDS 200

static struct loss *find(struct losses *losses, const char *what)
{
    struct loss *items = losses->items.items;
    for (size_t i = 0; i < losses->items.count; i++)
        if (xliff_is((struct xliff_string){items[i].what.data, items[i].what.size}, what))
            return &items[i];
    if (losses->items.count == MOST_KINDS)
        return find(losses, "what the warnings before do not name");
    if (losses->items.count == MOST_KINDS - 1)
        what = "what the warnings before do not name";
    struct loss *loss = xliff_array_add(&losses->items, sizeof *loss);
    if (loss)
        xliff_bytes_add_string(&loss->what, what);
    return loss;
}

static void lose(struct losses *losses, const char *what, struct xliff_string unit, size_t line,
                 size_t column)
{
    struct loss *loss = find(losses, what);
    if (!loss) {
        losses->failed = true;
        return;
    }
    if (loss->count++ > 0)
        return;
    xliff_bytes_add(&loss->unit, unit.data, unit.size);
    loss->line = line;
    loss->column = column;
    losses->failed |= loss->what.failed || loss->unit.failed;
}

void xliff_lose(struct losses *losses, const char *what)
{
    lose(losses, what, losses->unit, losses->line, losses->column);
}

/* Attributes that say what holds without them, and those that nobody misses. */
bool xliff_says_nothing(const struct unread *unread)
{
    static const struct {
        const char *name, *value;
    } defaults[] = {
        {"canCopy", "yes"},     {"canReorder", "yes"},  {"canResegment", "yes"}, {"dir", "auto"},
        {"srcDir", "auto"},     {"trgDir", "auto"},     {"reformat", "yes"},     {"clone", "yes"},
        {"merged-trans", "no"}, {"size-unit", "pixel"},
    };
    struct xliff_string prefix = {unread->attribute_prefix, 0};
    if (!prefix.data) {
        for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
            if (!strcmp(unread->attribute, defaults[i].name))
                return xliff_is(unread->value, defaults[i].value);
        return false;
    }
    return !strcmp(prefix.data, "xsi");
}

void xliff_lose_unread(struct losses *losses, const struct unread *unread)
{
    char what[200];
    const char *colon = unread->prefix ? ":" : "", *prefix = unread->prefix ? unread->prefix : "";
    if (unread->kind) {
        lose(losses, unread->kind, unread->unit, unread->line, unread->column);
        return;
    }
    if (unread->attribute && xliff_says_nothing(unread))
        return;
    if (unread->attribute)
        snprintf(what, sizeof what, "%.50s%s%.50s of <%.20s%s%.50s>",
                 unread->attribute_prefix ? unread->attribute_prefix : "",
                 unread->attribute_prefix ? ":" : "", unread->attribute, prefix, colon,
                 unread->element);
    else
        snprintf(what, sizeof what, "<%.50s%s%.50s>", prefix, colon, unread->element);
    lose(losses, what, unread->unit, unread->line, unread->column);
}

void xliff_losses_report(struct losses *losses, const struct xliff_convert_options *options)
{
    struct loss *items = losses->items.items;
    for (size_t i = 0; options->lose && i < losses->items.count; i++) {
        xliff_bytes_add(&items[i].what, "", 1);
        struct xliff_loss loss = {.what = items[i].what.data,
                                  .unit = {items[i].unit.data, items[i].unit.size},
                                  .line = items[i].line,
                                  .column = items[i].column,
                                  .count = items[i].count};
        if (items[i].what.failed)
            losses->failed = true;
        else
            options->lose(options->context, &loss);
    }
}

void xliff_losses_free(struct losses *losses)
{
    struct loss *items = losses->items.items;
    for (size_t i = 0; i < losses->items.count; i++) {
        xliff_bytes_free(&items[i].what);
        xliff_bytes_free(&items[i].unit);
    }
    xliff_array_free(&losses->items);
}
