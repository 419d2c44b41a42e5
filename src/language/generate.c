/* generate.c - makes the table of words.h from the data files: generate FOLDER > table.c
 *
 * A data file has any number of entries a line; '#' begins a comment. An abbreviation is written
 * with its full stops and without blanks: "z.B.".
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/words.h"

static const struct {
    const char *name;
    unsigned flag;
} files[] = {
    {"abbreviations/title.txt", LANGUAGE_TITLE},
    {"abbreviations/never.txt", LANGUAGE_NEVER},
    {"abbreviations/number.txt", LANGUAGE_NUMBER},
    {"abbreviations/number-word.txt", LANGUAGE_NUMBER_WORD},
    {"abbreviations/unit.txt", LANGUAGE_UNIT},
    {"abbreviations/may-end.txt", LANGUAGE_MAY_END},
    {"abbreviations/usually-end.txt", LANGUAGE_USUALLY_END},
    {"abbreviations/calendar.txt", LANGUAGE_CALENDAR},
    {"words/starters.txt", LANGUAGE_STARTER},
    {"words/labels.txt", LANGUAGE_LABEL},
    {"words/ordinal-nouns.txt", LANGUAGE_ORDINAL_NOUN},
    {"words/counts.txt", LANGUAGE_COUNTS},
    {"words/plain.txt", LANGUAGE_PLAIN},
    {"words/determiners.txt", LANGUAGE_DETERMINER},
    {"words/verbs.txt", LANGUAGE_VERB},
    {"words/surnames.txt", LANGUAGE_SURNAME},
};

static struct language_slot slots[LANGUAGE_SLOTS];
static uint64_t sieve[LANGUAGE_SIEVE / 64], endings[LANGUAGE_SIEVE / 64];
static char pool[UINT16_MAX];
static size_t count, pool_size = 8; /* see language_key */

static void give_up(const char *what, const char *where)
{
    fprintf(stderr, "generate: %s: %s\n", where, what);
    exit(1);
}

static void add_ending(const char *word, size_t size)
{
    char text[8 + LANGUAGE_WORD_MAX] = "        ";
    memcpy(text + 8, word, size);
    uint32_t ending = language_ending(language_ahead(text + size));
    uint32_t hash = language_ending_hash(ending);
    endings[hash % LANGUAGE_SIEVE / 64] |= language_sieve_bits(hash);
}

static void add(const char *word, size_t size, unsigned flags)
{
    uint32_t hash = language_hash(language_key(word, size), size), at = hash % LANGUAGE_SLOTS;
    while (slots[at].size > 0 &&
           (slots[at].size != size || memcmp(pool + slots[at].offset, word, size) != 0))
        at = (at + 1) % LANGUAGE_SLOTS;
    slots[at].flags |= (uint16_t)flags;
    slots[at].more |= (uint8_t)(flags >> 16);
    sieve[hash % LANGUAGE_SIEVE / 64] |= language_sieve_bits(hash);
    if (flags & (LANGUAGE_ABBREVIATION | LANGUAGE_PART | LANGUAGE_TAIL))
        add_ending(word, size);
    if (slots[at].size > 0)
        return;
    if (++count > LANGUAGE_SLOTS / 2 || pool_size + size > sizeof pool)
        give_up("the table is full", word);
    slots[at].offset = (uint16_t)pool_size;
    slots[at].size = (uint8_t)size;
    memcpy(pool + pool_size, word, size);
    pool_size += size;
}

/* What stands between any two full stops of an abbreviation: its first parts, and its others. */
static void add_parts(const char *word, size_t size)
{
    for (size_t end = 1; end <= size; end++) {
        if (end < size && word[end] != '.')
            continue;
        if (end < size)
            add(word, end, LANGUAGE_PART);
        for (size_t start = 1; start < end; start++)
            if (word[start - 1] == '.')
                add(word + start, end - start, LANGUAGE_TAIL);
    }
}

static void add_entry(const char *word, size_t size, unsigned flag, const char *file)
{
    bool abbreviation = flag & LANGUAGE_ABBREVIATION;
    if (abbreviation && word[size - 1] != '.')
        give_up("an abbreviation without a full stop", word);
    if (size - abbreviation > LANGUAGE_WORD_MAX || size == abbreviation)
        give_up("an entry is empty or too long", file);
    size -= abbreviation;
    add(word, size, flag);
    if (abbreviation)
        add_parts(word, size);
}

static void read_file(const char *folder, const char *name, unsigned flag)
{
    char path[4096], memory[8 + 4096] = "";
    char *line = memory + 8; /* see language_key */
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        give_up("the name is too long", name);
    FILE *file = fopen(path, "r");
    if (!file)
        give_up("cannot be opened", path);
    while (fgets(line, 4096, file)) {
        line[strcspn(line, "#")] = 0;
        for (char *word = strtok(line, " \t\r\n"); word; word = strtok(NULL, " \t\r\n"))
            add_entry(word, strlen(word), flag, path);
    }
    if (ferror(file) || fclose(file) != 0)
        give_up("cannot be read", path);
}

static void write_numbers(const char *name, const uint64_t *numbers, size_t size)
{
    printf("\nconst uint64_t %s = {\n", name);
    for (size_t i = 0; i < size; i++)
        printf("    UINT64_C(0x%llx),\n", (unsigned long long)numbers[i]);
    puts("};");
}

static void write_table(void)
{
    puts("/* Made by src/language/generate.c: do not edit. */\n#include \"language/words.h\"\n");
    puts("const struct language_slot language_slots[LANGUAGE_SLOTS] = {");
    for (size_t i = 0; i < LANGUAGE_SLOTS; i++)
        if (slots[i].size > 0)
            printf("    [%zu] = {%u, %u, %u, %u},\n", i, slots[i].offset, slots[i].size,
                   slots[i].more, slots[i].flags);
    puts("};");
    write_numbers("language_sieve[LANGUAGE_SIEVE / 64]", sieve, LANGUAGE_SIEVE / 64);
    write_numbers("language_endings[LANGUAGE_SIEVE / 64]", endings, LANGUAGE_SIEVE / 64);
    puts("\nconst char language_pool[] = {");
    for (size_t i = 0; i < pool_size; i++)
        printf("%d,%s", pool[i], i % 16 == 15 ? "\n" : " ");
    puts("\n};");
}

int main(int argc, char **argv)
{
    if (argc != 2)
        give_up("generate FOLDER", "wrong use");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        read_file(argv[1], files[i].name, files[i].flag);
    write_table();
    return fflush(stdout) != 0 || ferror(stdout);
}
