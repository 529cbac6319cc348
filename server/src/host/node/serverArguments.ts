/** The arguments of the language server. Editors pass them in several spellings; a wrong one ends with one line. */
export type ServerArguments =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'problem'; readonly message: string }
  | {
      readonly kind: 'serve';
      readonly transport: Transport;
      readonly clientProcessId?: number;
      /** The client has the files, and they come over the connection. */
      readonly asksClientForFiles?: boolean;
    };

export type Transport =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'socket'; readonly port: number }
  | { readonly kind: 'pipe'; readonly name: string }
  | { readonly kind: 'ipc' };

export const usage = `Usage: uapi lsp [--stdio | --socket=PORT | --pipe=NAME] [--clientProcessId=N] [--client-files]

The language server for Linux uapi headers. Without an argument it speaks over standard input and output.

  --stdio              standard input and output (default)
  --socket=PORT        connect to a client that listens on this port of the machine
  --pipe=NAME          connect to a client that listens on this pipe or Unix socket
  --clientProcessId=N  end when this process does
  --client-files       ask the client for files, by the requests of docs/lsp-extensions.md, and read none
  --version, --help
`;

export function readServerArguments(args: readonly string[]): ServerArguments {
  let transport: Transport | undefined;
  let clientProcessId: number | undefined;
  let asksClientForFiles = false;
  const problem = (message: string): ServerArguments => ({ kind: 'problem', message });
  for (let i = 0; i < args.length; i++) {
    const [name, attached] = splitOption(args[i]);
    const value = (): string | undefined => attached ?? args[++i];
    let chosen: Transport;
    switch (name) {
      case '--help':
      case '-h':
        return { kind: 'help' };
      case '--version':
      case '-V':
        return { kind: 'version' };
      case '--clientProcessId': {
        const id = wholeNumber(value());
        if (id === undefined) return problem('--clientProcessId needs a process id');
        clientProcessId = id;
        continue;
      }
      case '--client-files':
        asksClientForFiles = true;
        continue;
      case '--stdio':
        chosen = { kind: 'stdio' };
        break;
      case '--node-ipc':
        chosen = { kind: 'ipc' };
        break;
      case '--socket': {
        const port = wholeNumber(value());
        if (port === undefined || port < 1 || port > 65535) return problem('--socket needs a port from 1 to 65535');
        chosen = { kind: 'socket', port };
        break;
      }
      case '--pipe': {
        const pipe = value();
        if (pipe === undefined || pipe === '') return problem('--pipe needs a name');
        chosen = { kind: 'pipe', name: pipe };
        break;
      }
      default:
        return problem(`unknown argument '${args[i]}'`);
    }
    if (transport !== undefined) return problem(`'${args[i]}' is a second way to connect; one is enough`);
    transport = chosen;
  }
  const id = clientProcessId === undefined ? {} : { clientProcessId };
  const files = asksClientForFiles ? { asksClientForFiles } : {};
  return { kind: 'serve', transport: transport ?? { kind: 'stdio' }, ...id, ...files };
}

function splitOption(arg: string): readonly [string, string | undefined] {
  const equals = arg.indexOf('=');
  return arg.startsWith('--') && equals > 0 ? [arg.slice(0, equals), arg.slice(equals + 1)] : [arg, undefined];
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
