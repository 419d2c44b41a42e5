/* satz: the table of commands. */
#include "command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "lazy/lazy.h"
#include "version.h"

static const struct command commands[] = {
    {"adopt", "take edits in the English article back into its XLIFF file", command_adopt, true},
    {"check", "say what is wrong in a filled XLIFF file", command_check, true},
    {"convert", "write an XLIFF file in another version of XLIFF", command_convert, true},
    {"export", "write a German article as XLIFF for a translator", command_export, false},
    {"memory", "keep translations, to be filled in again", command_memory, true},
    {"merge", "rebuild the article in English from a filled XLIFF file", command_merge, true},
    {"review", "make a page in which a browser shows and corrects XLIFF files", command_review,
     true},
    {"split", "write text one sentence a line", command_split, false},
    {"stats", "count what there is to translate in an XLIFF file", command_stats, true},
    {"update", "carry translations over to an article that changed", command_update, true},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

static void print_help(FILE *out)
{
    fputs("Usage: satz COMMAND [options] FILE...\n"
          "Takes a German article to a translator and brings it back in English.\n\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-8s %s\n", commands[i].name, commands[i].purpose);
    fputs("\n'satz COMMAND --help' shows the options and examples of a command.\n"
          "\nExamples:\n"
          "  satz export article.txt       writes article.xlf: hand it to the translator\n"
          "  satz merge article.xlf        writes article.en-US.txt from the filled file\n"
          "  satz update article.xlf article.txt\n"
          "                                writes article.update.xlf: the article changed\n",
          out);
}

/* What the command cannot do without is loaded before it has done anything. */
static int run_command(const struct command *command, int argc, char **argv)
{
    struct findings findings = command_findings(&(struct common_options){0});
    enum status status = command->reads_xml ? lazy_libxml2(&findings) : STATUS_OK;
    return status == STATUS_OK ? command->run(argc, argv) : (int)status;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(name, commands[i].name) == 0)
            return &commands[i];
    struct findings findings = command_findings(&(struct common_options){0});
    finding_error(&findings, STATUS_USAGE, (struct place){0},
                  "unknown command '%s'; 'satz --help' lists them", name);
    return NULL;
}

/* "satz help COMMAND" is "satz COMMAND --help". */
static int help(int argc, char **argv)
{
    char option[] = "--help";
    if (argc < 3) {
        print_help(stdout);
        return STATUS_OK;
    }
    const struct command *command = find_command(argv[2]);
    return command ? command->run(2, (char *[]){argv[2], option, NULL}) : STATUS_USAGE;
}

static int run(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return STATUS_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return help(argc, argv);
    if (strcmp(argv[1], "--version") == 0) {
        puts("satz " SATZ_VERSION);
        return STATUS_OK;
    }
    const struct command *command = find_command(argv[1]);
    return command ? run_command(command, argc - 1, argv + 1) : STATUS_USAGE;
}

/* Who started us may have closed standard streams. A file opened later must not get their numbers:
 * a message would be written into the article. What stands in for them fails when it is used. */
static bool hold_standard_streams(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};
    for (int stream = 0; stream <= 2; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", modes[stream]) != stream)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    if (!hold_standard_streams())
        return STATUS_SYSTEM;
    /* A closed pipe, or a file at its limit, is a failed write, which is reported. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    int status = run(argc, argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("satz: standard output");
        return STATUS_SYSTEM;
    }
    return ferror(stderr) ? STATUS_SYSTEM : status; /* what was to be said is lost */
}
