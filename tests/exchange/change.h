/* change.h - changes to a text, as the data files of this folder write them.
 *
 * A change is FROM => TO: the first FROM is replaced; FROM may be A~B, which is all from A to the
 * next B. \n is a line end. A change "+FROM => TO" replaces every FROM. Several are divided by
 * " ; ".
 */
#ifndef TESTS_EXCHANGE_CHANGE_H
#define TESTS_EXCHANGE_CHANGE_H

#include "base/base.h"

/* Makes one change, or all of a list; false if a FROM is not in the text. */
bool change_one(struct buffer *text, struct view change);
bool change_all(struct buffer *text, struct view changes);
/* Takes what stands before `mark` off the front of `rest`; all if it has none. */
struct view change_until(struct view *rest, struct view mark);

#endif
