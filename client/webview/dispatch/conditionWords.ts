/** The conditions of a call that are not in its bytes, in words for the view and for a mail. */
import type { L10n } from '../shared/l10n.js';
import type { Answer } from './answer.js';
import type { Call } from './messages.js';

export function conditionWords(call: Call, { run, compatAbi }: Answer, l10n: L10n): readonly string[] {
  const { compat, minSize, faultAt, isReadonly, race, handler, handlerWrite, parameters } = call;
  const step = race === undefined ? undefined : run.events[race.event - 1]?.step;
  return [
    ...(compat && compatAbi !== undefined ? [l10n.t('the caller is a 32-bit program ({0})', compatAbi)] : []),
    ...(minSize === undefined ? [] : [l10n.t('the kernel takes {0} bytes at least', minSize)]),
    ...(faultAt === undefined ? [] : [l10n.t('byte {0} is the first that faults', faultAt)]),
    ...(isReadonly ? [l10n.t("the caller's memory is read-only")] : []),
    ...(race === undefined
      ? []
      : [
          l10n.t(
            'another thread writes {0} at {1} before step {2}',
            race.bytes,
            race.offset,
            step === undefined ? race.event : `${race.event} (${step})`,
          ),
        ]),
    ...(handler === undefined ? [] : [l10n.t('the handler: {0}', handler)]),
    ...(handlerWrite === undefined ? [] : [l10n.t('the handler stores {0}', handlerWrite.replace('=', ': '))]),
    ...parameters.map(({ name, value }) => `${name}=${value}`),
  ];
}
