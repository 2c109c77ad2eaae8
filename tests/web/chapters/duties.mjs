// Conflicts of interest and emergency access: a reviewer declares an interest from the page of a request, everybody sees it,
// an administrator ends it; and one night nobody who may decide can be reached.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { programs } from '../service.mjs';
import { askFor } from './requests.mjs';

const text = (window, selector) => window.page.locator(selector).innerText();

export const duties = {
  async 'a reviewer declares an interest, and cannot review any more'({ service, people: { nora, rita }, kept }) {
    kept.night = await askFor(nora, service.sample('echo-3.1.apk'), { purpose: 'Planning of night shifts.' });
    await rita.visit(`/requests/${kept.night}`);
    await rita.follow('I have an interest in this');
    await rita.see('Conflicts of interest');
    await rita.press('Declare it');
    await rita.page.locator('.error-summary').waitFor();
    await rita.type('What is the interest?', 'My sister sells it.');
    await rita.press('Declare it');
    await rita.see('is recorded');
    assert.equal(await rita.page.locator('main').getByRole('button', { name: 'Declare it' }).count(), 0, 'it is declared once');
    await rita.see('My sister sells it.');
    assert.deepEqual(await rita.inaccessible(), []);
    await rita.follow('Back to the request');
    await rita.see('You cannot review this now');
  },

  async 'others see that there is one, and an administrator ends it with a reason'({ people: { anna, ada, rita }, kept }) {
    await anna.visit(`/requests/${kept.night}`);
    await anna.see('has declared a conflict of interest');
    assert.ok(!(await text(anna, 'main')).includes('My sister'), 'why is for few');
    const { items } = await ada.ask('/v1/users?limit=200');
    await ada.visit(`/people/${items.find((one) => one.login === 'rita').id}`);
    await ada.see('My sister sells it.');
    await ada.unfold('End it');
    await ada.type('Why is it over?', 'She works elsewhere now.');
    await ada.press('End the conflict');
    await ada.see('It stays on record');
    await rita.visit(`/requests/${kept.night}`);
    await rita.see('Sign off this review');
  },

  async 'emergency access opens with a code of the host, and everybody sees it'({ service, browser, people, kept }) {
    const { code } = JSON.parse(
      execFileSync(join(programs, 'formulary'), ['--json', 'break-glass', '--data', join(service.folder, 'data'), '--reason', '-'], { input: 'Nobody can be reached.' }),
    );
    const night = (people.night = await browser.window());
    await night.visit('/emergency');
    await night.press('Open emergency access');
    await night.page.locator('.error-summary').waitFor();
    await night.type('One-time code', code);
    await night.type('Your name', 'Dr. Nina Night');
    await night.press('Open emergency access');
    await night.page.locator('.emergency', { hasText: 'minutes left' }).waitFor();
    await night.see('let it through for at most 72 hours');
    assert.ok(!(await night.text('nav')).includes('Calendar'), 'what it may not read is not offered');
    assert.deepEqual(await night.inaccessible(), []);
    const { items } = await night.ask('/v1/users?limit=200');
    await night.visit(`/people/${items.find((one) => one.login === 'nora').id}`);
    await night.see('every session and token ends at once');
    assert.equal(await night.page.locator('main form').count(), 1, 'it may lock out, and nothing else');
    assert.deepEqual(await night.inaccessible(), []);
    await night.visit('/account');
    await night.see('Emergency access has no password');
    assert.equal(await night.page.locator('main form').count(), 0);
    await people.nora.visit('/tools');
    await people.nora.page.reload();
    await people.nora.page.locator('.emergency', { hasText: 'is in use since' }).waitFor();
    await people.otto.visit('/identity-provider');
    await people.otto.see('Emergency access was opened');
    await people.otto.visit('/');
    await people.otto.see('Emergency access was opened');
    assert.deepEqual(await people.otto.inaccessible(), []);
    await night.visit(`/requests/${kept.night}`);
    await night.type('Why can it not wait?', 'The ward cannot wait.');
    await night.type('For how many hours', '73');
    await night.press('Let it through');
    await night.page.locator('.error-summary').waitFor();
    await night.type('For how many hours', '12');
    await night.press('Let it through');
    await night.see('Waits for two persons to ratify it');
    assert.deepEqual(await night.inaccessible(), []);
  },

  async 'two ordinary persons ratify, and an administrator ends the access'({ people: { rita, anna, ada, night }, kept }) {
    for (const person of [rita, anna]) {
      await person.visit(`/requests/${kept.night}`);
      await person.press('Ratify');
      await person.see('You have ratified');
      if (person === rita) await rita.see('Waits for an approver to ratify it');
    }
    await anna.see('Ratified; it ends all the same');
    await ada.visit('/tools');
    await ada.page.reload();
    await ada.press('End emergency access', '.emergency');
    await ada.page.waitForFunction(() => !document.querySelector('.emergency'));
    await night.visit('/tools');
    await night.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await night.page.close();
  },
};
