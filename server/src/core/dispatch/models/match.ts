import { type Call, hexNumber, type ModelStep } from '../dispatchModel.js';

/** Equality of all 32 bits: `switch (cmd)`. */
export function exactMatch(unknown: string, source: string): ModelStep {
  return {
    kind: 'MATCH',
    text: `All 32 bits of the number must be those of the table; anything else is ${unknown}.`,
    source,
    run(sim, call) {
      const { command, tableCommand } = call;
      if (command.number === tableCommand.number) {
        sim.say('MATCH', `${hexNumber(command.number)} is the command of the table, all 32 bits.`);
        return undefined;
      }
      const difference = differingFields(call);
      return sim.stop('MATCH', unknown, `${hexNumber(command.number)} is unknown here: ${difference}.`);
    },
  };
}

/** In words: what makes the caller's number another one than the table's. */
export function differingFields({ command, tableCommand }: Call): string {
  const differences: string[] = [];
  if (command.type !== tableCommand.type) differences.push(`type ${command.type} is not ${tableCommand.type}`);
  if (command.nr !== tableCommand.nr) differences.push(`number ${command.nr} is not ${tableCommand.nr}`);
  if (command.sizeBytes !== tableCommand.sizeBytes) {
    differences.push(`its size bits say ${command.sizeBytes}, those of the table ${tableCommand.sizeBytes}`);
  }
  if (command.direction !== tableCommand.direction) {
    differences.push(`its direction is ${command.direction}, that of the table ${tableCommand.direction}`);
  }
  return differences.join(', ');
}
