#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool buffer_grow(struct buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity - buffer->size < more && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *data = capacity - buffer->size < more ? NULL : realloc(buffer->data, capacity);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void buffer_add_codepoint(struct buffer *buffer, uint32_t codepoint)
{
    char bytes[4] = {0};
    size_t size = utf8_encode(codepoint, bytes);
    buffer_add(buffer, bytes, size);
}

void buffer_add_number(struct buffer *buffer, size_t number)
{
    if (buffer_reserve(buffer, 20))
        buffer->size += number_write(buffer->data + buffer->size, number);
}

void buffer_add_hex(struct buffer *buffer, uint64_t number, unsigned digits)
{
    if (!buffer_reserve(buffer, digits))
        return;
    for (char *out = buffer->data + buffer->size, *at = out + digits; at > out; number >>= 4)
        *--at = "0123456789abcdef"[number & 15];
    buffer->size += digits;
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size < 0)
        buffer->failed = true;
    else if (buffer_reserve(buffer, (size_t)size + 1)) {
        vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void buffer_drop(struct buffer *buffer, size_t size)
{
    if (size == 0)
        return;
    memmove(buffer->data, buffer->data + size, buffer->size - size);
    buffer->size -= size;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->size = 0;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

void *array_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    size_t wanted = *capacity < 16 ? 16 : *capacity * 2;
    if (wanted <= count || wanted > SIZE_MAX / size)
        return NULL;
    void *grown = realloc(array, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}
