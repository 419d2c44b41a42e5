/* The parts of an article: each rebuilt from its skeleton and segments, and written in order. */
#include "exchange/merger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "exchange/join.h"

static enum status worse(enum status a, enum status b)
{
    return a > b ? a : b;
}

struct merger merger_make(const char *name, const struct merge_options *options,
                          struct merge_sink sink, struct exchange_summary *summary,
                          struct findings *findings)
{
    *summary = (struct exchange_summary){0};
    return (struct merger){
        .name = name,
        .options = options,
        .sink = sink,
        .findings = findings,
        .summary = summary,
        .next_part = 1,
        .source = {.name = options->article},
        .file_place = {.file = name},
        .block = {.options = options, .findings = findings, .summary = summary, .file = name}};
}

/* ---- writing ----------------------------------------------------------------------------- */

static enum status encode(struct merger *merger, struct view text, bool ours, const char *unit)
{
    if (text.size == 0)
        return STATUS_OK;
    return article_encode(merger->encoder, text, ours, merger->file_place, unit, &merger->out,
                          merger->findings);
}

/* The article's own bytes, with the line ends that were asked for. */
static enum status encode_article(struct merger *merger, struct view text)
{
    if (merger->options->line_end < 0)
        return encode(merger, text, true, NULL);
    struct view line_end = article_line_end_bytes((enum article_line_end)merger->options->line_end);
    buffer_clear(&merger->converted);
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (byte != '\r' && byte != '\n') {
            buffer_add_char(&merger->converted, byte);
            continue;
        }
        if (byte == '\r' && i + 1 < text.size && text.data[i + 1] == '\n')
            i++;
        buffer_add_view(&merger->converted, line_end);
    }
    if (merger->converted.failed)
        return finding_no_memory(merger->findings);
    return encode(merger, buffer_view(&merger->converted), true, NULL);
}

/* Run by run, since an encoding may lack what satz wrote, or what a translator did. */
static enum status encode_runs(struct merger *merger)
{
    char unit[32];
    const struct english *english = &merger->block.english;
    enum status status = STATUS_OK;
    struct view text = buffer_view(&english->text);
    snprintf(unit, sizeof unit, "unit b%zu", merger->block.line->number);
    for (size_t i = 0; i < english->run_count; i++) {
        const struct english_run *run = &english->runs[i];
        struct view piece = view_slice(text, run->start, run->end);
        status = worse(status, encode(merger, piece, run->ours, unit));
    }
    return status;
}

static enum status encode_block(struct merger *merger)
{
    if (merger->block.slot_count > 0)
        merger->file_place = merger->block.slots[0].place;
    if (strcmp(merger->encoding.name, "UTF-8") == 0) /* it lacks nothing */
        return encode(merger, buffer_view(&merger->block.english.text), true, NULL);
    return encode_runs(merger);
}

static enum status write_bytes(struct merger *merger, struct view bytes)
{
    if (bytes.size == 0)
        return STATUS_OK;
    return merger->sink.sink.write(merger->sink.sink.context, bytes, merger->findings);
}

/* ---- parts ------------------------------------------------------------------------------- */

static bool same_encoding(const struct article_encoding *a, const struct article_encoding *b)
{
    return strcmp(a->name, b->name) == 0;
}

static enum status skeleton_damaged(struct merger *merger)
{
    merger->incomplete = true;
    return finding_error(merger->findings, STATUS_FINDINGS,
                         (struct place){merger->file_place.file, merger->skeleton_line, 0},
                         "the skeleton was changed or damaged; take it from the exported file, or "
                         "merge with --source ARTICLE");
}

/* Its byte order mark alone says which order it has. */
static bool lacks_byte_order(const char *name)
{
    return strcasecmp(name, "UTF-16") == 0 || strcasecmp(name, "UTF-32") == 0;
}

/* Parts that were plain ASCII so far are UTF-8; a later one may name the encoding. */
static enum status prepare_encoder(struct merger *merger, const struct skeleton_head *head)
{
    struct article_encoding wanted = head->encoding;
    enum status status = STATUS_OK;
    if (merger->options->encoding) {
        wanted = (struct article_encoding){.bom = head->encoding.bom};
        if (strlen(merger->options->encoding) >= sizeof wanted.name)
            return finding_error(merger->findings, STATUS_USAGE, (struct place){0},
                                 "unknown encoding '%s'; see iconv -l", merger->options->encoding);
        strcpy(wanted.name, merger->options->encoding);
        wanted.bom |= lacks_byte_order(wanted.name);
    }
    if (merger->encoder && same_encoding(&wanted, &merger->encoding))
        return STATUS_OK;
    wanted.bom = wanted.bom && head->part == 1;
    article_encoder_free(merger->encoder);
    merger->encoder = article_encoder_new(&wanted, &status, merger->findings);
    merger->encoding = wanted;
    if (!merger->encoder && status == STATUS_USAGE && !merger->options->encoding)
        return skeleton_damaged(merger); /* the name is the file's, not the user's */
    if (!merger->encoder)
        return status;
    /* No text yet: an article may be nothing but its byte order mark. */
    return article_encode(merger->encoder, (struct view){0}, true, merger->file_place, NULL,
                          &merger->out, merger->findings);
}

