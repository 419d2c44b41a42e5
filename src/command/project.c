#include "command/project.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/command.h"

/* OmegaT asks for each of them; a translator's work goes to omegat/ and target/. */
static const char *const folders[] = {"",         "/source",   "/target",     "/tm",
                                      "/tm/auto", "/glossary", "/dictionary", "/omegat"};
enum { FOLDER_COUNT = sizeof folders / sizeof folders[0] };

static bool path_of(struct buffer *path, const struct project *project, const char *name)
{
    buffer_clear(path);
    buffer_add_string(path, project->folder);
    buffer_add_string(path, name);
    buffer_add_char(path, '\0');
    return !path->failed;
}

static enum status make_folder(struct project *project, size_t index, const char *path,
                               struct findings *findings)
{
    struct stat info;
    if (mkdir(path, 0777) == 0) {
        project->made |= 1u << index;
        return STATUS_OK;
    }
    int error = errno;
    if (error == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode) &&
        (project->force || index > 0))
        return STATUS_OK;
    if (error == EEXIST)
        return finding_error(findings, STATUS_FINDINGS, (struct place){.file = path},
                             "exists already and may hold somebody's work; --force writes the "
                             "article and the settings anew, -o names another");
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = path},
                         "this folder cannot be made: %s", strerror(error));
}

enum status project_begin(struct project *project, struct findings *findings)
{
    struct buffer path = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < FOLDER_COUNT && status == STATUS_OK; i++)
        status = path_of(&path, project, folders[i]) ? make_folder(project, i, path.data, findings)
                                                     : finding_no_memory(findings);
    buffer_free(&path);
    if (status != STATUS_OK)
        project_abandon(project);
    return status;
}

bool project_article(struct buffer *name, const struct project *project, const char *like)
{
    struct buffer source = {0};
    bool named = path_of(&source, project, "/source/");
    struct common_options inside = {.output = source.data};
    named = named && output_name(name, like, &inside, VIEW(".xlf"));
    buffer_free(&source);
    return named;
}

/* Without sentence_seg OmegaT keeps the segments that it is given. */
static void describe_project(struct buffer *text, const struct project *project)
{
    static const char *const places[] = {"source", "target", "tm", "glossary", "dictionary"};
    buffer_add_string(text, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                            "<omegat>\n  <project version=\"1.0\">\n");
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        buffer_printf(text, "    <%s_dir>__DEFAULT__</%s_dir>\n", places[i], places[i]);
    buffer_printf(text,
                  "    <glossary_file>__DEFAULT__</glossary_file>\n"
                  "    <source_lang>%s</source_lang>\n    <target_lang>%s</target_lang>\n"
                  "    <sentence_seg>false</sentence_seg>\n"
                  "    <support_default_translations>true</support_default_translations>\n"
                  "    <remove_tags>false</remove_tags>\n  </project>\n</omegat>\n",
                  project->source_lang, project->target_lang);
}

/* By default OmegaT hides codes and blanks at a segment's edge. */
static const char filters[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<filters removeTags=\"false\" removeSpacesNonseg=\"false\" preserveSpaces=\"true\""
    " ignoreFileContext=\"false\">\n"
    "  <filter className=\"org.omegat.filters3.xml.xliff.XLIFFFilter\" enabled=\"true\">\n"
    "    <files sourceFilenameMask=\"*.xlf\" targetFilenamePattern=\"${filename}\"/>\n"
    "  </filter>\n"
    "</filters>\n";

static enum status write_file(const struct project *project, const char *name, struct view text,
                              struct findings *findings)
{
    struct buffer path = {0};
    enum status status = STATUS_OK;
    struct output *output = NULL;
    if (path_of(&path, project, name))
        output = output_open(path.data, project->force, &status, findings);
    else
        status = finding_no_memory(findings);
    if (output)
        status = output_write(output, text, findings);
    if (output && status == STATUS_OK)
        status = output_commit(output, findings);
    else
        output_abandon(output);
    buffer_free(&path);
    return status;
}

/* ---- the glossary ------------------------------------------------------------------------ */

static void add_field(struct buffer *text, struct view field)
{
    for (size_t i = 0; i < field.size; i++)
        buffer_add_char(text, (char)(field.data[i] == '\t' ? ' ' : field.data[i]));
}

/* German, English and a remark, with tabs between. */
static void describe_terms(struct buffer *text, const struct terms *terms, const char *remark)
{
    struct view german, english;
    for (size_t i = 0; terms && terms_get(terms, i, &german, &english); i++) {
        add_field(text, german);
        buffer_add_char(text, '\t');
        add_field(text, english.size > 0 ? english : german);
        buffer_printf(text, "\t%s\n", remark);
    }
}

/* Not glossary.txt: that one OmegaT writes what the translator adds into. */
static enum status write_glossary(const struct project *project, struct findings *findings)
{
    struct buffer text = {0};
    enum status status = STATUS_OK;
    describe_terms(&text, project->terms, "");
    describe_terms(&text, project->never, "never translated");
    if (text.failed)
        status = finding_no_memory(findings);
    else if (text.size > 0)
        status = write_file(project, "/glossary/terms.utf8", buffer_view(&text), findings);
    buffer_free(&text);
    return status;
}

enum status project_finish(const struct project *project, struct findings *findings)
{
    struct buffer settings = {0};
    enum status status = write_file(project, "/omegat/filters.xml", view_of(filters), findings);
    if (status == STATUS_OK)
        status = write_glossary(project, findings);
    describe_project(&settings, project);
    if (settings.failed)
        status = finding_no_memory(findings);
    if (status == STATUS_OK)
        status = write_file(project, "/omegat.project", buffer_view(&settings), findings);
    buffer_free(&settings);
    return status;
}

bool project_is_finished(const struct project *project)
{
    struct buffer path = {0};
    bool finished = path_of(&path, project, "/omegat.project") && access(path.data, F_OK) == 0;
    buffer_free(&path);
    return finished;
}

void project_abandon(const struct project *project)
{
    struct buffer path = {0};
    for (size_t i = FOLDER_COUNT; i-- > 0;)
        if ((project->made & 1u << i) && path_of(&path, project, folders[i]))
            rmdir(path.data);
    buffer_free(&path);
}
