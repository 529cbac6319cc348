// Whether the Content-Security-Policy of a view is in force in the browser, and not only written into its page.

/// <reference lib="dom" />

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { viewFrame } from './pictures.js';

/**
 * Plants what markup in a header could become, if it were ever taken for markup: a script in the page, a script and a picture
 * from elsewhere, a style. The browser must refuse each of them by name.
 */
export async function policyHolds(page: Page): Promise<void> {
  const frame = await viewFrame(page);
  const refused = await frame.evaluate(async () => {
    const found: string[] = [];
    const plant = (tag: string, content: object) =>
      new Promise<void>((fulfil) => {
        const heard = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
          found.push(`${effectiveDirective} ${blockedURI}`);
          document.removeEventListener('securitypolicyviolation', heard);
          fulfil();
        };
        document.addEventListener('securitypolicyviolation', heard);
        document.body.append(Object.assign(document.createElement(tag), content));
      });
    await plant('script', { textContent: 'window.intruded = true' });
    await plant('script', { src: 'https://elsewhere.invalid/script.js' });
    await plant('img', { src: 'https://elsewhere.invalid/pixel.png' });
    await plant('style', { textContent: 'body { display: none }' });
    return { found, intruded: 'intruded' in window };
  });
  assert.deepEqual(refused, {
    found: [
      'script-src-elem inline',
      'script-src-elem https://elsewhere.invalid/script.js',
      'img-src https://elsewhere.invalid/pixel.png',
      'style-src-elem inline',
    ],
    intruded: false,
  });
}
