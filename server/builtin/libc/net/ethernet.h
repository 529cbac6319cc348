/* <net/ethernet.h>: Ethernet addresses and frames. */
#ifndef _NET_ETHERNET_H
#define _NET_ETHERNET_H 1

#include <sys/types.h>
#include <stdint.h>

#ifndef ETH_ALEN
#define ETH_ALEN 6
#endif

struct ether_addr {
	uint8_t ether_addr_octet[6];
} __attribute__((__packed__));

struct ether_header {
	uint8_t ether_dhost[6];
	uint8_t ether_shost[6];
	uint16_t ether_type;
} __attribute__((__packed__));

#endif
