import { type InterfaceStyle, interfaceStyles } from '../../core/index.js';
import type { UapiConfig } from '../cliHost.js';

/** The style that the settings give a header, by its name. */
export function configuredStyle(config: UapiConfig, header: string): { readonly style?: InterfaceStyle } {
  const named = config.styles?.findLast(({ glob }) => matchesGlob(glob, header))?.style ?? config.style;
  const style = interfaceStyles.find((each) => each === named);
  return style === undefined ? {} : { style };
}

/** `*` within a name, `**` across folders; a glob may name the end of a path. */
function matchesGlob(glob: string, path: string): boolean {
  const pattern = glob
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) =>
      part.startsWith('**')
        ? '.*'
        : part === '*'
          ? '[^/]*'
          : part === '?'
            ? '[^/]'
            : part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return (
    new RegExp(`(?:^|/)${pattern}$`).test(path) ||
    new RegExp(`(?:^|/)${path.replace(/[.+^${}()|[\]\\*?]/g, '\\$&')}$`).test(glob)
  );
}
