import type { Command } from 'commander';
import type { CliEnvironment } from '../cliHost.js';
import type { ExitStatus } from '../exitStatus.js';
import { addIoctlDecodeCommand } from './ioctlDecode.js';
import { addIoctlEncodeCommand } from './ioctlEncode.js';
import { addIoctlListCommand } from './ioctlList.js';

/** `uapi ioctl …`: the commands about ioctl numbers. */
export function addIoctlCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('ioctl')
    .summary('list, decode and encode ioctl numbers')
    .description('List the ioctl commands of headers, take a number apart, or make one.')
    .helpCommand(false);
  addIoctlListCommand(command, env, exit);
  addIoctlDecodeCommand(command, env, exit);
  addIoctlEncodeCommand(command, env, exit);
}
