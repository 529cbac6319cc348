// What scripts/probe-abi.mjs asks a compiler, as data: names of types, records and constants, grouped by the headers that
// bring them. Each group becomes one C file of arrays in a named section, which is compiled, never run, and read back.

/** C spellings of the scalars of `ScalarName`. */
export const scalarSpellings = {
  char: 'char',
  short: 'short',
  int: 'int',
  long: 'long',
  'long long': 'long long',
  __int128: '__int128',
  _Bool: '_Bool',
  float: 'float',
  double: 'double',
  'long double': 'long double',
  _Float128: '_Float128',
  pointer: 'void *',
};

/** Records whose size and alignment tell how an ABI lays out bit-fields. `c`, `d`: one char each. */
export const bitFieldRecords = {
  'char only': 'char c;',
  'unnamed char:1': 'char c; char :1;',
  'unnamed short:1': 'char c; short :1;',
  'unnamed int:1': 'char c; int :1;',
  'unnamed int:8': 'char c; int :8;',
  'unnamed long long:1': 'char c; long long :1;',
  'char:0 at the end': 'char c; char :0;',
  'short:0 at the end': 'char c; short :0;',
  'int:0 at the end': 'char c; int :0;',
  'long long:0 at the end': 'char c; long long :0;',
  'char:0 between': 'char c; char :0; char d;',
  'short:0 between': 'char c; short :0; char d;',
  'int:0 between': 'char c; int :0; char d;',
  'long long:0 between': 'char c; long long :0; char d;',
  'named short:1': 'char c; short x : 1;',
  'named int:1': 'char c; int x : 1;',
  'named long long:1': 'char c; long long x : 1;',
  'int:7 then int:28': 'char c; int x : 7; int y : 28;',
  'packed, unnamed int:3': 'char c; int :3; char d; } __attribute__((packed))',
  'packed, int:0 between': 'char c; int :0; char d; } __attribute__((packed))',
};

