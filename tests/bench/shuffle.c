/* shuffle.c - a large text from small ones: shuffle MEGABYTES PER_PARAGRAPH FILE... > TEXT
 *
 * Each line of the files is a sentence. They come out in random order, the same in every run,
 * PER_PARAGRAPH of them a paragraph, so that a branch predictor cannot learn the text by heart.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **sentences;
static size_t count, capacity;

static void give_up(const char *what)
{
    fprintf(stderr, "shuffle: %s\n", what);
    exit(1);
}

static void add_sentence(const char *line)
{
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 1024;
        sentences = realloc(sentences, capacity * sizeof *sentences);
        if (!sentences)
            give_up("out of memory");
    }
    sentences[count] = strdup(line);
    if (!sentences[count++])
        give_up("out of memory");
}

static void read_file(const char *name)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(name, "r");
    if (!file)
        give_up(name);
    while (getline(&line, &size, file) > 0) {
        line[strcspn(line, "\r\n")] = 0;
        if (line[0])
            add_sentence(line);
    }
    free(line);
    fclose(file);
}

static uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        give_up("shuffle MEGABYTES PER_PARAGRAPH FILE...");
    size_t wanted = strtoul(argv[1], NULL, 10) * 1000000, made = 0;
    unsigned long per_paragraph = strtoul(argv[2], NULL, 10);
    for (int i = 3; i < argc; i++)
        read_file(argv[i]);
    if (count == 0 || per_paragraph == 0)
        give_up("no sentences");
    uint64_t state = 88172645463325252u;
    for (size_t i = 1; made < wanted; i++) {
        const char *sentence = sentences[random_next(&state) % count];
        int put = printf("%s%s", sentence, i % per_paragraph == 0 ? "\n\n" : " ");
        if (put < 0)
            give_up("cannot write");
        made += (size_t)put;
    }
    putchar('\n');
    return fflush(stdout) != 0;
}
