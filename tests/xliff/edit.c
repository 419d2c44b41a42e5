/* The editor: without changes every byte stays; with changes all but what was changed. */
#include "tests/xliff/support.h"

#include <string.h>

#define MOST 8

/* One line of a file of changes. */
struct change_line {
    struct view unit, state, substate, target;
    size_t segment;
    bool note; /* its category is `state`, its text `target` */
};

struct changes {
    struct change_line lines[32];
    size_t count;
    struct buffer text; /* the file; the lines point into it */
};

static struct view next_field(struct view *line)
{
    size_t end = view_find(*line, VIEW("|"), 0);
    struct view field = view_slice(*line, 0, end == SIZE_MAX ? line->size : end);
    *line = view_slice(*line, end == SIZE_MAX ? line->size : end + 1, line->size);
    return field;
}

static void read_changes(const char *path, struct changes *changes)
{
    changes->text = test_read_file(path);
    struct view text = buffer_view(&changes->text);
    for (size_t start = 0, end; start < text.size; start = end + 1) {
        end = view_find(text, VIEW("\n"), start);
        struct view line = view_slice(text, start, end);
        if (line.data[0] == '#')
            continue;
        struct change_line *change = &changes->lines[changes->count++];
        change->unit = next_field(&line);
        struct view segment = next_field(&line);
        change->note = view_equal(segment, VIEW("note"));
        CU_ASSERT_TRUE(change->note || view_to_size(segment, &change->segment));
        change->state = next_field(&line);
        change->substate = next_field(&line);
        change->target = line;
    }
}

/* Parts that stay until the next event. */
struct targets {
    struct xliff_part parts[MOST][16];
    struct xliff_content contents[MOST];
    struct xliff_note note;
};

static struct xliff_part code(struct view name)
{
    static const char kinds[] = "?pocmn";
    struct xliff_string id = {name.data + 2, name.size - 2};
    struct xliff_part part = {.translate = -1};
    part.kind = (enum xliff_part_kind)(strchr(kinds, name.data[0]) - kinds);
    if (part.kind == XLIFF_CLOSE || part.kind == XLIFF_MARK_CLOSE)
        part.ref = id;
    else
        part.id = id;
    return part;
}

static void make_target(struct view text, struct xliff_part *parts, struct xliff_content *content)
{
    size_t count = 0;
    while (text.size > 0) {
        bool is_code = text.data[0] == '{';
        size_t end = view_find(text, is_code ? VIEW("}") : VIEW("{"), 0);
        struct view piece = view_slice(text, is_code, end == SIZE_MAX ? text.size : end);
        parts[count++] =
            is_code ? code(piece)
                    : (struct xliff_part){.kind = XLIFF_TEXT, .text = {piece.data, piece.size}};
        text = view_slice(text, end == SIZE_MAX ? text.size : end + is_code, text.size);
    }
    *content = (struct xliff_content){.parts = parts, .count = count};
}

static struct xliff_string value(struct view field)
{
    bool none = view_equal(field, VIEW("-"));
    return (struct xliff_string){none ? NULL : field.data, none ? 0 : field.size};
}

static void change_unit(struct xliff_editor *editor, const struct xliff_unit *unit,
                        const struct changes *changes, struct targets *targets)
{
    for (size_t i = 0, made = 0; i < changes->count; i++) {
        const struct change_line *change = &changes->lines[i];
        if (!view_equal(change->unit, (struct view){unit->id.data, unit->id.size}))
            continue;
        if (change->note) {
            targets->note = (struct xliff_note){.category = value(change->state),
                                                .text = {change->target.data, change->target.size}};
            CU_ASSERT_EQUAL(xliff_edit_note(editor, &targets->note), 0);
            continue;
        }
        if (!view_equal(change->target, VIEW("="))) {
            make_target(change->target, targets->parts[made], &targets->contents[made]);
            CU_ASSERT_EQUAL(xliff_edit_target(editor, change->segment, &targets->contents[made]),
                            0);
            made++;
        }
        if (value(change->state).data)
            CU_ASSERT_EQUAL(xliff_edit_state(editor, change->segment, value(change->state),
                                             value(change->substate)),
                            0);
    }
}

static struct buffer edit(struct view document, size_t chunk, const struct changes *changes,
                          struct xliff_error *error)
{
    struct buffer out = {0};
    struct xliff_input input = {document, 0, chunk};
    struct targets targets;
    struct xliff_editor *editor =
        xliff_editor_new(xliff_read_view, &input, xliff_write_buffer, &out);
    struct xliff_event event;
    int result;
    while ((result = xliff_edit_next(editor, &event)) > 0)
        if (event.kind == XLIFF_UNIT && changes)
            change_unit(editor, event.unit, changes, &targets);
    *error = *xliff_editor_error(editor);
    CU_ASSERT_EQUAL(result, error->code == XLIFF_OK ? 0 : -1);
    xliff_editor_free(editor);
    return out;
}

/* ---- The same bytes --------------------------------------------------------------------- */

static void check_same(struct view document)
{
    struct xliff_error error;
    static const size_t chunks[] = {1, 11, 1 << 20};
    for (size_t i = 0; i < 3; i++) {
        struct buffer actual = edit(document, chunks[i], NULL, &error);
        CU_ASSERT_EQUAL(error.code, XLIFF_OK);
        test_text_equal(buffer_view(&actual), document, "nothing changed");
        buffer_free(&actual);
    }
}