/** Groups of headers, the types and the integer constants that are compared. */
export const headerFacts = {
  compiler: {
    includes: ['stddef.h', 'stdint.h', 'stdbool.h', 'stdarg.h', 'limits.h', 'float.h', 'stdatomic.h'],
    types: [
      ...['size_t', 'ptrdiff_t', 'wchar_t', 'max_align_t', 'bool', 'va_list', 'intptr_t', 'uintptr_t', 'intmax_t'],
      ...['uintmax_t', 'memory_order', 'atomic_flag', 'atomic_int', 'atomic_llong', 'atomic_size_t'],
      ...intTypes('int', 'uint'),
      ...intTypes('int_least', 'uint_least'),
      ...intTypes('int_fast', 'uint_fast'),
    ],
    values: [
      ...['CHAR_BIT', 'SCHAR_MIN', 'SCHAR_MAX', 'UCHAR_MAX', 'CHAR_MIN', 'CHAR_MAX', 'SHRT_MIN', 'SHRT_MAX'],
      ...['USHRT_MAX', 'INT_MIN', 'INT_MAX', 'UINT_MAX', 'LONG_MIN', 'LONG_MAX', 'ULONG_MAX', 'LLONG_MIN'],
      ...['LLONG_MAX', 'ULLONG_MAX', 'MB_LEN_MAX'],
      ...['INT8_MIN', 'INT64_MIN', 'INT64_MAX', 'UINT64_MAX', 'UINT_LEAST16_MAX', 'INT_FAST16_MAX', 'UINT_FAST32_MAX'],
      ...['INTPTR_MIN', 'UINTPTR_MAX', 'INTMAX_MAX', 'UINTMAX_MAX', 'PTRDIFF_MIN', 'SIZE_MAX', 'SIG_ATOMIC_MIN'],
      ...['WCHAR_MIN', 'WCHAR_MAX', 'WINT_MIN', 'WINT_MAX', 'INT64_C(-5)', 'UINT32_C(7)', 'UINTMAX_C(9)'],
      ...['FLT_RADIX', 'FLT_MANT_DIG', 'DBL_DIG', 'DBL_MAX_EXP', 'LDBL_MANT_DIG', 'LDBL_MIN_EXP', 'DECIMAL_DIG'],
      ...['FLT_EVAL_METHOD', 'LDBL_DECIMAL_DIG', 'DBL_HAS_SUBNORM', 'memory_order_seq_cst', 'ATOMIC_LONG_LOCK_FREE'],
      ...['offsetof(struct { char c; int i; }, i)', '__bool_true_false_are_defined', 'true', 'false'],
    ],
  },
  kernel: {
    includes: [
      ...['linux/types.h', 'linux/ioctl.h', 'linux/stddef.h', 'linux/const.h', 'linux/kernel.h', 'linux/limits.h'],
      ...['linux/socket.h', 'linux/time.h', 'asm/byteorder.h', 'asm/bitsperlong.h', 'asm/socket.h', 'asm/swab.h'],
    ],
    types: [
      ...['__s8', '__u8', '__s16', '__u16', '__s32', '__u32', '__s64', '__u64', '__le16', '__be16', '__le32', '__be32'],
      ...['__le64', '__be64', '__sum16', '__wsum', '__poll_t', '__aligned_u64', '__aligned_s64', '__aligned_le64'],
      ...['__kernel_long_t', '__kernel_ulong_t', '__kernel_ino_t', '__kernel_mode_t', '__kernel_pid_t'],
      ...['__kernel_ipc_pid_t', '__kernel_uid_t', '__kernel_gid_t', '__kernel_suseconds_t', '__kernel_daddr_t'],
      ...['__kernel_uid32_t', '__kernel_gid32_t', '__kernel_old_uid_t', '__kernel_old_gid_t', '__kernel_old_dev_t'],
      ...['__kernel_size_t', '__kernel_ssize_t', '__kernel_ptrdiff_t', '__kernel_fsid_t', '__kernel_off_t'],
      ...['__kernel_loff_t', '__kernel_old_time_t', '__kernel_time_t', '__kernel_time64_t', '__kernel_clock_t'],
      ...['__kernel_timer_t', '__kernel_clockid_t', '__kernel_caddr_t', '__kernel_uid16_t', '__kernel_gid16_t'],
      ...['__kernel_fd_set', '__kernel_sighandler_t', '__kernel_key_t', '__kernel_mqd_t', '__kernel_sa_family_t'],
      ...['struct __kernel_sockaddr_storage', 'struct __kernel_timespec', 'struct __kernel_itimerspec'],
      ...['struct __kernel_old_timeval', 'struct __kernel_old_timespec', 'struct __kernel_old_itimerval'],
      ...['struct __kernel_sock_timeval', 'struct timespec', 'struct timeval', 'struct itimerspec', 'struct itimerval'],
      ...['struct timezone', 'struct sysinfo', 'struct { __u8 a; __DECLARE_FLEX_ARRAY(__u64, b); }'],
      'struct { __u8 a; __struct_group(, g, , __u16 b; __u8 c;); }',
      'struct { __u8 a; __struct_group(, g, __attribute__((packed)), __u32 b; __u8 c;); }',
    ],
    values: [
      ...['_IOC_NRBITS', '_IOC_TYPEBITS', '_IOC_SIZEBITS', '_IOC_DIRBITS', '_IOC_NONE', '_IOC_READ', '_IOC_WRITE'],
      ...['_IOC_NRSHIFT', '_IOC_TYPESHIFT', '_IOC_SIZESHIFT', '_IOC_DIRSHIFT', '_IOC_SIZEMASK', '_IOC_DIRMASK'],
      ...["_IO('x', 1)", "_IOR('x', 2, long)", "_IOW('x', 3, char[300])", "_IOWR('x', 4, __u64)"],
      ...["_IOC_DIR(_IOR('x', 2, long))", "_IOC_SIZE(_IOWR('x', 3, char[300]))", "_IOC_SIZE(_IO('x', 1))"],
      ...["_IOC_TYPE(_IO('x', 1))", "_IOC_NR(_IO('x', 1))", 'IOC_IN', 'IOC_OUT', 'IOC_INOUT', 'IOCSIZE_MASK'],
      ...['IOCSIZE_SHIFT', '__BITS_PER_LONG', '__BITS_PER_LONG_LONG', '__FD_SETSIZE', '_K_SS_MAXSIZE', 'PATH_MAX'],
      ...['NGROUPS_MAX', 'ARG_MAX', 'XATTR_LIST_MAX', '_BITUL(5)', '_BITULL(40)', '_AC(3, UL)', '_UL(7)', '_ULL(8)'],
      ...['_AT(char, 300)', '__ALIGN_KERNEL(13, 8)', '__KERNEL_DIV_ROUND_UP(13, 8)', 'SI_LOAD_SHIFT', 'CLOCK_TAI'],
      ...['MAX_CLOCKS', 'TIMER_ABSTIME', '__constant_htonl(0x01020304)', '__constant_ntohs(0x0102)'],
      ...['__constant_cpu_to_le32(0x01020304)', '__constant_be64_to_cpu(0x0102030405060708ULL)'],
      ...[
        '__constant_cpu_to_be16(0x0102)',
        '___constant_swab64(0x0102030405060708ULL)',
        '___constant_swahw32(0x01020304)',
      ],
      ...['___constant_swahb32(0x01020304)', 'FIOGETOWN', 'FIOSETOWN', 'SIOCATMARK', 'SIOCGSTAMP_OLD'],
      ...['SIOCGSTAMPNS_OLD', 'SOL_SOCKET', 'SO_DEBUG', 'SO_REUSEADDR', 'SO_TYPE', 'SO_ERROR', 'SO_DONTROUTE'],
      ...['SO_BROADCAST', 'SO_SNDBUF', 'SO_RCVBUF', 'SO_KEEPALIVE', 'SO_OOBINLINE', 'SO_LINGER', 'SO_REUSEPORT'],
      ...['SO_PROTOCOL', 'SO_DOMAIN', 'SOCK_BUF_LOCK_MASK', 'SOCK_TXREHASH_DEFAULT'],
    ],
  },
  libc: {
    includes: [
      ...['sys/types.h', 'sys/socket.h', 'sys/time.h', 'time.h', 'netinet/in.h', 'net/if.h', 'stdlib.h', 'unistd.h'],
      ...[
        'stdio.h',
        'string.h',
        'inttypes.h',
        'endian.h',
        'byteswap.h',
        'net/ethernet.h',
        'sys/ioctl.h',
        'arpa/inet.h',
      ],
    ],
    types: [
      ...['dev_t', 'ino_t', 'mode_t', 'nlink_t', 'uid_t', 'gid_t', 'off_t', 'loff_t', 'pid_t', 'time_t', 'suseconds_t'],
      ...['useconds_t', 'clock_t', 'clockid_t', 'timer_t', 'blksize_t', 'blkcnt_t', 'fsblkcnt_t', 'fsfilcnt_t'],
      ...['ssize_t', 'size_t', 'daddr_t', 'caddr_t', 'key_t', 'id_t', 'fsid_t', 'quad_t', 'u_quad_t', 'register_t'],
      ...['u_char', 'u_short', 'u_int', 'u_long', 'ulong', 'u_int8_t', 'u_int64_t', 'int64_t', 'uint64_t'],
      ...['socklen_t', 'sa_family_t', 'in_addr_t', 'in_port_t', 'fd_set', 'sigset_t', 'imaxdiv_t', 'div_t', 'lldiv_t'],
      ...['struct timeval', 'struct timespec', 'struct timezone', 'struct itimerval', 'struct itimerspec', 'struct tm'],
      ...['struct sockaddr', 'struct sockaddr_storage', 'struct iovec', 'struct msghdr', 'struct cmsghdr'],
      ...['struct linger', 'struct in_addr', 'struct in6_addr', 'struct sockaddr_in', 'struct sockaddr_in6'],
      ...['struct ip_mreq', 'struct ip_mreqn', 'struct ip_mreq_source', 'struct ip_msfilter', 'struct group_req'],
      ...['struct group_source_req', 'struct group_filter', 'struct in_pktinfo', 'struct ipv6_mreq', 'struct ifmap'],
      ...['struct ifreq', 'struct ifconf', 'struct if_nameindex', 'struct ether_addr', 'struct ether_header'],
      'struct winsize',
    ],
    values: [
      ...['__GLIBC__', '__USE_MISC', 'SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW', 'SOCK_SEQPACKET', 'SOCK_PACKET'],
      ...['SOCK_CLOEXEC', 'SOCK_NONBLOCK', 'AF_UNSPEC', 'AF_UNIX', 'AF_INET', 'AF_INET6', 'AF_NETLINK', 'AF_PACKET'],
      ...['AF_CAN', 'AF_MAX', 'PF_ROUTE', 'MSG_OOB', 'MSG_TRUNC', 'MSG_FIN', 'MSG_NOSIGNAL', 'MSG_FASTOPEN'],
      ...['MSG_CMSG_CLOEXEC', 'SCM_RIGHTS', 'CMSG_LEN(5)', 'CMSG_SPACE(5)', 'ITIMER_PROF', 'CLOCK_BOOTTIME'],
      ...['CLOCKS_PER_SEC', 'IPPROTO_TCP', 'IPPROTO_IPV6', 'IPPROTO_MAX', 'IPPROTO_MH', 'INADDR_LOOPBACK'],
      ...['IN_CLASSC_NET', 'INET6_ADDRSTRLEN', 'IFF_UP', 'IFF_DYNAMIC', 'IFNAMSIZ', 'IF_NAMESIZE', 'ETH_ALEN'],
      ...['BYTE_ORDER', 'LITTLE_ENDIAN', '__FLOAT_WORD_ORDER'],
      ...['FD_SETSIZE', 'NFDBITS', 'SEEK_END', 'EOF', 'RAND_MAX', 'R_OK'],
    ],
  },
};

function intTypes(signed, unsigned) {
  return [signed, unsigned].flatMap((name) => [8, 16, 32, 64].map((bits) => `${name}${bits}_t`));
}
