/* The start tag of <xliff> in another version of 2.x. */
#include "xliff/convert.h"
#include "xliff/start_tag.h"

#include <string.h>

static const struct {
    const char *version, *uri;
} roots[] = {
    [XLIFF_2_0] = {"2.0", "urn:oasis:names:tc:xliff:document:2.0"},
    [XLIFF_2_1] = {"2.1", "urn:oasis:names:tc:xliff:document:2.0"},
    [XLIFF_2_2] = {"2.2", "urn:oasis:names:tc:xliff:document:2.2"},
};

/* The attribute that declares the namespace of a qualified name. */
static void add_declaration(struct bytes *to, struct xliff_string name)
{
    const char *colon = name.size > 0 ? memchr(name.data, ':', name.size) : NULL;
    xliff_bytes_add_string(to, colon ? "xmlns:" : "xmlns");
    if (colon)
        xliff_bytes_add(to, name.data, (size_t)(colon - name.data));
    xliff_bytes_add(to, "", 1);
}

void xliff_convert_root(struct bytes *to, struct xliff_string tag, enum xliff_version version)
{
    struct bytes named = {0}, declaration = {0};
    const char *number = roots[version].version, *uri = roots[version].uri;
    add_declaration(&declaration, xliff_start_tag_name(tag));
    xliff_start_tag_set(&named, tag, "version", (struct xliff_string){number, strlen(number)});
    if (!named.failed && !declaration.failed)
        xliff_start_tag_set(to, (struct xliff_string){named.data, named.size}, declaration.data,
                            (struct xliff_string){uri, strlen(uri)});
    to->failed |= named.failed || declaration.failed;
    xliff_bytes_free(&named);
    xliff_bytes_free(&declaration);
}
