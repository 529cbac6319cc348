/* <sys/time.h>: times in microseconds, interval timers. */
#ifndef _SYS_TIME_H
#define _SYS_TIME_H 1

#include <bits/uapi_time.h>
#include <sys/select.h>

struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

enum __itimer_which {
	ITIMER_REAL = 0,
#define ITIMER_REAL ITIMER_REAL
	ITIMER_VIRTUAL = 1,
#define ITIMER_VIRTUAL ITIMER_VIRTUAL
	ITIMER_PROF = 2
#define ITIMER_PROF ITIMER_PROF
};

struct itimerval {
	struct timeval it_interval;
	struct timeval it_value;
};

#endif
