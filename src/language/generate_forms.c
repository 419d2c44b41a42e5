/* generate_forms.c - makes a C header of a table in text: generate-forms NAME < NAME.txt
 *
 * A line is a row, its columns stand between |. Lines that begin with # are comments. The first
 * other line names the columns; a name that ends in # holds numbers, any other text. The rows come
 * out sorted by their first column, which must be unique, so that language_find finds them.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/prefix.h"

#define COLUMNS  8
#define ROWS     2048
#define LINE_MAX 1024

struct row {
    char *cells[COLUMNS];
    unsigned count;
};

static unsigned line_number;

static void give_up(const char *what)
{
    (void)fprintf(stderr, "generate-forms: line %u: %s\n", line_number, what);
    exit(1);
}

static char *trimmed(char *cell)
{
    cell += strspn(cell, " \t");
    size_t size = strlen(cell);
    while (size > 0 && strchr(" \t\r\n", cell[size - 1]))
        cell[--size] = '\0';
    return cell;
}

static char *copy_of(const char *cell)
{
    size_t size = strlen(cell) + 1;
    char *copy = malloc(size);
    if (!copy)
        give_up("out of memory");
    return memcpy(copy, cell, size);
}

/* The next row; false at the end of the input. */
static int read_row(struct row *row)
{
    char line[LINE_MAX];
    while (fgets(line, sizeof line, stdin)) {
        line_number++;
        if (!strchr(line, '\n'))
            give_up("longer than a line may be, or without a line end");
        if (line[0] == '#' || trimmed(line)[0] == '\0')
            continue;
        row->count = 0;
        char *cell = line;
        while (cell) {
            char *bar = strchr(cell, '|');
            if (bar)
                *bar++ = '\0';
            if (row->count == COLUMNS)
                give_up("too many columns");
            row->cells[row->count++] = copy_of(trimmed(cell));
            cell = bar;
        }
        return 1;
    }
    return 0;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->cells[0], ((const struct row *)b)->cells[0]);
}

static int is_number(const char *name)
{
    return name[strlen(name) - 1] == '#';
}

static int name_size(const char *name)
{
    return (int)strcspn(name, " #");
}

static void write_struct(const char *table, const struct row *head)
{
    printf("/* Made from src/language/%s.txt */\n#ifndef LANGUAGE_TABLE_%s\n"
           "#define LANGUAGE_TABLE_%s\n\n#include \"language/find.h\"\n\nstruct %s_row {\n",
           table, table, table, table);
    for (unsigned i = 0; i < head->count; i++)
        printf("    %s%.*s;\n", is_number(head->cells[i]) ? "int " : "struct view ",
               name_size(head->cells[i]), head->cells[i]);
    printf("};\n\nstatic const struct %s_row %s_rows[] = {\n", table, table);
}

static void write_text(const char *text)
{
    putchar('"');
    for (const char *c = text; *c; c++)
        printf(*c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    printf("\", %zu}", strlen(text));
}

static void write_row(const struct row *head, const struct row *row)
{
    printf("    {");
    for (unsigned i = 0; i < row->count; i++) {
        printf("%s.%.*s = ", i ? ", " : "", name_size(head->cells[i]), head->cells[i]);
        if (is_number(head->cells[i])) {
            printf("%s", row->cells[i]);
        } else {
            putchar('{');
            write_text(row->cells[i]);
        }
    }
    printf("},\n");
}

static void write_prefixes(const char *table, const char *what, const struct row *rows,
                           size_t count, bool last)
{
    uint32_t prefixes[LANGUAGE_PREFIXES / 32] = {0};
    for (size_t i = 0; i < count; i++) {
        const char *word = rows[i].cells[0], *blank = last ? strrchr(word, ' ') : NULL;
        word = blank ? blank + 1 : word;
        unsigned prefix = language_prefix(word, strlen(word));
        prefixes[prefix / 32] |= UINT32_C(1) << prefix % 32;
    }
    printf("\nstatic const uint32_t %s_%s[] = {", table, what);
    for (size_t i = 0; i < LANGUAGE_PREFIXES / 32; i++)
        printf("%s0x%08lx,", i % 8 ? " " : "\n    ", (unsigned long)prefixes[i]);
    printf("\n};\n");
}

static void write_find(const char *table)
{
    printf(
        "\n/* Whether a row may begin as a word of that language_prefix: a quick no for most. */\n"
        "static inline bool %s_has_prefix(unsigned prefix)\n{\n"
        "    return language_has_prefix(%s_prefixes, prefix);\n}\n",
        table, table);
    printf("\n/* Whether the last word of a row, which may be its only one, may begin so. */\n"
           "static inline bool %s_has_last(unsigned prefix)\n{\n"
           "    return language_has_prefix(%s_lasts, prefix);\n}\n",
           table, table);
    printf("\n/* The row of `word`, or NULL. */\n"
           "static inline const struct %s_row *%s_find(struct view word)\n{\n"
           "    if (!%s_has_prefix(language_prefix(word.data, word.size)))\n"
           "        return NULL;\n"
           "    return language_find(%s_rows, sizeof %s_rows / sizeof *%s_rows, sizeof *%s_rows, "
           "word);\n}\n\n#endif\n",
           table, table, table, table, table, table, table);
}

int main(int argc, char **argv)
{
    static struct row rows[ROWS];
    static struct row head;
    size_t count = 0;
    if (argc != 2)
        give_up("use: generate-forms NAME < NAME.txt");
    if (!read_row(&head))
        give_up("an empty table");
    while (count < ROWS && read_row(&rows[count]))
        if (rows[count++].count != head.count)
            give_up("another number of columns than the head");
    if (count == ROWS)
        give_up("too many rows");
    qsort(rows, count, sizeof *rows, by_key);
    for (size_t i = 1; i < count; i++)
        if (by_key(&rows[i - 1], &rows[i]) == 0) {
            (void)fprintf(stderr, "%s: ", rows[i].cells[0]);
            give_up("stands twice in the table");
        }
    write_struct(argv[1], &head);
    for (size_t i = 0; i < count; i++)
        write_row(&head, &rows[i]);
    printf("};\n");
    write_prefixes(argv[1], "prefixes", rows, count, false);
    write_prefixes(argv[1], "lasts", rows, count, true);
    write_find(argv[1]);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
