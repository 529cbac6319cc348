import type { KernelDoc } from '../../review/kernelDoc.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

/** Kernel-doc comments whose title is the macro of a command of the header. */
export function macroDocs(header: ReviewedHeader): ReadonlyMap<string, KernelDoc> {
  return header.part('macroDocs', () => {
    const commands = new Set(header.commands.map(({ name }) => name));
    const docs = new Map<string, KernelDoc>();
    for (const doc of header.kernelDocs) {
      if ((doc.kind === 'define' || doc.kind === 'other') && commands.has(doc.name)) docs.set(doc.name, doc);
    }
    return docs;
  });
}
