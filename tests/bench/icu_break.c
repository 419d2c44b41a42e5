/* icu_break.c - what ICU's BreakIterator takes for German sentences: text in, one a line out.
 *
 * The yardstick of the bench; nothing of the program uses it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

static void give_up(const char *what)
{
    fprintf(stderr, "icu_break: %s\n", what);
    exit(1);
}

static void break_line(UBreakIterator *breaks, const char *line, size_t size)
{
    UErrorCode error = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, line, (int64_t)size, &error);
    ubrk_setUText(breaks, &text, &error);
    if (U_FAILURE(error))
        give_up(u_errorName(error));
    int32_t start = 0;
    for (int32_t end = ubrk_next(breaks); end != UBRK_DONE; end = ubrk_next(breaks)) {
        size_t length = (size_t)(end - start);
        while (length > 0 && line[start + (int32_t)length - 1] == ' ')
            length--;
        fwrite(line + start, 1, length, stdout);
        putchar('\n');
        start = end;
    }
    utext_close(&text);
}

int main(void)
{
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "de", NULL, 0, &error);
    if (U_FAILURE(error))
        give_up(u_errorName(error));
    char *line = NULL;
    size_t capacity = 0;
    ssize_t size;
    setvbuf(stdout, NULL, _IOFBF, 1 << 18);
    while ((size = getline(&line, &capacity, stdin)) > 0) {
        if (line[size - 1] == '\n')
            size--;
        if (size > 0)
            break_line(breaks, line, (size_t)size);
    }
    free(line);
    ubrk_close(breaks);
    return fflush(stdout) != 0;
}
