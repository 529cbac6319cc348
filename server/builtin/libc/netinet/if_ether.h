/* <netinet/if_ether.h>: Ethernet frames. The kernel's <linux/if_ether.h> has the constants. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H 1

#include <features.h>
#include <sys/types.h>

#if __has_include(<linux/if_ether.h>)
#include <linux/if_ether.h>
#endif

#include <net/ethernet.h>

#endif
