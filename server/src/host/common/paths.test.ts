import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fileUriOfPath,
  foldersUpwards,
  isInside,
  isVirtualPath,
  MACOS,
  POSIX,
  pathBelow,
  pathOfFileUri,
  pathOfSpelling,
  WINDOWS,
} from './paths.js';

test('a spelling is looked for below the folder, with dots worked out', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['/inc', 'linux/types.h', '/inc/linux/types.h'],
    ['/inc', './a.h', '/inc/a.h'],
    ['/inc/linux', '../asm/types.h', '/inc/asm/types.h'],
    ['/inc', 'linux//types.h', '/inc/linux/types.h'],
    ['/inc', '../../../etc/passwd', '/etc/passwd'],
    ['/', 'a.h', '/a.h'],
    ['/inc', '/etc/passwd', undefined],
    ['/inc', 'a\0.h', undefined],
    ['/inc', '', undefined],
    ['/inc', 'linux/', undefined],
    ['/inc', `${'a'.repeat(256)}.h`, undefined],
    ['/inc', `${'a/'.repeat(3000)}b.h`, undefined],
    ['/inc', `${'a'.repeat(200)}/${'b'.repeat(200)}.h`, `/inc/${'a'.repeat(200)}/${'b'.repeat(200)}.h`],
  ];
  for (const [folder, spelling, expected] of cases) {
    assert.equal(pathOfSpelling(folder, spelling, POSIX), expected, JSON.stringify(spelling.slice(0, 40)));
  }
});

test('on Windows a spelling has forward slashes and no drive', () => {
  assert.equal(pathOfSpelling('C:\\inc', 'linux/types.h', WINDOWS), 'C:\\inc\\linux\\types.h');
  assert.equal(pathOfSpelling('C:\\inc\\linux', '../asm/types.h', WINDOWS), 'C:\\inc\\asm\\types.h');
  for (const spelling of ['C:/windows/win.ini', 'c:win.ini', '\\\\server\\share\\a.h', '/etc/passwd', '\\a.h']) {
    assert.equal(pathOfSpelling('C:\\inc', spelling, WINDOWS), undefined, spelling);
  }
});

test('names below a root, with the letter case that the platform tells apart', () => {
  assert.equal(pathBelow('/usr/include', '/usr/include/linux/vfio.h', POSIX), 'linux/vfio.h');
  assert.equal(pathBelow('/usr/include', '/usr/include2/linux/vfio.h', POSIX), undefined);
  assert.equal(pathBelow('/usr/include', '/usr/include', POSIX), undefined);
  assert.equal(pathBelow('/', '/a.h', POSIX), 'a.h');
  assert.equal(pathBelow('/Users/A/inc', '/users/a/inc/linux/vfio.h', MACOS), 'linux/vfio.h');
  assert.equal(pathBelow('/Users/A/inc', '/users/a/inc/linux/vfio.h', POSIX), undefined);
  assert.equal(pathBelow('C:\\inc', 'c:\\Inc\\linux\\vfio.h', WINDOWS), 'linux/vfio.h');
  assert.equal(isInside('C:\\Inc', 'c:\\inc', WINDOWS), true);
  assert.equal(isInside('/a/b', '/a/bc', POSIX), false);
});

test('folders upwards end at the top', () => {
  assert.deepEqual(foldersUpwards('/a/b', POSIX), ['/a/b', '/a', '/']);
  assert.deepEqual(foldersUpwards('C:\\a', WINDOWS), ['C:\\a', 'C:\\']);
});

