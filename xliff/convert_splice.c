/* The start tag of <xliff> in another version of 2.x. */
#include "xliff/convert.h"
#include "xliff/start_tag.h"

#include <string.h>

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
    add_declaration(&declaration, xliff_start_tag_name(tag));
    xliff_start_tag_set(&named, tag, "version", xliff_text(xliff_version_number(version)));
    if (!named.failed && !declaration.failed)
        xliff_start_tag_set(to, (struct xliff_string){named.data, named.size}, declaration.data,
                            xliff_text(xliff_version_namespace(version)));
    to->failed |= named.failed || declaration.failed;
    xliff_bytes_free(&named);
    xliff_bytes_free(&declaration);
}
