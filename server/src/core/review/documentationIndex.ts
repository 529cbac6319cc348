/** The paths that `.. kernel-doc::` directives of one .rst text name (`include/uapi/linux/iommufd.h`), for a host to gather. */
export function kernelDocDirectives(rst: string): readonly string[] {
  if (!rst.includes('kernel-doc::')) return [];
  return [...rst.matchAll(/^[ \t]*\.\.[ \t]+kernel-doc::[ \t]*(\S+)/gm)].map(([, path]) => path);
}
