#define _DEFAULT_SOURCE // flock NOLINT(bugprone-reserved-identifier)
#include "tests/tests.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- A folder for each test ------------------------------------------------------------- */

static char folder[64];

static const char *path_of(const char *name)
{
    static char paths[4][256];
    static size_t next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void make_folder(void)
{
    strcpy(folder, "/tmp/satz-output-XXXXXX");
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(4);
    }
}

/* Fails if anything but the named files is in the folder. */
static void remove_folder(const char *const *names)
{
    for (; *names; names++)
        CU_ASSERT_EQUAL(unlink(path_of(*names)), 0);
    CU_ASSERT_EQUAL(rmdir(folder), 0);
}

static void put(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0 || chmod(path, mode) != 0) {
        perror(path);
        exit(4);
    }
}

static void holds(const char *path, const char *text)
{
    char content[64] = "";
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL(file);
    if (!file)
        return;
    size_t got = fread(content, 1, sizeof content - 1, file);
    test_text_equal((struct view){content, got}, view_of(text), path);
    fclose(file);
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 ? info.st_mode & 07777 : 0;
}

/* ---- Writing ---------------------------------------------------------------------------- */

static char heard[512];

static void hear(void *context, const struct finding *finding)
{
    (void)context;
    snprintf(heard, sizeof heard, "%s: %s", finding->place.file, finding->message);
}

static struct findings findings = {.take = hear};

static enum status write_file(const char *path, const char *text, bool force)
{
    enum status status = STATUS_OK;
    struct output *output = output_open(path, force, &status, &findings);
    if (!output)
        return status;
    status = output_write(output, view_of(text), &findings);
    if (status == STATUS_OK)
        return output_commit(output, &findings);
    output_abandon(output);
    return status;
}

static void says(const char *part)
{
    bool found = strstr(heard, part) != NULL;
    if (!found)
        printf("\n    want |%s| in |%s|\n", part, heard);
    CU_ASSERT_TRUE(found);
}

static void a_file_appears_when_it_is_complete(void)
{
    make_folder();
    mode_t mask = umask(027);
    enum status status;
    struct output *output = output_open(path_of("a.txt"), false, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    CU_ASSERT_EQUAL(output_write(output, VIEW("one "), &findings), STATUS_OK);
    CU_ASSERT_EQUAL(output_write(output, VIEW("two"), &findings), STATUS_OK);
    CU_ASSERT_NOT_EQUAL(access(path_of("a.txt"), F_OK), 0);
    CU_ASSERT_EQUAL(output_commit(output, &findings), STATUS_OK);
    umask(mask);
    holds(path_of("a.txt"), "one two");
    CU_ASSERT_EQUAL(mode_of(path_of("a.txt")), 0640);
    remove_folder((const char *const[]){"a.txt", NULL});
}

static void what_is_abandoned_leaves_nothing(void)
{
    make_folder();
    enum status status;
    struct output *output = output_open(path_of("a.txt"), false, &status, &findings);
    CU_ASSERT_EQUAL(output_write(output, VIEW("one"), &findings), STATUS_OK);
    output_abandon(output);
    remove_folder((const char *const[]){NULL});
}

static void an_existing_file_is_kept(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0644);
    CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "new", false), STATUS_FINDINGS);
    says("--force");
    holds(path_of("a.txt"), "old");
    /* Somebody else makes it meanwhile. */
    enum status status;
    struct output *output = output_open(path_of("b.txt"), false, &status, &findings);
    put(path_of("b.txt"), "theirs", 0644);
    heard[0] = '\0';
    CU_ASSERT_EQUAL(output_commit(output, &findings), STATUS_FINDINGS);
    says("--force");
    holds(path_of("b.txt"), "theirs");
    remove_folder((const char *const[]){"a.txt", "b.txt", NULL});
}

static void force_replaces_and_keeps_permissions(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0604);
    CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "new", true), STATUS_OK);
    holds(path_of("a.txt"), "new");
    CU_ASSERT_EQUAL(mode_of(path_of("a.txt")), 0604);
    CU_ASSERT_EQUAL(write_file(path_of("b.txt"), "new", true), STATUS_OK);
    holds(path_of("b.txt"), "new");
    remove_folder((const char *const[]){"a.txt", "b.txt", NULL});
}

