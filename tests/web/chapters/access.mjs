// Access: tokens that are shown once, a leaver who is locked out at once, a session that ends, a new password.
import assert from 'node:assert/strict';
import { confirm, password } from './first_start.mjs';

async function gateWith(service, secret) {
  const answer = await fetch(`${service.address}/v1/gate?platform=android&id=org.example.ward&version=1.0`, { headers: { authorization: `Bearer ${secret}` } });
  return answer.status === 200 ? (await answer.json()).verdict : answer.status;
}

export const access = {
  async 'a script gets a token, which is shown once and works until it is revoked'({ service, people: { ada } }) {
    await ada.visit('/people');
    await ada.unfold('Add a person');
    await ada.type('Name', 'Procurement system');
    await ada.type('Login', 'procurement');
    await ada.tick('Script');
    await ada.page.locator('main form[aria-label="Add a person"]').getByRole('button', { name: 'Add' }).click();
    await ada.see('Procurement system is added');
    await ada.visit('/tokens');
    await ada.unfold('Make a token');
    await ada.type('Name', 'Purchase orders');
    await ada.choose('Acts as', { label: 'Procurement system' });
    await ada.press('Make the token');
    const secret = (await ada.page.locator('code.secret').innerText()).trim();
    assert.match(secret, /^fmly_/);
    assert.equal(await gateWith(service, secret), 'allowed_with_conditions');
    await ada.visit('/tools');
    await ada.visit('/tokens');
    assert.ok(!(await ada.text()).includes(secret), 'it is shown once');
    await ada.page.getByRole('button', { name: 'Revoke Purchase orders' }).click();
    await ada.see('Revoked');
    assert.equal(await gateWith(service, secret), 401);
  },

  async 'who is locked out is out at once, and comes back to the same page when two administrators agree'({ people: { ada, axel, paul } }) {
    const { items } = await ada.ask('/v1/users?limit=200');
    const person = `/people/${items.find((one) => one.login === 'paul').id}`;
    await paul.visit('/tools');
    await ada.visit(person);
    await ada.press('Lock out now');
    await ada.see('is locked out');
    await paul.visit('/requests');
    await paul.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await ada.press('Let in again');
    await ada.see('This waits for a second administrator');
    await confirm(axel, 'Let Paul Okafor in again');
    await paul.type('Login', 'paul');
    await paul.type('Password', password);
    await paul.press('Log in', 'main');
    await paul.page.locator('h1', { hasText: 'Requests' }).waitFor();
  },

  async 'a person changes their own password and logs in with the new one'({ people: { paul } }) {
    const next = 'another four words here';
    await paul.visit('/account');
    await paul.type('Present password', 'wrong password here');
    await paul.type('New password', next);
    await paul.type('The new password again', next);
    await paul.press('Change the password');
    await paul.page.locator('.error-summary').waitFor();
    await paul.type('Present password', password);
    await paul.press('Change the password');
    await paul.page.locator('h1', { hasText: 'Log in' }).waitFor();
    await paul.logIn('paul', next);
  },

  async 'logging out leaves nothing behind'({ people: { paul } }) {
    await paul.press('Log out');
    await paul.page.locator('h1', { hasText: 'Log in' }).waitFor();
    assert.equal(await paul.page.evaluate(async () => (await fetch('/v1/sessions/current')).status), 401);
  },

  async 'nobody is offered what is not for them'({ people: { nora } }) {
    const offered = await nora.text('nav');
    for (const page of ['People', 'Audit']) assert.ok(!offered.includes(page), offered);
    await nora.visit('/audit');
    await nora.says('This is not for you');
  },
};
