#include "command/command.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "version.h"

/* Says why an option was not taken. A letter stands in optopt, or is `option` itself if another
 * command has it; getopt_long leaves 0 there for an unknown word, and the value of a word that it
 * knows, where that was given an argument it does not take: "--force=1". */
static enum parsed refuse_option(int option, char **argv)
{
    int letter = option == '?' ? optopt : option;
    bool known = option == '?' && (letter > UCHAR_MAX || letter == 'q' || letter == '0');
    if (known)
        usage_error(argv[0], "%s: this option takes no value", argv[optind - 1]);
    else if (letter > 0 && letter <= UCHAR_MAX)
        usage_error(argv[0], "unknown option -%c; -- stands before a name that begins with -",
                    letter);
    else
        usage_error(argv[0], "unknown option %s", argv[optind - 1]);
    return PARSED_WRONG;
}

enum parsed common_option(int option, char **argv, const char *help, struct common_options *common)
{
    switch (option) {
    case OPTION_FORCE:
        common->force = true;
        return PARSED_TAKEN;
    case 'o':
        common->output = optarg;
        return PARSED_TAKEN;
    case 'q':
        common->quiet = true;
        return PARSED_TAKEN;
    case OPTION_HELP:
        fputs(help, stdout);
        return PARSED_STOP;
    case OPTION_VERSION:
        puts("satz " SATZ_VERSION);
        return PARSED_STOP;
    case ':':
        usage_error(argv[0], "%s needs a value", argv[optind - 1]);
        return PARSED_WRONG;
    default:
        return refuse_option(option, argv);
    }
}

enum parsed parse_options(int argc, char **argv, const struct option *options,
                          enum parsed (*take)(int option, char **argv, void *command),
                          void *command)
{
    int option;
    while ((option = getopt_long(argc, argv, ":o:qj:0", options, NULL)) != -1) {
        enum parsed parsed = take(option, argv, command);
        if (parsed != PARSED_TAKEN)
            return parsed;
    }
    return PARSED_TAKEN;
}

int parsed_status(enum parsed parsed)
{
    return parsed == PARSED_STOP ? STATUS_OK : STATUS_USAGE;
}

const char *const option_versions[] = {"1.2", "2.0", "2.1", "2.2", NULL};
const char *const option_shapes[] = {"code", "mark", "text", NULL};
const char *const option_quotes[] = {"split", "keep", NULL};
const char *const option_lines[] = {"auto", "line", "wrapped", NULL};
const char *const option_headlines[] = {"keep", "split", NULL};
const char *const option_skips[] = {"furniture", NULL};

int option_choice(const char *command, const char *option, const char *value,
                  const char *const *names)
{
    struct buffer list = {0};
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], value) == 0) {
            buffer_free(&list);
            return i;
        }
        buffer_printf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    buffer_add_char(&list, '\0');
    usage_error(command, "--%s: '%s' is not one of %s", option, value,
                list.failed ? "its values" : list.data);
    buffer_free(&list);
    return -1;
}

void option_tag_case(char *tag)
{
    for (char *part = tag, *end; *part != '\0'; part = *end == '\0' ? end : end + 1) {
        end = part + strcspn(part, "-");
        size_t size = (size_t)(end - part);
        bool follows = part > tag;
        for (char *at = part; at < end; at++) {
            bool capital = follows && (size == 2 || (size == 4 && at == part));
            *at = (char)(capital ? toupper((unsigned char)*at) : tolower((unsigned char)*at));
        }
    }
}

/* Subtags of one to eight letters and digits. */
static bool well_formed(const char *tag)
{
    for (;; tag++) {
        size_t size = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        if (size == 0 || size > 8)
            return false;
        tag += size;
        if (*tag != '-')
            return *tag == '\0';
    }
}

enum parsed option_target_language(const char *command, char *tag)
{
    option_tag_case(tag);
    bool known = strncmp(tag, "en", 2) == 0 || strncmp(tag, "de", 2) == 0;
    if (known && (tag[2] == '\0' || tag[2] == '-') && well_formed(tag))
        return PARSED_TAKEN;
    usage_error(command, "--to: '%s' is not an English language tag such as en-US or en-GB", tag);
    return PARSED_WRONG;
}
