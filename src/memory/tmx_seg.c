#include "memory/tmx_seg.h"

#include <stdlib.h>
#include <string.h>

static struct xliff_string as_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

static struct view as_view(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}

/* ---- parts ----------------------------------------------------------------------------------- */

static struct xliff_part *add_part(struct tmx_seg *seg, struct xliff_part part)
{
    void *grown = array_grow(seg->parts, seg->count, &seg->capacity, sizeof *seg->parts);
    if (!grown) {
        seg->failed = true;
        return NULL;
    }
    seg->parts = grown;
    seg->parts[seg->count] = part;
    return &seg->parts[seg->count++];
}

/* The text so far is a part, or what the open code holds. */
static void flush(struct tmx_seg *seg, struct arena *arena, bool code)
{
    struct xliff_string text = as_string(arena_copy(arena, buffer_view(&seg->text)));
    bool empty = seg->text.size == 0;
    seg->failed |= seg->text.failed || arena->failed;
    buffer_clear(&seg->text);
    if (code && seg->count > 0)
        seg->parts[seg->count - 1].text = text;
    else if (!code && !empty)
        add_part(seg, (struct xliff_part){.kind = XLIFF_TEXT, .text = text, .translate = -1});
}

/* ---- codes ------------------------------------------------------------------------------------
 */

/* An id of a letter and what the file says, or of the code's place among those without a number. */
static struct xliff_string make_id(struct tmx_seg *seg, char letter, struct view number,
                                   struct arena *arena)
{
    struct buffer id = {0};
    buffer_add_char(&id, letter);
    if (number.size > 0) {
        buffer_add_view(&id, number);
    } else {
        buffer_add_char(&id, '.');
        buffer_add_number(&id, ++seg->numbers);
    }
    struct view copy = arena_copy(arena, buffer_view(&id));
    seg->failed |= id.failed || arena->failed;
    buffer_free(&id);
    return as_string(copy);
}

/* The open <bpt> of that number; codes keep it in `subtype` until the end of the segment. */
static const struct xliff_part *find_open(const struct tmx_seg *seg, struct view number)
{
    for (size_t i = seg->count; i-- > 0;)
        if (seg->parts[i].kind == XLIFF_OPEN && !seg->parts[i].isolated &&
            view_equal(as_view(seg->parts[i].subtype), number))
            return &seg->parts[i];
    return NULL;
}

static void make_close(struct tmx_seg *seg, struct xliff_part *part, struct view number,
                       struct arena *arena)
{
    const struct xliff_part *open = find_open(seg, number);
    part->kind = XLIFF_CLOSE;
    part->isolated = !open;
    part->id = part->ref = open ? open->id : make_id(seg, 'i', number, arena);
}

static void make_isolated(struct tmx_seg *seg, const struct tmx_tag *tag, struct xliff_part *part,
                          struct arena *arena)
{
    bool end = view_equal(tmx_tag_get(tag, "pos"), VIEW("end"));
    part->kind = end ? XLIFF_CLOSE : XLIFF_OPEN;
    part->isolated = true;
    part->id = make_id(seg, 'x', tmx_tag_get(tag, "x"), arena);
    if (end)
        part->ref = part->id;
}

static void make_open(struct tmx_seg *seg, const struct tmx_tag *tag, struct xliff_part *part,
                      struct arena *arena)
{
    struct view pair = tmx_tag_get(tag, "i"), across = tmx_tag_get(tag, "x");
    part->kind = XLIFF_OPEN;
    part->id = across.size > 0 ? make_id(seg, 'x', across, arena) : make_id(seg, 'i', pair, arena);
    part->subtype = as_string(arena_copy(arena, pair));
}

static void start_code(struct tmx_seg *seg, const struct tmx_tag *tag, struct arena *arena)
{
    struct xliff_part part = {.kind = XLIFF_PLACEHOLDER,
                              .type = as_string(arena_copy(arena, tmx_tag_get(tag, "type"))),
                              .translate = -1};
    if (strcmp(tag->name, "bpt") == 0)
        make_open(seg, tag, &part, arena);
    else if (strcmp(tag->name, "ept") == 0)
        make_close(seg, &part, tmx_tag_get(tag, "i"), arena);
    else if (strcmp(tag->name, "it") == 0)
        make_isolated(seg, tag, &part, arena);
    else
        part.id = make_id(seg, 'x', tmx_tag_get(tag, "x"), arena);
    add_part(seg, part);
}

/* ---- the segment ------------------------------------------------------------------------------
 */

void tmx_seg_clear(struct tmx_seg *seg)
{
    seg->count = 0;
    tmx_seg_begin(seg, false);
}

void tmx_seg_begin(struct tmx_seg *seg, bool tags)
{
    buffer_clear(&seg->text);
    seg->count = seg->depth = seg->numbers = 0;
    seg->tags = tags;
}

/* <hi> only marks text; in a code everything is the code's. */
void tmx_seg_start(struct tmx_seg *seg, const struct tmx_tag *tag, struct arena *arena)
{
    if (seg->tags || (seg->depth == 0 && strcmp(tag->name, "hi") == 0) || seg->depth++ > 0)
        return;
    flush(seg, arena, false);
    start_code(seg, tag, arena);
}

void tmx_seg_text(struct tmx_seg *seg, struct view text)
{
    buffer_add_view(&seg->text, text);
    seg->failed |= seg->text.failed;
}

void tmx_seg_end_inline(struct tmx_seg *seg, struct arena *arena)
{
    if (seg->depth > 0 && --seg->depth == 0)
        flush(seg, arena, true);
}

bool tmx_seg_end(struct tmx_seg *seg, struct arena *arena, struct xliff_content *content)
{
    flush(seg, arena, false);
    struct xliff_part *parts = arena_take(arena, (seg->count + 1) * sizeof *parts);
    if (!parts || seg->failed)
        return false;
    for (size_t i = 0; i < seg->count; i++) {
        parts[i] = seg->parts[i];
        parts[i].subtype = (struct xliff_string){0};
    }
    *content = (struct xliff_content){.parts = parts, .count = seg->count};
    return true;
}

void tmx_seg_free(struct tmx_seg *seg)
{
    free(seg->parts);
    buffer_free(&seg->text);
}
