#include "exchange/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/block.h"
#include "exchange/codes.h"
#include "exchange/skeleton.h"
#include "exchange/source.h"
#include "exchange/store.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* A part that came before its turn. */
struct early_part {
    size_t number;
    bool last;
    struct buffer bytes;
};

struct merger {
    struct input *input;
    const struct merge_options *options;
    struct merge_sink sink;
    struct findings *findings;
    struct exchange_summary *summary;
    bool begun;   /* sink.begin was called */
    bool refused; /* and has no place for the article */
    struct store store;
    struct buffer skeleton; /* of the <file> at hand */
    bool has_skeleton;
    size_t skeleton_line;
    struct buffer source_lang, target_lang; /* of the <file>, NUL-terminated */
    struct place file_place;
    struct merge_block block;
    struct article_encoder *encoder;
    struct article_encoding encoding; /* the encoder's */
    struct skeleton_reader lines;
    struct buffer out;       /* the part, encoded */
    struct buffer converted; /* a joint with other line ends */
    size_t next_part;        /* the next to be written */
    bool saw_last;
    struct early_part *early;
    size_t early_count, early_capacity;
    struct source source; /* --source */
    bool incomplete;      /* something is missing that cannot even stay German */
};

static enum status worse(enum status a, enum status b)
{
    return a > b ? a : b;
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

static enum status encode_block(struct merger *merger)
{
    char unit[32];
    struct english *english = &merger->block.english;
    enum status status = STATUS_OK;
    struct view text = buffer_view(&english->text);
    snprintf(unit, sizeof unit, "unit b%zu", merger->block.line->number);
    merger->file_place =
        merger->block.slot_count > 0 ? merger->block.slots[0].place : merger->file_place;
    for (size_t i = 0; i < english->run_count; i++) {
        const struct english_run *run = &english->runs[i];
        struct view piece = view_slice(text, run->start, run->end);
        status = worse(status, encode(merger, piece, run->ours, unit));
    }
    return status;
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

static enum status finish_part(struct merger *merger, const struct skeleton_head *head)
{
    merger->saw_last |= head->last;
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
            .broken = block->slots[i].broken,
        };
        merger->options->tell(merger->options->tell_context, &outcome);
    }
}

static enum status merge_block(struct merger *merger)
{
    const struct skeleton_block_line *line = &merger->lines.block;
    size_t count;
    struct stored_segment *segments = store_block(&merger->store, line->number, &count);
    enum status status = encode_article(merger, line->lead);
    merger->block.article = source_block(&merger->source, line->number);
    status = worse(status, merge_block_build(&merger->block, line, segments, count));
    for (size_t i = 0; i < merger->block.slot_count; i++)
        merger->incomplete |= merger->block.slots[i].fate == FATE_GONE;
    if (merger->block.broken)
        merger->summary->broken++;
    tell(merger);
    return worse(status, encode_block(merger));
}

