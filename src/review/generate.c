/* generate.c - makes a C table of the page at build time: page.html, in which {{NAME}} stands for
 * the contents of a file or for a word. {{title}} and {{data}} stay open.
 *
 *   generate-page PAGE.html style=FILE script=FILE style-hash:HEX script-hash:HEX > TABLE.c
 *
 * A hash is the SHA-256 of the file in hexadecimal; the page has it in base64. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void give_up(const char *what, const char *name)
{
    fprintf(stderr, "generate-page: %s: %s\n", name, what);
    exit(1);
}

static void *grow(void *memory, size_t size, const char *name)
{
    void *grown = realloc(memory, size);
    if (!grown)
        give_up("out of memory", name);
    return grown;
}

/* The bytes of a file, and a NUL after them. */
static char *read_file(const char *name, size_t *size)
{
    FILE *file = fopen(name, "rb");
    size_t capacity = 65536, got = 1;
    char *text = grow(NULL, capacity, name);
    *size = 0;
    while (file && got > 0) {
        if (capacity - *size < 2)
            text = grow(text, capacity *= 2, name);
        got = fread(text + *size, 1, capacity - *size - 1, file);
        *size += got;
    }
    text[*size] = '\0';
    if (!file || ferror(file) || fclose(file) != 0)
        give_up("cannot be read", name);
    return text;
}

static size_t column;

static void put_byte(unsigned char byte)
{
    column += (size_t)printf("%u,", byte);
    if (column > 90) {
        putchar('\n');
        column = 0;
    }
}

static unsigned hex_digit(char c)
{
    const char *digits = "0123456789abcdef", *found = c ? strchr(digits, c) : NULL;
    if (!found)
        give_up("is no hexadecimal digit", "hash");
    return (unsigned)(found - digits);
}

static void put_base64(const char *hex)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t size = strlen(hex) / 2;
    for (size_t i = 0; i < size; i += 3) {
        unsigned long group = 0;
        for (size_t k = i; k < i + 3; k++)
            group = group << 8 |
                    (k < size ? hex_digit(hex[2 * k]) << 4 | hex_digit(hex[2 * k + 1]) : 0u);
        for (size_t k = 0; k < 4; k++)
            put_byte((unsigned char)(i + k <= size ? digits[group >> (18 - 6 * k) & 63] : '='));
    }
}

/* Puts what NAME stands for; 0 if it is none of the arguments. */
static int put_argument(const char *name, size_t length, int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        if (strncmp(argv[i], name, length) != 0)
            continue;
        if (argv[i][length] == ':') {
            put_base64(argv[i] + length + 1);
            return 1;
        }
        if (argv[i][length] != '=')
            continue;
        size_t size;
        char *text = read_file(argv[i] + length + 1, &size);
        for (size_t k = 0; k < size; k++)
            put_byte((unsigned char)text[k]);
        free(text);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    size_t size, piece = 0;
    if (argc < 2)
        give_up("use: generate-page PAGE.html NAME=FILE... NAME:HEX...", "arguments");
    char *page = read_file(argv[1], &size);
    printf("/* Made from src/review/page/. */\n#include \"review/internal.h\"\n\n"
           "static const unsigned char piece_0[] = {\n");
    for (size_t i = 0; i < size; i++) {
        const char *end =
            size - i > 4 && memcmp(page + i, "{{", 2) == 0 ? strstr(page + i, "}}") : NULL;
        if (!end) {
            put_byte((unsigned char)page[i]);
            continue;
        }
        if (!put_argument(page + i + 2, (size_t)(end - page) - i - 2, argc, argv))
            printf("0};\nstatic const unsigned char piece_%zu[] = {\n", ++piece);
        i = (size_t)(end - page) + 1;
    }
    if (piece != 2)
        give_up("has not just {{title}} and {{data}} left open", argv[1]);
    printf("0};\n\nconst struct view review_page_pieces[3] = {\n");
    for (size_t i = 0; i < 3; i++)
        printf("    {(const char *)piece_%zu, sizeof piece_%zu - 1},\n", i, i);
    printf("};\n");
    free(page);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
