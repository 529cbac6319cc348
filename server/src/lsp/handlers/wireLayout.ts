import type { FlatMember } from '../../core/index.js';
import type { WireMember } from '../extensions.js';

export function wireMember({ path, offsetBits, sizeBytes, type, widthBits }: FlatMember): WireMember {
  return {
    path,
    offset: Math.floor(offsetBits / 8),
    size: sizeBytes,
    type,
    ...(widthBits === undefined ? {} : { bitOffset: offsetBits, bitWidth: widthBits }),
  };
}
