/** The versions of both sides as choices, and the choice of a side in words. */
import { l10n } from '../shared/l10n.js';
import type { Version } from './answer.js';
import type { Choice } from './controls.js';
import type { Side } from './messages.js';

type Which = 'caller' | 'kernel';

const sizeOn = (which: Which, version: Version): number =>
  which === 'caller' ? version.callerSize : version.kernelSize;

/** The value of a side's choice. */
export function sideValue(side: Side): string {
  switch (side.kind) {
    case 'whole':
      return 'whole';
    case 'after':
      return `after:${side.member}`;
    case 'revision':
      return 'revision';
    case 'size':
      return 'size';
  }
}

/** What can be chosen for a side; the newest version is the header as it is. */
export function sideChoices(which: Which, side: Side, versions: readonly Version[], size: number): readonly Choice[] {
  const newest = versions.at(-1);
  const sized = (version: Version): string => `${version.name} · ${l10n.t('{0} bytes', sizeOn(which, version))}`;
  const whole: Choice = {
    value: 'whole',
    label: newest === undefined ? l10n.t('as in the header') : sized(newest),
    description: l10n.t('The record as it stands in the header'),
  };
  const older = versions.slice(0, -1).map((version) => ({
    value: `after:${version.last}`,
    label: sized(version),
    description: l10n.t('As it was when {0} was its last member', version.last),
  }));
  const gone: readonly Choice[] =
    side.kind === 'after' && !versions.slice(0, -1).some(({ last }) => last === side.member)
      ? [{ value: sideValue(side), label: l10n.t('after {0}', side.member) }]
      : [];
  const own: readonly Choice[] = side.kind === 'size' ? [{ value: 'size', label: l10n.t('{0} bytes', size) }] : [];
  const revision: Choice = {
    value: 'revision',
    label: side.kind === 'revision' ? side.name : l10n.t('another revision…'),
    description: l10n.t('The record in a revision of git, or in another file'),
  };
  return [...older, whole, ...gone, ...own, revision];
}

export function sideOf(value: string, size: number): Side {
  if (value.startsWith('after:')) return { kind: 'after', member: value.slice('after:'.length) };
  if (value === 'revision') return { kind: 'revision', name: '' };
  return value === 'size' ? { kind: 'size', bytes: size } : { kind: 'whole' };
}

/** The version of the matrix that a side is, if it is one. */
export function versionOf(which: Which, side: Side, versions: readonly Version[], size: number): Version | undefined {
  if (side.kind === 'revision') return undefined;
  if (side.kind === 'whole') return versions.at(-1);
  return versions.find((version) =>
    side.kind === 'after' ? version.last === side.member : sizeOn(which, version) === size,
  );
}
