/** `uapi/ioctls`: the commands of a header, of a folder, or of the workspace, and what is left of their numbers. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Command } from '../../core/index.js';
import { code, groupCommands, type HeaderDocument, hex, registeredBlocks, table } from '../../ide/index.js';
import type { IoctlsResult, WireBlock, WireCommand } from '../extensions.js';
import type { Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { forEachPath } from './diagnostics.js';
import { headerOf, invalid, type Params, versionOf } from './requestParams.js';

export async function ioctls(server: Server, params: Params, token: CancellationToken): Promise<IoctlsResult> {
  const found: Command[] = [];
  const commands: WireCommand[] = [];
  const blocks = new Map<string, WireBlock>();
  const add = ({ onAllAbis: { header } }: HeaderDocument): void => {
    for (const command of header.commands) {
      found.push(command);
      commands.push(wireCommand(command, header.commandStyle(command), server));
    }
    for (const type of new Set(header.commands.map(({ ioctl }) => ioctl.type))) {
      for (const block of registeredBlocks(header, type)) {
        const { firstNr: first, lastNr: last, holder, relation } = block;
        const key = `${type} ${first} ${holder}`;
        // A block that is one header's own is named as such, whoever else uses the type.
        if (relation === 'own' || !blocks.has(key)) blocks.set(key, { type, first, last, holder, relation });
      }
    }
  };
  if (params.textDocument !== undefined) add(headerOf(server, params).header);
  else {
    await forEachPath(server, pathsOf(server, params), token, (path) => {
      if (!server.analysis.symbolsOf(path).some(({ kind }) => kind === 'ioctl')) return;
      const header = server.analysis.glance(path);
      if (header !== undefined) add(header);
    });
  }
  const groups = groupCommands(found);
  const rows = commands.map(({ name, number, dir, nr, size, record }) => [
    `${nr}`,
    code(name),
    hex(BigInt(number)),
    dir,
    `${size}`,
    record === null ? '' : code(record),
  ]);
  return {
    schemaVersion: 1,
    version: versionOf(server, params),
    commands,
    registered: [...blocks.values()],
    gaps: groups.map(({ type, gaps }) => ({ type, nrs: gaps })),
    duplicates: groups.flatMap(({ duplicates }) => duplicates),
    nextFree: groups.map(({ type, nextFree }) => ({ type, nr: nextFree ?? null })),
    markdown: rows.length === 0 ? 'No ioctls' : table(['nr', 'name', 'number', 'dir', 'size', 'record'], rows),
  };
}

/** Of the folder, or of all: headers that are open come first. */
function pathsOf(server: Server, { folder }: Params): readonly string[] {
  const { allPaths } = server.analysis;
  if (folder === undefined || folder === null) return allPaths;
  const path = typeof folder === 'string' ? server.pathOf(folder) : undefined;
  if (path === undefined) throw invalid("'folder' must be the URI of a folder");
  const below = path.replace(/[/\\]*$/, '');
  return allPaths.filter((each) => each.startsWith(`${below}/`) || each.startsWith(`${below}\\`));
}

function wireCommand(command: Command, style: string, server: Server): WireCommand {
  const { name, ioctl, recordName, range } = command;
  return {
    name,
    number: Number(ioctl.value),
    dir: ioctl.direction,
    type: ioctl.type,
    nr: ioctl.nr,
    size: ioctl.sizeBytes,
    record: recordName ?? null,
    style,
    location: toLocation(range, server),
  };
}
