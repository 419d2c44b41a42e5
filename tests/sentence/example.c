/* example.c - the library libsatz-sentence as another program uses it: the sentences of standard
 * input, numbered.
 *
 *     cc example.c $(pkg-config --cflags --libs libsatz-sentence) -o example
 */
#include <stdio.h>
#include <stdlib.h>

#include <satz/sentence.h>

static char *read_all(FILE *file, size_t *size)
{
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *size = 0;
    while (text) {
        size_t got = fread(text + *size, 1, capacity - *size, file);
        *size += got;
        if (got == 0)
            break;
        if (*size == capacity) {
            char *larger = realloc(text, capacity *= 2);
            if (!larger)
                free(text);
            text = larger;
        }
    }
    return text;
}

int main(void)
{
    size_t size, start = 0, number = 0;
    char *text = read_all(stdin, &size);
    if (!text)
        return 1;
    struct sentence_walk walk;
    struct sentence_break found;
    sentence_walk_begin(&walk, text, size, NULL);
    while (sentence_next(&walk, &found)) {
        printf("%zu: %.*s\n", ++number, (int)(found.end - start), text + start);
        start = found.next;
    }
    printf("%zu: %.*s\n", ++number, (int)(size - start), text + start);
    free(text);
    return 0;
}
