// What takes two administrators: Ada proposes, Axel looks at exactly what would change and confirms or rejects. Nothing
// changes before.
import assert from 'node:assert/strict';
import { soon } from '../browser.mjs';
import { confirm, password } from './first_start.mjs';

const next = 'four other words again';

async function propose(ada) {
  await ada.visit('/people');
  await ada.unfold('Add a person');
  await ada.type('Name', 'Rosa Müller-Lüdenscheidt');
  await ada.type('Login', 'rosa');
  await ada.choose('Department', { label: 'Cardiology' });
  await ada.tick('Reviewer');
  await ada.tick('Privacy');
  await ada.tick('Clinical safety');
  await ada.says('Another administrator has to confirm it; there is 1 other.');
  await ada.type('First password', password);
  await ada.press('Propose');
  await ada.see('This waits for a second administrator');
}

async function personCalled(window, login) {
  return (await window.ask('/v1/users?limit=200')).items.find((one) => one.login === login);
}

/** The number beside “Proposals” in the navigation, as it is read out. */
const said = (window) => window.text('nav a[href="#/proposals"]');

export const proposals = {
  async 'one administrator proposes, and the other one sees it on the start page and in the navigation'({ people: { ada, axel }, kept }) {
    await axel.visit('/');
    assert.equal(await said(axel), 'Proposals');
    await propose(ada);
    assert.deepEqual(await ada.inaccessible(), []);
    await ada.follow('Add Rosa Müller-Lüdenscheidt');
    await ada.says('Proposed by Ada Schneider');
    await ada.says('there is 1 other');
    kept.rejected = /proposals\/([^/]+)/.exec(ada.page.url())[1];
    assert.equal(await ada.page.locator('main').getByRole('button', { name: /^Confirm/ }).count(), 0, 'nobody confirms what they proposed');
    await ada.visit('/');
    assert.equal(await said(ada), 'Proposals', 'it does not wait for Ada');
    await ada.says('Another administrator', '#waiting-for-a-second-administrator');
    await axel.visit('/');
    await soon(async () => /^Proposals ?1 ?waiting for you$/.test(await said(axel)), () => 'the navigation should say that one waits');
    await axel.says('Add Rosa Müller-Lüdenscheidt', '#waiting-for-a-second-administrator');
  },

  async 'who confirms sees everything that would change, in words; nothing has changed yet'({ people: { axel } }) {
    await axel.follow('Proposals');
    await axel.see('For you to look at');
    await axel.settled();
    const told = await axel.page.locator('main article tbody tr').allInnerTexts();
    assert.deepEqual(
      told.map((row) => row.replace(/\s+/g, ' ').trim()),
      ['Login rosa', 'Name Rosa Müller-Lüdenscheidt', 'Department Cardiology', 'Roles Reviewer', 'Reviews in Privacy Clinical safety'],
    );
    await axel.says('one person could approve anything');
    assert.deepEqual(await axel.inaccessible(), []);
    assert.equal(await personCalled(axel, 'rosa'), undefined);
  },

  async 'rejecting needs a reason, which the other one reads'({ people: { ada, axel }, kept }) {
    await axel.unfold('Reject it');
    await axel.press('Reject for good');
    await axel.says('Say in a few words why.', '.error-summary');
    await axel.page.locator('.error-summary:focus').waitFor();
    await axel.type('Why not?', 'Nobody in the ward knows her yet.');
    await axel.press('Reject for good');
    await axel.see('It is rejected. Nothing has changed.');
    await axel.says('Nothing waits.');
    await soon(async () => (await said(axel)) === 'Proposals', () => 'nothing should wait any more');
    await ada.visit(`/proposals/${kept.rejected}`);
    await ada.says('Rejected by Axel Baumann');
    await ada.says('“Nobody in the ward knows her yet.”');
    assert.equal(await personCalled(axel, 'rosa'), undefined);
  },

  async 'who proposed it takes it back'({ people: { ada, axel } }) {
    await propose(ada);
    await ada.visit('/proposals');
    await ada.unfold('Withdraw it');
    await ada.type('Why do you withdraw it?', 'The department is another one.');
    await ada.press('Withdraw for good');
    await ada.see('It is withdrawn. Nothing has changed.');
    await axel.visit('/proposals');
    await axel.says('Nothing waits.');
  },

  async 'confirming works by keys alone, asks whether it is you where that is due, and is done at once'({ people: { ada, axel }, kept }) {
    await propose(ada);
    await axel.visit('/');
    await axel.page.keyboard.press('j');
    await axel.focusIsOn(/^A Add Rosa/);
    await axel.page.keyboard.press('Enter');
    await axel.page.locator('h1', { hasText: 'Add Rosa' }).waitFor();
    await axel.settled();
    let asked = 0;
    await axel.page.route('**/confirmation', async (route) => {
      if (asked++ > 0 || route.request().url().includes('/sessions/')) return route.continue();
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/step-up', title: '', status: 403, detail: 'Prove it.', request_id: '' }) });
    });
    for (let i = 0; i < 60 && !/^BUTTON Confirm/.test(await axel.page.evaluate(() => `${document.activeElement.tagName} ${document.activeElement.textContent}`)); ++i) {
      await axel.page.keyboard.press('Tab');
    }
    await axel.page.keyboard.press('Enter');
    const dialog = axel.page.locator('dialog[open]', { hasText: 'Is it you?' });
    await dialog.waitFor();
    assert.equal(await personCalled(axel, 'rosa'), undefined);
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await axel.page.keyboard.press('Enter');
    await axel.see('Confirmed and done');
    await axel.page.unroute('**/confirmation');
    await axel.says('Confirmed by Axel Baumann');
    assert.deepEqual(await axel.inaccessible(), []);
    const rosa = await personCalled(axel, 'rosa');
    kept.rosa = rosa.id;
    assert.deepEqual([rosa.roles, rosa.domains, rosa.department.name], [['reviewer'], ['privacy', 'clinical'], 'Cardiology']);
  },

  async 'the page of a person says what waits for them, before and after, and can be confirmed there'({ browser, people: { ada, axel }, kept }) {
    await ada.visit(`/people/${kept.rosa}`);
    await ada.tick('Auditor');
    await ada.tick('Security');
    await ada.tick('Clinical safety', false);
    await ada.press('Save');
    await ada.see('This waits for a second administrator');
    await ada.says('Give Rosa Müller-Lüdenscheidt more to decide', '#waiting-for-a-second-administrator');
    await axel.visit(`/people/${kept.rosa}`);
    await axel.says('Reviewer', 'main dl');
    const marked = (what) => axel.page.locator(`main article ${what}`).allInnerTexts();
    await axel.see('Give Rosa Müller-Lüdenscheidt more to decide');
    assert.deepEqual([await marked('del'), await marked('ins')], [['Clinical safety'], ['Auditor', 'Security']]);
    await axel.press('Confirm: Give Rosa Müller-Lüdenscheidt more to decide');
    await axel.see('Confirmed and done');
    await axel.says('Privacy, Security', 'main dl');

    await ada.visit(`/people/${kept.rosa}`);
    await ada.page.locator('main form[aria-label="New password"] input').fill(next);
    await ada.press('Propose a new password');
    await ada.see('This waits for a second administrator');
    await confirm(axel, 'Give Rosa Müller-Lüdenscheidt a new password');
    const rosa = await browser.window();
    await rosa.logIn('rosa', next);
    await rosa.page.close();
  },

  async 'what changed meanwhile cannot be confirmed any more, and the page says so'({ people: { ada, axel }, kept }) {
    await ada.visit(`/people/${kept.rosa}`);
    await ada.tick('Regulatory affairs');
    await ada.press('Save');
    await ada.see('This waits for a second administrator');
    await axel.visit('/proposals');
    await ada.press('Lock out now');
    await ada.see('is locked out');
    await axel.press('Confirm: Give Rosa Müller-Lüdenscheidt more to decide');
    await axel.says('has changed meanwhile', '.error-summary');
    await axel.press('Show the latest state');
    await axel.see('This does not fit any more');
    assert.deepEqual(await axel.inaccessible(), []);
    await ada.visit('/proposals');
    await ada.see('Withdraw it and propose it anew');
    await ada.unfold('Withdraw it');
    await ada.type('Why do you withdraw it?', 'Rosa is locked out.');
    await ada.press('Withdraw for good');
    await ada.see('It is withdrawn');
  },

  async 'letting somebody in again waits, too; an auditor sees all of it and can press nothing'({ people: { ada, otto }, kept }) {
    await ada.visit(`/people/${kept.rosa}`);
    await ada.press('Let in again');
    await ada.see('This waits for a second administrator');
    kept.waiting = (await ada.ask('/v1/proposals?state=open')).items[0].id;
    await otto.visit('/proposals');
    await otto.says('Let Rosa Müller-Lüdenscheidt in again');
    await otto.says('Locked out Yes No');
    assert.equal(await otto.page.locator('main form').count(), 0);
    const rows = () => otto.page.locator('#ended tbody tr').count();
    const all = await rows();
    await otto.choose('Show', 'rejected');
    await otto.settled();
    await soon(async () => (await rows()) === 1, () => 'one was rejected');
    assert.ok(all > 3);
    await otto.says('Rejected by Axel Baumann', '#ended');
  },

  async 'others are told that this is not for them'({ people: { nora } }) {
    assert.ok(!(await nora.text('nav')).includes('Proposals'));
    await nora.visit('/proposals');
    await nora.says('This is not for you');
  },
};
