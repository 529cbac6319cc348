/**
 * One immutable text. An edit makes a new SourceFile, so the object itself is the key of every memo
 * (tokens, macro runs, declarations), and what nobody holds any more is collected.
 */
export interface SourceFile {
  /** The host's absolute path. `core` treats it as an opaque label. */
  readonly path: string;
  /** The `#include` spelling below its include root (`linux/vfio.h`), else the path as given. */
  readonly displayName: string;
  readonly text: string;
  /**
   * `uninstalled`: a header below `include/uapi` of a kernel tree, read as `scripts/headers_install.sh` would install it
   * (`__user` and relatives dropped, `_UAPI` guards renamed, `linux/compiler.h` ignored), with positions unchanged.
   */
  readonly view: 'installed' | 'uninstalled';
  /**
   * Kernel architecture (`x86`, `arm64`, …) of a header that belongs to one architecture only; such a header is analysed
   * for that architecture's ABIs alone.
   */
  readonly architecture?: string;
}

/** Half-open range of UTF-16 offsets in one file. */
export interface FileRange {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}
