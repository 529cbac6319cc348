import {
  type Abi,
  abiById,
  didYouMean,
  type HeaderAnalysis,
  type IoctlDefinition,
  type RecordLayout,
  settableMembers,
  sizeAfter,
} from '../../core/index.js';
import { UsageError } from '../usageError.js';
import { parseSize } from './optionValues.js';

/** Finding the command and the structures of both sides in analysed headers. Each mistake is one line. */

export function findIoctl({ ioctls, file, abi }: HeaderAnalysis, name: string): IoctlDefinition {
  const found = ioctls.find((ioctl) => ioctl.name === name);
  if (found !== undefined) return found;
  if (new RegExp(`#\\s*define\\s+${name.replace(/\W/g, '')}\\b`).test(file.text)) {
    throw new UsageError(`'${name}' is no command that can be evaluated on ${abi.id}; its structure may be incomplete`);
  }
  const names = ioctls.map((ioctl) => ioctl.name);
  if (names.length === 0) throw new UsageError(`${file.displayName} has no ioctl commands, so no '${name}'`);
  throw new UsageError(`${file.displayName} has no ioctl '${name}'${didYouMean(name, names)}`);
}

export function layoutOf({ records, file, abi }: HeaderAnalysis, name: string): RecordLayout {
  const found = records.find((record) => record.name === name);
  if (found === undefined) {
    const names = records.map((record) => record.name);
    throw new UsageError(`${file.displayName} has no record '${name}'${didYouMean(name, names)}`);
  }
  if (found.layout !== undefined) return found.layout;
  const why = found.incomplete?.reason ?? 'it is not defined here';
  throw new UsageError(`'${name}' is incomplete on ${abi.id}: ${why}`);
}

export interface SideOptions {
  readonly struct?: string;
  readonly size?: string;
  readonly version?: string;
}

export interface Side {
  readonly sizeBytes: number;
  readonly layout: RecordLayout | undefined;
}

/** The structure of one side: named, cut after a member, of another file, or of a given size. */
export function sideOf(
  side: 'caller' | 'kernel',
  { struct, size, version }: SideOptions,
  record: string | undefined,
  analysis: HeaderAnalysis | undefined,
  open: (path: string) => HeaderAnalysis,
): Side {
  const name = struct ?? record;
  const other = version === undefined || version.startsWith('after:') ? analysis : open(version);
  const layout = name === undefined || other === undefined ? undefined : layoutOf(other, name);
  if (size !== undefined) return { sizeBytes: parseSize(size, `--${side}-size`), layout };
  if (layout === undefined) {
    throw new UsageError(`the command has no record; give --${side}-struct NAME or --${side}-size N`);
  }
  if (version?.startsWith('after:') !== true) return { sizeBytes: layout.sizeBytes, layout };
  return { sizeBytes: sizeAfterMember(layout, version.slice('after:'.length), name ?? ''), layout };
}

export function sizeAfterMember(layout: RecordLayout, member: string, record: string): number {
  const size = sizeAfter(layout, member);
  if (size !== undefined) return size;
  throw new UsageError(`'${record}' has no member '${member}'${didYouMean(member, settableMembers(layout))}`);
}

const compatAbis: Readonly<Record<string, string>> = {
  x86_64: 'i386',
  aarch64: 'arm',
  powerpc64: 'powerpc',
};

export function hasCompatAbi(abi: Abi): boolean {
  return Object.hasOwn(compatAbis, abi.id);
}

/** The ABI of a 32-bit program on a kernel of this ABI. */
export function compatAbiOf(abi: Abi): Abi {
  const id = Object.hasOwn(compatAbis, abi.id) ? compatAbis[abi.id] : undefined;
  const compat = id === undefined ? undefined : abiById(id);
  if (compat !== undefined) return compat;
  throw new UsageError(
    `--compat: no 32-bit ABI is known for kernels of ${abi.id}; it is known for ${Object.keys(compatAbis).join(', ')}`,
  );
}
