#define _GNU_SOURCE
/* A model API that costs nothing: the same reply to every request, HTTP/1.1, kept alive.
 *
 *     cc -O2 -o upstream upstream.c && ./upstream PORT
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 65536
#define FILES 4096

static const char BODY[] =
    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
    "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Water freezes at zero degrees"
    " Celsius under normal pressure.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":11,"
    "\"completion_tokens\":10,\"total_tokens\":21}}";

static struct { char *data; size_t size; } held[FILES];

/* Return the bytes of the request that is at the front, or 0 if it is not whole. */
static size_t whole(const char *data, size_t size) {
    const char *end = memmem(data, size, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = (size_t)(end - data) + 4, length = 0;
    for (const char *at = data; at < end; at++)
        if (*at == '\n' && !strncasecmp(at + 1, "content-length:", 15)) length = strtoul(at + 16, 0, 10);
    return size >= head + length ? head + length : 0;
}

static int serve(int file, const char *reply, size_t length) {
    size_t used = held[file].size;
    ssize_t got = read(file, held[file].data + used, MOST - used);
    if (got <= 0) return 0;
    held[file].size = used += (size_t)got;
    for (size_t one; (one = whole(held[file].data, used)); held[file].size = used -= one) {
        if (write(file, reply, length) != (ssize_t)length) return 0;
        memmove(held[file].data, held[file].data + one, used - one);
    }
    return used < MOST;
}

int main(int argc, char **argv) {
    static char reply[2048];
    size_t length = (size_t)snprintf(reply, sizeof reply,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %zu\r\n\r\n%s",
        sizeof BODY - 1, BODY);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                             .sin_port = htons((unsigned short)atoi(argc > 1 ? argv[1] : "0"))};
    int one = 1, door = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = door}, events[256];
    signal(SIGPIPE, SIG_IGN);
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(door, (struct sockaddr *)&at, sizeof at) || listen(door, 1024)) return perror("listen"), 1;
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &event);
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < count; i++) {
            int file = events[i].data.fd;
            if (file == door) {
                int client = accept(door, 0, 0);
                if (client < 0) continue;
                if (client >= FILES) { close(client); continue; }
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                if (!held[client].data) held[client].data = malloc(MOST);
                held[client].size = 0;
                event.data.fd = client;
                epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
            } else if (!serve(file, reply, length)) {
                close(file);
            }
        }
    }
}
