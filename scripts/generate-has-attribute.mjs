// Writes server/src/core/target/predefines/hasAttribute.generated.ts: what gcc answers to `__has_attribute`,
// `__has_c_attribute` and `__has_builtin` in #if, on each ABI. gcc cannot list what it knows, so it is asked about the
// names below: those of the gcc manual that headers may ask about. A name that is missing here is answered with 0.

import {
  commonFlags,
  compilerOutput,
  compilerVersions,
  groupByAbis,
  loadAbis,
  runGenerator,
} from './lib/abiCompilers.mjs';

const words = (text) => text.trim().split(/\s+/);

/** gcc manual, "Attribute Syntax" and the sections on function, type, variable, label, enumerator attributes. */
const attributes = words(`
  access alias aligned alloc_align alloc_size always_inline artificial assume assume_aligned btf_decl_tag btf_type_tag
  cleanup cold common const constructor copy counted_by counted_by_ptr deprecated designated_init destructor diagnose_if
  disable_sanitizer_instrumentation error externally_visible fallthrough fd_arg fd_arg_read fd_arg_write flag_enum
  flatten format format_arg gnu_inline hardbool hot ifunc init_priority leaf malloc may_alias mode
  musttail naked no_address_safety_analysis no_caller_saved_registers no_icf no_instrument_function no_profile_instrument_function
  no_reorder no_sanitize no_sanitize_address no_sanitize_coverage no_sanitize_memory no_sanitize_thread
  no_sanitize_undefined no_split_stack no_stack_limit no_stack_protector nocommon noclone nodiscard noderef noinit
  noinline noipa nonnull nonstring noplt noreturn nothrow null_terminated_string_arg objc_root_class optimize optnone
  overloadable packed pass_object_size patchable_function_entry persistent preserve_access_index pure
  randomize_layout require_constant_initialization retain returns_nonnull returns_twice scalar_storage_order section
  sentinel simd stack_protect strict_flex_array strub symver target target_clones tls_model transparent_union
  unavailable unused used vector_size visibility warn_if_not_aligned warn_unused warn_unused_result warning weak weakref
  zero_call_used_regs maybe_unused likely unlikely reproducible unsequenced carries_dependency no_unique_address
  ms_struct gcc_struct regparm stdcall fastcall cdecl ms_abi sysv_abi thiscall interrupt signal fentry_name nocf_check
  cf_check pcs aarch64_vector_pcs altivec longcall shortcall nomips16 mips16 micromips near far isr dllimport dllexport
  selectany ext_vector_type address_space bitwise bnd_legacy function_return indirect_branch indirect_return
  force_align_arg_pointer no_fpu saveall trap_exit sp_switch resbank function_vector short_call long_call
  interrupt_handler interrupt_thread use_hazard_barrier_return keep_interrupts_masked use_debug_exception_return
  code_readable ms_hook_prologue naked_inline hotpatch vector bank_switch
`);

/** C23 attributes. The prefixed spelling `gnu::NAME` needs no list: it is known where `NAME` is a GNU attribute. */
const cAttributes = words(`
  deprecated fallthrough maybe_unused nodiscard noreturn _Noreturn reproducible unsequenced
`);