static enum status write_early_parts(struct merger *merger)
{
    for (size_t i = 0; i < merger->early_count; i++) {
        struct early_part *part = &merger->early[i];
        if (part->number != merger->next_part)
            continue;
        enum status status = write_bytes(merger, buffer_view(&part->bytes));
        if (status != STATUS_OK)
            return status;
        buffer_free(&part->bytes);
        merger->next_part++;
        part->number = 0;
        i = SIZE_MAX; /* from the front again */
    }
    return STATUS_OK;
}

static enum status keep_early_part(struct merger *merger, const struct skeleton_head *head)
{
    void *grown = array_grow(merger->early, merger->early_count, &merger->early_capacity,
                             sizeof *merger->early);
    if (!grown)
        return finding_no_memory(merger->findings);
    merger->early = grown;
    merger->early[merger->early_count++] =
        (struct early_part){.number = head->part, .last = head->last, .bytes = merger->out};
    merger->out = (struct buffer){0};
    return STATUS_OK;
}

/* One part is the last, and none stands after it: else the <file>s are of several exports. */
static enum status check_last(struct merger *merger, const struct skeleton_head *head)
{
    size_t most = merger->most_part > head->part ? merger->most_part : head->part;
    size_t last = head->last ? head->part : merger->last_part;
    bool two = head->last && merger->last_part > 0 && merger->last_part != head->part;
    merger->most_part = most;
    merger->last_part = last;
    merger->saw_last |= head->last;
    if (!two && (last == 0 || most <= last))
        return STATUS_OK;
    merger->incomplete = true;
    return finding_error(merger->findings, STATUS_FINDINGS, merger->file_place,
                         "part %zu of the article says that it is the last, but there is more than "
                         "that; merge the <file>s of one export only",
                         last);
}

static enum status finish_part(struct merger *merger, const struct skeleton_head *head)
{
    enum status whole = check_last(merger, head);
    if (whole != STATUS_OK)
        return whole;
    merger->summary->parts++;
    if (head->part < merger->next_part)
        return finding_error(merger->findings, STATUS_FINDINGS, merger->file_place,
                             "part %zu of the article stands twice; remove one <file>", head->part);
    if (head->part > merger->next_part)
        return keep_early_part(merger, head);
    enum status status = write_bytes(merger, buffer_view(&merger->out));
    merger->next_part++;
    return status == STATUS_OK ? write_early_parts(merger) : status;
}

/* Tells what became of the block's segments; a joined block is told as its first. */
static void tell(const struct merger *merger)
{
    static const enum merge_fate fates[] = {
        [FATE_ENGLISH] = MERGE_TRANSLATED,  [FATE_ELSEWHERE] = MERGE_ELSEWHERE,
        [FATE_UNTRANSLATED] = MERGE_GERMAN, [FATE_KEPT] = MERGE_GERMAN,
        [FATE_GONE] = MERGE_GONE,
    };
    const struct merge_block *block = &merger->block;
    for (size_t i = 0; merger->options->tell && i < block->slot_count; i++) {
        struct merge_outcome outcome = {
            .block = block->line->number,
            .segment = block->line->segments[i].number,
            .place = block->slots[i].place,
            .fate = fates[block->slots[i].fate],
            .typed = block->slots[i].typed,
            .waived = block->slots[i].waived,
            .broken = block->slots[i].broken,
        };
        merger->options->tell(merger->options->tell_context, &outcome);
    }
}

/* The segments that came back for the block at hand. */
static struct stored_segment *find_segments(struct merger *merger, size_t *count,
                                            enum status *found)
{
    const struct skeleton_block_line *line = &merger->lines.block;
    *found = STATUS_OK;
    if (merger->join)
        return join_block(merger->join, line, count, found);
    *count = merger->store.count;
    if (merger->ahead.on)
        return merger->store.items;
    struct stored_segment *segments = store_unpack(&merger->store, line->number, count);
    if (merger->store.failed)
        *found = finding_no_memory(merger->findings);
    return segments;
}

