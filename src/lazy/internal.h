/* internal.h - private to this room: a library's functions, named once.
 *
 * A file lists them as F(type, name, parameters, arguments). The library's own header is included,
 * so that a list that is wrong does not compile.
 */
#ifndef LAZY_INTERNAL_H
#define LAZY_INTERNAL_H

#include "lazy/lazy.h"

#define LAZY_TEXT_OF(name) #name
#define LAZY_TEXT(name)    LAZY_TEXT_OF(name) /* ICU's names are macros, for its version */

#define LAZY_POINTER(type, name, parameters, arguments) static __typeof__(&(name)) real_##name;
#define LAZY_FORWARD(type, name, parameters, arguments)                                            \
    type name parameters                                                                           \
    {                                                                                              \
        return real_##name arguments;                                                              \
    }
#define LAZY_FIND(type, name, parameters, arguments)                                               \
    &&lazy_find(library, LAZY_TEXT(name), &real_##name)

/* NULL if it cannot be loaded. */
void *lazy_open(const char *soname);
/* Puts the address of a function or variable into *pointer, if the library has it. */
bool lazy_find(void *library, const char *name, void *pointer);
/* Reports what failed last of these. */
enum status lazy_failed(const char *soname, const char *debian_package, struct findings *findings);

#endif
