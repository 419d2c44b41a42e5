#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status input_open(struct input *input, const char *name, struct findings *findings)
{
    struct place place = {.file = name};
    *input = (struct input){STDIN_FILENO, name};
    if (strcmp(name, "-") == 0) {
        input->name = "<stdin>";
        return STATUS_OK;
    }
    input->descriptor = file_open(name, O_RDONLY | O_CLOEXEC, 0);
    if (input->descriptor < 0)
        return finding_error(findings, STATUS_INPUT, place, "cannot be opened: %s; check the name",
                             strerror(errno));
    struct stat info;
    if (fstat(input->descriptor, &info) == 0 && S_ISDIR(info.st_mode)) {
        input_close(input);
        return finding_error(findings, STATUS_INPUT, place, "is a folder; name a file in it");
    }
    return STATUS_OK;
}

enum status input_read(struct input *input, char *data, size_t size, size_t *got,
                       struct findings *findings)
{
    *got = 0;
    while (*got < size) {
        ssize_t count = read(input->descriptor, data + *got, size - *got);
        if (count == 0)
            break;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return finding_error(findings, STATUS_INPUT, (struct place){.file = input->name},
                                 "cannot be read: %s", strerror(errno));
        *got += (size_t)count;
    }
    return STATUS_OK;
}

void input_close(struct input *input)
{
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    input->descriptor = -1;
}
