#include "check/content.h"
#include "exchange/exchange.h"
#include "exchange/skeleton.h"

struct identifier {
    struct input *input;
    struct exchange_identity *identity;
    struct findings findings; /* dropped */
    bool failed;
};

/* What is looked for stands near the beginning: no more is read than must be. */
#define PIECE 4096

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    struct identifier *in = context;
    size_t got, wanted = size < PIECE ? size : PIECE;
    enum status status = input_read(in->input, data, wanted, &got, &in->findings);
    return status == STATUS_OK ? (ptrdiff_t)got : -1;
}

static void take_file(struct identifier *in, const struct xliff_file *file)
{
    struct buffer *article = &in->identity->article;
    if (article->size > 0)
        return;
    buffer_add_view(article, string_view(file->original));
    buffer_add_char(article, '\0');
    buffer_add_view(article, string_view(file->target_lang));
    in->failed |= article->failed;
}

static void take_skeleton(struct identifier *in, struct view text)
{
    struct exchange_identity *identity = in->identity;
    struct skeleton_reader lines = {0};
    if (skeleton_is_ours(text) && skeleton_open(&lines, text)) {
        identity->known = skeleton_whole(&lines.head, &identity->checksum);
        identity->share = lines.head.share;
        identity->shares = lines.head.shares;
    }
    in->failed |= lines.failed;
    skeleton_close(&lines);
}

enum status exchange_identify(struct input *input, struct exchange_identity *identity)
{
    struct xliff_event event;
    struct identifier in = {.input = input, .identity = identity};
    struct xliff_reader *reader = xliff_reader_new(read_input, &in);
    identity->known = false;
    identity->share = identity->shares = 0;
    buffer_clear(&identity->article);
    while (reader && !identity->known && !in.failed && xliff_read(reader, &event) > 0)
        if (event.kind == XLIFF_FILE_START)
            take_file(&in, event.file);
        else if (event.kind == XLIFF_SKELETON)
            take_skeleton(&in, string_view(event.text));
    in.failed |= !reader;
    xliff_reader_free(reader);
    return in.failed ? STATUS_SYSTEM : STATUS_OK;
}

bool exchange_share_of(struct view skeleton, size_t *share, size_t *shares)
{
    struct skeleton_reader lines = {0};
    bool open = skeleton_is_ours(skeleton) && skeleton_open(&lines, skeleton);
    bool failed = lines.failed;
    if (open && lines.head.shares > 0) {
        *share = lines.head.share;
        *shares = lines.head.shares;
    }
    skeleton_close(&lines);
    return !failed;
}
