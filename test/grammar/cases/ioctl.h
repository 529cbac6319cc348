// The calls that make a number, in a macro and in an enum, and those that take one apart.

#define WIDGET_IOC 'w'
#define WIDGET_RESET _IO(WIDGET_IOC, 0x40)
//                   ^^^ support.function.ioctl.uapi
//      ^^^^^^^^^^^^ - support.function.ioctl.uapi
//                      ^^^^^^^^^^^ - support.function.ioctl.uapi
#define WIDGET_GET	_IOR(WIDGET_IOC, 0x41, struct widget)
//                 ^^^^ support.function.ioctl.uapi
//                      ^^^^^^^^^^ - support.function.ioctl.uapi
#define WIDGET_SET _IOW (WIDGET_IOC, 0x42, __u32)
//                 ^^^^ support.function.ioctl.uapi
//                                         ^^^^^ support.type.fixed-width.uapi
#define WIDGET_MOVE _IOWR(WIDGET_IOC, 0x43, struct widget)
//                  ^^^^^ support.function.ioctl.uapi
#define WIDGET_ODD _IOWR_BAD(WIDGET_IOC, 0x44, sizeof(int))
//                 ^^^^^^^^^ support.function.ioctl.uapi
#define WIDGET_LONG \
	_IOC(_IOC_READ|_IOC_WRITE, WIDGET_IOC, 0x45, 16384 - 1)
// <~---- support.function.ioctl.uapi
//    ^^^^^^^^^ support.constant.ioctl.uapi
//             ^ - support.constant.ioctl.uapi
//              ^^^^^^^^^^ support.constant.ioctl.uapi
#define DRM_IOCTL_WIDGET DRM_IOWR(DRM_COMMAND_BASE + 1, struct widget)
//                       ^^^^^^^^ support.function.ioctl.uapi
//                                ^^^^^^^^^^^^^^^^ - support.function.ioctl.uapi
#define DRM_IOWR(nr, type) _IOWR('d', nr, type)
//      ^^^^^^^^ - support.function.ioctl.uapi
//                         ^^^^^ support.function.ioctl.uapi
#define WIDGET_BYTES(command) _IOC_SIZE(command)
//                            ^^^^^^^^^ support.function.ioctl.uapi
#define WIDGET_MASK _IOC_SIZEMASK
//                  ^^^^^^^^^^^^^ support.constant.ioctl.uapi
enum widget_commands {
	WIDGET_STOP = _IO('w', 1),
//             ^^^ support.function.ioctl.uapi
};

// What only resembles them: a name without a call, text in a string, text in a comment.
int copy_IO(int x), _IO_lock, _IOSTREAM(int);
//  ^^^^^^^ - support.function.ioctl.uapi
//                  ^^^^^^^^ - support.function.ioctl.uapi
//                            ^^^^^^^^^ - support.function.ioctl.uapi
#define NOTE "_IOR('x', 1, int)"
//            ^^^^ - support.function.ioctl.uapi
/* _IOR('x', 1, __u32) */
// ^^^^ - support.function.ioctl.uapi
//              ^^^^^ - support.type.fixed-width.uapi
