/* json.h - JSON, built by json-c. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <json-c/json.h>

#include "base/base.h"

struct json_object *json_text(struct view text);
struct json_object *json_count(size_t value);
/* Adds a member, or sets *failed; takes `value`, which is NULL when memory ran out. */
void json_add(struct json_object *object, const char *name, struct json_object *value,
              bool *failed);
/* Adds an item to an array; the same. */
void json_append(struct json_object *array, struct json_object *value, bool *failed);
/* A report that begins {"format": FORMAT, "version": 1, ...}; NULL when memory runs out. */
struct json_object *json_report(const char *format, bool *failed);
/* Adds the text of the object, for people or for programs. */
void json_render(struct json_object *object, struct buffer *out);
void json_render_plain(struct json_object *object, struct buffer *out);

/* Adds an object as it stands among the items of an array in a report; frees it. */
void json_render_within(struct json_object *object, struct buffer *out, bool *failed);
/* Such text as one of these items; NULL when memory runs out. */
struct json_object *json_rendered(struct view text);

#endif
