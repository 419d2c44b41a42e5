#include "xliff/memory.h"

#include "tests/xliff/support.h"
#include "xliff/keys.h"

#include <string.h>

static struct xliff_string string(const char *text)
{
    return (struct xliff_string){text, strlen(text)};
}

static void test_bytes(void)
{
    struct bytes bytes = {0};
    for (size_t i = 0; i < 1000; i++)
        xliff_bytes_add_number(&bytes, i);
    CU_ASSERT_EQUAL(bytes.size, 10 + 90 * 2 + 900 * 3);
    CU_ASSERT_FALSE(xliff_bytes_reserve(&bytes, SIZE_MAX));
    CU_ASSERT_TRUE(bytes.failed);
    xliff_bytes_add_string(&bytes, "x");
    CU_ASSERT_EQUAL(bytes.size, 10 + 90 * 2 + 900 * 3);
    xliff_bytes_free(&bytes);
}

static void test_arena(void)
{
    struct xliff_arena arena = {0};
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 300; size += 7) {
            char *memory = xliff_arena_get(&arena, size);
            CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
            memset(memory, 'x', size);
        }
        char *large = xliff_arena_get(&arena, 1 << 20);
        CU_ASSERT_PTR_NOT_NULL_FATAL(large);
        memset(large, 'x', 1 << 20);
        xliff_arena_clear(&arena);
        size_t whole = arena.left;
        CU_ASSERT_PTR_NOT_NULL(xliff_arena_get(&arena, 1));
        CU_ASSERT_EQUAL(arena.left, whole - sizeof(void *));
    }
    CU_ASSERT_PTR_NULL(xliff_arena_get(&arena, SIZE_MAX - 3));
    xliff_arena_free(&arena);
}

static void note_pair(void *context, size_t open, size_t close)
{
    buffer_printf(context, "%zu-%zu ", open, close);
}

/* Ends of pairs: an upper case letter closes what its lower case letter opens. */
static void check_pairs(const char *ends, const char *expected)
{
    static const char names[] = "abcdefghijklmnopqrstuvwxyz";
    struct array keys = {0};
    struct buffer out = {0};
    for (size_t i = 0; ends[i]; i++) {
        bool close = ends[i] < 'a';
        struct xliff_string name = {names + (ends[i] - (close ? 'A' : 'a')), 1};
        CU_ASSERT_TRUE(
            xliff_keys_add(&keys, (struct key){.name = name, .index = i, .close = close}));
    }
    xliff_keys_match(&keys, note_pair, &out);
    test_text_equal(buffer_view(&out), view_of(expected), ends);
    xliff_array_free(&keys);
    buffer_free(&out);
}

static void test_pairs(void)
{
    check_pairs("", "");
    check_pairs("aA", "0-1 ");
    check_pairs("abAB", "0-2 1-3 ");
    check_pairs("aaAA", "1-2 0-3 ");
    check_pairs("Aa", "1-0 ");
    check_pairs("aAaA", "0-1 2-3 ");
    check_pairs("abC", "");
    check_pairs("Abca", "3-0 ");
}

static void test_find(void)
{
    struct array keys = {0};
    static const char *const names[] = {"d10", "d1", "", "d2", "d1"};
    for (size_t i = 0; i < 5; i++)
        xliff_keys_add(&keys, (struct key){.name = string(names[i]), .index = i});
    xliff_keys_sort(&keys);
    CU_ASSERT_EQUAL(xliff_keys_find(&keys, string("d1")), 1);
    CU_ASSERT_EQUAL(xliff_keys_find(&keys, string("d10")), 0);
    CU_ASSERT_EQUAL(xliff_keys_find(&keys, string("")), 2);
    CU_ASSERT_EQUAL(xliff_keys_find(&keys, string("d3")), SIZE_MAX);
    xliff_array_free(&keys);
}

void add_xliff_memory(CU_pSuite suite)
{
    test_add(suite, "memory: bytes", test_bytes);
    test_add(suite, "memory: arena", test_arena);
    test_add(suite, "keys: pairs", test_pairs);
    test_add(suite, "keys: find", test_find);
}
