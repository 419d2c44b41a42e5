/* read: a document says the same whatever the pieces in which it arrives; what the writer writes of
 * a valid one can be read, and says the same to a writer again; the editor that changes nothing
 * gives its bytes. */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "tests/xliff/support.h"

/* The document's events and, if it has one, its error. Copied while they are read. */
static struct buffer copy(struct view document, enum xliff_version version, bool *sound)
{
    struct buffer out = {0}, skeleton = {0};
    struct xliff_reader *reader = xliff_reader_new(fuzz_read, &document);
    struct xliff_writer *writer = xliff_writer_new(version, fuzz_write, &out);
    struct xliff_event event;
    struct xliff_copying copying = {.writer = writer, .skeleton = &skeleton};
    int more;
    HOLDS(reader && writer);
    while ((more = xliff_read(reader, &event)) > 0)
        xliff_copy_event(&copying, &event);
    xliff_write_document_end(writer);
    *sound = more == 0 && xliff_writer_error(writer)->code == XLIFF_OK;
    xliff_reader_free(reader);
    xliff_writer_free(writer);
    buffer_free(&skeleton);
    return out;
}

/* From the second on: the first may lack what the schema wants, such as a group in a file. */
static void copies_are_stable(struct view document, enum xliff_version version)
{
    struct buffer copies[3] = {{0}};
    bool sound;
    copies[0] = copy(document, version, &sound);
    for (size_t i = 1; sound && i < 3; i++) {
        copies[i] = copy(buffer_view(&copies[i - 1]), version, &sound);
        HOLDS(sound);
    }
    fuzz_equal(buffer_view(&copies[2]), buffer_view(&copies[1]), "read and written again");
    for (size_t i = 0; i < 3; i++)
        buffer_free(&copies[i]);
}

static void the_editor_keeps_all(struct view document)
{
    struct buffer out = {0};
    struct view rest = document;
    struct xliff_editor *editor = xliff_editor_new(fuzz_read, &rest, fuzz_write, &out);
    struct xliff_event event;
    int more;
    HOLDS(editor);
    while ((more = xliff_edit_next(editor, &event)) > 0)
        ;
    if (more == 0)
        fuzz_equal(buffer_view(&out), document, "nothing was edited");
    xliff_editor_free(editor);
    buffer_free(&out);
}

static size_t error_of(struct view shown)
{
    size_t at = view_find(shown, VIEW("\nerror "), 0);
    return view_starts_with(shown, VIEW("error ")) ? 0 : at;
}

/* Where a document breaks off, libxml2 may say it in other words, or sooner. */
static void say_the_same(struct view a, struct view b)
{
    size_t a_error = error_of(a), b_error = error_of(b);
    HOLDS((a_error == SIZE_MAX) == (b_error == SIZE_MAX));
    size_t size = a_error < b_error ? a_error : b_error;
    if (a_error != SIZE_MAX) {
        a = view_slice(a, 0, size);
        b = view_slice(b, 0, size);
    }
    fuzz_equal(a, b, "the size of the pieces does not matter");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    unsigned choice = fuzz_choice(&document);
    struct buffer whole = xliff_show(document, document.size + 1, true);
    struct buffer pieces = xliff_show(document, choice / 4 + 1, true);
    say_the_same(buffer_view(&pieces), buffer_view(&whole));
    if (fuzz_is_valid(document))
        copies_are_stable(document, (enum xliff_version)(choice % 4));
    the_editor_keeps_all(document);
    buffer_free(&whole);
    buffer_free(&pieces);
    return 0;
}