static enum status merge_blocks(struct merger *merger)
{
    enum status status = STATUS_OK;
    enum skeleton_result result;
    while ((result = skeleton_next(&merger->lines)) == SKELETON_BLOCK) {
        status = worse(status, merge_block(merger));
        if (status == STATUS_SYSTEM)
            return status;
    }
    if (result == SKELETON_TAIL) {
        status = worse(status, encode_article(merger, merger->lines.block.lead));
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
    bool wrapped = opened && merger->lines.head.wrapped;
    enum status status = source_next_part(source, wrapped, merger->findings);
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

static enum status merge_part(struct merger *merger)
{
    bool opened =
        merger->has_skeleton && skeleton_open(&merger->lines, buffer_view(&merger->skeleton));
    enum status status = STATUS_OK;
    if (merger->has_skeleton && merger->lines.failed)
        return finding_no_memory(merger->findings);
    store_sort(&merger->store);
    if (merger->options->article)
        status = use_source(merger, opened);
    else if (!opened)
        return skeleton_damaged(merger);
    buffer_clear(&merger->out);
    merger->block.forms.style =
        merger->lines.head.cldr_style ? PROTECT_STYLE_CLDR : PROTECT_STYLE_NEWS;
    if (status == STATUS_OK)
        status = prepare_encoder(merger, &merger->lines.head);
    if (status == STATUS_OK)
        status = merge_blocks(merger);
    else
        merger->incomplete = true;
    if (status <= STATUS_FINDINGS && !merger->incomplete)
        status = worse(status, finish_part(merger, &merger->lines.head));
    return status;
}

/* ---- events ------------------------------------------------------------------------------ */

static void keep_string(struct buffer *buffer, struct view text)
{
    buffer_clear(buffer);
    buffer_add_view(buffer, text);
    buffer_add_char(buffer, '\0');
}

static enum status begin_file(struct merger *merger, const struct xliff_event *event)
{
    const struct merge_options *options = merger->options;
    struct view source = string_view(event->file->source_lang);
    struct view in_file = string_view(event->file->target_lang);
    struct view target = options->target_lang ? view_of(options->target_lang) : in_file;
    merger->file_place.line = event->file->line;
    merger->file_place.column = event->file->column;
    store_clear(&merger->store);
    merger->store.version = event->version;
    buffer_clear(&merger->skeleton);
    merger->has_skeleton = false;
    if (target.size == 0)
        return finding_error(merger->findings, STATUS_INPUT, merger->file_place,
                             "the file names no target language; give one with --to LANG");
    keep_string(&merger->source_lang, source);
    keep_string(&merger->target_lang, target);
    if (merger->source_lang.failed || merger->target_lang.failed)
        return finding_no_memory(merger->findings);
    merger->block.version = event->version;
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
    struct merge_article article = {.original = string_view(event->file->original),
                                    .target_lang = target};
    enum status status =
        merger->sink.begin(merger->sink.sink.context, &article, merger->findings);
    merger->refused = merger->incomplete = status != STATUS_OK;
    return status;
}

static enum status keep_skeleton(struct merger *merger, const struct xliff_event *event)
{
    merger->has_skeleton = skeleton_is_ours(string_view(event->text));
    merger->skeleton_line = event->line;
    buffer_add_view(&merger->skeleton, string_view(event->text));
    return merger->skeleton.failed ? finding_no_memory(merger->findings) : STATUS_OK;
}

static enum status end_file(struct merger *merger)
{
    if (merger->store.failed)
        return finding_no_memory(merger->findings);
    if (merger->store.foreign > 0 && (merger->has_skeleton || merger->store.units > 0))
        finding_warning(merger->findings, merger->file_place,
                        "%zu units of this <file> are not of satz and were left out",
                        merger->store.foreign);
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

static enum status take_event(struct merger *merger, const struct xliff_event *event)
{
    switch (event->kind) {
    case XLIFF_FILE_START:
        return begin_file(merger, event);
    case XLIFF_SKELETON:
        return keep_skeleton(merger, event);
    case XLIFF_UNIT:
        store_add(&merger->store, event->unit);
        return STATUS_OK;
    case XLIFF_FILE_END:
        return end_file(merger);
    default:
        return STATUS_OK;
    }
}

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    struct merger *merger = context;
    size_t got;
    enum status status = input_read(merger->input, data, size, &got, merger->findings);
    return status == STATUS_OK ? (ptrdiff_t)got : -1;
}

static enum status reader_status(struct merger *merger, const struct xliff_error *error)
{
    struct place place = {merger->input->name, error->line, error->column};
    if (error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(merger->findings);
    if (error->code == XLIFF_ERROR_READ)
        return STATUS_INPUT; /* reported where it happened */
    return finding_error(merger->findings, STATUS_INPUT, place, "%s", error->message);
}

static enum status read_events(struct merger *merger, struct xliff_reader *reader)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    int more;
    while ((more = xliff_read(reader, &event)) > 0) {
        status = worse(status, take_event(merger, &event));
        if (status > STATUS_FINDINGS || merger->refused)
            return status;
    }
    return more < 0 ? worse(status, reader_status(merger, xliff_reader_error(reader))) : status;
}

/* After the last event: is every part there. */
static enum status check_parts(struct merger *merger)
{
    struct place place = {.file = merger->input->name};
    size_t waiting = 0;
    for (size_t i = 0; i < merger->early_count; i++)
        waiting += merger->early[i].number > 0;
    if (merger->summary->parts == 0 && !merger->incomplete) {
        merger->incomplete = true;
        return finding_error(merger->findings, STATUS_FINDINGS, place,
                             "has no <file> that satz exported");
    }
    if (waiting == 0 && (merger->saw_last || merger->incomplete))
        return STATUS_OK;
    merger->incomplete = true;
    return finding_error(merger->findings, STATUS_FINDINGS, place,
                         "part %zu of the article is missing; take its <file> from the exported "
                         "file",
                         merger->next_part);
}

static void free_merger(struct merger *merger)
{
    store_free(&merger->store);
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

enum status exchange_merge(struct input *input, const struct merge_options *options,
                           struct merge_sink sink, struct exchange_summary *summary,
                           struct findings *findings)
{
    struct merger merger = {
        .input = input,
        .options = options,
        .sink = sink,
        .findings = findings,
        .summary = summary,
        .next_part = 1,
        .source = {.name = options->article},
        .file_place = {.file = input->name},
        .block = {
            .options = options, .findings = findings, .summary = summary, .file = input->name}};
    *summary = (struct exchange_summary){0};
    struct xliff_reader *reader = xliff_reader_new(read_input, &merger);
    enum status status = reader ? read_events(&merger, reader) : finding_no_memory(findings);
    if (status <= STATUS_FINDINGS)
        status = worse(status, check_parts(&merger));
    summary->complete = status <= STATUS_FINDINGS && !merger.incomplete;
    xliff_reader_free(reader);
    free_merger(&merger);
    return status;
}
