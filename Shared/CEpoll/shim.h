#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

// glibc declares it for _GNU_SOURCE only, which a module importer doesn't define. Its own header is not included here:
// what that declares belongs to the Glibc module.
struct sockaddr;
extern int accept4(int socket, struct sockaddr *address, unsigned int *length, int flags);
