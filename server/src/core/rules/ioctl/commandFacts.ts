/** Small answers about a command that several rules print. */
import type { RecordOnAbis } from '../../review/byAbi.js';
import type { Command } from '../../review/commands.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { AbiId } from '../../target/abi.js';
import type { IoctlDefinition } from '../../unit/headerAnalysis.js';

export function abisOf({ onAbis }: Command): readonly AbiId[] {
  return onAbis.map(({ abi }) => abi);
}

/** Bytes that a number says of its argument; 0 of one that says nothing. */
export function argumentBytes({ argumentSizeBytes }: Pick<IoctlDefinition, 'argumentSizeBytes'>): number {
  return argumentSizeBytes ?? 0;
}

/** `0x80046601`. */
export function hexNumber(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** `'f'` or `0xba`, as headers write it. */
export function typeText(type: number): string {
  return type > 32 && type < 127 && type !== 39 && type !== 92 ? `'${String.fromCharCode(type)}'` : hex(type);
}

/** `0x0f`. */
export function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/**
 * The record that a command passes, where that is more than a guess by its name: `struct kvm_run` is not the argument of
 * KVM_RUN. A size at the beginning of the struct makes the guess sure.
 */
export function surelyPassedRecord(header: ReviewedHeader, command: Command): RecordOnAbis | undefined {
  const { recordName, binding } = command;
  if (recordName === undefined) return undefined;
  if (binding === 'name' && !['size-first', 'argsz'].includes(header.commandStyle(command))) return undefined;
  return header.recordNamed(recordName);
}

/** What changes a number is for commands that nobody calls yet. */
export const UNPUBLISHED = 'as long as the command is unpublished,';
