import type { UserAccessSettings } from '../core/driverIndex.js';
import type { UapiConfig } from './cliHost.js';

/** What the settings say of user-access contexts, for whoever reads driver sources. */
export function userAccessSettings({
  uaccessRoots: roots,
  uaccessPrimitives: primitives,
}: UapiConfig): UserAccessSettings | undefined {
  if (roots === undefined && primitives === undefined) return undefined;
  return { ...(roots && { roots }), ...(primitives && { primitives }) };
}
