/** The dispatch preview in a browser, with the real language server behind it in place of VS Code's panel. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { paramsOf } from 'uapi-client/src/preview/callParams.js';
import type { Call } from 'uapi-client/webview/dispatch/messages.js';
import { temporaryFolder } from '../harness/repository.js';
import { type LspClient, startClient } from '../lsp/lspClient.js';
import { type Json, openView, type ViewOptions, type ViewPage } from './viewPage.js';

export interface Preview extends ViewPage {
  readonly uri: string;
  /** Questions that the view asked so far. */
  asked(): Promise<readonly { readonly id: number; readonly call: Call }[]>;
  /** Waits until the answer to every question is drawn. */
  settled(): Promise<void>;
  /** What the server answered so far. */
  recorded(): readonly Json[];
  /** Questions are not answered from now on. */
  pause(): void;
  /** The header is another text from now on, and the view is told so. */
  retype(text: string): Promise<void>;
}

export interface PreviewOptions extends ViewOptions {
  readonly text: string;
  readonly ioctl?: string;
}

/** Opens the view on a header and answers what it asks, as the panel does, until the test ends. */
export async function openPreview(context: TestContext, { text, ioctl, ...options }: PreviewOptions): Promise<Preview> {
  const folder = temporaryFolder(context);
  const file = path.join(folder, 'header.h');
  writeFileSync(file, text);
  const uri = pathToFileURL(file).href;
  const client = await startClient(context, { folder });
  client.open(uri, text, 1);
  const view = await openView(context, 'dispatch', options);
  const { page } = view;
  const asked = async () => (await view.said()).filter(({ type }: Json) => type === 'simulate');
  let answered = 0;
  let isPaused = false;
  const answers: Json[] = [];
  let version = 1;
  const serve = async (): Promise<void> => {
    for (;;) {
      await page.waitForFunction(
        (known) => (window as Json).saidByView.filter(({ type }: Json) => type === 'simulate').length > known,
        answered,
        { timeout: 0 },
      );
      for (const question of (await asked()).slice(answered)) {
        if (isPaused) return;
        const reply = await replyTo(client, question as { id: number; call: Call }, uri);
        if ('answer' in reply) answers.push(reply.answer);
        await view.send(reply);
        answered++;
      }
    }
  };
  // The page closes under it when the test ends.
  serve().catch(() => {});
  const settled = async (): Promise<void> => {
    for (;;) {
      const known = (await asked()).length;
      if (known > 0 && answered === known) return;
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
  };
  await view.hears('ready');
  await view.send({ type: 'header', uri, name: 'header.h', ...(ioctl === undefined ? {} : { ioctl }) });
  await settled();
  return {
    ...view,
    uri,
    asked,
    settled,
    recorded: () => answers,
    pause: () => {
      isPaused = true;
    },
    async retype(next) {
      version++;
      client.change(uri, version, { text: next });
      await view.send({ type: 'changed' });
      await settled();
    },
  };
}

async function replyTo(client: LspClient, { id, call }: { id: number; call: Call }, uri: string): Promise<object> {
  try {
    return { type: 'answer', id, answer: await client.request('uapi/simulateDispatch', paramsOf(call, uri)) };
  } catch (error) {
    return { type: 'refused', id, cause: 'call', message: (error as Error).message };
  }
}