test('file URIs give one path for each way to write a drive', () => {
  for (const uri of ['file:///c%3A/inc/a.h', 'file:///C:/inc/a.h', 'file:///c:/inc/a.h']) {
    assert.equal(pathOfFileUri(uri, WINDOWS), 'c:\\inc\\a.h', uri);
  }
  assert.equal(pathOfFileUri('file://server/share/a.h', WINDOWS), '\\\\server\\share\\a.h');
  assert.equal(pathOfFileUri('file:///home/u/a%20b.h', POSIX), '/home/u/a b.h');
  assert.equal(pathOfFileUri('file:///home/u/%E2%82%AC.h', POSIX), '/home/u/€.h');
  assert.equal(pathOfFileUri('file://elsewhere/a.h', POSIX), undefined);
  assert.equal(pathOfFileUri('untitled:a.h', POSIX), undefined);
  assert.equal(pathOfFileUri('file:///a%ZZ.h', POSIX), undefined);
  assert.equal(pathOfFileUri('file:///a%00.h', POSIX), undefined);
});

test('a path and its file URI are each other again', () => {
  for (const [path, style] of [
    ['/home/u/a b#c?.h', POSIX],
    ['c:\\inc\\größe.h', WINDOWS],
    ['\\\\server\\share\\a.h', WINDOWS],
  ] as const) {
    assert.equal(pathOfFileUri(fileUriOfPath(path, style), style), path);
  }
  assert.equal(fileUriOfPath('C:\\inc\\a.h', WINDOWS), 'file:///c%3A/inc/a.h');
});

test('built-in and generated texts are told from drives', () => {
  assert.equal(isVirtualPath('builtin:/linux/types.h'), true);
  assert.equal(isVirtualPath('generated:/tree/include/generated/uapi/asm/types.h'), true);
  assert.equal(isVirtualPath('c:\\inc\\a.h'), false);
  assert.equal(isVirtualPath('/inc/a.h'), false);
});

test('URIs of each system, and the same file spelled in several ways', () => {
  const cases: readonly [string, typeof POSIX, string | undefined][] = [
    ['file:///home/u/a.h', POSIX, '/home/u/a.h'],
    ['file://localhost/home/u/a.h', POSIX, '/home/u/a.h'],
    ['FILE:///home/u/../u/./a.h', POSIX, '/home/u/a.h'],
    ['file:///home/u/a%2Bb%23.h?query#line', POSIX, '/home/u/a+b#.h'],
    ['file:/home/u/a.h', POSIX, '/home/u/a.h'],
    ['file:///Users/U/Inc/A.h', MACOS, '/Users/U/Inc/A.h'],
    ['file:///Users/u/gro%C3%9F.h', MACOS, '/Users/u/groß.h'],
    ['file:///c%3A/Inc/A.h', WINDOWS, 'c:\\Inc\\A.h'],
    ['file:///C%3a/Inc/A.h', WINDOWS, 'c:\\Inc\\A.h'],
    ['file:///D:/inc/a%20b.h', WINDOWS, 'd:\\inc\\a b.h'],
    ['file://server/share/inc/a.h', WINDOWS, '\\\\server\\share\\inc\\a.h'],
    ['file://wsl%24/Debian/home/a.h', WINDOWS, '\\\\wsl$\\Debian\\home\\a.h'],
    ['file://server/share/a.h', POSIX, undefined],
    ['vscode-remote://ssh/home/a.h', POSIX, undefined],
    ['c:/inc/a.h', WINDOWS, undefined],
    ['', POSIX, undefined],
  ];
  for (const [uri, style, expected] of cases) assert.equal(pathOfFileUri(uri, style), expected, uri);
});

test('roots that differ in letter case alone are one root where the system says so', () => {
  const cases: readonly [string, string, typeof POSIX, boolean][] = [
    ['c:\\Tree', 'C:\\tree\\include\\a.h', WINDOWS, true],
    ['\\\\Server\\Share', '\\\\server\\share\\a.h', WINDOWS, true],
    ['\\\\server\\share', '\\\\server\\shared\\a.h', WINDOWS, false],
    ['/Volumes/Tree', '/volumes/tree/a.h', MACOS, true],
    ['/Volumes/Tree', '/volumes/tree/a.h', POSIX, false],
  ];
  for (const [root, file, style, expected] of cases) assert.equal(isInside(root, file, style), expected, file);
});
