/* <stdio.h>: input and output (C17 7.21). The types alone: no header calls the functions. */
#ifndef _STDIO_H
#define _STDIO_H 1

#include <bits/uapi_types.h>

#define __need_size_t
#define __need_NULL
#include <stddef.h>
#define __need___va_list
#include <stdarg.h>

typedef struct _IO_FILE FILE;
typedef __gnuc_va_list va_list;
typedef __off_t off_t;
typedef __ssize_t ssize_t;

#define BUFSIZ 8192
#define EOF (-1)

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#endif
