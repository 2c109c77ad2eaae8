// Two administrators where nobody's password may be known to somebody else (strict account rules): the second one is
// confirmed on the machine of the service, and whoever decides brings two halves of a welcome code.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { codeOf } from './authenticator.mjs';
import { missing, programs, setUpCode, startService } from './service.mjs';

const password = 'four long words together';

/** The first log-in of somebody who decides: after the password, a second factor. */
async function setUpSecondFactor(window, login) {
  await window.visit('/login');
  await window.type('Login', login);
  await window.type('Password', password);
  await window.press('Log in', 'main');
  await window.page.locator('h1', { hasText: 'Set up a second factor' }).waitFor();
  await window.press('Set up an app');
  await window.see('In your authenticator app');
  await window.type('Code', codeOf(await window.page.locator('main code.secret').innerText()));
  await window.press('Switch it on');
  await window.see('Your recovery codes');
  await window.press('I have kept them');
  await window.see('Hello,');
  await window.settled();
}

async function propose(window, name, login, roles) {
  await window.visit('/people');
  await window.unfold('Add a person');
  await window.type('Name', name);
  await window.type('Login', login);
  for (const role of roles) await window.tick(role);
  assert.equal(await window.field('First password').count(), 0, 'nobody types the password of somebody who decides');
  await window.press('Propose');
  await window.see('This waits for a second administrator');
  return halfOn(window);
}

const halfOn = (window) => window.page.locator('main .half code.secret').innerText();

async function welcome(window, login, [first, second]) {
  await window.visit('/welcome');
  await window.type('Login', login);
  await window.type('First half of the code', first);
  await window.type('Second half of the code', second);
  await window.type('New password', password);
  await window.type('The new password again', password);
  await window.press('Choose this password');
}

const chapters = {
  async 'the only administrator is told that the second one is confirmed on the machine'({ service, ada }) {
    const setUp = { code: setUpCode, login: 'ada', name: 'Ada', password };
    const made = await fetch(`${service.address}/v1/setup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(setUp) });
    assert.equal(made.status, 201);
    await setUpSecondFactor(ada, 'ada');
    await ada.says('formulary user confirm');
    await ada.visit('/people');
    await ada.says('whoever runs the server does');
    assert.deepEqual(await ada.inaccessible(), []);
  },

  async 'who proposes sees the first half of the welcome code, once'({ ada, kept }) {
    kept.first = await propose(ada, 'Bernd Größer', 'bernd', ['Administrator']);
    await ada.says('Give it to Bernd Größer yourself, in person.');
    await ada.says('The other half comes from whoever runs the server');
    await ada.press('Copy');
    await ada.see('Copied.');
    await ada.field('Login').focus();
    await ada.page.keyboard.press('Control+V');
    assert.equal(await ada.field('Login').inputValue(), kept.first);
    assert.deepEqual(await ada.inaccessible(), []);
    await ada.visit('/proposals');
    await ada.says('nobody can confirm it here');
    assert.ok(!(await ada.text()).includes(kept.first), 'it is shown once');
  },

  async 'whoever has the machine confirms it there, and the person chooses a password with both halves'({ service, ada, bernd, kept }) {
    const { id } = (await ada.ask('/v1/proposals?state=open')).items[0];
    const told = execFileSync(join(programs, 'formulary'), ['user', '--data', join(service.folder, 'data'), 'confirm', id, '--yes'], { encoding: 'utf8' });
    kept.second = /second half of the code[^:]*: (\S+)/.exec(told)[1];
    await welcome(bernd, 'bernd', [kept.second, kept.first]);
    await bernd.says('This code is wrong', '.error-summary');
    assert.deepEqual(await bernd.inaccessible(), []);
    await welcome(bernd, 'bernd', [kept.first.replaceAll('-', ' '), kept.second]);
    await bernd.page.locator('h1', { hasText: 'Your password is set' }).waitFor();
    await bernd.focusIsOn(/^H1 Your password is set/);
    await setUpSecondFactor(bernd, 'bernd');
    await bernd.visit('/welcome');
    await bernd.says('You are logged in as Bernd Größer');
  },

  async 'then two administrators are enough: each sees one half, and neither knows the password'({ ada, bernd, rosa }) {
    const first = await propose(ada, 'Rosa Lang', 'rosa', ['Reviewer', 'Privacy']);
    await bernd.visit('/proposals');
    await bernd.press('Confirm: Add Rosa Lang');
    await bernd.see('Confirmed and done');
    const second = await halfOn(bernd);
    assert.notEqual(first, second);
    await bernd.says('The other half comes from the administrator who proposed this.');
    assert.deepEqual(await bernd.inaccessible(), []);
    await bernd.page.setViewportSize({ width: 320, height: 844 });
    assert.ok((await bernd.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, 'the code fits a small telephone');
    await welcome(rosa, 'rosa', [first, second]);
    await rosa.page.locator('h1', { hasText: 'Your password is set' }).waitFor();
    await setUpSecondFactor(rosa, 'rosa');
    await rosa.says('Nothing waits for a review in Privacy.');
  },
};

const reason = missing();
test('two administrators', { skip: reason ? `skipped: ${reason}` : false }, async (story) => {
  const service = await startService(undefined, 'strict');
  const browser = await openBrowser(service.address);
  try {
    const world = { service, kept: {}, ada: await browser.window(), bernd: await browser.window(), rosa: await browser.window() };
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
  }
});
