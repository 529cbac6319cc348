/* <unistd.h>: constants and types of POSIX. The types alone: no header calls the functions. */
#ifndef _UNISTD_H
#define _UNISTD_H 1

#include <bits/uapi_types.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>

typedef __ssize_t ssize_t;
typedef __gid_t gid_t;
typedef __uid_t uid_t;
typedef __off_t off_t;
typedef __useconds_t useconds_t;
typedef __pid_t pid_t;
typedef __intptr_t intptr_t;
typedef __socklen_t socklen_t;

#define _POSIX_VERSION 200809L

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_OK 0

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#endif
