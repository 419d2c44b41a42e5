#include "tests/article/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct view field(struct view line, size_t n)
{
    size_t start = 0, end;
    while ((end = view_find(line, VIEW(" | "), start)) != SIZE_MAX && n-- > 0)
        start = end + 3;
    return view_slice(line, start, end == SIZE_MAX ? line.size : end);
}

static unsigned long hexadecimal(struct view text, size_t at, size_t digits)
{
    char number[9] = {0};
    memcpy(number, text.data + at, digits);
    return strtoul(number, NULL, 16);
}

struct buffer unescape(struct view escaped)
{
    struct buffer out = {0};
    for (size_t i = 0; i < escaped.size; i++) {
        char byte = escaped.data[i];
        if (byte != '\\') {
            buffer_add_char(&out, byte);
            continue;
        }
        byte = escaped.data[++i];
        if (byte == 'x') {
            buffer_add_char(&out, (char)hexadecimal(escaped, i + 1, 2));
            i += 2;
        } else if (byte == 'u') {
            buffer_add_codepoint(&out, (uint32_t)hexadecimal(escaped, i + 1, 4));
            i += 4;
        } else
            buffer_add_char(&out, (char)(byte == 'n'   ? '\n'
                                         : byte == 'r' ? '\r'
                                         : byte == 't' ? '\t'
                                                       : byte));
    }
    return out;
}

static void hear(void *context, const struct finding *finding)
{
    struct heard *heard = context;
    heard->count++;
    heard->place = finding->place;
    snprintf(heard->message, sizeof heard->message, "%s", finding->message);
}

void listen_to(struct heard *heard)
{
    *heard = (struct heard){.findings = {hear, heard, STATUS_OK}};
}

static void must(bool done, const char *what)
{
    if (done)
        return;
    perror(what);
    exit(4);
}

struct input input_in_pieces(struct view bytes, size_t piece)
{
    int ends[2];
    /* Packets keep their bounds, so that each read gives one. A socket holds only so many. */
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0, "socketpair");
    for (size_t count = 0; bytes.size > 0; count++) {
        size_t want = count < 100 ? piece : 32768;
        size_t size = bytes.size < want ? bytes.size : want;
        must(send(ends[1], bytes.data, size, MSG_DONTWAIT) == (ssize_t)size, "send");
        bytes = view_slice(bytes, size, bytes.size);
    }
    close(ends[1]);
    return (struct input){ends[0], "in.txt"};
}

struct input input_as_file(struct view bytes)
{
    char name[] = "/tmp/satz-test-XXXXXX";
    int descriptor = mkstemp(name);
    must(descriptor >= 0 && unlink(name) == 0, name);
    while (bytes.size > 0) {
        ssize_t count = write(descriptor, bytes.data, bytes.size);
        must(count > 0, "write");
        bytes = view_slice(bytes, (size_t)count, bytes.size);
    }
    must(lseek(descriptor, 0, SEEK_SET) == 0, "lseek");
    return (struct input){descriptor, "in.txt"};
}
