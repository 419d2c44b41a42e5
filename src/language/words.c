#include "language/words.h"

/* Most words are short: a call of memcmp would take longer. */
static inline bool same(const char *a, const char *b, size_t size)
{
    while (size > 8 && memcmp(a + size - 8, b + size - 8, 8) == 0)
        size -= 8;
    while (size > 0 && a[size - 1] == b[size - 1])
        size--;
    return size == 0;
}

unsigned language_word(const char *word, size_t size)
{
    if (size == 0 || size > LANGUAGE_WORD_MAX)
        return 0;
    uint32_t hash = language_hash(word, size);
    if (!language_sieved(language_sieve, hash))
        return 0;
    for (uint32_t at = hash % LANGUAGE_SLOTS;; at = (at + 1) % LANGUAGE_SLOTS) {
        const struct language_slot *slot = &language_slots[at];
        if (slot->size == 0)
            return 0;
        if (slot->size == size && same(language_pool + slot->offset, word, size))
            return slot->flags;
    }
}