enum status merger_block(struct merger *merger)
{
    const struct skeleton_block_line *line = &merger->lines.block;
    size_t count;
    enum status status = encode_article(merger, line->lead), found;
    merger->in_block = true;
    struct stored_segment *segments = find_segments(merger, &count, &found);
    merger->block.article = source_block(&merger->source, line->number);
    status = worse(status, merge_block_build(&merger->block, line, segments, count));
    merger->block.broken |= found != STATUS_OK;
    status = worse(status, found);
    for (size_t i = 0; i < merger->block.slot_count; i++)
        merger->incomplete |= merger->block.slots[i].fate == FATE_GONE;
    if (merger->block.broken)
        merger->summary->broken++;
    tell(merger);
    status = worse(status, encode_block(merger));
    if (merger->observe)
        merger->observe(merger->observer, merger, line->lead, true);
    merger->in_block = false;
    return status;
}

static enum status merge_blocks(struct merger *merger)
{
    enum status status = STATUS_OK;
    enum skeleton_result result;
    while ((result = skeleton_next(&merger->lines)) == SKELETON_BLOCK) {
        status = worse(status, merger_block(merger));
        if (status == STATUS_SYSTEM)
            return status;
    }
    if (result == SKELETON_TAIL) {
        status = worse(status, encode_article(merger, merger->lines.block.lead));
        if (merger->observe)
            merger->observe(merger->observer, merger, merger->lines.block.lead, false);
        result = skeleton_next(&merger->lines);
    }
    if (result == SKELETON_MEMORY || merger->out.failed)
        return finding_no_memory(merger->findings);
    return result == SKELETON_END ? status : worse(status, skeleton_damaged(merger));
}

/* The part of --source that the file's part is of. Without a skeleton that can be trusted, one is
 * made from the article. */
static enum status use_source(struct merger *merger, bool opened)
{
    struct source *source = &merger->source;
    enum status status =
        source_next_part(source, opened ? &merger->lines.head : NULL, merger->findings);
    if (status != STATUS_OK)
        return status;
    if (opened)
        return source_check(source, &merger->lines.head, merger->findings);
    if (!source->part)
        return skeleton_damaged(merger);
    buffer_clear(&merger->skeleton);
    source_skeleton(source, &merger->store, &merger->skeleton);
    if (merger->skeleton.failed)
        return finding_no_memory(merger->findings);
    if (skeleton_open(&merger->lines, buffer_view(&merger->skeleton)))
        return STATUS_OK;
    return merger->lines.failed ? finding_no_memory(merger->findings) : skeleton_damaged(merger);
}

enum status merger_open_part(struct merger *merger)
{
    bool opened =
        merger->has_skeleton && skeleton_open(&merger->lines, buffer_view(&merger->skeleton));
    enum status status = STATUS_OK;
    if (merger->has_skeleton && merger->lines.failed)
        return finding_no_memory(merger->findings);
    store_sort_packed(&merger->store);
    if (merger->options->article)
        status = use_source(merger, opened);
    else if (!opened)
        return skeleton_damaged(merger);
    buffer_clear(&merger->out);
    merger->block.share = merger->lines.head.share;
    merger->block.shares = merger->lines.head.shares;
    merger->block.forms.style =
        merger->lines.head.cldr_style ? PROTECT_STYLE_CLDR : PROTECT_STYLE_NEWS;
    return status == STATUS_OK ? prepare_encoder(merger, &merger->lines.head) : status;
}

static enum status merge_part(struct merger *merger)
{
    bool begun = merge_ahead_end(merger);
    enum status late = begun ? merge_ahead_late(merger) : STATUS_OK;
    enum status status = begun ? STATUS_OK : merger_open_part(merger);
    if (status == STATUS_OK)
        status = worse(late, merge_blocks(merger));
    else
        merger->incomplete = true;
    if (status <= STATUS_FINDINGS && !merger->incomplete)
        status = worse(status, finish_part(merger, &merger->lines.head));
    return status;
}

/* ---- a <file> ---------------------------------------------------------------------------- */

static void keep_string(struct buffer *buffer, struct view text)
{
    buffer_clear(buffer);
    buffer_add_view(buffer, text);
    buffer_add_char(buffer, '\0');
}

