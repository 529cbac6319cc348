import type { AbiId, InterfaceStyle, Profile } from '../core/index.js';
import type { RuleSeverity, UapiConfig } from './cliHost.js';
import { type HeaderNames, matchesHeader } from './globs.js';

/** What the settings say of one header, its overrides included. What they do not say is absent. */
export interface HeaderSettings {
  readonly profile?: Profile;
  readonly style?: InterfaceStyle;
  readonly abis?: readonly AbiId[];
  readonly rules: ReadonlyMap<string, RuleSeverity>;
}

/**
 * Joins the settings with those of their overrides that match the header. A later override wins over an earlier one, and
 * any override over the rest; `styles` win over `style`.
 */
export function headerSettings(config: UapiConfig, names: HeaderNames): HeaderSettings {
  const { profile, style, abis, rules = noRules, styles = [], overrides = [] } = config;
  const named = styles.findLast(({ glob }) => matchesHeader(glob.text, names))?.style ?? style;
  let settings: HeaderSettings = {
    ...(profile === undefined ? {} : { profile }),
    ...(named === undefined ? {} : { style: named }),
    ...(abis === undefined ? {} : { abis }),
    rules,
  };
  for (const { files, ...override } of overrides) {
    if (!files.some(({ text }) => matchesHeader(text, names))) continue;
    settings = { ...settings, ...override, rules: new Map([...settings.rules, ...(override.rules ?? [])]) };
  }
  return settings;
}

const noRules: ReadonlyMap<string, RuleSeverity> = new Map();
