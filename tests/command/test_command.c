/* The program as a user runs it: the cases of cases.txt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "srx/srx.h"
#include "tests/articles/fill.h"
#include "tests/exchange/run.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

struct command_case {
    struct view name, command, text;
    size_t status;
};

static struct view take_column(struct view *rest)
{
    size_t at = view_find(*rest, VIEW(" |"), 0);
    size_t end = at == SIZE_MAX ? rest->size : at;
    struct view column = view_trim(view_slice(*rest, 0, end));
    *rest = view_slice(*rest, at == SIZE_MAX ? end : end + 2, rest->size);
    return column;
}

/* The command may hold pipes: its status and text are the last two columns. */
static bool read_case(struct view line, struct command_case *result)
{
    size_t cuts[2] = {SIZE_MAX, SIZE_MAX};
    result->name = take_column(&line);
    for (size_t at = 0; (at = view_find(line, VIEW(" | "), at)) != SIZE_MAX; at++) {
        size_t status_end = at + 4;
        bool digit = at + 3 < line.size && line.data[at + 3] >= '0' && line.data[at + 3] <= '9';
        if (digit && status_end + 1 < line.size && line.data[status_end] == ' ' &&
            line.data[status_end + 1] == '|') {
            cuts[0] = at;
            cuts[1] = status_end + 2;
        }
    }
    if (cuts[0] == SIZE_MAX)
        return false;
    result->command = view_trim(view_slice(line, 0, cuts[0]));
    result->status = (size_t)(line.data[cuts[0] + 3] - '0');
    result->text = view_trim(view_slice(line, cuts[1], line.size));
    return true;
}

static void write_file(const char *folder, const char *name, struct view content)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(content.size ? content.data : "", 1, content.size, file), content.size);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

struct fixture {
    struct buffer article, filled, rules;
    struct buffer desk, desk_filled; /* a longer article with headlines */
    char program_folder[4096];
    const char *list;   /* of cases */
    const char *before; /* run by the shell before each command */
};

