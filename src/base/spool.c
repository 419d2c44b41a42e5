#include "base/spool.h"

#include <errno.h>
#include <string.h>

#define HOLD_SIZE ((size_t)1 << 18)

/* stdio need not say why. */
static void fail(struct spool *spool, int error)
{
    if (spool->error == 0)
        spool->error = error != 0 ? error : EIO;
}

static void write_held(struct spool *spool)
{
    const struct buffer *held = &spool->held;
    errno = 0;
    if (!spool->file)
        spool->file = tmpfile();
    if (!spool->file || fwrite(held->data, 1, held->size, spool->file) != held->size)
        fail(spool, errno);
    buffer_clear(&spool->held);
}

void spool_add(struct spool *spool, struct view data)
{
    if (spool->error != 0)
        return;
    spool->size += data.size;
    buffer_add_view(&spool->held, data);
    if (spool->held.failed)
        fail(spool, ENOMEM);
    else if (spool->held.size >= HOLD_SIZE)
        write_held(spool);
}

void spool_rewind(struct spool *spool)
{
    if (spool->file && spool->error == 0 && spool->held.size > 0)
        write_held(spool);
    errno = 0;
    if (spool->file && fseek(spool->file, 0, SEEK_SET) != 0) /* it writes what stdio still has */
        fail(spool, errno);
    spool->at = 0;
}

bool spool_read(struct spool *spool, char *data, size_t size)
{
    if (spool->error != 0)
        return false;
    if (spool->file) {
        errno = 0;
        if (fread(data, 1, size, spool->file) == size)
            return true;
        if (ferror(spool->file))
            fail(spool, errno);
        return false;
    }
    if (spool->held.size - spool->at < size)
        return false;
    if (size > 0)
        memcpy(data, spool->held.data + spool->at, size);
    spool->at += size;
    return true;
}

enum status spool_status(const struct spool *spool, struct findings *findings)
{
    if (spool->error == 0)
        return STATUS_OK;
    if (spool->error == ENOMEM)
        return finding_no_memory(findings);
    return finding_error(findings, STATUS_SYSTEM, (struct place){0},
                         "a temporary file cannot be used: %s; make room in /tmp",
                         strerror(spool->error));
}

void spool_clear(struct spool *spool)
{
    if (spool->file)
        (void)fclose(spool->file); /* nothing in it is wanted */
    buffer_free(&spool->held);
    *spool = (struct spool){0};
}