/** gcc manual, "Other Builtins" and its neighbours: what system headers ask about. */
const builtins = words(`
  __builtin_abort __builtin_abs __builtin_add_overflow __builtin_add_overflow_p __builtin_alloca __builtin_alloca_with_align
  __builtin_alloca_with_align_and_max __builtin_apply __builtin_assoc_barrier __builtin_assume __builtin_assume_aligned
  __builtin_bit_cast __builtin_bswap128 __builtin_bswap16 __builtin_bswap32 __builtin_bswap64 __builtin_calloc
  __builtin_choose_expr __builtin_classify_type __builtin_clear_padding __builtin_clrsb __builtin_clrsbl __builtin_clrsbll
  __builtin_clz __builtin_clzg __builtin_clzl __builtin_clzll __builtin_complex __builtin_constant_p __builtin_convertvector
  __builtin_counted_by_ref __builtin_cpu_init __builtin_cpu_is __builtin_cpu_supports __builtin_ctz __builtin_ctzg
  __builtin_ctzl __builtin_ctzll __builtin_dynamic_object_size __builtin_expect __builtin_expect_with_probability
  __builtin_extend_pointer __builtin_extract_return_addr __builtin_fabs __builtin_ffs __builtin_ffsl __builtin_ffsll
  __builtin_FILE __builtin_frame_address __builtin_free __builtin_frob_return_addr __builtin_FUNCTION
  __builtin_goacc_parlevel_id __builtin_has_attribute __builtin_huge_val __builtin_inf __builtin_isfinite __builtin_isinf
  __builtin_isnan __builtin_issignaling __builtin_is_constant_evaluated __builtin_LINE __builtin_longjmp
  __builtin_malloc __builtin_memchr __builtin_memcmp __builtin_memcpy __builtin_memcpy_inline __builtin_memmove
  __builtin_mempcpy __builtin_memset __builtin_mul_overflow __builtin_mul_overflow_p __builtin_nan
  __builtin_next_arg __builtin_object_size __builtin_offsetof __builtin_parity __builtin_parityl __builtin_parityll
  __builtin_popcount __builtin_popcountg __builtin_popcountl __builtin_popcountll __builtin_powi __builtin_prefetch
  __builtin_preserve_access_index __builtin_printf __builtin_return_address __builtin_rotateleft32
  __builtin_sadd_overflow __builtin_saddl_overflow __builtin_saddll_overflow __builtin_setjmp __builtin_shuffle
  __builtin_shufflevector __builtin_smul_overflow __builtin_smull_overflow __builtin_smulll_overflow
  __builtin_speculation_safe_value __builtin_ssub_overflow __builtin_ssubl_overflow __builtin_ssubll_overflow
  __builtin_stdc_bit_width __builtin_strchr __builtin_strcmp __builtin_strcpy __builtin_strlen __builtin_strncmp
  __builtin_strncpy __builtin_structured_binding_size __builtin_sub_overflow __builtin_sub_overflow_p __builtin_tgmath
  __builtin_thread_pointer __builtin_trap __builtin_types_compatible_p __builtin_uadd_overflow
  __builtin_uaddl_overflow __builtin_uaddll_overflow __builtin_umul_overflow __builtin_umull_overflow
  __builtin_umulll_overflow __builtin_unreachable __builtin_unwind_init __builtin_usub_overflow __builtin_usubl_overflow
  __builtin_usubll_overflow __builtin_va_arg __builtin_va_arg_pack __builtin_va_arg_pack_len __builtin_va_copy
  __builtin_va_end __builtin_va_start __builtin___clear_cache __builtin___memcpy_chk __builtin___memset_chk
  __atomic_add_fetch __atomic_always_lock_free __atomic_and_fetch __atomic_clear __atomic_compare_exchange
  __atomic_compare_exchange_n __atomic_exchange __atomic_exchange_n __atomic_fetch_add __atomic_fetch_and
  __atomic_fetch_nand __atomic_fetch_or __atomic_fetch_sub __atomic_fetch_xor __atomic_is_lock_free __atomic_load
  __atomic_load_n __atomic_nand_fetch __atomic_or_fetch __atomic_signal_fence __atomic_store __atomic_store_n
  __atomic_sub_fetch __atomic_test_and_set __atomic_thread_fence __atomic_xor_fetch __sync_add_and_fetch
  __sync_bool_compare_and_swap __sync_fetch_and_add __sync_fetch_and_and __sync_fetch_and_or __sync_fetch_and_sub
  __sync_fetch_and_xor __sync_lock_release __sync_lock_test_and_set __sync_synchronize __sync_val_compare_and_swap
  __c11_atomic_init __c11_atomic_load __is_identifier abs alloca calloc free malloc memchr memcmp memcpy memmove memset
  offsetof printf strlen
`);

await runGenerator(async () => {
  const abis = await loadAbis();
  const tables = [
    ['attributeGroups', '__has_attribute', attributes],
    ['cAttributeGroups', '__has_c_attribute', cAttributes],
    ['builtinGroups', '__has_builtin', builtins],
  ].map(([name, operator, names]) => ({
    name,
    operator,
    groups: groupByAbis(abis, (abi) => answeredNames(abi, operator, names)),
  }));
  const versions = compilerVersions(abis);
  return [['server/src/core/target/predefines/hasAttribute.generated.ts', (day) => moduleText(tables, versions, day)]];
});

/** The names for which gcc answers something else than 0: `NAME`, or `NAME=VALUE` where the value is not 1. */
function answeredNames(abi, operator, names) {
  const source = [...new Set(names)].map((name) => question(operator, name)).join('\n');
  const answers = compilerOutput(abi, ['-E', '-P', '-x', 'c', '-'], { input: source });
  return answers.split('\n').filter((line) => line !== '');
}

/**
 * gcc gives the number only inside #if, so each value that the C standards define is tried. Another answer would be an
 * error in the generated C here, and so in this script.
 */
function question(operator, name) {
  const standardYears = ['201904', '201910', '202003', '202106', '202202', '202207'];
  const branches = standardYears.map((year) => `#elif ${operator}(${name}) == ${year}\n${name}=${year}`);
  return [
    `#if ${operator}(${name}) == 1\n${name}`,
    ...branches,
    `#elif ${operator}(${name})\n#error the value of ${operator}(${name}) is not among those tried`,
    '#endif',
  ].join('\n');
}

function moduleText(tables, versions, day) {
  const text = tables.map(({ name, operator, groups }) => {
    const body = groups.map(({ ids, names }) => `  [\n    '${ids}',\n    \`${wrap(names)}\`,\n  ],\n`).join('');
    return `/** \`${operator}\`: ABI ids, and the names for which the answer is 1, or the number after \`=\`. */
export const ${name}: readonly (readonly [abiIds: string, names: string])[] = [
${body}];
`;
  });
  return `// Generated by scripts/generate-has-attribute.mjs on ${day}; do not edit.
// Compilers: those that the tables in ../abis/ name (${versions}, Debian 12).
// Command: COMMAND ${commonFlags.join(' ')} FLAGS -E -P, one #if per name of the lists in the script

${text.join('\n')}`;
}

/** Names in lines of at most 110 columns. */
function wrap(names) {
  const lines = [''];
  for (const name of names) {
    const last = lines[lines.length - 1];
    if (last.length + 1 + name.length > 110) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last} ${name}`;
  }
  return lines.join('\n');
}
