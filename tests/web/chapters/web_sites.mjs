// An app that wants to open the addresses of web sites: somebody hands in what each site says about it. A mistake in what
// was pasted is explained and loses nothing; a list changes the finding about its site, and what was reviewed before.
import assert from 'node:assert/strict';
import { askFor, review } from './requests.mjs';

const use = { purpose: 'Relatives see when they may visit.', data: 'No personal data', role: 'None' };
const label = 'What the site shows';
const about = (window, host) => window.page.locator('.finding', { hasText: host });
const siteForm = 'form[aria-label="Hand in the list of a site"]';

/** What a site publishes: the app may open its addresses, when signed with this key. */
function listFor(fingerprint) {
  const target = { namespace: 'android_app', package_name: 'org.example.visits', sha256_cert_fingerprints: [fingerprint] };
  return JSON.stringify([{ relation: ['delegate_permission/common.handle_all_urls'], target }], null, 2);
}

async function handIn(window, host, text) {
  if (host) await window.choose('Web site', host);
  await window.type(label, text);
  await window.press('Hand in the list');
}

/** The form says `sentence`, takes the focus to what is wrong, and keeps what was pasted. */
async function refused(window, text, sentence) {
  await handIn(window, '', text);
  await window.says(sentence, `${siteForm} .error-summary`);
  await window.page.locator('.error-summary:focus').waitFor();
  assert.equal(await window.field(label).inputValue(), text, 'what was pasted stays');
  assert.deepEqual(await window.inaccessible(), []);
}

export const webSites = {
  async 'an app with web sites: each site is named, and nobody is asked to understand why'({ service, people: { nora }, kept }) {
    kept.visits = await askFor(nora, service.sample('visits-1.4.apk'), use);
    await nora.visit(`/requests/${kept.visits}`);
    const { assessment } = await nora.ask(`/v1/submissions/${kept.visits}`);
    const open = assessment.findings.filter((one) => one.rule === 'AND-MAN-011b').map((one) => one.subject);
    assert.deepEqual(open, ['visits.example', 'ward.example']);
    await nora.unfold('Hand in the list of a site');
    assert.deepEqual(await nora.field('Web site').locator('option').allTextContents(), open);
    await nora.says('https://visits.example/.well-known/assetlinks.json', siteForm);
  },

  async 'a list that is cut off, damaged or refused is explained, and loses nothing'({ people: { nora }, kept }) {
    const before = await nora.ask(`/v1/submissions/${kept.visits}`);
    const whole = listFor('AA:BB');
    await refused(nora, '', 'Paste what the site shows.');
    await refused(nora, whole.slice(0, -1), 'This is not the whole list');
    await refused(nora, '<html>Not found</html>', 'This is not the whole list');
    await refused(nora, whole.replace('":', '"'), 'Something within this list is damaged or missing.');
    await refused(nora, '[{"include": "https://example.org/more.json"}]', 'This list includes another file.');
    await nora.follow('This list includes another file.');
    assert.equal(await nora.field(label).evaluate((field) => field === document.activeElement), true, 'the mistake leads to its field');
    assert.equal((await nora.ask(`/v1/submissions/${kept.visits}`)).revision, before.revision, 'nothing was handed in');
  },

  async 'a list that vouches for the file settles its site, and the page says so'({ people: { nora, rita }, kept }) {
    await review(rita, kept.visits, 'I support it', 'Signed by the vendor.');
    const { facts } = await nora.ask(`/v1/submissions/${kept.visits}/report`);
    kept.visitsKey = facts.find((one) => one.name === 'apk.signature.signer').value;
    // Rita's review came in between: nobody changes what they have not seen, and nothing has to be pasted again.
    const text = listFor(kept.visitsKey);
    await handIn(nora, 'visits.example', text);
    await nora.press('Show the latest state');
    await nora.see('Signed by the vendor.');
    assert.equal(await nora.field(label).inputValue(), text);
    await nora.press('Hand in the list');
    await nora.see('The list of visits.example is handed in.');
    await nora.settled();
    assert.equal(await about(nora, 'visits.example').count(), 0);
    assert.equal(await about(nora, 'ward.example').count(), 1);
    await nora.says('To be reviewed again', '#reviews');
    await nora.says('Earlier reviews that no longer count (1)', '#reviews');
  },

  async 'a list with another key raises a finding, until the right one takes its place'({ people: { rita }, kept }) {
    await rita.visit(`/requests/${kept.visits}`);
    await rita.unfold('Hand in the list of a site');
    assert.deepEqual(await rita.field('Web site').locator('option').allTextContents(), ['ward.example']);
    await handIn(rita, 'ward.example', listFor('BB'.repeat(32)));
    await rita.see('The list of ward.example is handed in.');
    await rita.settled();
    await rita.says('AND-MAN-011a', '.finding:has-text("ward.example")');
    await rita.says('High', '.finding:has-text("ward.example")');
    await handIn(rita, 'ward.example', listFor(kept.visitsKey));
    await rita.page.waitForFunction(() => ![...document.querySelectorAll('.finding')].some((one) => one.textContent.includes('ward.example')));
    assert.equal(await rita.page.getByRole('region', { name: 'Web sites of the app' }).count(), 0, 'no site is open any more');
  },
};
