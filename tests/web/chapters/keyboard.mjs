// Everything without a mouse: skip link, shortcuts, focus on the heading of a new page, a review from the queue to the
// signature.
import assert from 'node:assert/strict';
import { askFor } from './requests.mjs';

/** Presses Tab until `test` is true of the focused element. */
async function tabTo(window, test, most = 80) {
  for (let i = 0; i < most; ++i) {
    await window.page.keyboard.press('Tab');
    if (await window.page.evaluate(`(${test})(document.activeElement)`)) return;
  }
  assert.fail(`Tab never reaches ${test}`);
}

export const keyboard = {
  async 'the skip link comes first and leads to the content'({ people: { paul } }) {
    await paul.visit('/tools');
    await paul.page.reload();
    await paul.settled();
    await paul.page.keyboard.press('Tab');
    await paul.focusIsOn(/^A Skip to the content$/);
    await paul.page.keyboard.press('Enter');
    await paul.page.locator('#main:focus').waitFor();
  },

  async 'shortcuts lead to pages, whose heading takes the focus'({ people: { paul } }) {
    await paul.page.keyboard.press('g');
    await paul.page.keyboard.press('r');
    await paul.page.locator('h1', { hasText: 'Requests' }).waitFor();
    await paul.focusIsOn(/^H1 Requests$/);
    await paul.page.waitForFunction(() => document.title === 'Requests – Formulary');
  },

  async 'the list of shortcuts opens, can be switched off, and gives the focus back'({ people: { paul } }) {
    await paul.page.keyboard.press('?');
    await paul.page.locator('dialog[open]').waitFor();
    await paul.page.keyboard.press('Escape');
    await paul.page.locator('dialog[open]').waitFor({ state: 'detached' });
    await paul.page.keyboard.press('?');
    await paul.page.locator('dialog[open]').getByLabel('Use these shortcuts').uncheck();
    await paul.page.locator('dialog[open]').getByRole('button', { name: 'Close' }).click();
    await paul.page.keyboard.press('?');
    assert.equal(await paul.page.locator('dialog[open]').count(), 0, 'switched off');
    await paul.page.locator('footer').getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await paul.page.locator('dialog[open]').getByLabel('Use these shortcuts').check();
    await paul.page.keyboard.press('Escape');
  },

  async 'a letter typed into a field is a letter'({ people: { paul } }) {
    await paul.page.keyboard.press('/');
    await paul.page.locator('main input[type=search]:focus').waitFor();
    await paul.page.keyboard.type('n?g');
    assert.equal(await paul.page.locator('main input[type=search]').inputValue(), 'n?g');
    assert.equal(await paul.page.locator('dialog[open]').count(), 0);
  },

  async 'a review is given from the queue to the signature by keys alone'({ service, people: { nora, paul }, kept }) {
    kept.next = await askFor(nora, service.sample('ward-1.1.apk'), { purpose: 'The next version.', data: 'Patient data', role: 'It informs care', patients: 'Adults' });
    await paul.visit('/');
    await paul.page.keyboard.press('j');
    await paul.focusIsOn(/Ward Notes 1\.1/);
    await paul.page.keyboard.press('Enter');
    await paul.see('Sign off this review');
    await tabTo(paul, '(e) => e?.type === "radio"');
    await paul.page.keyboard.press('Space');
    await tabTo(paul, '(e) => e?.tagName === "TEXTAREA"');
    await paul.page.keyboard.type('Location is not needed; it is switched off in the device management.');
    await tabTo(paul, '(e) => e?.textContent === "Sign off this review"');
    await paul.page.keyboard.press('Enter');
    await paul.see('is recorded.');
    const { reviews } = await paul.ask(`/v1/submissions/${kept.next}`);
    assert.deepEqual(reviews.map((one) => [one.domain, one.opinion]), [['privacy', 'support']]);
  },
};
