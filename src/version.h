/* The one place that names the version. */
#ifndef VERSION_H
#define VERSION_H
#define SATZ_VERSION "0.1.0"
#endif
