/* rows.c - the list of checks. The man page has the same; a test compares. */
#include "check/internal.h"

#define ERROR   SEVERITY_ERROR
#define WARNING SEVERITY_WARNING
#define REMARK  SEVERITY_REMARK

/* clang-format off */
static const struct check_row rows[CHECK_COUNT] = {
    [CHECK_UNTRANSLATED] = {"untranslated", ERROR,
        "a segment has no target, or the German that was copied there"},
    [CHECK_TARGET_EMPTY] = {"target-empty", ERROR,
        "a target is empty, is not final, and no neighbour in its block is filled"},
    [CHECK_GERMAN_LEFT] = {"german-left", WARNING,
        "a target equals its German, or has a run of German words"},
    [CHECK_CODE_MISSING] = {"code-missing", ERROR,
        "neither a code of the source nor its value is in the target"},
    [CHECK_CODE_ADDED] = {"code-added", ERROR,
        "a target has a code that its source does not have"},
    [CHECK_CODE_TYPED] = {"code-typed", REMARK,
        "a value stands as text instead of its code, and is right"},
    [CHECK_CODE_REPEATED] = {"code-repeated", REMARK,
        "a code stands more often in the targets than in the sources"},
    [CHECK_CODE_AS_TEXT] = {"code-as-text", ERROR,
        "a code of the translator's tool stands in a target as text"},
    [CHECK_QUOTE_HALF] = {"quote-half", ERROR,
        "one of a pair of quotation marks is missing, the other is there"},
    [CHECK_QUOTE_TWICE] = {"quote-twice", ERROR,
        "a quotation mark of the source stands more than once"},
    [CHECK_CODE_NESTED] = {"code-nested", ERROR,
        "a pair of codes closes before it opens, or crosses another pair"},
    [CHECK_NUMBER_DIFFERS] = {"number-differs", ERROR,
        "a number, date or time that is text has another value, or is missing"},
    [CHECK_NUMBER_ADDED] = {"number-added", WARNING,
        "a target has a number, date or time that its source does not have"},
    [CHECK_NUMBER_IN_BRACKETS] = {"number-in-brackets", REMARK,
        "a target adds a number, date or time in brackets"},
    [CHECK_LINK_CHANGED] = {"link-changed", ERROR,
        "a link, address, handle or hashtag is not the source's"},
    [CHECK_QUOTES_UNBALANCED] = {"quotes-unbalanced", WARNING,
        "a quotation in a block does not open or does not close"},
    [CHECK_BRACKETS_UNBALANCED] = {"brackets-unbalanced", WARNING,
        "a bracket in a block does not open or does not close"},
    [CHECK_GERMAN_QUOTES] = {"german-quotes", WARNING,
        "a target has a quotation mark as German writes it"},
    [CHECK_COMMA_AFTER_QUOTE] = {"comma-after-quote", WARNING,
        "en-US: a comma or full stop stands after a closing quotation mark"},
    [CHECK_END_PUNCTUATION] = {"end-punctuation", WARNING,
        "a target ends in another punctuation than its source"},
    [CHECK_SPACE_AT_EDGE] = {"space-at-edge", WARNING,
        "a target begins or ends with white space and its source does not, or the reverse"},
    [CHECK_DOUBLE_SPACE] = {"double-space", WARNING,
        "a target has two spaces in a row"},
    [CHECK_DOUBLED_WORD] = {"doubled-word", WARNING,
        "a target has the same word twice in a row"},
    [CHECK_LENGTH_UNUSUAL] = {"length-unusual", WARNING,
        "a target is far longer or shorter than a translation usually is"},
    [CHECK_CHARACTER_FORBIDDEN] = {"character-forbidden", ERROR,
        "a target has a control, private or replacement character, or text in a wrong encoding"},
    [CHECK_CHARACTER_INVISIBLE] = {"character-invisible", WARNING,
        "a target has an invisible character that its source does not have"},
    [CHECK_SOURCE_TRANSLATED_TWICE] = {"source-translated-twice", WARNING,
        "the same source is translated in two ways"},
    [CHECK_TERM_MISSED] = {"term-missed", WARNING,
        "a term of --terms is in the source, and its English not in the target"},
    [CHECK_NEVER_CHANGED] = {"never-changed", ERROR,
        "a term of --never is in the source, and not in the target"},
    [CHECK_STATE_WAITING] = {"state-waiting", REMARK,
        "a target is translated, and its state says that it is not"},
    [CHECK_STATE_REVIEW] = {"state-review", WARNING,
        "a state says that the target needs work or was rejected"},
    [CHECK_STATE_WITHOUT_TARGET] = {"state-without-target", WARNING,
        "a state says that a segment is translated, and it has no target"},
    [CHECK_LANGUAGE_MISSING] = {"target-language-missing", WARNING,
        "a file with targets names no target language; its translation is not checked"},
    [CHECK_LANGUAGE_OPEN] = {"target-language-open", REMARK,
        "a file names no target language and has no targets; nothing is checked"},
};
/* clang-format on */

const struct check_row *check_rows(size_t *count)
{
    *count = CHECK_COUNT;
    return rows;
}

void check_say(struct checker *checker, enum check check, const struct check_segment *segment,
               const char *format, ...)
{
    struct finding finding = {
        .severity = rows[check].severity == SEVERITY_ERROR && !segment->ours ? SEVERITY_WARNING
                                                                             : rows[check].severity,
        .id = rows[check].id,
        .place = segment->place,
        .unit = segment->unit,
        .segment = segment->id,
    };
    struct buffer *message = &checker->message;
    va_list arguments;
    finding.place.file = checker->options.file;
    buffer_clear(message);
    if (segment->unit.size > 0)
        buffer_printf(message, "unit %.*s%s%.*s: ", SHOW(segment->unit),
                      segment->id.size > 0 ? "." : "", SHOW(segment->id));
    va_start(arguments, format);
    buffer_vprintf(message, format, arguments);
    va_end(arguments);
    buffer_add_char(message, '\0');
    checker->failed |= message->failed;
    if (message->failed)
        return;
    finding.message = message->data;
    if (checker->waits)
        checker->failed |= !waiting_add(&checker->waiting, &finding, buffer_view(message));
    else
        finding_tell(checker->findings, &finding);
}
