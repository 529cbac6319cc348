import { type CommandEnum, type EnumeratorAsWritten, isBaseName, isSentinelName } from '../../review/enums.js';

/**
 * The enumerators of a command enum by table. One enum may hold two tables one after the other (commands of a bus, then
 * those of its devices): the values begin anew, at the first or second of the enum, and go on from there.
 */
export function tablesOf({ enum: { enumerators }, used }: CommandEnum): readonly (readonly EnumeratorAsWritten[])[] {
  const numbered = enumerators.filter(
    ({ name, value }) => value !== undefined && !isBaseName(name) && (used.has(name) || !isSentinelName(name)),
  );
  const restart = numbered[1]?.value ?? 0n;
  const tables: EnumeratorAsWritten[][] = [];
  numbered.forEach((each, i) => {
    const value = each.value ?? 0n;
    const before = numbered[i - 1]?.value;
    const after = numbered[i + 1]?.value;
    const isNew = before === undefined || (value < before && value <= restart && after !== undefined && after > value);
    if (isNew) tables.push([each]);
    else tables[tables.length - 1].push(each);
  });
  return tables;
}

/** The enumerator is given the value of another one by name, and so is a second name. */
export function renames({ initializer }: EnumeratorAsWritten): string | undefined {
  const [token] = initializer ?? [];
  return initializer?.length === 1 && /^[A-Za-z_]/.test(token.text) ? token.text : undefined;
}
