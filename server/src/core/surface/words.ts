/**
 * Words that the reader of kernel C knows. Kernel C is read without its headers, so which identifier names a type or an
 * attribute is told by its spelling (Documentation/process/coding-style.rst, include/linux/compiler_types.h).
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { wordSet } from './surfaceCursor.js';

export const W = {
  struct: intern('struct'),
  union: intern('union'),
  enum: intern('enum'),
  const: intern('const'),
  user: intern('__user'),
  force: intern('__force'),
  static: intern('static'),
  typedef: intern('typedef'),
  extern: intern('extern'),
  sizeof: intern('sizeof'),
  if: intern('if'),
  else: intern('else'),
  while: intern('while'),
  do: intern('do'),
  for: intern('for'),
  switch: intern('switch'),
  case: intern('case'),
  default: intern('default'),
  goto: intern('goto'),
  break: intern('break'),
  continue: intern('continue'),
  return: intern('return'),
} as const;

export const alignofWords = wordSet('_Alignof __alignof__ __alignof alignof');
export const typeofWords = wordSet('typeof __typeof__ __typeof typeof_unqual __typeof_unqual__');
export const asmWords = wordSet('asm __asm__ __asm');
export const attributeWords = wordSet('__attribute__ __attribute __declspec _Alignas alignas');
export const storageWords = wordSet(
  'static extern register inline __inline __inline__ _Noreturn noinline __always_inline __thread _Thread_local ' +
    'asmlinkage __visible notrace typedef',
);
export const qualifierWords = wordSet('const volatile restrict __restrict __restrict__ __const __volatile__ _Atomic');
export const basicWords = wordSet(
  'void char short int long signed unsigned float double _Bool bool __int128 __signed__ __auto_type auto',
);
export const statementWords = wordSet('if else while do for switch case default goto break continue return');

/** Annotations of sparse and the like, which may stand in any type. */
const annotations = wordSet(
  '__user __kernel __force __iomem __rcu __percpu __bitwise __private __nocast __safe __must_check __maybe_unused ' +
    '__always_unused __unused __init __exit __initdata __exitdata __ro_after_init __read_mostly __initconst __devinit ' +
    '__cold __hot __pure __weak __used __aligned __packed __deprecated __malloc noinline_for_stack __latent_entropy ' +
    '__ref __refdata __meminit __noreturn __randomize_layout __cacheline_aligned __cacheline_aligned_in_smp ' +
    '____cacheline_aligned ____cacheline_aligned_in_smp __counted_by __counted_by_ptr __counted_by_le __counted_by_be ' +
    '__acquires __releases __must_hold __cond_acquires __context_unsafe __printf __scanf __section __free __cleanup ' +
    '__no_context_analysis __nonstring __bpf_kfunc __flatten __noclone __nocfi __no_sanitize __no_kcsan noinstr ' +
    '__guarded_by __pt_guarded_by __private __sched __lockfunc __kprobes nokprobe_inline __counted __designated_init ' +
    'uaccess __uaccess __alloc_size __realloc_size __assume_aligned __no_stack_protector __no_randomize_layout ' +
    '__mod_param __constructor __attribute_const__ __net_init __net_exit __net_initdata __cpuidle __naked',
);
export function isAnnotation(name: NameId): boolean {
  return annotations.has(name) || attributeWords.has(name);
}

const knownTypes = new Set(
  (
    'u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __le16 __le32 __le64 __be16 __be32 ' +
    '__be64 __virtio16 __virtio32 __virtio64 __poll_t uint ulong ushort u_int u_char u_long va_list cpumask_var_t ' +
    '__kernel_size_t __aligned_u64 __aligned_s64 fmode_t uintptr_t intptr_t'
  ).split(' '),
);
/** By spelling, as kernel code names types: `u32`, `size_t`, `phys_addr_t`. */
export function looksLikeType(name: NameId): boolean {
  const text = nameOf(name);
  return knownTypes.has(text) || (text.endsWith('_t') && text.length > 2);
}