static void a_symbolic_link_is_followed(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0644);
    CU_ASSERT_EQUAL(symlink("a.txt", path_of("link")), 0);
    CU_ASSERT_EQUAL(symlink("b.txt", path_of("dangling")), 0);
    CU_ASSERT_EQUAL(symlink("loop", path_of("loop")), 0);
    CU_ASSERT_EQUAL(write_file(path_of("link"), "new", false), STATUS_FINDINGS);
    CU_ASSERT_EQUAL(write_file(path_of("link"), "new", true), STATUS_OK);
    holds(path_of("a.txt"), "new");
    CU_ASSERT_EQUAL(write_file(path_of("dangling"), "new", false), STATUS_OK);
    holds(path_of("b.txt"), "new");
    struct stat info;
    CU_ASSERT_TRUE(lstat(path_of("link"), &info) == 0 && S_ISLNK(info.st_mode));
    CU_ASSERT_EQUAL(write_file(path_of("loop"), "new", false), STATUS_SYSTEM);
    remove_folder((const char *const[]){"a.txt", "b.txt", "link", "dangling", "loop", NULL});
}

static void a_place_that_takes_nothing_is_named(void)
{
    make_folder();
    CU_ASSERT_EQUAL(write_file(path_of("none/a.txt"), "x", false), STATUS_SYSTEM);
    says("none/a.txt: cannot be written: No such file or directory; make the folder first");
    CU_ASSERT_EQUAL(write_file(folder, "x", true), STATUS_SYSTEM);
    says("Is a directory");
    put(path_of("file"), "x", 0644);
    CU_ASSERT_EQUAL(write_file(path_of("file/a.txt"), "x", false), STATUS_SYSTEM);
    says("Not a directory");
    if (geteuid() != 0) { /* root may write everywhere */
        CU_ASSERT_EQUAL(chmod(folder, 0500), 0);
        CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "x", false), STATUS_SYSTEM);
        says("choose a folder that you may write to");
        CU_ASSERT_EQUAL(chmod(folder, 0700), 0);
    }
    remove_folder((const char *const[]){"file", NULL});
}

static void a_full_device_is_an_error(void)
{
    if (access("/dev/full", W_OK) != 0)
        return;
    CU_ASSERT_EQUAL(write_file("/dev/full", "x", false), STATUS_SYSTEM);
    says("/dev/full: cannot be written: No space left on device; make room");
    CU_ASSERT_EQUAL(write_file("/dev/null", "x", false), STATUS_OK);
}

/* Reads all of a pipe and counts the bytes. */
static size_t drain(int descriptor)
{
    char chunk[4096];
    size_t size = 0;
    for (ssize_t got; (got = read(descriptor, chunk, sizeof chunk)) > 0;)
        size += (size_t)got;
    return size;
}

/* More than is held in memory, through a named pipe, whose reader gets it only at the commit. */
static void a_pipe_gets_all_at_the_commit(void)
{
    make_folder();
    const size_t pieces = 11, piece = 1000000;
    CU_ASSERT_EQUAL(mkfifo(path_of("pipe"), 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        int descriptor = open(path_of("pipe"), O_RDONLY);
        _exit(drain(descriptor) == pieces * piece ? 0 : 1);
    }
    enum status status;
    struct output *output = output_open(path_of("pipe"), false, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    char *text = calloc(1, piece);
    for (size_t i = 0; i < pieces; i++)
        CU_ASSERT_EQUAL(output_write(output, (struct view){text, piece}, &findings), STATUS_OK);
    free(text);
    CU_ASSERT_EQUAL(output_commit(output, &findings), STATUS_OK);
    int result;
    CU_ASSERT_EQUAL(waitpid(child, &result, 0), child);
    CU_ASSERT_EQUAL(result, 0);
    remove_folder((const char *const[]){"pipe", NULL});
}

static void a_large_file_is_written_in_pieces(void)
{
    make_folder();
    enum status status;
    struct output *output = output_open(path_of("a.txt"), false, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    struct buffer text = {0};
    for (int i = 0; i < 100000; i++) {
        buffer_clear(&text);
        buffer_printf(&text, "line %d\n", i);
        CU_ASSERT_EQUAL_FATAL(output_write(output, buffer_view(&text), &findings), STATUS_OK);
    }
    CU_ASSERT_EQUAL(output_commit(output, &findings), STATUS_OK);
    FILE *file = fopen(path_of("a.txt"), "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    int number, count = 0;
    while (fscanf(file, "line %d\n", &number) == 1 && number == count)
        count++;
    CU_ASSERT_EQUAL(count, 100000);
    fclose(file);
    buffer_free(&text);
    remove_folder((const char *const[]){"a.txt", NULL});
}

/* ---- Temporary names --------------------------------------------------------------------- */

/* The temporary name of `name` in the test's folder. */
static const char *temporary_of(const char *name, int number)
{
    struct buffer temporary = {0};
    buffer_printf(&temporary, ".satz-%016llx-%d.tmp%c", (unsigned long long)checksum(view_of(name)),
                  number, 0);
    const char *path = path_of(temporary.data);
    buffer_free(&temporary);
    return path;
}

/* Where it replaces a file, a new one has a temporary name for a moment. */
static void what_a_killed_run_left_is_removed(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0644);
    put(temporary_of("a.txt", 0), "left", 0600);
    CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "new", true), STATUS_OK);
    holds(path_of("a.txt"), "new");
    remove_folder((const char *const[]){"a.txt", NULL});
}

static void what_another_run_writes_is_left_alone(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0644);
    put(temporary_of("a.txt", 0), "theirs", 0600);
    int theirs = open(temporary_of("a.txt", 0), O_RDWR);
    CU_ASSERT_EQUAL(flock(theirs, LOCK_EX), 0);
    CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "new", true), STATUS_OK);
    holds(path_of("a.txt"), "new");
    holds(temporary_of("a.txt", 0), "theirs");
    close(theirs);
    CU_ASSERT_EQUAL(unlink(temporary_of("a.txt", 0)), 0);
    remove_folder((const char *const[]){"a.txt", NULL});
}

