/* translate.c - a translator for benches: translate < exported.xlf > filled.xlf
 *
 * Each word of a source becomes an English one; codes, digits and punctuation stay. So the targets
 * are as long as a translator's, have the codes in place, and hold no German.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xliff/xliff.h"

struct translator {
    struct xliff_editor *editor;
    char *text; /* of the unit at hand */
    size_t size;
    struct xliff_part *parts; /* likewise */
    size_t part_count;
    struct xliff_content *targets; /* likewise, one a segment */
};

static void give_up(const char *what)
{
    fprintf(stderr, "translate: %s\n", what);
    exit(1);
}

static void *grow(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (!memory)
        give_up("out of memory");
    return memory;
}

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    size_t got = fread(data, 1, size, context);
    return ferror(context) ? -1 : (ptrdiff_t)got;
}

static int write_output(void *context, const char *data, size_t size)
{
    return fwrite(data, 1, size, context) == size ? 0 : -1;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\xc3';
}

/* Letters of German are ASCII, or two bytes that begin with C3. */
static size_t word_end(struct xliff_string text, size_t at)
{
    while (at < text.size && is_letter(text.data[at]))
        at += text.data[at] == '\xc3' && at + 1 < text.size ? 2 : 1;
    return at;
}

/* Never the same word twice in a row. */
static struct xliff_string english(const char *word, size_t size, size_t *last)
{
    static const char *const numbers[][2] = {
        {"ein", "a"},     {"eine", "a"},    {"einen", "a"},      {"einem", "a"},
        {"einer", "a"},   {"eines", "a"},   {"zwei", "two"},     {"drei", "three"},
        {"vier", "four"}, {"sechs", "six"}, {"sieben", "seven"}, {"acht", "eight"},
        {"neun", "nine"}, {"zehn", "ten"},  {"elf", "eleven"},
    };
    static const char *const words[] = {
        "we",        "in",         "the",       "and",         "town",     "says",
        "house",     "water",      "mayor",     "people",      "during",   "council",
        "morning",   "against",    "children",  "yesterday",   "minister", "election",
        "residents", "government", "newspaper", "possibility",
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strlen(numbers[i][0]) == size && !memcmp(numbers[i][0], word, size))
            return (struct xliff_string){numbers[i][1], strlen(numbers[i][1])};
    const size_t count = sizeof words / sizeof *words;
    size_t sum = (unsigned char)word[0] + (unsigned char)word[size - 1], at = 0;
    while (at + 4 < count && strlen(words[at]) < size)
        at++;
    at += sum % 4;
    if (at == *last)
        at = at + 1 < count ? at + 1 : 0;
    *last = at;
    const char *found = words[at];
    return (struct xliff_string){found, strlen(found)};
}

static void add(struct translator *translator, const char *data, size_t size)
{
    memcpy(translator->text + translator->size, data, size);
    translator->size += size;
}

static void translate_text(struct translator *translator, struct xliff_string *text)
{
    size_t start = translator->size, last = 0;
    for (size_t at = 0; at < text->size;) {
        size_t end = word_end(*text, at);
        bool after_letter = at > 0 && ((text->data[at - 1] >= '0' && text->data[at - 1] <= '9') ||
                                       text->data[at - 1] == '-');
        if (end == at || end - at == 1 || after_letter) {
            end = end == at ? at + 1 : end;
            add(translator, text->data + at, end - at);
        } else {
            struct xliff_string word = english(text->data + at, end - at, &last);
            add(translator, word.data, word.size);
        }
        at = end;
    }
    *text = (struct xliff_string){translator->text + start, translator->size - start};
}

static void translate_segment(struct translator *translator, const struct xliff_unit *unit,
                              size_t index)
{
    struct xliff_content *target = &translator->targets[index];
    struct xliff_part *parts = translator->parts + translator->part_count;
    *target = unit->segments[index].source;
    for (size_t i = 0; i < target->count; i++) {
        parts[i] = target->parts[i];
        if (parts[i].kind == XLIFF_TEXT)
            translate_text(translator, &parts[i].text);
    }
    translator->part_count += target->count;
    target->parts = parts;
    target->lang = (struct xliff_string){0};
    struct xliff_string translated = {"translated", 10}, none = {0};
    if (xliff_edit_target(translator->editor, index, target) != 0 ||
        xliff_edit_state(translator->editor, index, translated, none) != 0)
        give_up(xliff_editor_error(translator->editor)->message);
}

/* An English word is at most five times as long as a German one of two letters. */
static void translate_unit(struct translator *translator, const struct xliff_unit *unit)
{
    size_t size = 0, parts = 0;
    for (size_t i = 0; i < unit->segment_count; i++) {
        parts += unit->segments[i].source.count;
        for (size_t j = 0; j < unit->segments[i].source.count; j++)
            size += unit->segments[i].source.parts[j].text.size;
    }
    translator->text = grow(translator->text, size * 5 + 1);
    translator->parts = grow(translator->parts, (parts + 1) * sizeof *translator->parts);
    translator->targets =
        grow(translator->targets, (unit->segment_count + 1) * sizeof *translator->targets);
    translator->size = translator->part_count = 0;
    for (size_t i = 0; i < unit->segment_count; i++)
        if (!unit->segments[i].ignorable)
            translate_segment(translator, unit, i);
}

int main(void)
{
    struct translator translator = {.editor =
                                        xliff_editor_new(read_input, stdin, write_output, stdout)};
    struct xliff_event event;
    int more;
    if (!translator.editor)
        give_up("out of memory");
    while ((more = xliff_edit_next(translator.editor, &event)) > 0)
        if (event.kind == XLIFF_UNIT && !event.unit->no_translate)
            translate_unit(&translator, event.unit);
    if (more < 0)
        give_up(xliff_editor_error(translator.editor)->message);
    xliff_editor_free(translator.editor);
    free(translator.text);
    free(translator.parts);
    free(translator.targets);
    return fflush(stdout) != 0;
}
