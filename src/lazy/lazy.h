/* lazy.h - libraries that the program loads when it first needs them.
 *
 * To link libxml2, SQLite and ICU takes longer than the work on one article, and no command needs
 * them all. So the program is not linked with them: what it calls of each stands here, in a file a
 * library, and goes on to the library once that is loaded. Everything else (the tests, libxliff) is
 * linked as usual, with linked.c in their place, and so is a program built with LAZY=no.
 */
#ifndef LAZY_LAZY_H
#define LAZY_LAZY_H

#include "base/base.h"

/* To be called before anything of that library is, and not by several threads at once. Loads it if
 * that was not done; STATUS_SYSTEM after an error was reported. */
enum status lazy_libxml2(struct findings *findings);
enum status lazy_sqlite(struct findings *findings);
enum status lazy_icu(struct findings *findings);

#endif
