// node scripts/make-icon.mjs: draws client/media/icon.png, the icon of the extension. It shows a record as the layout view
// does: rows of eight bytes, members as blocks, a hole hatched. Run it after a change of the drawing and commit the file.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { root, runMain, UserError } from './lib/repository.mjs';

const SIZE = 256;
/** Samples a pixel, in each direction: edges are smooth without a graphics library. */
const SAMPLES = 4;

const teal = [64, 196, 180];
const blue = [86, 156, 246];
const amber = [245, 190, 84];
const rose = [240, 120, 130];
const paper = [222, 232, 240];

/** Members: row, first byte, bytes, colour; without colour a hole. */
const blocks = [
  [0, 0, 4, teal],
  [0, 4, 4, undefined],
  [1, 0, 8, blue],
  [2, 0, 2, amber],
  [2, 2, 2, amber],
  [2, 4, 4, teal],
  [3, 0, 1, rose],
  [3, 1, 1, rose],
  [3, 2, 6, blue],
];

const left = 30;
const top = 38;
const pitchX = (SIZE - 2 * left) / 8;
const pitchY = (SIZE - 2 * top) / 4;
const gap = 5;

/** The colour at a point, or undefined outside of the icon. */
function colourAt(x, y) {
  if (!inRounded(x, y, 4, 4, SIZE - 8, SIZE - 8, 54)) return undefined;
  for (const [row, first, count, colour] of blocks) {
    const [bx, by] = [left + first * pitchX + gap / 2, top + row * pitchY + gap / 2];
    const [width, height] = [count * pitchX - gap, pitchY - gap];
    if (!inRounded(x, y, bx, by, width, height, 6)) continue;
    if (colour !== undefined) return mix(colour, paper, 0.14 * (1 - (y - by) / height));
    const isEdge = !inRounded(x, y, bx + 3, by + 3, width - 6, height - 6, 4);
    const isStripe = (x + y) % 15 < 6;
    return isEdge || isStripe ? [120, 144, 160] : [33, 50, 64];
  }
  return mix([18, 29, 40], [34, 62, 82], y / SIZE);
}

function inRounded(x, y, left, top, width, height, radius) {
  const dx = Math.max(left + radius - x, x - (left + width - radius), 0);
  const dy = Math.max(top + radius - y, y - (top + height - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

function mix(a, b, share) {
  return a.map((value, i) => value * (1 - share) + b[i] * share);
}

/** Red, green, blue and alpha of one pixel. */
function pixel(px, py) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const colour = colourAt(px + ((i % SAMPLES) + 0.5) / SAMPLES, py + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES);
    if (colour === undefined) continue;
    covered++;
    for (let c = 0; c < 3; c++) sum[c] += colour[c];
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((255 * covered) / (SAMPLES * SAMPLES))];
}

/** PNG (ISO/IEC 15948): signature, header, one compressed block of unfiltered rows, end. */
function png() {
  const rows = Buffer.alloc(SIZE * (1 + 4 * SIZE));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) rows.set(pixel(x, y), y * (1 + 4 * SIZE) + 1 + 4 * x);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = zlib.deflateSync(rows, { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(zlib.crc32(body), body.length + 4);
  return framed;
}

await runMain(() => {
  if (zlib.crc32 === undefined) throw new UserError('node:zlib has no crc32 here: use Node 20.15, 22.2 or later.', 2);
  mkdirSync(join(root, 'client', 'media'), { recursive: true });
  writeFileSync(join(root, 'client', 'media', 'icon.png'), png());
  return 0;
});
