// One's own account: a second factor with an authenticator app, recovery codes, where one is logged in, and the question
// whether it is really you before something that counts a lot.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { password } from './first_start.mjs';

/** What an authenticator app shows for a key (RFC 6238), `later` steps from now. */
export function codeOf(key, later = 0) {
  let bits = '';
  for (const letter of key.replace(/\s/g, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  const seed = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', seed).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const accounts = {
  async 'an authenticator app is set up, and recovery codes are shown once'({ browser, people, kept }) {
    people.otto ??= await browser.window();
    const { otto } = people;
    await otto.logIn('otto', password);
    await otto.visit('/account');
    await otto.press('Set up an app');
    await otto.see('In your authenticator app');
    assert.deepEqual(await otto.inaccessible(), []);
    kept.key = await otto.page.locator('main code.secret').innerText();
    await otto.type('Code', '000000');
    await otto.press('Switch it on');
    await otto.says('not the code that the app shows', '.error-summary');
    await otto.type('Code', codeOf(kept.key));
    await otto.press('Switch it on');
    await otto.see('Your recovery codes');
    const codes = await otto.page.locator('main code.secret').allInnerTexts();
    assert.equal(codes.length, 10);
    kept.recovery = codes[0];
    assert.deepEqual(await otto.inaccessible(), []);
    await otto.press('I have kept them');
    await otto.see('Recovery codes left: 10');
    assert.ok(!(await otto.text()).includes(kept.recovery), 'they are shown once');
  },

  async 'from then on the password is not enough'({ people: { otto }, kept }) {
    await otto.press('Log out');
    await otto.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await otto.type('Login', 'otto');
    await otto.type('Password', password);
    await otto.press('Log in', 'main');
    await otto.see('Your password is right');
    assert.deepEqual(await otto.inaccessible(), []);
    await otto.type('Code', '111111');
    await otto.press('Log in', 'main');
    await otto.page.locator('.error-summary').waitFor();
    await otto.type('Code', codeOf(kept.key, 1));
    await otto.press('Log in', 'main');
    await otto.see('Hello,');
    await otto.settled();
  },

  async 'sessions elsewhere are seen and ended'({ browser, people: { otto }, kept }) {
    const elsewhere = await browser.window();
    await elsewhere.visit('/login');
    await elsewhere.type('Login', 'otto');
    await elsewhere.type('Password', password);
    await elsewhere.press('Log in', 'main');
    await elsewhere.see('Your password is right');
    await elsewhere.type('Code', kept.recovery);
    await elsewhere.press('Log in', 'main');
    await elsewhere.see('Hello,');
    await otto.visit('/account');
    await otto.see('Recovery codes left: 9');
    const rows = otto.page.locator('main li', { hasText: 'last seen' });
    assert.equal(await rows.count(), 2);
    await rows.filter({ hasNotText: '(here)' }).getByRole('button').click();
    await otto.page.waitForFunction(() => document.querySelectorAll('main li').length === 1);
    await elsewhere.visit('/tools');
    await elsewhere.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await elsewhere.page.close();
  },

  async 'before something that counts a lot the page asks whether it is you, and goes on from there'({ people: { ada } }) {
    let asked = 0;
    await ada.page.route('**/v1/tokens', async (route) => {
      if (route.request().method() !== 'POST' || asked++ > 0) return route.continue();
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/step-up', title: '', status: 403, detail: 'Prove it.', request_id: '' }) });
    });
    await ada.visit('/tokens');
    await ada.unfold('Make a token');
    await ada.type('Name', 'Asked twice');
    await ada.press('Make the token');
    const dialog = ada.page.locator('dialog[open]', { hasText: 'Is it you?' });
    await dialog.waitFor();
    assert.deepEqual(await ada.inaccessible(), []);
    await dialog.getByLabel('Password', { exact: true }).fill('not my password');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.locator('.error-summary').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await ada.page.locator('code.secret').waitFor();
    await ada.page.unroute('**/v1/tokens');
    assert.equal(asked, 2);
    await ada.visit('/tokens');
    await ada.page.getByRole('button', { name: 'Revoke Asked twice' }).click();
    await ada.see('Revoked');
  },

  async 'who lost the app is helped by an administrator'({ people: { ada, otto } }) {
    const { items } = await ada.ask('/v1/users?limit=200');
    await ada.visit(`/people/${items.find((one) => one.login === 'otto').id}`);
    await ada.press('Take away the second factor');
    await ada.see('is taken away');
    await otto.visit('/tools');
    await otto.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await otto.logIn('otto', password);
  },
};
