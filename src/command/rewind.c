#include "command/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum status spool_failed(const struct input *input, struct findings *findings)
{
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = input->name},
                         "cannot be copied to a temporary file: %s", strerror(errno));
}

static enum status copy_all(struct input *input, int to, struct findings *findings)
{
    char data[65536];
    size_t got;
    enum status status;
    while ((status = input_read(input, data, sizeof data, &got, findings)) == STATUS_OK && got > 0)
        for (size_t done = 0; done < got;) {
            ssize_t wrote = write(to, data + done, got - done);
            if (wrote < 0 && errno != EINTR)
                return spool_failed(input, findings);
            done += wrote > 0 ? (size_t)wrote : 0;
        }
    return status;
}

/* Puts a temporary file in the place of the pipe. */
static enum status spool(struct input *input, struct findings *findings)
{
    const char *folder = getenv("TMPDIR");
    struct buffer name = {0};
    buffer_printf(&name, "%s/satz-XXXXXX%c", folder && folder[0] ? folder : "/tmp", 0);
    if (name.failed)
        return finding_no_memory(findings);
    int file = mkstemp(name.data);
    enum status status = file >= 0 ? STATUS_OK : spool_failed(input, findings);
    if (file >= 0)
        unlink(name.data);
    buffer_free(&name);
    if (status == STATUS_OK)
        status = copy_all(input, file, findings);
    if (status == STATUS_OK) {
        input_close(input);
        input->descriptor = file;
        return command_rewind(input, findings);
    }
    if (file >= 0)
        close(file);
    return status;
}

enum status command_open_twice(struct input *input, const char *name, struct findings *findings)
{
    enum status status = input_open(input, name, findings);
    if (status != STATUS_OK || lseek(input->descriptor, 0, SEEK_CUR) == 0)
        return status;
    status = spool(input, findings);
    if (status != STATUS_OK)
        input_close(input);
    return status;
}

enum status command_rewind(struct input *input, struct findings *findings)
{
    if (lseek(input->descriptor, 0, SEEK_SET) == 0)
        return STATUS_OK;
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = input->name},
                         "cannot be read again: %s", strerror(errno));
}