enum status merger_begin_file(struct merger *merger, enum xliff_version version,
                              const struct xliff_file *file)
{
    const struct merge_options *options = merger->options;
    struct view source = string_view(file->source_lang);
    struct view in_file = string_view(file->target_lang);
    struct view target = options->target_lang ? view_of(options->target_lang) : in_file;
    merger->file_place.line = file->line;
    merger->file_place.column = file->column;
    merge_ahead_reset(merger);
    store_clear(&merger->store);
    merger->store.version = version;
    merger->store.file = merger->name;
    buffer_clear(&merger->skeleton);
    merger->has_skeleton = false;
    if (target.size == 0)
        return finding_error(merger->findings, STATUS_INPUT, merger->file_place,
                             "the file names no target language; give one with --to LANG");
    keep_string(&merger->source_lang, source);
    keep_string(&merger->target_lang, target);
    if (merger->source_lang.failed || merger->target_lang.failed)
        return finding_no_memory(merger->findings);
    merger->block.version = version;
    merger->block.forms_anew = !view_equal(target, in_file);
    merger->block.forms = (struct protect_options){
        .from = exchange_locale(merger->source_lang.data),
        .to = exchange_target(merger->source_lang.data, merger->target_lang.data),
        .kinds = PROTECT_EVERYTHING,
    };
    merger->block.same_language = merger->block.forms.to == PROTECT_TO_SOURCE;
    if (merger->begun)
        return STATUS_OK;
    merger->begun = true;
    struct merge_article article = {.original = string_view(file->original), .target_lang = target};
    enum status status = merger->sink.begin(merger->sink.sink.context, &article, merger->findings);
    merger->refused = status != STATUS_OK;
    merger->incomplete |= merger->refused;
    return status;
}

enum status merger_end_file(struct merger *merger)
{
    if (merger->store.failed)
        return finding_no_memory(merger->findings);
    if (merger->store.foreign > 0 && (merger->has_skeleton || merger->store.units > 0))
        finding_warning(merger->findings, merger->file_place,
                        "%zu unit%s not of satz in this <file> %s left out; if a tool gave them "
                        "other ids, 'satz update' finds their sentences in the article again",
                        merger->store.foreign, plural(merger->store.foreign),
                        merger->store.foreign == 1 ? "was" : "were");
    if (merger->has_skeleton || (merger->options->article && merger->store.units > 0))
        return merge_part(merger);
    if (merger->store.units > 0) {
        merger->incomplete = true;
        return finding_error(merger->findings, STATUS_FINDINGS, merger->file_place,
                             "the skeleton is missing; take it from the exported file, or merge "
                             "with --source ARTICLE");
    }
    finding_warning(merger->findings, merger->file_place,
                    "this <file> is not of the article and was left out");
    return STATUS_OK;
}

enum status merger_keep_german(struct merger *merger, const struct skeleton_head *missing)
{
    struct source *source = &merger->source;
    enum status status;
    size_t first = missing->first;
    do {
        struct skeleton_head head = *missing;
        head.first = first;
        buffer_clear(&merger->out);
        status = source_next_part(source, &head, merger->findings);
        if (status != STATUS_OK || !source->part)
            return status;
        head.last = source->part->last;
        first += source->part->block_count;
        merger->summary->kept += source->part->block_count;
        status = prepare_encoder(merger, &head);
        if (status == STATUS_OK)
            status = encode_article(merger, source->part->text);
        if (status == STATUS_OK)
            status = write_bytes(merger, buffer_view(&merger->out));
        merger->saw_last |= head.last;
    } while (status == STATUS_OK && first < missing->end && !merger->saw_last);
    merger->next_part = missing->part + 1;
    return status;
}

enum status merger_finish(struct merger *merger)
{
    struct place place = {.file = merger->name};
    size_t waiting = 0;
    for (size_t i = 0; i < merger->early_count; i++)
        waiting += merger->early[i].number > 0;
    if (merger->summary->parts == 0 && !merger->incomplete) {
        merger->incomplete = true;
        return finding_error(
            merger->findings, STATUS_FINDINGS, place,
            "has no <file> that satz exported; if a tool changed its ids, 'satz update' "
            "finds its sentences in the article again");
    }
    if (waiting == 0 && (merger->saw_last || merger->incomplete))
        return STATUS_OK;
    merger->incomplete = true;
    if (merger->lines.head.shares > 0)
        return finding_error(merger->findings, STATUS_FINDINGS, place,
                             "is part %zu of %zu of the article; name the files of all parts, or "
                             "keep the German of those that are missing with --partial --source "
                             "ARTICLE",
                             merger->lines.head.share, merger->lines.head.shares);
    return finding_error(merger->findings, STATUS_FINDINGS, place,
                         "part %zu of the article is missing; take its <file> from the exported "
                         "file",
                         merger->next_part);
}

void merger_free(struct merger *merger)
{
    store_free(&merger->store);
    store_free(&merger->ahead.late);
    merge_block_free(&merger->block);
    skeleton_close(&merger->lines);
    article_encoder_free(merger->encoder);
    source_close(&merger->source);
    buffer_free(&merger->skeleton);
    buffer_free(&merger->source_lang);
    buffer_free(&merger->target_lang);
    buffer_free(&merger->out);
    buffer_free(&merger->converted);
    for (size_t i = 0; i < merger->early_count; i++)
        buffer_free(&merger->early[i].bytes);
    free(merger->early);
}
