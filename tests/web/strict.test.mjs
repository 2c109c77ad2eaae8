// An installation that is no trial, in a real browser: whoever reviews, approves or administers sets up a second factor at
// the first log-in, and a password that somebody else has set is changed first. Until then there is nothing else to see.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf } from './authenticator.mjs';
import { openBrowser } from './browser.mjs';
import { missing, setUpCode, startService } from './service.mjs';

const password = 'four long words together';
const own = 'other words that nobody knows';

/** Types what the log-in page asks for first. */
async function giveThePassword(window, login, text) {
  await window.visit('/login');
  await window.type('Login', login);
  await window.type('Password', text);
  await window.press('Log in', 'main');
}

const chapters = {
  async 'the first administrator is led to a second factor, and nowhere else'({ ada, kept }) {
    await ada.visit('/setup');
    await ada.type('One-time code', setUpCode);
    await ada.type('Your name', 'Ada Schneider');
    await ada.type('Login', 'ada');
    await ada.type('Password', password);
    await ada.type('The password again', password);
    await ada.press('Set up the registry');
    await ada.see('You are the first administrator');
    await giveThePassword(ada, 'ada', password);
    await ada.page.locator('h1', { hasText: 'Set up a second factor' }).waitFor();
    assert.deepEqual(await ada.inaccessible(), []);
    for (const page of ['/people', '/requests', '/gate', '/audit']) {
      await ada.visit(page);
      await ada.page.locator('h1', { hasText: 'Set up a second factor' }).waitFor();
    }
    await ada.press('Set up an app');
    await ada.see('In your authenticator app');
    kept.key = await ada.page.locator('main code.secret').innerText();
    await ada.type('Code', codeOf(kept.key));
    await ada.press('Switch it on');
    await ada.see('Your recovery codes');
    kept.recovery = (await ada.page.locator('main code.secret').allInnerTexts())[0];
    assert.deepEqual(await ada.inaccessible(), []);
    await ada.press('I have kept them');
    await ada.settled();
    await ada.visit('/people');
    await ada.page.locator('h1', { hasText: 'People' }).waitFor();
  },

  async 'from then on the password is half of it'({ ada, kept }) {
    await ada.press('Log out');
    await ada.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await giveThePassword(ada, 'ada', password);
    await ada.see('Your password is right');
    await ada.type('Code', kept.recovery);
    await ada.press('Log in', 'main');
    await ada.see('Hello,');
    await ada.settled();
  },

  async 'a first password that an administrator has set is changed first'({ ada, nora }) {
    await ada.visit('/people');
    await ada.unfold('Add a person');
    await ada.type('Name', 'Nora Weiss');
    await ada.type('Login', 'nora');
    await ada.tick('Submitter');
    await ada.type('First password', password);
    await ada.page.locator('main form[aria-label="Add a person"]').getByRole('button', { name: 'Add' }).click();
    await ada.see('Nora Weiss is added');

    await giveThePassword(nora, 'nora', password);
    await nora.page.locator('h1', { hasText: 'Choose your own password' }).waitFor();
    assert.deepEqual(await nora.inaccessible(), []);
    await nora.visit('/requests');
    await nora.page.locator('h1', { hasText: 'Choose your own password' }).waitFor();
    await nora.type('Present password', password);
    await nora.type('New password', password);
    await nora.type('The new password again', password);
    await nora.press('Change the password');
    await nora.page.locator('.error-summary').waitFor();
    await nora.type('New password', own);
    await nora.type('The new password again', own);
    await nora.press('Change the password');
    await nora.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await nora.logIn('nora', own);
    await nora.visit('/requests');
    await nora.page.locator('h1', { hasText: 'Requests' }).waitFor();
  },
};

const reason = missing();
test('accounts by strict rules', { skip: reason ? `skipped: ${reason}` : false }, async (story) => {
  const service = await startService(undefined, 'strict');
  const browser = await openBrowser(service.address);
  const world = { ada: await browser.window(), nora: await browser.window(), kept: {} };
  try {
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
