// A new registry: the first administrator by the one-time code, a second one, and the people of the hospital.
import assert from 'node:assert/strict';
import { soon } from '../browser.mjs';
import { setUpCode } from '../service.mjs';

export const password = 'four words make one';

/** login, name, roles as on the page, review domains, department */
const staff = [
  ['axel', 'Axel Baumann', ['Administrator'], [], ''],
  ['nora', 'Nora Weiss', ['Submitter'], [], 'Cardiology'],
  ['rita', 'Rita Kowalski', ['Reviewer'], ['Security'], 'Cardiology'],
  ['paul', 'Paul Okafor', ['Reviewer'], ['Privacy'], ''],
  ['clara', 'Clara Lindqvist', ['Reviewer'], ['Clinical safety', 'Regulatory affairs'], ''],
  ['anna', 'Anna Moretti', ['Approver'], [], 'Procurement'],
  ['otto', 'Otto Brandt', ['Auditor'], [], ''],
];

/** The other administrator looks at what waits, and confirms it. */
export async function confirm(window, title) {
  await window.visit('/proposals');
  await window.press(`Confirm: ${title}`);
  await window.see('Confirmed and done');
}

/** Whoever decides waits for a second administrator; the very first of those there is nobody to wait for. */
async function add({ ada, axel }, [login, name, roles, domains, department]) {
  await ada.visit('/people');
  await ada.unfold('Add a person');
  await ada.type('Name', name);
  await ada.type('Login', login);
  for (const role of roles) await ada.tick(role);
  for (const domain of domains) await ada.tick(domain);
  if (department) await ada.choose('Department', { label: department });
  await ada.type('First password', password);
  const deciding = roles.some((role) => ['Administrator', 'Reviewer', 'Approver'].includes(role));
  await ada.page.locator('main form[aria-label="Add a person"]').getByRole('button', { name: deciding ? 'Propose' : 'Add' }).click();
  if (!deciding || !axel) return ada.see(`${name} is added`);
  await ada.see('This waits for a second administrator');
  await confirm(axel, `Add ${name}`);
}

export const firstStart = {
  async 'a wrong one-time code is refused, and the summary of mistakes takes the focus'({ browser, people }) {
    people.ada = await browser.window();
    const { ada } = people;
    await ada.visit('/setup');
    await ada.press('Set up the registry');
    await ada.says('Enter the one-time code.', '.error-summary');
    await ada.page.locator('.error-summary:focus').waitFor();
    await ada.follow('Choose a login.');
    await soon(() => ada.field('Login').evaluate((field) => field === document.activeElement), () => 'the field should have the focus');
    await ada.type('One-time code', 'guessed-guessed-guessed');
    await ada.type('Your name', 'Ada Schneider');
    await ada.type('Login', 'ada');
    await ada.type('Password', password);
    await ada.type('The password again', password);
    await ada.press('Set up the registry');
    await ada.page.locator('.error-summary').waitFor();
  },

  async 'the right code makes the first administrator, who logs in'({ people: { ada } }) {
    await ada.type('One-time code', setUpCode);
    await ada.press('Set up the registry');
    await ada.see('You are the first administrator');
    await ada.logIn('ada', password);
    await ada.says('A second administrator is missing');
    await ada.says('The very first second administrator is added at once.');
  },

  async 'nobody is administrator and approver at once'({ people: { ada } }) {
    await ada.visit('/people');
    await ada.unfold('Add a person');
    await ada.type('Name', 'Both');
    await ada.type('Login', 'both');
    await ada.tick('Administrator');
    await ada.tick('Approver');
    await ada.page.locator('main form[aria-label="Add a person"]').getByRole('button', { name: 'Propose' }).click();
    await ada.says('Nobody is administrator and approver at once.', '.error-summary');
  },

  async 'departments and people are added, and whoever decides by two administrators'({ browser, people }) {
    const { ada } = people;
    for (const name of ['Cardiology', 'Procurement']) {
      await ada.visit('/people');
      await ada.unfold('Add a department');
      await ada.type('Name of the department', name);
      await ada.page.locator('main form[aria-label="Add a department"]').getByRole('button', { name: 'Add' }).click();
      await ada.see(`The department ${name} is added.`);
    }
    for (const person of staff) {
      await add(people, person);
      if (people.axel) continue;
      people.axel = await browser.window();
      await people.axel.logIn('axel', password);
    }
    await ada.visit('/');
    assert.ok(!(await ada.text()).includes('A second administrator is missing'));
  },

  async 'everybody logs in with a window of their own'({ browser, people }) {
    for (const [login] of staff) {
      if (people[login]) continue;
      people[login] = await browser.window();
      await people[login].logIn(login, password);
    }
    await people.rita.says('Nothing waits for a review in Security.');
  },

  async 'a wrong password says nothing about which of the two is wrong'({ browser }) {
    const stranger = await browser.window();
    await stranger.visit('/');
    await stranger.type('Login', 'nora');
    await stranger.type('Password', 'not this one, no');
    await stranger.press('Log in', 'main');
    await stranger.page.locator('.error-summary').waitFor();
    const wrong = await stranger.text('.error-summary');
    await stranger.type('Login', 'nobody-here');
    await stranger.press('Log in', 'main');
    await stranger.page.waitForTimeout(300);
    assert.equal(await stranger.text('.error-summary'), wrong);
  },
};
