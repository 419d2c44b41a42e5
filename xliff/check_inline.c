/* Inline elements of 2.x: what each shows by itself. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"
#include "xliff/escape.h"

#include <string.h>

/* ---- Codes ------------------------------------------------------------------------------ */

static void check_sub_type(struct check *check)
{
    static const struct {
        const char *sub_type, *type;
    } defined[] = {{"xlf:lb", "fmt"}, {"xlf:pb", "fmt"}, {"xlf:b", "fmt"},
                   {"xlf:i", "fmt"},  {"xlf:u", "fmt"},  {"xlf:var", "ui"}};
    struct xliff_string value = VALUE(check, SUB_TYPE);
    if (!value.data)
        return;
    if (!HAS(check, TYPE)) {
        xliff_report(check, RULE_SUB_TYPE,
                     "subType=\"%.*s\" without type: add type or remove subType", SHOWN(value));
        return;
    }
    for (size_t i = 0; i < sizeof defined / sizeof *defined; i++) {
        if (!xliff_is(value, defined[i].sub_type))
            continue;
        if (!IS(check, TYPE, defined[i].type))
            xliff_report(check, RULE_SUB_TYPE, "subType=\"%.*s\" asks for type=\"%s\"",
                         SHOWN(value), defined[i].type);
        return;
    }
    if (value.size > 4 && memcmp(value.data, "xlf:", 4) == 0)
        xliff_report(check, RULE_RESERVED_PREFIX,
                     "subType=\"%.*s\" is not defined: the prefix xlf is reserved", SHOWN(value));
}

static void check_hints(struct check *check)
{
    bool fixed = IS(check, CAN_REORDER, "no") || IS(check, CAN_REORDER, "firstNo");
    if (fixed && (!IS(check, CAN_COPY, "no") || !IS(check, CAN_DELETE, "no")))
        xliff_report(check, RULE_REORDER_HINTS,
                     "canReorder=\"%.*s\" asks for canCopy=\"no\" and canDelete=\"no\": add them",
                     SHOWN(VALUE(check, CAN_REORDER)));
}

static void refer_flows(struct check *check, struct xliff_string list)
{
    struct xliff_string word;
    while (xliff_check_word(&list, &word))
        xliff_name_refer(check, &check->names, FILE_NAME_UNIT, 0, word);
}

static void start_code(struct check *check, enum code_kind kind)
{
    check_sub_type(check);
    check_hints(check);
    refer_flows(check, VALUE(check, SUB_FLOWS));
    refer_flows(check, VALUE(check, SUB_FLOWS_START));
    refer_flows(check, VALUE(check, SUB_FLOWS_END));
    struct xliff_string none = {0};
    xliff_add_reference(check, REFERENCE_DATA, VALUE(check, DATA_REF), none);
    xliff_add_reference(check, REFERENCE_DATA, VALUE(check, DATA_REF_START), none);
    xliff_add_reference(check, REFERENCE_DATA, VALUE(check, DATA_REF_END), none);
    xliff_add_code(check, kind);
}

void xliff_check_start_ph(struct check *check)
{
    start_code(check, CODE_PH);
}

void xliff_check_start_pc(struct check *check)
{
    start_code(check, CODE_PC);
    xliff_check_frame(check)->code = check->unit->scope ? check->unit->scope->codes.count : 0;
}

/* The end of a <pc> is a member of sequences as an <ec> is: after firstNo comes no. */
void xliff_check_end_pc(struct check *check)
{
    size_t index = xliff_check_frame(check)->code;
    if (!check->unit->in_content || index == 0)
        return;
    xliff_check_forget(check);
    struct code *end = xliff_add_code(check, CODE_PC_END);
    if (!end)
        return;
    const struct code *start = xliff_scope_codes(check->unit->scope) + (index - 1);
    end->id = start->id;
    end->reorder = start->reorder == REORDER_YES ? REORDER_YES : REORDER_NO;
}

void xliff_check_start_sc(struct check *check)
{
    start_code(check, CODE_SC);
}

void xliff_check_start_ec(struct check *check)
{
    bool isolated = IS(check, ISOLATED, "yes");
    if (isolated && (!HAS(check, ID) || HAS(check, START_REF)))
        xliff_report(check, RULE_START_REF, "an isolated <ec> has id, and no startRef");
    if (!isolated && (!HAS(check, START_REF) || HAS(check, ID)))
        xliff_report(check, RULE_START_REF,
                     "<ec> has startRef, which names its <sc>, and no id, unless it is isolated");
    if (!isolated && HAS(check, DIR))
        xliff_report(check, RULE_EC_DIR, "<ec> has dir, but is not isolated: move dir to its <sc>");
    xliff_close_size(check);
    start_code(check, CODE_EC);
}

void xliff_check_start_cp(struct check *check)
{
    struct xliff_string hex = VALUE(check, HEX);
    uint32_t character = 0;
    for (size_t i = 0; i < hex.size && character <= 0x10ffff; i++) {
        char c = hex.data[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a') + 10;
        character = character * 16 + (digit & 15);
    }
    if (hex.data && character > 0x10ffff)
        xliff_report(check, RULE_CP, "hex=\"%.*s\" is beyond Unicode's last character, 10FFFF",
                     SHOWN(hex));
    else if (hex.data && xliff_is_xml_character(character))
        xliff_report(check, RULE_CP,
                     "hex=\"%.*s\" is a character that XML can hold: write it as text", SHOWN(hex));
    if (check->keep_text && check->unit->in_content && check->unit->scope == &check->unit->unit)
        xliff_bytes_add_character(&check->unit->text, character);
}

/* ---- Annotations ------------------------------------------------------------------------ */

static void check_comment(struct check *check)
{
    if (HAS(check, VALUE) == HAS(check, REF))
        xliff_report(check, RULE_COMMENT,
                     "an annotation of type comment has either value, the comment itself, or ref "
                     "to a note of its unit: it has %s",
                     HAS(check, REF) ? "both" : "neither");
    xliff_add_reference(check, REFERENCE_COMMENT, VALUE(check, REF), VALUE(check, TYPE));
}

static void start_mark(struct check *check, enum code_kind kind)
{
    struct xliff_string type = VALUE(check, TYPE);
    if (xliff_is(type, "comment"))
        check_comment(check);
    else
        xliff_add_reference(check, REFERENCE_MARK, VALUE(check, REF), type);
    if (xliff_is(type, "mtc:match") && HAS(check, REF))
        xliff_report(check, RULE_MTC_ANNOTATION,
                     "an annotation of type mtc:match has no ref: remove it");
    if ((!type.data || xliff_is(type, "generic")) && !HAS(check, TRANSLATE) &&
        !check->foreign_attributes)
        xliff_report(check, RULE_TRANSLATE_MARK,
                     "an annotation of type generic needs translate=\"yes\" or \"no\"");
    if (type.size > 4 && memcmp(type.data, "xlf:", 4) == 0)
        xliff_report(check, RULE_RESERVED_PREFIX,
                     "type=\"%.*s\" is not defined: the prefix xlf is reserved", SHOWN(type));
    xliff_add_code(check, kind);
}

void xliff_check_start_mrk(struct check *check)
{
    start_mark(check, CODE_MRK);
}

void xliff_check_start_sm(struct check *check)
{
    start_mark(check, CODE_SM);
}

void xliff_check_start_em(struct check *check)
{
    xliff_close_size(check);
    xliff_add_code(check, CODE_EM);
}
