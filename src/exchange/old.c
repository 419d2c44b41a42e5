/* The translated files of an article as it was. */
#include <stdlib.h>

#include "exchange/old.h"

struct exchange_old *exchange_old_new(void)
{
    return calloc(1, sizeof(struct exchange_old));
}

enum status exchange_old_read(struct exchange_old *old, struct input *input,
                              struct findings *findings)
{
    void *grown = array_grow(old->editions, old->count, &old->capacity, sizeof *old->editions);
    if (!grown)
        return finding_no_memory(findings);
    old->editions = grown;
    struct edition *edition = &old->editions[old->count++];
    *edition = (struct edition){0};
    struct stream stream = stream_of_input(input, findings);
    return edition_read(edition, &stream);
}

void exchange_old_options(const struct exchange_old *old, struct export_options *options,
                          struct article_options *article)
{
    const struct edition *first = &old->editions[0];
    options->version = first->version;
    options->source_lang = first->source_lang.size > 0 ? first->source_lang.data : NULL;
    options->target_lang = first->target_lang.size > 0 ? first->target_lang.data : NULL;
    options->shape = first->shape;
    options->copy_source = first->copies;
    options->show_all = first->shows_all;
    options->split_headlines = first->head.split_headlines;
    options->split_leads = first->head.split_leads;
    options->keep_quotations = first->head.keep_quotations;
    options->skip_furniture = first->head.skip_furniture;
    options->protect.style = first->head.cldr_style ? PROTECT_STYLE_CLDR : PROTECT_STYLE_NEWS;
    article->lines = first->head.wrapped ? ARTICLE_LINES_WRAPPED : ARTICLE_LINES_AUTO;
}

void exchange_old_free(struct exchange_old *old)
{
    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++)
        edition_free(&old->editions[i]);
    free(old->editions);
    free(old);
}
