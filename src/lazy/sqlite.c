#include <sqlite3.h>
#include <stdarg.h>

#include "lazy/internal.h"
#include "lazy/sonames.h"

/* clang-format off */
#define FUNCTIONS(F)                                                                               \
    F(int, sqlite3_bind_blob,                                                                      \
      (sqlite3_stmt *statement, int index, const void *data, int size, void (*release)(void *)),   \
      (statement, index, data, size, release))                                                     \
    F(int, sqlite3_bind_int64, (sqlite3_stmt *statement, int index, sqlite3_int64 value),          \
      (statement, index, value))                                                                   \
    F(int, sqlite3_bind_text,                                                                      \
      (sqlite3_stmt *statement, int index, const char *data, int size, void (*release)(void *)),   \
      (statement, index, data, size, release))                                                     \
    F(int, sqlite3_busy_timeout, (sqlite3 *database, int milliseconds), (database, milliseconds))  \
    F(int, sqlite3_changes, (sqlite3 *database), (database))                                       \
    F(int, sqlite3_close, (sqlite3 *database), (database))                                         \
    F(const void *, sqlite3_column_blob, (sqlite3_stmt *statement, int index), (statement, index)) \
    F(int, sqlite3_column_bytes, (sqlite3_stmt *statement, int index), (statement, index))         \
    F(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt *statement, int index),                   \
      (statement, index))                                                                          \
    F(const unsigned char *, sqlite3_column_text, (sqlite3_stmt *statement, int index),            \
      (statement, index))                                                                          \
    F(int, sqlite3_errcode, (sqlite3 *database), (database))                                       \
    F(const char *, sqlite3_errmsg, (sqlite3 *database), (database))                               \
    F(int, sqlite3_exec,                                                                           \
      (sqlite3 *database, const char *sql, int (*take)(void *, int, char **, char **),             \
       void *context, char **error),                                                               \
      (database, sql, take, context, error))                                                       \
    F(int, sqlite3_finalize, (sqlite3_stmt *statement), (statement))                               \
    F(int, sqlite3_get_autocommit, (sqlite3 *database), (database))                                \
    F(sqlite3_int64, sqlite3_last_insert_rowid, (sqlite3 *database), (database))                   \
    F(void, sqlite3_progress_handler,                                                              \
      (sqlite3 *database, int steps, int (*stops)(void *), void *context),                         \
      (database, steps, stops, context))                                                           \
    F(int, sqlite3_open_v2,                                                                        \
      (const char *name, sqlite3 **database, int flags, const char *system),                       \
      (name, database, flags, system))                                                             \
    F(int, sqlite3_prepare_v2,                                                                     \
      (sqlite3 *database, const char *sql, int size, sqlite3_stmt **statement, const char **rest), \
      (database, sql, size, statement, rest))                                                      \
    F(int, sqlite3_prepare_v3,                                                                     \
      (sqlite3 *database, const char *sql, int size, unsigned flags, sqlite3_stmt **statement,     \
       const char **rest),                                                                         \
      (database, sql, size, flags, statement, rest))                                               \
    F(int, sqlite3_reset, (sqlite3_stmt *statement), (statement))                                  \
    F(int, sqlite3_step, (sqlite3_stmt *statement), (statement))
/* clang-format on */

FUNCTIONS(LAZY_POINTER)
FUNCTIONS(LAZY_FORWARD)
LAZY_POINTER(int, sqlite3_db_config, , )

/* What follows depends on the option: for all that are switches it is these two. */
int sqlite3_db_config(sqlite3 *database, int option, ...)
{
    va_list arguments;
    va_start(arguments, option);
    int value = va_arg(arguments, int);
    int *result = va_arg(arguments, int *);
    va_end(arguments);
    return real_sqlite3_db_config(database, option, value, result);
}

enum status lazy_sqlite(struct findings *findings)
{
    static bool loaded;
    void *library = loaded ? NULL : lazy_open(SONAME_SQLITE);
    loaded = loaded || (library LAZY_FIND(int, sqlite3_db_config, , ) FUNCTIONS(LAZY_FIND));
    return loaded ? STATUS_OK : lazy_failed(SONAME_SQLITE, "libsqlite3-0", findings);
}
