// Signing in with the hospital's identity provider, in a real browser: in, at work, and out when the provider says so.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { signInConfig, startProvider } from '../support/identity_provider.mjs';
import { openBrowser } from './browser.mjs';
import { confirm } from './chapters/first_start.mjs';
import { missing, setUpCode, startService } from './service.mjs';

const password = 'four long words together';
const chapters = {
  async 'two administrators link a person to an account'({ service, ada, ben, kept }) {
    const asked = (method, path, body) => ada.page.evaluate(async ([how, where, what]) => {
      const { csrf } = await (await fetch('/v1/sessions/current')).json();
      return (await fetch(where, { method: how, body: JSON.stringify(what), headers: { 'content-type': 'application/json', 'x-formulary-csrf': csrf } })).json();
    }, [method, path, body]);
    const setUp = { code: setUpCode, login: 'ada', name: 'Ada', password };
    const made = await fetch(`${service.address}/v1/setup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(setUp) });
    assert.equal(made.status, 201);
    await ada.logIn('ada', password);
    kept.nora = await asked('POST', '/v1/users', { login: 'nora', name: 'Nora', roles: ['submitter'], password });
    await asked('POST', '/v1/users', { login: 'ben', name: 'Ben', roles: ['administrator'], password });
    await ada.visit(`/people/${kept.nora.id}`);
    await ada.see('Account: Hospital Account');
    await ada.type('Account', 'account-of-nora');
    await ada.press('Link the account');
    await ada.see('This waits for a second administrator');
    await ada.says('account-of-nora', '#waiting-for-a-second-administrator');
    await ben.logIn('ben', password);
    await confirm(ben, 'Link Nora with an account of the identity provider');
    await ada.visit(`/people/${kept.nora.id}`);
    await ada.says('account-of-nora', '#identity');
    assert.deepEqual(await ada.inaccessible(), []);
  },

  async 'who wants to see a page signs in with the hospital account, and sees it'({ nora }) {
    await nora.visit('/requests');
    await nora.see('Sign in with Hospital Account');
    assert.deepEqual(await nora.inaccessible(), []);
    await nora.follow('Sign in with Hospital Account');
    await nora.page.locator('h1', { hasText: 'Requests' }).waitFor();
    assert.match(nora.page.url(), /#\/requests$/);
    assert.equal((await nora.ask('/v1/sessions/current')).person.login, 'nora');
  },

  async 'the provider ends the session, and the next request is denied'({ service, provider, nora }) {
    const token = provider.logoutToken({ sid: 'session-1' });
    const status = await new Promise((done) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      request(`${service.address}/auth/backchannel-logout`, { method: 'POST', headers }, (answer) => done(answer.statusCode)).end(`logout_token=${token}`);
    });
    assert.equal(status, 200);
    await nora.visit('/tools');
    await nora.page.locator('h1', { hasText: 'Log in' }).waitFor();
    assert.equal((await nora.ask('/v1/sessions/current')).status, 401);
  },

  async 'a stranger is told why not'({ provider, nora }) {
    provider.person = { sub: 'account-of-a-stranger' };
    await nora.follow('Sign in with Hospital Account');
    await nora.see('Nobody in this registry belongs to this account');
    assert.deepEqual(await nora.inaccessible(), []);
  },

  async 'logging out leads to the log-out of the provider'({ provider, nora }) {
    provider.person = { sub: 'account-of-nora', sid: 'session-2' };
    await nora.follow('Sign in with Hospital Account');
    await nora.see('Hello,');
    await nora.page.getByRole('button', { name: 'Log out' }).click();
    await nora.page.locator('h1', { hasText: 'Signed out at the provider' }).waitFor();
    await nora.visit('/requests');
    await nora.page.locator('h1', { hasText: 'Log in' }).waitFor();
  },
};

const reason = missing();
test('signing in with an identity provider', { skip: reason ? `skipped: ${reason}` : false }, async (story) => {
  let provider;
  const service = await startService(async (folder, address) => {
    provider = await startProvider(folder);
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'a-secret-of-the-client\n');
    chmodSync(secret, 0o600);
    return { sign_in: signInConfig(provider, secret, address) };
  });
  const browser = await openBrowser(service.address);
  try {
    const world = { service, provider, kept: {}, ada: await browser.window(), ben: await browser.window(), nora: await browser.window({ ignoreHTTPSErrors: true }) };
    for (const [name, chapter] of Object.entries(chapters)) {
      await story.test(name, async () => {
        browser.complaints.length = 0;
        await chapter(world);
        assert.deepEqual(browser.complaints, [], 'the browser complains');
      });
    }
  } finally {
    await browser.close();
    await service.stop();
    await provider.stop();
  }
});