static void test_same(void)
{
    static const char *const paths[] = {"xliff/read/inline-1.2.xlf", "xliff/read/structure-1.2.xlf",
                                        "xliff/read/inline-2.1.xlf", "xliff/edited/1.2.xlf",
                                        "xliff/edited/2.1.xlf",      "xliff/written/2.2.xlf"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct buffer document = test_read_file(paths[i]);
        check_same(buffer_view(&document));
        buffer_free(&document);
    }
    check_same(VIEW("\xef\xbb\xbf<xliff version='1.2'/>\r\n<!-- a\rb -->\r\n"));
    check_same(VIEW("\xfe\xff\0<\0x\0l\0i\0f\0f\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0"
                    "1\0.\0"
                    "2\0'\0/\0>"));
}

/* ---- Changes ---------------------------------------------------------------------------- */

static void check_changes(const char *name)
{
    struct buffer path = {0};
    struct changes changes = {0};
    struct xliff_error error;
    buffer_printf(&path, "xliff/edited/%s.xlf%c", name, 0);
    struct buffer document = test_read_file(path.data);
    path.size = 0;
    buffer_printf(&path, "xliff/edited/%s.txt%c", name, 0);
    read_changes(path.data, &changes);
    path.size = 0;
    buffer_printf(&path, "xliff/edited/%s.out.xlf%c", name, 0);
    struct buffer expected = test_read_file(path.data);
    for (size_t chunk = 1; chunk < 10000; chunk *= 97) {
        struct buffer actual = edit(buffer_view(&document), chunk, &changes, &error);
        CU_ASSERT_EQUAL(error.code, XLIFF_OK);
        test_text_equal(buffer_view(&actual), buffer_view(&expected), name);
        buffer_free(&actual);
    }
    buffer_free(&path);
    buffer_free(&document);
    buffer_free(&expected);
    buffer_free(&changes.text);
}

/* The same, when the edits are taken and made by hand. */
static struct buffer make_by_hand(struct view document, const struct changes *changes)
{
    struct buffer out = {0}, untouched = {0};
    struct xliff_input input = {document, 0, 100};
    struct targets targets;
    struct xliff_event event;
    const struct xliff_edit *edits;
    size_t done = 0, count;
    struct xliff_editor *editor =
        xliff_editor_new(xliff_read_view, &input, xliff_write_buffer, &untouched);
    while (xliff_edit_next(editor, &event) > 0) {
        if (event.kind != XLIFF_UNIT)
            continue;
        change_unit(editor, event.unit, changes, &targets);
        CU_ASSERT_EQUAL(xliff_edit_take(editor, &edits, &count), 0);
        for (size_t i = 0; i < count; i++) {
            buffer_add_view(&out, view_slice(document, done, edits[i].start));
            buffer_add(&out, edits[i].text.data, edits[i].text.size);
            done = edits[i].end;
        }
    }
    buffer_add_view(&out, view_slice(document, done, document.size));
    test_text_equal(buffer_view(&untouched), document, "edits that were taken");
    xliff_editor_free(editor);
    buffer_free(&untouched);
    return out;
}

static void check_taken(const char *name)
{
    struct changes changes = {0};
    struct buffer path[3] = {{0}};
    static const char *const suffixes[] = {"xlf", "txt", "out.xlf"};
    for (size_t i = 0; i < 3; i++)
        buffer_printf(&path[i], "xliff/edited/%s.%s%c", name, suffixes[i], 0);
    struct buffer document = test_read_file(path[0].data);
    read_changes(path[1].data, &changes);
    struct buffer expected = test_read_file(path[2].data);
    struct buffer actual = make_by_hand(buffer_view(&document), &changes);
    test_text_equal(buffer_view(&actual), buffer_view(&expected), name);
    struct buffer *all[] = {&path[0],  &path[1], &path[2],     &document,
                            &expected, &actual,  &changes.text};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buffer_free(all[i]);
}

static void test_taken(void)
{
    check_taken("1.2");
    check_taken("2.1");
}

static void test_changes(void)
{
    check_changes("1.2");
    check_changes("2.1");
}

static void test_refused(void)
{
    struct view utf16 = VIEW("\xff\xfe<\0x\0l\0i\0f\0f\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0"
                             "1\0.\0"
                             "2\0'\0>\0<\0f\0i\0l\0e\0>\0<\0b\0o\0d\0y\0>\0<\0t\0r\0a\0n\0s\0-\0"
                             "u\0n\0i\0t\0/\0>\0<\0/\0b\0o\0d\0y\0>\0<\0/\0f\0i\0l\0e\0>\0<\0/\0"
                             "x\0l\0i\0f\0f\0>\0");
    struct view plain =
        VIEW("<xliff version='1.2'><file><body><trans-unit/></body></file></xliff>");
    struct xliff_content target = {0};
    struct xliff_event event;
    for (int i = 0; i < 2; i++) {
        struct buffer out = {0};
        struct xliff_input input = {i ? plain : utf16, 0, 100};
        struct xliff_editor *editor =
            xliff_editor_new(xliff_read_view, &input, xliff_write_buffer, &out);
        while (xliff_edit_next(editor, &event) > 0)
            if (event.kind == XLIFF_UNIT)
                CU_ASSERT_EQUAL(xliff_edit_target(editor, 0, &target), i ? 0 : -1);
        CU_ASSERT_EQUAL(xliff_editor_error(editor)->code,
                        i ? XLIFF_ERROR_STRUCTURE : XLIFF_ERROR_CHARACTER);
        CU_ASSERT_EQUAL(xliff_edit_target(editor, 0, &target), -1);
        xliff_editor_free(editor);
        buffer_free(&out);
    }
    xliff_editor_free(NULL);
}

void add_xliff_edit(CU_pSuite suite)
{
    test_add(suite, "edit: nothing", test_same);
    test_add(suite, "edit: targets and states", test_changes);
    test_add(suite, "edit: taken, and made elsewhere", test_taken);
    test_add(suite, "edit: refused", test_refused);
}
