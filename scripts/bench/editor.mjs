// A language server as an editor sees it: ours on 16 ABIs and clangd, each with a process of its own for every header and
// run, asked the same things in turn. An edit adds one character to a member's name, or takes it away again.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { capture } from '../lib/repository.mjs';
import { median, quantile } from './measure.mjs';
import { oursFor, startSession } from './session.mjs';

const group = 'In an editor';
const editedHeaders = ['nl80211.h', 'videodev2.h', 'bpf.h', 'btrfs.h', 'kvm.h', 'vfio.h', 'fuse.h'];

/** @returns {Promise<import('./measure.mjs').Measurement[]>} */
export async function inAnEditor({ root: includeRoot, runs, edits }) {
  const headers = editedHeaders.map((name) => join(includeRoot, 'linux', name));
  const servers = serversFor(includeRoot);
  /** metric → server name → header → values */
  const values = new Map();
  const add = (metric, server, header, value) => {
    const byServer = values.get(metric) ?? values.set(metric, new Map()).get(metric);
    const byHeader = byServer.get(server) ?? byServer.set(server, new Map()).get(server);
    const list = byHeader.get(header) ?? byHeader.set(header, []).get(header);
    list.push(value);
  };
  for (const header of headers) {
    for (let run = 0; run < runs; run++) {
      const order = run % 2 === 0 ? servers : [...servers].reverse();
      await oneRun(order, header, edits, (metric, server, value) => add(metric, server, header, value));
    }
  }
  return [...values].flatMap(([metric, byServer]) => linesOf(metric, byServer, servers));
}

/** One line over all headers: the median of the ratios of their medians, and the milliseconds of the middle header. */
function linesOf(metric, byServer, [oursDefinition, theirsDefinition]) {
  const ours = byServer.get(oursDefinition.name);
  const unit = metric.startsWith('peak') ? 'MB' : 'ms';
  const medians = [...ours.values()].map(median);
  const p95 = quantile([...ours.values()].flat(), 0.95);
  const note = unit === 'ms' ? `95 % below ${p95.toFixed(1)} ms` : undefined;
  const line = { group, what: metric, unit, ours: median(medians), ...(note === undefined ? {} : { note }) };
  const theirs = theirsDefinition === undefined ? undefined : byServer.get(theirsDefinition.name);
  if (theirs === undefined) return [{ ...line, note: 'clangd-19 is not installed: no comparison' }];
  const perHeader = [...ours].map(([header, list]) => ({
    header: basename(header),
    ours: median(list),
    theirs: median(theirs.get(header) ?? [Number.NaN]),
  }));
  const ratio = median(perHeader.map((each) => each.ours / each.theirs));
  return [{ ...line, theirs: median([...theirs.values()].map(median)), other: 'clangd-19, one ABI', ratio, perHeader }];
}

function serversFor(includeRoot) {
  const ours = oursFor([includeRoot]);
  if (capture('clangd-19', ['--version']) === undefined) return [ours];
  const fallbackFlags = ['-xc', '-std=gnu11', `-I${includeRoot}`, `-I${includeRoot}/x86_64-linux-gnu`];
  const clangd = {
    name: 'clangd',
    command: ['clangd-19', '--background-index=false', '--log=error'],
    options: { fallbackFlags },
  };
  return [ours, clangd];
}

async function oneRun(definitions, header, edits, add) {
  const text = readFileSync(header, 'utf8');
  const uri = pathToFileURL(header).href;
  const members = spread(membersOf(text), edits);
  const sessions = [];
  try {
    for (const definition of definitions) {
      const started = performance.now();
      const session = await startSession(definition);
      sessions.push(session);
      add('start to initialized', definition.name, performance.now() - started);
      const opened = performance.now();
      const diagnostics = session.diagnosticsOf(1);
      const textDocument = { uri, languageId: 'c', version: 1, text };
      await session.connection.sendNotification('textDocument/didOpen', { textDocument });
      await diagnostics;
      add('open to diagnostics', definition.name, performance.now() - opened);
    }
    const each = async (metric, action) => {
      for (const session of sessions) {
        const started = performance.now();
        await action(session);
        add(metric, session.name, performance.now() - started);
      }
    };
    const textDocument = { uri };
    for (let again = 0; again < 3; again++) {
      await each('document symbols', ({ connection }) =>
        connection.sendRequest('textDocument/documentSymbol', { textDocument }),
      );
    }
    for (const { position } of members) {
      await each('hover', ({ connection }) => connection.sendRequest('textDocument/hover', { textDocument, position }));
    }
    for (const { position } of members.slice(0, 5)) {
      await each('completion', ({ connection }) =>
        connection.sendRequest('textDocument/completion', { textDocument, position }),
      );
    }
    for (const member of members) {
      for (const isInsertion of [true, false]) {
        await each('keystroke to diagnostics', (session) => session.edit(uri, member.end, isInsertion));
        await pause();
      }
    }
    for (const member of members) {
      for (const isInsertion of [true, false]) {
        for (const session of sessions) {
          const started = performance.now();
          const diagnostics = session.edit(uri, member.end, isInsertion);
          await session.connection.sendRequest('textDocument/hover', { textDocument, position: member.position });
          add('keystroke to hover', session.name, performance.now() - started);
          await diagnostics;
        }
        await pause();
      }
    }
    for (const session of sessions) add('peak memory', session.name, session.peakMegabytes());
  } finally {
    for (const session of sessions) session.end();
  }
}

/** An editor does other things between two keystrokes; so does a server. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** Members of records by the shape of their lines: where their name begins, and where it ends. */
function membersOf(text) {
  return text.split('\n').flatMap((content, line) => {
    const match = /^\s+(?:__[usbl]e?\d+|(?:struct|union|enum) \w+)\s+(\w+)(?:\[[^\]]*\])*;/.exec(content);
    if (match === null) return [];
    const start = content.indexOf(match[1], match[0].length - match[0].trimStart().length + 3);
    return [{ position: { line, character: start }, end: { line, character: start + match[1].length } }];
  });
}

/** `count` of a list, evenly spread over it. */
function spread(list, count) {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]);
}
