#include "tests/article/support.h"

#include <stdio.h>

/* A line of roles.txt: the role and the text of a block that is one line. */
static void check_role(struct view line, size_t number, void *context)
{
    (void)context;
    char what[40];
    snprintf(what, sizeof what, "article/roles.txt:%zu", number);
    struct heard heard;
    listen_to(&heard);
    struct input input = input_as_file(field(line, 1));
    struct article_options options = {NULL, ARTICLE_LINES_LINE};
    enum status status;
    struct article_reader *reader = article_open(&input, &options, &status, &heard.findings);
    const struct article_part *part = NULL;
    if (reader)
        article_next_part(reader, &part, &heard.findings);
    CU_ASSERT_TRUE(part && part->block_count == 1);
    if (part && part->block_count == 1)
        test_text_equal(view_of(article_role_name(part->blocks[0].role)), field(line, 0), what);
    article_close(reader);
    input_close(&input);
}

static void blocks_have_roles(void)
{
    CU_ASSERT_TRUE(test_each_line("article/roles.txt", check_role, NULL) >= 50);
}

void role_tests(CU_pSuite suite)
{
    test_add(suite, "blocks have roles", blocks_have_roles);
}
