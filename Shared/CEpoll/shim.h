#pragma once
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

// glibc declares these for _GNU_SOURCE only, which a module importer doesn't define. The header of sockaddr is not
// included here: what that declares belongs to the Glibc module.
struct sockaddr;
extern int accept4(int socket, struct sockaddr *address, unsigned int *length, int flags);
extern int sched_getaffinity(int process, unsigned long size, cpu_set_t *processors);
