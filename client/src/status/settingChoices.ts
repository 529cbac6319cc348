/** What a setting can be, read from the extension's manifest. */

export interface Choice {
  readonly value: string;
  /** What it means; empty where the manifest does not say. */
  readonly text: string;
}

/** The choices of an enumerated setting, the empty one (“not set”) among them. */
export function choicesOf(manifest: unknown, key: string): readonly Choice[] {
  const { enum: values = [], markdownEnumDescriptions: texts = [] } = propertyOf(manifest, key);
  return values.map((value, index) => ({ value: String(value), text: texts[index] ?? '' }));
}

/** Every ABI, and whether the setting has it. */
export function abiChoices(
  manifest: unknown,
  current: unknown,
): readonly { readonly value: string; readonly isPicked: boolean }[] {
  const { anyOf = [] } = propertyOf(manifest, 'abis');
  const ids = anyOf.flatMap(({ items }) => items?.enum ?? []);
  const isChosen = (id: string): boolean => current === 'all' || (Array.isArray(current) && current.includes(id));
  return ids.map((id) => ({ value: id, isPicked: isChosen(id) }));
}

/** The part of a setting's schema that is read here. The manifest is our own, and a test looks at it. */
interface Property {
  readonly enum?: readonly unknown[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly anyOf?: readonly { readonly items?: { readonly enum: readonly string[] } }[];
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Property>> } };
}

function propertyOf(manifest: unknown, key: string): Property {
  return (manifest as Manifest).contributes.configuration.properties[`uapi.${key}`] ?? {};
}
