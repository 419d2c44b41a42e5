/* What codes refer to: the base of a copy, original data. */
#include "xliff/check_unit.h"

static bool is_code(const struct code *code)
{
    return code && code->kind <= CODE_EC;
}

static void check_copy(struct check *check, const struct scope *scope, const struct code *code)
{
    const struct code *base = xliff_find_code(scope, SIDE_SOURCE, code->copy_of);
    if (!is_code(base))
        base = xliff_find_code(scope, SIDE_TARGET, code->copy_of);
    if (code->kind == CODE_EC && !code->isolated)
        return; /* has to be as that of its <sc> */
    const char *wrong = NULL;
    if (!is_code(base))
        wrong = "is the id of no code of this unit";
    else if (base == code)
        wrong = "is the code itself";
    else if (!base->can_copy)
        wrong = "is a code that says canCopy=\"no\"";
    else if ((base->kind == CODE_PH) != (code->kind == CODE_PH))
        wrong = base->kind == CODE_PH ? "is a placeholder: copy it as <ph>"
                                      : "is a spanning code: copy it as <pc>, or <sc> and <ec>";
    else if (base->has_data)
        wrong = "is a code with original data: refer to the same data instead";
    if (wrong)
        xliff_report_at(check, RULE_COPY_OF, code->line, code->column, "copyOf=\"%.*s\" %s",
                        SHOWN(code->copy_of), wrong);
}

/* Names of data, sorted, and each reference to one. */
static void check_data(struct check *check, const struct scope *scope)
{
    const struct name *names = scope->names.items;
    const struct reference *references = scope->references.items;
    struct array keys = {0};
    bool memory = true;
    for (size_t i = 0; i < scope->names.count && memory; i++)
        if (names[i].group == NAME_DATA)
            memory = xliff_keys_add(&keys, (struct key){.name = names[i].id, .index = i});
    xliff_keys_sort(&keys);
    for (size_t i = 0; i < scope->references.count && memory; i++)
        if (references[i].kind == REFERENCE_DATA &&
            xliff_keys_find(&keys, references[i].value) == SIZE_MAX)
            xliff_report_at(check, RULE_DATA_REF, references[i].line, references[i].column,
                            "the code refers to data with id \"%.*s\", which is not in "
                            "<originalData> of this %s",
                            SHOWN(references[i].value),
                            scope == &check->unit->match ? "match" : "unit");
    if (!memory)
        xliff_check_no_memory(check);
    xliff_array_free(&keys);
}

void xliff_check_codes(struct check *check, struct scope *scope)
{
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 0; i < scope->codes.count; i++)
        if (codes[i].copy_of.data)
            check_copy(check, scope, &codes[i]);
    if (scope->references.count > 0)
        check_data(check, scope);
}