/* In a folder that others can write, they can make links of names that are to come. */
static void a_temporary_name_is_no_link(void)
{
    make_folder();
    put(path_of("a.txt"), "old", 0644);
    put(path_of("victim"), "mine", 0644);
    CU_ASSERT_EQUAL(symlink("victim", temporary_of("a.txt", 0)), 0);
    CU_ASSERT_EQUAL(mkfifo(temporary_of("a.txt", 1), 0600), 0);
    CU_ASSERT_EQUAL(write_file(path_of("a.txt"), "new", true), STATUS_OK);
    holds(path_of("a.txt"), "new");
    holds(path_of("victim"), "mine");
    CU_ASSERT_EQUAL(unlink(temporary_of("a.txt", 0)), 0);
    CU_ASSERT_EQUAL(unlink(temporary_of("a.txt", 1)), 0);
    remove_folder((const char *const[]){"a.txt", "victim", NULL});
}

static struct output *open_with(const char *path, const char *text)
{
    enum status status;
    struct output *output = output_open(path, false, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(output);
    CU_ASSERT_EQUAL(output_write(output, view_of(text), &findings), STATUS_OK);
    CU_ASSERT_EQUAL(output_settle(output, &findings), STATUS_OK);
    return output;
}

/* One of them cannot get its name: somebody made that file meanwhile. */
static void several_are_committed_together(void)
{
    make_folder();
    CU_ASSERT_EQUAL(mkdir(path_of("below"), 0777), 0);
    struct output_pending items[] = {
        {open_with(path_of("a.txt"), "one"), &findings, STATUS_SYSTEM},
        {open_with(path_of("b.txt"), "two"), &findings, STATUS_SYSTEM},
        {open_with(path_of("below/c.txt"), "three"), &findings, STATUS_SYSTEM},
        {open_with("/dev/null", "four"), &findings, STATUS_SYSTEM},
    };
    CU_ASSERT_NOT_EQUAL(access(path_of("a.txt"), F_OK), 0);
    put(path_of("b.txt"), "theirs", 0644);
    output_commit_all(items, 4);
    CU_ASSERT_EQUAL(items[0].status, STATUS_OK);
    CU_ASSERT_EQUAL(items[1].status, STATUS_FINDINGS);
    CU_ASSERT_EQUAL(items[2].status, STATUS_OK);
    CU_ASSERT_EQUAL(items[3].status, STATUS_OK);
    holds(path_of("a.txt"), "one");
    holds(path_of("b.txt"), "theirs");
    holds(path_of("below/c.txt"), "three");
    CU_ASSERT_EQUAL(unlink(path_of("below/c.txt")), 0);
    CU_ASSERT_EQUAL(rmdir(path_of("below")), 0);
    remove_folder((const char *const[]){"a.txt", "b.txt", NULL});
}

void suite_output(void)
{
    CU_pSuite suite = ADD_SUITE("output");
    test_add(suite, "a file appears when it is complete", a_file_appears_when_it_is_complete);
    test_add(suite, "what is abandoned leaves nothing", what_is_abandoned_leaves_nothing);
    test_add(suite, "an existing file is kept", an_existing_file_is_kept);
    test_add(suite, "force replaces and keeps permissions", force_replaces_and_keeps_permissions);
    test_add(suite, "a symbolic link is followed", a_symbolic_link_is_followed);
    test_add(suite, "a place that takes nothing is named", a_place_that_takes_nothing_is_named);
    test_add(suite, "a full device is an error", a_full_device_is_an_error);
    test_add(suite, "a pipe gets all at the commit", a_pipe_gets_all_at_the_commit);
    test_add(suite, "a large file is written in pieces", a_large_file_is_written_in_pieces);
    test_add(suite, "what a killed run left is removed", what_a_killed_run_left_is_removed);
    test_add(suite, "what another run writes is left alone", what_another_run_writes_is_left_alone);
    test_add(suite, "a temporary name is no link", a_temporary_name_is_no_link);
    test_add(suite, "several are committed together", several_are_committed_together);
}