/* Runs the command in a folder of its own; its output and messages go to `said`. */
static int run(const struct fixture *fixture, struct view command, struct buffer *said)
{
    char folder[] = "/tmp/satz-test-XXXXXX";
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    write_file(folder, "article.txt", buffer_view(&fixture->article));
    write_file(folder, "filled.xlf", buffer_view(&fixture->filled));
    write_file(folder, "rules.srx", buffer_view(&fixture->rules));
    write_file(folder, "empty.txt", (struct view){0});
    write_file(folder, "desk.txt", buffer_view(&fixture->desk));
    write_file(folder, "desk.xlf", buffer_view(&fixture->desk_filled));
    struct buffer line = {0};
    buffer_printf(&line,
                  "cd %s && PATH=%s:$PATH && XDG_STATE_HOME=$PWD/.state && "
                  "export XDG_STATE_HOME && %s { %.*s\n} 2>&1%c",
                  folder, fixture->program_folder, fixture->before, SHOW(command), 0);
    FILE *pipe = popen(line.data, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(pipe);
    char chunk[4096];
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buffer_add(said, chunk, got);
    int status = pclose(pipe);
    buffer_clear(&line);
    buffer_printf(&line, "chmod -R u+rwX %s; rm -rf %s%c", folder, folder, 0);
    CU_ASSERT_EQUAL(system(line.data), 0);
    buffer_free(&line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void check_case(struct view line, size_t number, void *context)
{
    const struct fixture *fixture = context;
    struct command_case expected = {0};
    struct buffer said = {0};
    CU_ASSERT_TRUE_FATAL(read_case(line, &expected));
    int status = run(fixture, expected.command, &said);
    bool found = view_find(buffer_view(&said), expected.text, 0) != SIZE_MAX;
    CU_ASSERT_EQUAL(status, (int)expected.status);
    CU_ASSERT_TRUE(found);
    if (status != (int)expected.status || !found)
        printf("\n    %s:%zu: %.*s: status %d for %zu%s\n%.*s", fixture->list, number,
               SHOW(expected.name), status, expected.status, found ? "" : ", and not the text",
               SHOW(buffer_view(&said)));
    buffer_free(&said);
}

static void export_filled(const struct buffer *article, const char *table, struct buffer *filled)
{
    struct buffer xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(XLIFF_1_2, "en-US");
    struct fill_options fill = {.table = table};
    run_export(buffer_view(article), &article_options, &options, &xliff, &messages);
    fill_xliff(buffer_view(&xliff), &fill, filled);
    buffer_free(&xliff);
    buffer_free(&messages);
}

static bool make_fixture(struct fixture *fixture)
{
    const char *program = getenv("SATZ");
    size_t size = sizeof fixture->program_folder - 1;
    if (!program || !strchr(program, '/') || !getcwd(fixture->program_folder, size / 2))
        return false;
    if (program[0] == '/')
        fixture->program_folder[0] = '\0';
    strcat(fixture->program_folder, "/");
    strncat(fixture->program_folder, program, size / 2 - 1);
    *strrchr(fixture->program_folder, '/') = '\0';
    fixture->before = "";
    fixture->article = test_read_file("exchange/changes.article.txt");
    fixture->rules = test_read_file("srx/rules.srx");
    fixture->desk = test_read_file("command/desk.article.txt");
    export_filled(&fixture->article, "exchange/changes.en.table", &fixture->filled);
    export_filled(&fixture->desk, "command/desk.en.table", &fixture->desk_filled);
    return true;
}

static void free_fixture(struct fixture *fixture)
{
    buffer_free(&fixture->article);
    buffer_free(&fixture->filled);
    buffer_free(&fixture->rules);
    buffer_free(&fixture->desk);
    buffer_free(&fixture->desk_filled);
}

static void run_list(struct fixture *fixture, const char *list)
{
    fixture->list = list;
    CU_ASSERT_TRUE(test_each_line(list, check_case, fixture) > 0);
}

/* An empty file is found under the library's name, and is no library. */
#define WITHOUT                                                                                    \
    "without() { mkdir lib; for name in $1; do "                                                   \
    "for file in $(grep -aoE \"$name[.]so[.0-9]+\" \"$(command -v satz)\"); do : > lib/$file; "    \
    "done; "                                                                                       \
    "done; shift; LD_LIBRARY_PATH=$PWD/lib \"$@\"; } && "

/* Where the program was built to load them (make LAZY=yes). */
static void libraries(void)
{
    struct fixture fixture = {0};
    const char *lazy = getenv("SATZ_LAZY");
    if (make_fixture(&fixture) && lazy && strcmp(lazy, "yes") == 0) {
        fixture.before = WITHOUT;
        run_list(&fixture, "command/lazy.txt");
        if (srx_supported())
            run_list(&fixture, "command/lazy_srx.txt");
    } else {
        printf("left out: no program that loads libraries when it needs them ... ");
    }
    free_fixture(&fixture);
}

static void commands(void)
{
    struct fixture fixture = {0};
    if (make_fixture(&fixture)) {
        run_list(&fixture, "command/cases.txt");
        run_list(&fixture, "command/desk.txt");
        run_list(&fixture, "command/many.txt");
        run_list(&fixture, "command/paths.txt");
        run_list(&fixture, srx_supported() ? "command/srx.txt" : "command/without_icu.txt");
    } else {
        printf("left out: SATZ does not name the program ... ");
    }
    free_fixture(&fixture);
}

/* Where a sanitizer keeps its own books, memory cannot be limited. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#ifdef SANITIZED
#define LIMITS      "ulimit -t 200; "
#define LIMITS_DATA false
#else
#define LIMITS      "ulimit -v 1048576; ulimit -t 20; "
#define LIMITS_DATA true
#endif

/* Files that mean harm, within limits of memory and time. */
static void hostile_files(void)
{
    struct fixture fixture = {0};
    struct buffer before = test_read_file("hostile/functions.sh");
    buffer_add_string(&before, LIMITS);
    buffer_add_char(&before, '\0');
    if (make_fixture(&fixture)) {
        fixture.before = before.data;
        run_list(&fixture, "hostile/cases.txt");
        if (srx_supported())
            run_list(&fixture, "hostile/srx.txt");
        if (!test_is_quick())
            run_list(&fixture, "hostile/large.txt");
    } else {
        printf("left out: SATZ does not name the program ... ");
    }
    free_fixture(&fixture);
    buffer_free(&before);
}

/* What memory.txt needs: an article of short lines, and a translator who leaves out some. */
#define SHORT_LINES                                                                                \
    "fill() { awk -v leave=$1 '{ print } /<source/ && (++n % leave || !leave) "                    \
    "{ gsub(/source/, \"target\"); sub(/Ja/, \"Yes\"); print }'; }; "                              \
    "yes Ja. | head -n 131072 > short.txt; ulimit -d 24576; "

static void memory_is_bounded(void)
{
    struct fixture fixture = {0};
    if (test_is_quick() || !LIMITS_DATA) {
        printf("left out: only where tests may take their time, and memory can be limited ... ");
    } else if (make_fixture(&fixture)) {
        fixture.before = SHORT_LINES;
        run_list(&fixture, "command/memory.txt");
    } else {
        printf("left out: SATZ does not name the program ... ");
    }
    free_fixture(&fixture);
}

/* ---- the man page ------------------------------------------------------------------------ */

/* Runs an example (".Dl satz ...") on files of the names that the man page uses. */
static void check_example(const struct fixture *fixture, struct view example)
{
    struct buffer command = {0}, said = {0};
    bool exports = view_find(example, VIEW("export"), 0) != SIZE_MAX;
    buffer_add_string(&command, "cp article.txt a.txt && ");
    if (!exports)
        buffer_add_string(&command, "for name in article article-1 article-2; do "
                                    "cp filled.xlf $name.xlf || exit 9; done && ");
    for (size_t i = 0; i < example.size; i++)
        if (example.data[i] != '\\' || (++i < example.size && example.data[i] == 'e'))
            buffer_add_char(&command, example.data[i]);
    int status = run(fixture, buffer_view(&command), &said);
    CU_ASSERT_EQUAL(status, 0);
    if (status != 0)
        printf("\n    the man page's example: %.*s: status %d\n%.*s", SHOW(example), status,
               SHOW(buffer_view(&said)));
    buffer_free(&command);
    buffer_free(&said);
}

static void examples_of_the_man_page(void)
{
    struct fixture fixture = {0};
    struct buffer page = test_read_file("../src/satz.1");
    struct view text = buffer_view(&page);
    size_t count = 0, mark = sizeof ".Dl " - 1;
    bool ready = make_fixture(&fixture);
    for (size_t at = 0; (at = view_find(text, VIEW("\n.Dl satz "), at)) != SIZE_MAX; count++) {
        size_t start = at + 1 + mark, end = view_find(text, VIEW("\n"), start);
        if (ready)
            check_example(&fixture, view_slice(text, start, end));
        at = end;
    }
    CU_ASSERT_TRUE(count >= 4);
    buffer_free(&page);
    free_fixture(&fixture);
}

void suite_command(void)
{
    CU_pSuite suite = ADD_SUITE("commands");
    test_add(suite, "cases.txt, paths.txt", commands);
    test_add(suite, "libraries that are missing", libraries);
    test_add(suite, "hostile files", hostile_files);
    test_add(suite, "memory.txt: many short lines", memory_is_bounded);
    test_add(suite, "examples of the man page run", examples_of_the_man_page);
}
