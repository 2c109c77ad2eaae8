// The auditor's view: who did what, by name as long as the name is known, filtered by days and persons.
import assert from 'node:assert/strict';

export const lookingBack = {
  async 'the auditor reads who did what'({ people: { otto } }) {
    await otto.visit('/audit');
    await otto.says('Anna Moretti');
    const rows = await otto.page.locator('main tbody tr').count();
    assert.ok(rows >= 20, `${rows} entries`);
    assert.ok((await otto.text()).includes('there are more'), 'the list says that it goes on');
    await otto.press('Show more');
    await otto.page.waitForFunction((before) => document.querySelectorAll('main tbody tr').length > before, rows);
  },

  async 'and finds what one person did'({ people: { otto } }) {
    await otto.type('Person (login or id)', 'anna');
    await otto.press('Filter');
    await otto.page.waitForFunction(() => [...document.querySelectorAll('main tbody tr')].every((row) => row.textContent.includes('Anna Moretti')));
    await otto.unfold('Entry');
    await otto.says('"action"');
  },

  async 'days without entries say so'({ people: { otto } }) {
    await otto.type('Person (login or id)', '');
    await otto.type('To day', '2001-01-01');
    await otto.press('Filter');
    await otto.see('No entry fits these days and names.');
  },
};
