/** The branches of a header's conditionals, as text: for rules that ask what a stretch of text is meant for. */
import type { HeaderText, TextDirective } from './headerText.js';

export interface Branch {
  /** From the directive that opens it to the one that ends it. */
  readonly start: number;
  readonly end: number;
  /** `ifdef __KERNEL__`, `if defined ( X )`: the directive that opens the conditional, or its `elif`. */
  readonly condition: string;
  /** The branch behind `#else`; `condition` is then the one that did not hold. */
  readonly isElse: boolean;
}

/** Every branch, in the order in which they end. */
export function branchesOf({ directives }: HeaderText): readonly Branch[] {
  const branches: Branch[] = [];
  const open: { start: number; condition: string; isElse: boolean }[] = [];
  for (const directive of directives) {
    const { name, range } = directive;
    if (/^(?:if|ifdef|ifndef)$/.test(name)) {
      open.push({ start: range.start, condition: conditionOf(directive), isElse: false });
    } else if (/^(?:elif|else|endif)/.test(name)) {
      const branch = open.pop();
      if (branch === undefined) continue;
      branches.push({ ...branch, end: range.start });
      if (name === 'else') open.push({ start: range.start, condition: branch.condition, isElse: true });
      else if (name !== 'endif') open.push({ start: range.start, condition: conditionOf(directive), isElse: false });
    }
  }
  return branches;
}

function conditionOf({ name, tokens }: TextDirective): string {
  return [name, ...tokens.map(({ text }) => text)].join(' ');
}

/** Branches that only the kernel reads: `#ifdef __KERNEL__`, and `#else` of `#ifndef __KERNEL__`. */
export function isKernelOnly({ condition, isElse }: Branch): boolean {
  if (isElse) return /^ifndef __KERNEL__$|^if ! defined(?: \( __KERNEL__ \)| __KERNEL__)$/.test(condition);
  if (condition === 'ifdef __KERNEL__') return true;
  return !condition.includes('||') && /^(?:el)?if (?:.*&& )?defined(?: \( __KERNEL__ \)| __KERNEL__)/.test(condition);
}

/** True when the offset lies in one of the branches. */
export function isWithinBranch(branches: readonly Branch[], offset: number): boolean {
  return branches.some(({ start, end }) => offset >= start && offset < end);
}
