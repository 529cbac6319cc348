import type { Severity } from '../../../base/diagnostic.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { FileRule, RuleFinding } from '../../rule.js';
import { severities } from '../../rule.js';
import { abisOf, hex, hexNumber, typeText, UNPUBLISHED } from '../commandFacts.js';
import { type NumberClash, numberClashes } from '../numberClashes.js';

/**
 * Two commands of a header with the same type and nr, whose numbers differ in direction or size. A dispatcher that looks
 * at the nr alone (DRM, and those that take an argument of any size) has one slot for both: an error there. Pairs that look
 * meant are infos: a GET and a SET, a later form of a command (`_V2`, `_OLD`, `32`), one nr constant used twice, commands
 * below headings for different descriptors, and other names of a command.
 */
export const rule: FileRule = {
  id: 'ioctl/duplicate-nr',
  scope: 'file',
  why:
    'Two commands with one nr can be told apart only by the whole number. A table by nr holds one of them, the size or ' +
    'direction of either can never change, and a decoder that knows the nr names the wrong one.',
  reference: {
    title: 'ioctl based interfaces, "Command number definitions"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#command-number-definitions',
  },
  severity: severities('warning'),
  check: ({ header }) =>
    header.commands.length < 2
      ? []
      : numberClashes(header).flatMap((clash) => (clash.what === 'nr' ? [finding(clash, header)] : [])),
};

function finding(clash: NumberClash, header: ReviewedHeader): RuleFinding {
  const { command, earlier } = clash;
  const { type, nr } = command.ioctl;
  return {
    symbol: command.name,
    range: command.range,
    message: `${command.name} has the nr ${hex(nr)} of ${earlier.name} below type ${typeText(type)}${reasonText(clash)}`,
    abis: abisOf(command),
    facts: [
      `${earlier.name}: ${hexNumber(earlier.ioctl.value)}, ${argumentText(earlier)}`,
      `${command.name}: ${hexNumber(command.ioctl.value)}, ${argumentText(command)}`,
    ],
    help: `${UNPUBLISHED} take a free nr; commands that are in use keep theirs, and their driver compares whole numbers`,
    related: [{ range: earlier.range, message: `${earlier.name} is defined here` }],
    ...severityOf(clash, header),
  };
}

function severityOf({ command, apart, relation }: NumberClash, header: ReviewedHeader): { severity?: Severity } {
  if (relation !== undefined || apart === 'likely') return { severity: 'info' };
  return ['drm', 'ioc-size'].includes(header.commandStyle(command)) ? { severity: 'error' } : {};
}

function reasonText({ relation, apart }: NumberClash): string {
  switch (relation) {
    case 'alias':
      return ', as another name of a command';
    case 'pair':
      return ', as its pair';
    case 'variant':
      return ', as another form of it';
    case 'constant':
      return ', by the same constant';
    case 'relative':
      return ', as do other forms of it';
    case undefined:
      return apart === 'likely' ? ', below another heading' : '';
  }
}

function argumentText({ ioctl: { argumentType, direction } }: NumberClash['command']): string {
  return argumentType === undefined ? 'no argument in the number' : `${argumentType} (${direction})`;
}
