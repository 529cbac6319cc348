/** Mutants of the dispatch rules: each edit of a source makes the fault that the rule is for, and the source has none. */
import type { Mutant } from '../mutant.js';
import { firstTableHeader, hooks, nrSwitch, switches, switchHeader, table, tableHeader } from './dispatchSources.js';

const ofTable = { header: tableHeader, first: firstTableHeader, source: table };
const ofSwitches = { header: switchHeader, source: switches };

const entryOfMap = '\tGADGET_OP(GADGET_MAP, gadget_map, struct gadget_map, iova),\n';
const entryOfUnmap = '\tGADGET_OP(GADGET_UNMAP, gadget_unmap, struct gadget_unmap, length),\n';
const refusedNr = '>= ARRAY_SIZE(gadget_ioctl_ops))\n\t\treturn -ENOIOCTLCMD;';
const comparison = '\tif (op->ioctl_num != cmd)\n\t\treturn -ENOIOCTLCMD;\n';
const sizeGuard = /\.size = [\s\S]*?\.min_size/.exec(table)?.[0] ?? '';
const lowerBound = 'if (nr < GADGET_CMD_BASE ||\n\t    (nr - GADGET_CMD_BASE) >= ARRAY_SIZE(gadget_ioctl_ops))';
const nrOfRing = /\tunsigned int size = [\s\S]*?switch \(nr\) \{/.exec(nrSwitch)?.[0] ?? '';
const ringFops = '\t.unlocked_ioctl\t= ring_ioctl,\n\t.compat_ioctl\t= compat_ptr_ioctl,\n';
const limitBody = '\tvoid __user *argp = (void __user *)limit;\n\n\treturn ring_copy_limit(ring, argp);';
const inUse = '\tif (atomic_cmpxchg(&ring->in_use, 0, 1))\n\t\treturn -EBUSY;\n';

export const mutants: readonly Mutant[] = [
  {
    rule: 'dispatch/unknown-errno',
    ...ofTable,
    edits: [
      { name: 'range gives EINVAL', find: refusedNr, replace: refusedNr.replace('ENOIOCTLCMD', 'EINVAL') },
      { name: 'range gives ENOSYS', find: refusedNr, replace: refusedNr.replace('ENOIOCTLCMD', 'ENOSYS') },
      { name: 'number gives EINVAL', find: comparison, replace: comparison.replace('ENOIOCTLCMD', 'EINVAL') },
    ],
  },
  {
    rule: 'dispatch/unknown-errno',
    ...ofSwitches,
    edits: [
      { name: 'two functions down', find: 'r = -ENOIOCTLCMD;', replace: 'r = -EINVAL;' },
      {
        name: 'no default',
        find: '\tdefault:\n\t\tr = -ENOTTY;\n\t\tbreak;\n',
        replace: '',
      },
      { name: 'default leaves the first value', find: 'r = -ENOTTY;\n', replace: '' },
      { name: 'default returns', find: 'r = -ENOTTY;\n\t\tbreak;', replace: 'return -ENOSYS;' },
      {
        name: 'default of the locked function',
        find: 'return ring_queue_ioctl(ring, cmd, argp);',
        replace: 'return -EINVAL;',
      },
    ],
  },
  {
    rule: 'dispatch/unknown-errno',
    header: switchHeader,
    source: nrSwitch,
    edits: [
      {
        name: 'other type',
        find: '!= 0xaf)\n\t\treturn -ENOTTY',
        replace: '!= 0xaf)\n\t\treturn -EINVAL',
      },
      { name: 'behind the switch', find: '\t}\n\treturn -ENOTTY;', replace: '\t}\n\treturn -ENOSYS;' },
    ],
  },
  {
    rule: 'dispatch/op-missing',
    ...ofTable,
    edits: [
      { name: 'map', find: entryOfMap, replace: '' },
      { name: 'unmap', find: entryOfUnmap, replace: '' },
      { name: 'map and unmap', find: entryOfMap + entryOfUnmap, replace: '' },
      { name: 'another is entered twice', find: 'GADGET_OP(GADGET_MAP,', replace: 'GADGET_OP(GADGET_INFO,' },
      {
        name: 'info',
        find: '\tGADGET_OP(GADGET_INFO, gadget_info, struct gadget_info, data_uptr),\n',
        replace: '',
      },
    ],
  },
  {
    rule: 'dispatch/op-unknown',
    ...ofTable,
    edits: [
      { name: 'two letters swapped', find: 'GADGET_OP(GADGET_MAP,', replace: 'GADGET_OP(GADGET_MPA,' },
      { name: 'old name', find: 'GADGET_OP(GADGET_DESTROY,', replace: 'GADGET_OP(GADGET_DELETE,' },
      { name: 'one more', find: entryOfMap, replace: `${entryOfMap}\tGADGET_OP(GADGET_COPY, a, struct b, c),\n` },
      { name: 'other type', find: 'GADGET_OP(GADGET_OPTION,', replace: 'GADGET_OP(GADGET_FOREIGN,' },
      { name: 'enumerator for the number', find: 'GADGET_OP(GADGET_UNMAP,', replace: 'GADGET_OP(GADGET_CMD_UNMAP,' },
    ],
  },
  {
    rule: 'dispatch/table-nr',
    ...ofTable,
    edits: [
      { name: 'copied line', find: entryOfMap, replace: entryOfMap + entryOfMap },
      { name: 'copied and half edited', find: 'GADGET_OP(GADGET_UNMAP,', replace: 'GADGET_OP(GADGET_MAP,' },
      {
        name: 'written out, number of another',
        find: entryOfMap,
        replace: '\t[_IOC_NR(GADGET_MAP) - GADGET_CMD_BASE] = { .ioctl_num = GADGET_INFO, .execute = gadget_map },\n',
      },
      {
        name: 'written out, place of another',
        find: entryOfUnmap,
        replace:
          '\t[_IOC_NR(GADGET_INFO) - GADGET_CMD_BASE] = { .ioctl_num = GADGET_UNMAP, .execute = gadget_unmap },\n',
      },
      { name: 'first again', find: 'GADGET_OP(GADGET_OPTION,', replace: 'GADGET_OP(GADGET_DESTROY,' },
    ],
  },
  {
    rule: 'dispatch/hole-null',
    header: tableHeader.replace('#define GADGET_MAP _IO(GADGET_TYPE, GADGET_CMD_MAP)\n', ''),
    source: table.replace(entryOfMap, ''),
    edits: [
      { name: 'no comparison', find: comparison, replace: '' },
      { name: 'comparison of the type only', find: 'op->ioctl_num != cmd', replace: '_IOC_TYPE(cmd) != GADGET_TYPE' },
      { name: 'comparison of the size', find: 'op->ioctl_num != cmd', replace: 'op->size > sizeof(buf)' },
      { name: 'test of the table', find: 'op->ioctl_num != cmd', replace: '!op' },
      { name: 'test of the argument', find: 'op->ioctl_num != cmd', replace: '!arg' },
    ],
  },
  {
    rule: 'dispatch/base-underflow',
    ...ofTable,
    edits: [
      { name: 'no lower bound', find: 'nr < GADGET_CMD_BASE ||\n\t    ', replace: '' },
      { name: 'lower bound of 0', find: 'nr < GADGET_CMD_BASE', replace: 'nr < 0' },
      {
        name: 'of the macro',
        find: lowerBound,
        replace: 'if (_IOC_NR(cmd) - GADGET_CMD_BASE >= ARRAY_SIZE(gadget_ioctl_ops))',
      },
      {
        name: 'signed nr',
        find: `nr;\n\tint ret;\n\n\tnr = _IOC_NR(cmd);\n\t${lowerBound}`,
        replace: 'x;\n\tint nr, ret;\n\n\tnr = _IOC_NR(cmd);\n\tif (nr - GADGET_CMD_BASE > 4)',
      },
      { name: 'other variable', find: 'nr < GADGET_CMD_BASE', replace: 'ret < GADGET_CMD_BASE' },
    ],
  },
  {
    rule: 'dispatch/struct-mismatch',
    ...ofTable,
    edits: [
      { name: 'record of the line above', find: 'struct gadget_map, iova', replace: 'struct gadget_unmap, iova' },
      { name: 'smaller record', find: 'struct gadget_info, data_uptr', replace: 'struct gadget_destroy, id' },
      {
        name: 'handler and record of another',
        find: 'gadget_option, struct gadget_option',
        replace: 'gadget_option, struct gadget_unmap',
      },
      { name: 'handler of another', find: 'GADGET_OPTION, gadget_option,', replace: 'GADGET_OPTION, gadget_destroy,' },
      {
        name: 'handler takes another',
        find: 'struct gadget_destroy *cmd = ucmd->cmd',
        replace: 'struct gadget_info *cmd = ucmd->cmd',
      },
    ],
  },
  {
    rule: 'dispatch/min-size-choice',
    ...ofTable,
    edits: [
      { name: 'moved to the new member', find: 'gadget_info, data_uptr', replace: 'gadget_info, out_caps' },
      { name: 'moved to the last member', find: 'gadget_map, iova', replace: 'gadget_map, later' },
      { name: 'moved to the reserved end', find: 'gadget_info, data_uptr', replace: 'gadget_info, __reserved2' },
      { name: 'too early', find: 'gadget_map, iova', replace: 'gadget_map, user_va' },
      { name: 'no such member', find: 'gadget_unmap, length', replace: 'gadget_unmap, len' },
      { name: 'only the size', find: 'gadget_option, val64', replace: 'gadget_option, size' },
    ],
  },
  {
    rule: 'dispatch/stack-buffer',
    ...ofTable,
    edits: [
      { name: 'largest member left out', find: '\tstruct gadget_map map;\n', replace: '' },
      { name: 'two left out', find: '\tstruct gadget_map map;\n\tstruct gadget_unmap unmap;\n', replace: '' },
      { name: 'a smaller one for it', find: 'struct gadget_map map;', replace: 'struct gadget_option map;' },
      {
        name: 'only the first is left',
        find: '\tstruct gadget_info info;\n\tstruct gadget_map map;\n\tstruct gadget_unmap unmap;\n\tstruct gadget_option option;\n',
        replace: '',
      },
    ],
  },
  {
    rule: 'dispatch/stack-buffer',
    ...ofTable,
    source: table.replace(sizeGuard, '.size = sizeof(_struct), \\\n\t\t.min_size'),
    edits: [
      { name: 'no comparison, one left out', find: '\tstruct gadget_option option;\n', replace: '' },
      { name: 'no comparison, the smallest left out', find: '\tstruct gadget_destroy destroy;\n', replace: '' },
    ],
  },
  {
    rule: 'dispatch/order',
    ...ofTable,
    edits: [
      'get_user(ucmd.user_size, argp)',
      '__get_user(ucmd.user_size, argp)',
      'copy_from_user(&buf, argp, 8)',
      'copy_struct_from_user(&buf, 8, argp, 8)',
      'PTR_ERR_OR_ZERO(memdup_user(argp, 8))',
    ].map((read) => ({
      name: `${read} first`,
      find: comparison,
      replace: `\tret = ${read};\n\tif (ret)\n\t\treturn ret;\n${comparison}`,
    })),
  },
  {
    rule: 'dispatch/missing-compat-ioctl',
    ...ofTable,
    edits: [{ name: 'table', find: '\t.compat_ioctl = compat_ptr_ioctl,\n', replace: '' }],
  },
  {
    rule: 'dispatch/missing-compat-ioctl',
    ...ofSwitches,
    edits: [
      { name: 'switches', find: ringFops, replace: '\t.unlocked_ioctl\t= ring_ioctl,\n' },
      {
        name: 'another member',
        find: ringFops,
        replace: ringFops.replace('.compat_ioctl\t= compat_ptr_ioctl', '.poll\t= ring_poll'),
      },
      { name: 'word of other size', find: 'case RING_SET_KICK:', replace: 'case RING_WORDS:' },
      { name: 'tail of other size', find: 'case RING_GET_BASE:', replace: 'case RING_LIST:' },
      { name: 'pointer of other size', find: 'case RING_SET_NUM:', replace: 'case RING_POINTER:' },
    ],
  },
  {
    rule: 'dispatch/compat-scalar',
    ...ofSwitches,
    edits: [
      {
        name: 'compared',
        find: limitBody,
        replace: '\tif (limit > 64)\n\t\treturn -EINVAL;\n\tring->limit = limit;\n\treturn 0;',
      },
      { name: 'masked', find: limitBody, replace: '\treturn ring_set_flags(ring, limit & 0xff);' },
      { name: 'narrowed', find: limitBody, replace: '\tring->limit = (u32)limit;\n\treturn 0;' },
      {
        name: 'kept in an integer',
        find: limitBody,
        replace: '\tint value = limit;\n\n\treturn ring_limit(ring, value);',
      },
      {
        name: 'switched',
        find: limitBody,
        replace: '\tswitch (limit) {\n\tcase 1:\n\t\treturn 0;\n\t}\n\treturn -EINVAL;',
      },
      {
        name: 'compared in the case',
        find: 'return ring_set_limit(ring, arg);',
        replace: 'if (arg > 64)\n\t\t\treturn -EINVAL;\n\t\treturn 0;',
      },
    ],
  },
  {
    rule: 'dispatch/nr-only-ambiguous',
    header: switchHeader,
    source: nrSwitch,
    edits: [
      { name: 'size of the first version', find: '_IOC_SIZE(cmd)', replace: 'sizeof(struct ring_state)' },
      { name: 'size is not known', find: '_IOC_SIZE(cmd)', replace: '0' },
      {
        name: 'no type either',
        find: nrOfRing,
        replace: '\tunsigned int nr = _IOC_NR(cmd);\n\tint size = 8;\n\n\tswitch (nr) {',
      },
      { name: 'nr in the switch', find: nrOfRing, replace: '\tint size = 8;\n\n\tswitch (_IOC_NR(cmd)) {' },
      {
        name: 'nr is assigned',
        find: nrOfRing,
        replace: '\tint nr, size = 8;\n\n\tnr = _IOC_NR(cmd);\n\tpr_debug("nr %d of %x", nr, cmd);\n\tswitch (nr) {',
      },
    ],
  },
  {
    rule: 'dispatch/positive-return',
    ...ofSwitches,
    edits: [
      { name: 'version', find: '\t\tr = 0;\n', replace: '\t\treturn RING_VERSION;\n' },
      { name: 'a number', find: '\t\tr = 0;\n', replace: '\t\treturn 12;\n' },
      { name: 'after the call', find: '\tring_account(ring, started);\n\treturn ret;', replace: '\treturn 1;' },
      {
        name: 'refused with a number',
        find: '\t\tif (arg)\n\t\t\tgoto out;',
        replace: '\t\tif (arg)\n\t\t\treturn 1;',
      },
    ],
  },
  {
    rule: 'dispatch/positive-return',
    ...ofTable,
    edits: [
      { name: 'of a handler', find: 'return gadget_object_put(ucmd->ctx, cmd->id);', replace: 'return 1;' },
      { name: 'of a handler that refuses', find: 'return -EOPNOTSUPP;', replace: 'return 2;' },
    ],
  },
  {
    rule: 'dispatch/hook-per-op',
    source: hooks
      .replace(
        'return vdev->ops->open(vdev)',
        'if (vdev->ops && vdev->ops->open)\n\t\treturn vdev->ops->open(vdev);\n\treturn 0',
      )
      .replace('\tvdev->ops->release(vdev);', '\tif (vdev->ops && vdev->ops->release)\n\t\tvdev->ops->release(vdev);'),
    edits: [
      hook('ioctl', 'vdev, cmd, arg', '-ENOTTY'),
      hook('read', 'vdev, buf, count', '-EINVAL'),
      hook('mmap', 'vdev, vma', 'media_default_mmap(vdev, vma)'),
      {
        name: 'in braces',
        find: '\treturn vdev->ops->mmap(vdev, vma);',
        replace:
          '\tif (vdev->ops && vdev->ops->mmap) {\n\t\tint ret = vdev->ops->mmap(vdev, vma);\n\n\t\treturn ret;\n\t}\n\treturn 0;',
      },
      {
        name: 'result is tested',
        find: '\treturn vdev->ops->read(vdev, buf, count);',
        replace:
          '\tif (vdev->ops && vdev->ops->read)\n\t\tif (vdev->ops->read(vdev, buf, count))\n\t\t\treturn 1;\n\treturn 0;',
      },
    ],
  },
  {
    rule: 'dispatch/capable-in-open',
    ...ofSwitches,
    edits: ['CAP_SYS_ADMIN', 'CAP_SYS_RAWIO', 'CAP_NET_ADMIN', 'CAP_PERFMON']
      .map((capability) => ({
        name: capability,
        find: inUse,
        replace: `\tif (!capable(${capability}))\n\t\treturn -EPERM;\n${inUse}`,
      }))
      .concat({
        name: 'in braces',
        find: inUse,
        replace: `\tif (!capable(CAP_BPF)) {\n\t\treturn -EACCES;\n\t}\n${inUse}`,
      }),
  },
  {
    rule: 'dispatch/o-excl',
    ...ofSwitches,
    edits: [
      { name: 'first', find: inUse, replace: `\tif (file->f_flags & O_EXCL)\n\t\treturn -EINVAL;\n${inUse}` },
      { name: 'in place of the flag', find: inUse, replace: '\tif (file->f_flags & O_EXCL)\n\t\treturn -EBUSY;\n' },
      { name: 'in braces', find: inUse, replace: `\tif (file->f_flags & O_EXCL) {\n\t\treturn -EPERM;\n\t}\n${inUse}` },
      {
        name: 'in parentheses',
        find: inUse,
        replace: `\tif ((file->f_flags & O_EXCL))\n\t\treturn -EINVAL;\n${inUse}`,
      },
      {
        name: 'last',
        find: '\tfile->private_data = ring;\n',
        replace: '\tif (file->f_flags & O_EXCL)\n\t\treturn -EOPNOTSUPP;\n\tfile->private_data = ring;\n',
      },
    ],
  },
];

function hook(op: string, args: string, otherwise: string): Mutant['edits'][number] {
  const call = `return vdev->ops->${op}(${args});`;
  return {
    name: op,
    find: `\t${call}`,
    replace: `\tif (vdev->ops && vdev->ops->${op})\n\t\t${call}\n\treturn ${otherwise};`,
  };
}
