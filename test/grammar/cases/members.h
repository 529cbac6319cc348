// Types of fixed width, and members that hold a place.

struct widget {
	__u8 kind;
// <~---- support.type.fixed-width.uapi
//    ^^^^ - support.type.fixed-width.uapi
	__s64 delta;
// <~----- support.type.fixed-width.uapi
	__aligned_u64 address;
// <~------------- support.type.aligned.uapi
	__le32 little;
// <~------ support.type.byte-order.uapi
	__be16 big;
// <~------ support.type.byte-order.uapi
	__kernel_off_t offset;
// <~-------------- support.type.kernel.uapi
	const __u32 *users;
//     ^^^^^ support.type.fixed-width.uapi
	__u8 __reserved[3];
// <~---- support.type.fixed-width.uapi
//    ^^^^^^^^^^ variable.other.property.reserved.uapi
//              ^^^ - variable.other.property.reserved.uapi
	unsigned char pad2[4][2];
// <~-------- storage.type.built-in.primitive.uapi
//        ^^^^ storage.type.built-in.primitive.uapi
//             ^^^^ variable.other.property.reserved.uapi
	__u32 rsvd : 3, kind_bits : 5;
//     ^^^^ variable.other.property.reserved.uapi
//               ^^^^^^^^^ - variable.other.property.reserved.uapi
	__u16 map_resv;
//     ^^^^^^^^ variable.other.property.reserved.uapi
	uint32_t unused;
// <~-------- support.type.stdint.uapi
//        ^^^^^^ variable.other.property.reserved.uapi
	__u16 padded;
//     ^^^^^^ - variable.other.property.reserved.uapi
	__u16 reserved_words;
//     ^^^^^^^^^^^^^^ - variable.other.property.reserved.uapi
	struct pad pad;
//      ^^^^^^^ - variable.other.property.reserved.uapi
};

static inline int widget_pad(int unused_bytes) { return pad; }
//                               ^^^^^^^^^^^^ - variable.other.property.reserved.uapi
//                                                      ^^^^ - variable.other.property.reserved.uapi
int __u33, my__u32, __u32x;
//  ^^^^^^^^^^^^^^^^^^^^^^ - support.type.fixed-width.uapi
