/* repeat BEFORE PIECE COUNT AFTER - writes BEFORE, then PIECE so many times, then AFTER. \0 to \377
 * (octal) is a byte, %d in PIECE its number: large and hostile files for tests, made on the way. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a text, and the number for each %d. False when nobody reads any more. */
static bool put(const char *text, unsigned long number)
{
    for (; *text; text++) {
        if (text[0] == '%' && text[1] == 'd') {
            text++;
            if (printf("%lu", number) < 0)
                return false;
        } else if (text[0] == '\\' && text[1] >= '0' && text[1] <= '7') {
            int byte = 0, digits = 0;
            while (digits < 3 && text[1] >= '0' && text[1] <= '7') {
                byte = byte * 8 + (text[1] - '0');
                text++;
                digits++;
            }
            if (putchar(byte & 0xff) == EOF)
                return false;
        } else if (putchar((unsigned char)*text) == EOF) {
            return false;
        }
    }
    return true;
}

/* The same without numbers, a block at a time. */
static bool put_plain(const char *piece, unsigned long count)
{
    size_t size = strlen(piece), many = 65536 / (size + 1) + 1;
    char *block = malloc(size * many);
    bool sound = block && size > 0;
    for (size_t i = 0; sound && i < many; i++)
        memcpy(block + i * size, piece, size);
    for (; sound && count > 0; count -= count < many ? count : many)
        sound = fwrite(block, size, count < many ? count : many, stdout) > 0;
    free(block);
    return sound;
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    unsigned long count = strtoul(argv[3], NULL, 10);
    bool sound = put(argv[1], 0);
    if (!strchr(argv[2], '%') && !strchr(argv[2], '\\'))
        sound = sound && put_plain(argv[2], count);
    else
        for (unsigned long i = 1; sound && i <= count; i++)
            sound = put(argv[2], i);
    return sound && put(argv[4], 0) && fflush(stdout) == 0 ? 0 : 1;
}
