/* check: what is found does not depend on how the document is indented, nor on whether blocks are
 * judged before their <file> ends. */
#include "tests/fuzz/fuzz.h"

#include "check/check.h"
#include "tests/fuzz/indent.h"

static void take_finding(void *context, const struct finding *finding)
{
    struct view message = view_of(finding->message);
    HOLDS(utf8_valid_prefix(message) == message.size);
    buffer_printf(context, "%d %s %.*s %.*s\n", (int)finding->severity, finding->id,
                  (int)finding->unit.size, finding->unit.data ? finding->unit.data : "",
                  (int)finding->segment.size, finding->segment.data ? finding->segment.data : "");
}

static void take_rule(void *context, const struct xliff_finding *broken)
{
    buffer_printf(context, "%d %s %.*s\n", (int)broken->severity, broken->rule,
                  (int)broken->unit.size, broken->unit.data ? broken->unit.data : "");
}

static void begin_file(struct checker *checker, const struct xliff_event *event)
{
    struct checker_file file = {.version = event->version, .to = PROTECT_EN_US};
    HOLDS(checker_begin_file(checker, &file) == STATUS_OK);
}

/* Going ahead, *lost says whether that was wrong. */
static bool check_translation(struct view document, bool ahead, bool *lost, struct buffer *out)
{
    struct findings findings = {take_finding, out, STATUS_OK};
    struct checker_options options = {.file = "input", .ahead = ahead};
    struct checker *checker = checker_new(&options, &findings);
    struct xliff_reader *reader = xliff_reader_new(fuzz_read, &document);
    struct xliff_event event;
    int more = 0;
    HOLDS(checker && reader);
    while (!checker_is_lost(checker) && (more = xliff_read(reader, &event)) > 0) {
        if (event.kind == XLIFF_FILE_START)
            begin_file(checker, &event);
        else if (event.kind == XLIFF_UNIT)
            HOLDS(checker_unit(checker, event.unit) == STATUS_OK);
        else if (event.kind == XLIFF_FILE_END)
            HOLDS(checker_end_file(checker) == STATUS_OK);
    }
    *lost = checker_is_lost(checker);
    xliff_reader_free(reader);
    checker_free(checker);
    return more == 0;
}

static void check_ahead(struct view document)
{
    struct buffer whole = {0}, ahead = {0};
    bool lost;
    bool read = check_translation(document, false, &lost, &whole);
    bool same = check_translation(document, true, &lost, &ahead) == read;
    if (lost)
        HOLDS(view_starts_with(buffer_view(&whole), buffer_view(&ahead)));
    else
        fuzz_equal(buffer_view(&ahead), buffer_view(&whole), "going ahead does not matter");
    HOLDS(same || lost);
    buffer_free(&whole);
    buffer_free(&ahead);
}

static bool check(struct view document, struct buffer *out)
{
    struct xliff_error error;
    struct view rest = document;
    bool lost;
    bool read = xliff_check(fuzz_read, &rest, take_rule, out, &error) == 0;
    return check_translation(document, false, &lost, out) && read;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    struct buffer plain = {0}, other = {0}, indented = {0};
    check_ahead(document);
    if (check(document, &plain) && indent(document, &indented)) {
        HOLDS(check(buffer_view(&indented), &other));
        fuzz_equal(buffer_view(&other), buffer_view(&plain), "indentation does not matter");
    }
    buffer_free(&plain);
    buffer_free(&other);
    buffer_free(&indented);
    return 0;
}
