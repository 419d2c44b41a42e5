/* read: a document says the same whatever the pieces in which it arrives; what the writer writes of
 * it can be read, says the same to a writer again, and the editor that changes nothing gives its
 * bytes. */
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

static void copies_are_stable(struct view document, enum xliff_version version)
{
    bool sound, again;
    struct buffer first = copy(document, version, &sound);
    if (sound) {
        struct buffer second = copy(buffer_view(&first), version, &again);
        HOLDS(again);
        fuzz_equal(buffer_view(&second), buffer_view(&first), "read and written again");
        buffer_free(&second);
    }
    buffer_free(&first);
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    unsigned choice = fuzz_choice(&document);
    struct buffer whole = xliff_show(document, document.size + 1, true);
    struct buffer pieces = xliff_show(document, choice / 4 + 1, true);
    fuzz_equal(buffer_view(&pieces), buffer_view(&whole), "the size of the pieces does not matter");
    copies_are_stable(document, (enum xliff_version)(choice % 4));
    the_editor_keeps_all(document);
    buffer_free(&whole);
    buffer_free(&pieces);
    return 0;
}
