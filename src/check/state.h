/* state.h - how far a translation has come, as a file's states say it.
 *
 *            1.2                                            2.x
 *   initial  new, needs-translation                         initial
 *   translated  translated, needs-..., x-...; no state      translated; no state
 *   reviewed signed-off                                     reviewed
 *   final    final, approved="yes"                          final
 *
 * A segment without a target is initial, whatever its state.
 */
#ifndef CHECK_STATE_H
#define CHECK_STATE_H

#include "base/base.h"
#include "xliff/xliff.h"

enum state_level { STATE_INITIAL, STATE_TRANSLATED, STATE_REVIEWED, STATE_FINAL };

/* "initial", "translated", ... static. */
const char *state_level_name(enum state_level level);
/* `filled`: it has a target. */
enum state_level state_level(enum xliff_version version, struct view state, bool approved,
                             bool filled);

#endif
