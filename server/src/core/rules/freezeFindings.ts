/**
 * Findings on what is published. A declaration that the baseline has, and that is as it was, cannot be mended any more:
 * what a rule says of it stays as a hint, and its fixes are withheld, since they would break the interface.
 */
import { sameLayout } from '../compat/compareRecords.js';
import type { ConstantSnapshot, HeaderSnapshot, RecordSnapshot } from '../compat/headerSnapshot.js';
import type { Finding } from './rule.js';

/** Groups whose advice changes an interface. */
const frozenGroups = /^(?:layout|types|ioctl|extensible|enum-numbering|multiplex)\//;

/** @param published the header in the baseline; `current` the header as it is */
export function freezeFindings(
  findings: readonly Finding[],
  published: HeaderSnapshot,
  current: HeaderSnapshot,
): readonly Finding[] {
  const isFrozen = frozenSymbols(published, current);
  return findings.map((finding) =>
    frozenGroups.test(finding.rule) && finding.symbol !== undefined && isFrozen(finding.symbol)
      ? frozen(finding)
      : finding,
  );
}

function frozen({ fixes: _fixes, help: _help, ...finding }: Finding): Finding {
  return {
    ...finding,
    severity: 'hint',
    suppressed: { kind: 'baseline', reason: `frozen ABI: ${finding.symbol} is published as it is` },
  };
}

/** Whether a symbol of a finding is in both, and the same. */
export function frozenSymbols(published: HeaderSnapshot, current: HeaderSnapshot): (symbol: string) => boolean {
  const known = new Map<string, boolean>();
  return (symbol) => {
    let answer = known.get(symbol);
    if (answer === undefined) {
      answer = isUnchanged(symbol, published, current);
      known.set(symbol, answer);
    }
    return answer;
  };
}

function isUnchanged(symbol: string, published: HeaderSnapshot, current: HeaderSnapshot): boolean {
  const [name] = symbol.split('.', 1);
  const path = symbol.slice(name.length + 1);
  const [before, now] = [recordNamed(published, name), recordNamed(current, name)];
  if (before !== undefined && now !== undefined) {
    return path === '' ? sameRecord(before, now) : sameMember(before, now, path);
  }
  const [old, after] = [published.constants.get(name), current.constants.get(name)];
  if (old !== undefined && after !== undefined) return sameConstant(old, after, published, current);
  const [names, others] = [published.enums.get(name), current.enums.get(name)];
  return names !== undefined && others !== undefined && names.join() === others.join();
}

function recordNamed({ records }: HeaderSnapshot, name: string): RecordSnapshot | undefined {
  return records.get(`struct ${name}`) ?? records.get(`union ${name}`);
}

/** On every ABI that both know; at least one. */
function sameRecord(before: RecordSnapshot, now: RecordSnapshot): boolean {
  const common = [...before.layouts.keys()].filter((abi) => now.layouts.has(abi));
  return (
    common.length > 0 &&
    common.every((abi) => {
      const [a, b] = [before.layouts.get(abi), now.layouts.get(abi)];
      return a !== undefined && b !== undefined && sameLayout(a, b);
    })
  );
}

/** A member of a record that grew at its end is as it was. */
function sameMember(before: RecordSnapshot, now: RecordSnapshot, path: string): boolean {
  const common = [...before.layouts.keys()].filter((abi) => now.layouts.has(abi));
  return (
    common.length > 0 &&
    common.every((abi) => {
      const [a, b] = [before, now].map(({ layouts }) =>
        layouts.get(abi)?.members.find((member) => member.path === path),
      );
      return (
        a !== undefined &&
        b !== undefined &&
        a.offsetBits === b.offsetBits &&
        a.sizeBytes === b.sizeBytes &&
        a.widthBits === b.widthBits &&
        a.shape === b.shape
      );
    })
  );
}

/** An ioctl is its number and the record behind it. */
function sameConstant(
  old: ConstantSnapshot,
  after: ConstantSnapshot,
  published: HeaderSnapshot,
  current: HeaderSnapshot,
): boolean {
  const common = [...old.values.keys()].filter((abi) => after.values.has(abi));
  if (common.length === 0 || common.some((abi) => old.values.get(abi) !== after.values.get(abi))) return false;
  const name = old.command?.recordName;
  if (name === undefined || name !== after.command?.recordName) return name === after.command?.recordName;
  const [before, now] = [recordNamed(published, name), recordNamed(current, name)];
  return before === undefined || now === undefined ? before === now : sameRecord(before, now);
}
