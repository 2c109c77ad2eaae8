// Debian's Chromium, with one window for each person, so that several people can be logged in at once. Every window
// notes what the browser complains about: a script error or a broken content security policy fails the test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium as chromiumPath } from './service.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(address) {
  const browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: flags });
  const complaints = [];
  return {
    complaints,
    close: () => browser.close(),
    async window(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
      page.on('console', (message) => {
        const text = message.text();
        // Refused requests are part of the story; everything else the browser calls an error is one.
        if (message.type() === 'error' && !text.startsWith('Failed to load resource')) complaints.push(text);
      });
      return new Window(page, address);
    },
  };
}

/** Waits until `test` holds: what a page shows follows what was done to it within moments, not in the same instant. */
export async function soon(test, otherwise, most = 5_000) {
  const end = Date.now() + most;
  while (!(await test())) {
    if (Date.now() > end) assert.fail(otherwise());
    await new Promise((later) => setTimeout(later, 50));
  }
}

/** A window and the few things that people do in it. */
export class Window {
  constructor(page, address) {
    this.page = page;
    this.address = address;
  }

  /** Opens the page afresh, also when it is the one that is shown. */
  async visit(path) {
    const address = `${this.address}/#${path}`;
    if (this.page.url() === address) await this.page.reload();
    else await this.page.goto(address);
    await this.settled();
  }

  /** Until nothing is being loaded any more. */
  async settled() {
    await this.page.locator('h1').waitFor();
    await this.page.waitForFunction(() => !document.querySelector('.loading, [aria-busy=true]'));
  }

  async logIn(login, password) {
    await this.visit('/login');
    await this.type('Login', login);
    await this.type('Password', password);
    await this.press('Log in', 'main');
    await this.see('Hello,');
    await this.settled();
  }

  field(label) {
    return this.page.locator('main').getByLabel(label, { exact: true });
  }
  type(label, text) {
    return this.field(label).fill(text);
  }
  choose(label, value) {
    return this.field(label).selectOption(value);
  }
  /** A check box or radio button, by the beginning of its text. */
  tick(text, on = true) {
    return this.page.locator('main label.choice', { hasText: new RegExp(`^${text}`) }).locator('input').setChecked(on);
  }
  press(name, within = 'body') {
    return this.page.locator(within).getByRole('button', { name, exact: true }).click();
  }
  follow(name) {
    return this.page.getByRole('link', { name }).first().click();
  }
  unfold(name) {
    return this.page.locator('main summary', { hasText: name }).first().click();
  }
  see(text) {
    return this.page.locator('main').getByText(text).first().waitFor();
  }
  async text(selector = 'main') {
    return (await this.page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
  }
  async says(text, selector = 'main') {
    let all = '';
    await soon(async () => (all = await this.text(selector)).includes(text), () => `the page should say "${text}", but says: ${all.slice(0, 1500)}`);
  }
  /** The focus is, or comes at once, where `wanted` (a regular expression on "TAG text") says. */
  async focusIsOn(wanted) {
    let focused = '';
    const look = () => this.page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent?.trim() ?? ''}`);
    await soon(async () => wanted.test((focused = await look())), () => `the focus should be on ${wanted}, but is on: ${focused.slice(0, 300)}`);
  }
  /** What the service says, asked with the session of this window. */
  ask(path) {
    return this.page.evaluate(async (where) => (await fetch(where)).json(), path);
  }

  /** Every accessibility rule of axe-core; a sentence for each node that breaks one. */
  async inaccessible() {
    await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
    });
  }
}
