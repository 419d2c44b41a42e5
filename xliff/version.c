#include "xliff/xliff.h"

static const struct {
    const char *number, *uri;
} versions[] = {
    [XLIFF_1_2] = {"1.2", "urn:oasis:names:tc:xliff:document:1.2"},
    [XLIFF_2_0] = {"2.0", "urn:oasis:names:tc:xliff:document:2.0"},
    [XLIFF_2_1] = {"2.1", "urn:oasis:names:tc:xliff:document:2.0"},
    [XLIFF_2_2] = {"2.2", "urn:oasis:names:tc:xliff:document:2.2"},
};

const char *xliff_version_number(enum xliff_version version)
{
    return versions[version].number;
}

const char *xliff_version_namespace(enum xliff_version version)
{
    return versions[version].uri;
}
