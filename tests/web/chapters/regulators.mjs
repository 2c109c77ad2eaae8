// Regulators: an administrator imports an authority's data, a department says what its tool is, the registry compares, a
// reviewer judges what is left open; documents are handed in and accepted; a recall comes, and the department knows of it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { soon } from '../browser.mjs';
import { askFor } from './requests.mjs';

export const columns =
  'KNUMBER|APPLICANT|CONTACT|STREET1|STREET2|CITY|STATE|COUNTRY_CODE|ZIP|POSTAL_CODE|DATERECEIVED|DECISIONDATE|DECISION|' +
  'REVIEWADVISECOMM|PRODUCTCODE|STATEORSUMM|CLASSADVISECOMM|SSPINDICATOR|TYPE|THIRDPARTY|EXPEDITEDREVIEW|DEVICENAME';
export const row = (number, applicant, device) =>
  `${number}|${applicant}|Jo Doe|1 Main St||Boston|MA|US|02110|02110|01/05/2025|03/10/2025|SESE|RA|QIH|Summary|RA||Traditional|N||${device}`;

export const daysFromNow = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Fills in and sends the form; the page of the import is shown until it has ended. */
export async function importFile(window, file, { published, form = 'Import data', choose = true } = {}) {
  if (form) await window.unfold(form);
  if (choose) await window.choose('Which data are they?', 'us-510k');
  await window.field('The files').setInputFiles(file);
  await window.see('It has arrived.');
  await window.type('Published on (optional)', published);
  await window.press('Import');
  await window.page.locator('h1', { hasText: /^Import \d+/ }).waitFor();
  await window.see('Counts');
  await window.settled();
}

/** The fields of one claim, by its number on the page. */
const claimFields = (window, number) => window.page.locator('fieldset.claim-fields', { has: window.page.locator('legend', { hasText: new RegExp(`^${number}\\.`) }) });

export const regulators = {
  async 'data sets say that they hold nothing, and only an administrator imports'({ people: { nora, ada } }) {
    await nora.visit('/datasets');
    await nora.says('FDA 510(k) and De Novo decisions');
    await nora.says('never imported');
    assert.equal(await nora.page.locator('summary', { hasText: 'Import data' }).count(), 0);
    await ada.visit('/datasets');
    await ada.unfold('Import data');
    await ada.press('Import');
    const summary = await ada.text('.error-summary');
    for (const sentence of ['Choose which data they are.', 'Pick the files.']) assert.ok(summary.includes(sentence), summary);
  },

  async 'an import says how it went: counts, and each row that was not taken with line and reason'({ service, people: { ada }, kept }) {
    const file = join(service.folder, 'pmn96cur.txt');
    const rest = Array.from({ length: 27 }, (_, i) => row(`K2400${10 + i}`, `Maker ${i}`, `Device ${i}`));
    writeFileSync(file, `${[columns, row('K250001', 'Alpha Imaging, Inc.', 'Pulse Reader'), row('K250002', 'Beta Health', '=HYPERLINK("x") Viewer'), ...rest, row('=KX', 'Nobody', 'Nothing')].join('\n')}\n`);
    await ada.visit('/datasets');
    await importFile(ada, file, { published: daysFromNow(-3) });
    kept.import = /imports\/([^/?]+)/.exec(ada.page.url())[1];
    await ada.says('The data are in force');
    await ada.says('29 records are new');
    await ada.says('Rows not taken 1');
    const rejected = await ada.text('#rows-that-were-not-taken');
    assert.match(rejected, /31 pmn96cur\.txt No .*KX/);
    const { status, type, text } = await ada.page.evaluate(async () => {
      const answer = await fetch([...document.querySelectorAll('a')].find((one) => one.textContent.includes('CSV')).href);
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
    });
    assert.equal(status, 200);
    assert.match(type, /^text\/csv/);
    assert.ok(text.includes('KX') && !/(^|,)"?=/m.test(text), `a formula is in ${text}`);
    await ada.visit('/datasets');
    const line = await ada.text('tr:has-text("us-510k")');
    assert.match(line, /Fresh 3 days old .* 45 days 29 .* does not exist/);
    assert.match(await ada.text('tr:has-text("us-pma")'), /No data never imported 45 days –$/, 'without data nothing is said of a missing number');
  },

  async 'an older publication is refused in a sentence, and changes nothing'({ service, people: { ada } }) {
    const file = join(service.folder, 'older.txt');
    writeFileSync(file, `${[columns, row('K250009', 'Omega', 'Omega')].join('\n')}\n`);
    await ada.visit('/datasets/us-510k');
    await importFile(ada, file, { published: daysFromNow(-30), form: 'Import into this data set', choose: false });
    await ada.says('Nothing was changed');
    await ada.says('or tick “Import all the same”');
    assert.ok(!(await ada.text()).includes('--force'), 'a page does not speak of the command line');
    await ada.follow('FDA 510(k) and De Novo decisions');
    await ada.says('Refused');
    const number = ada.page.getByRole('searchbox', { name: 'Find a number' });
    await number.fill('K250009');
    await ada.press('Find');
    await ada.says('There is no record with this number.');
    await number.fill('K250001');
    await ada.press('Find');
    await ada.says('Alpha Imaging, Inc.', '#what-is-in-it');
  },

  async 'the department says what its tool is; mistakes stand at their fields, and nothing is lost'({ service, people: { nora }, kept }) {
    kept.pulse = await askFor(nora, service.sample('dosage-0.9.apk'), { purpose: 'It reads the pulse of patients.', data: 'Patient data', role: 'It informs care', patients: 'Adults' });
    await nora.follow('Say which authority permitted it');
    await nora.type('Name of the device (optional)', 'Pulse Reader');
    await nora.type('Manufacturer (optional)', 'Alpha Imaging Inc');
    await nora.type('UDI (optional)', 'no bar code');
    await claimFields(nora, 1).getByLabel('Where does this hold?').selectOption('US');
    await claimFields(nora, 1).getByText('An authority permitted it').click();
    await nora.press('Save');
    const open = await nora.text('.error-summary');
    for (const sentence of ['Choose the kind of number.', 'Enter the number.']) assert.ok(open.includes(sentence), open);
    await claimFields(nora, 1).getByLabel('What kind of number is it?').selectOption('us-registration');
    await nora.see('A registration is not an approval');
    await claimFields(nora, 1).getByLabel('What kind of number is it?').selectOption('us-510k');
    await nora.see('For example');
    await claimFields(nora, 1).getByLabel('Number', { exact: true }).fill('K12');
    await nora.press('Save');
    await nora.says('This is no', '.error-summary');
    await nora.says('This is no UDI-DI', '.field-is-wrong');
    await nora.follow('This is no UDI-DI');
    await soon(() => nora.field('UDI (optional)').evaluate((one) => one === document.activeElement), () => 'the field should have the focus');
    assert.deepEqual(await nora.inaccessible(), []);
    await nora.visit('/tools');
    await nora.visit(`/requests/${kept.pulse}/dossier`);
    assert.equal(await nora.field('Name of the device (optional)').inputValue(), 'Pulse Reader');
    assert.equal(await claimFields(nora, 1).getByLabel('Number', { exact: true }).inputValue(), 'K12');
  },

  async 'what the data say can be asked before anything is kept'({ people: { nora }, kept }) {
    await nora.type('UDI (optional)', '');
    await claimFields(nora, 1).getByLabel('Number', { exact: true }).fill('k250002');
    await nora.press('Look this number up now');
    await nora.says('Contradicted by the authority’s data');
    await nora.says('Does not fit');
    await claimFields(nora, 1).getByLabel('Number', { exact: true }).fill('k250001');
    await nora.press('Look this number up now');
    await nora.says('Confirmed by the authority’s data');
    assert.equal((await nora.ask(`/v1/submissions/${kept.pulse}`)).dossier, null);
  },

  async 'a reason why it is no device, and the questions, are kept with it'({ people: { nora }, kept }) {
    await nora.press('Add another number or reason');
    await claimFields(nora, 2).getByLabel('Where does this hold?').selectOption('EU');
    await claimFields(nora, 2).getByText('It is not a medical device there').click();
    await claimFields(nora, 2).getByLabel('The reason', { exact: true }).fill('MDCG 2019-11, section 3.2: it only shows what the sensor measured.');
    await nora.unfold('questions answered');
    await nora.page.getByRole('group', { name: /^What does it do\?/ }).getByText('Stores, passes on or shows data').click();
    await nora.press('Save');
    await nora.page.locator('#documents').waitFor();
    await nora.settled();
    const { dossier } = await nora.ask(`/v1/submissions/${kept.pulse}`);
    assert.deepEqual(
      dossier.claims.map((one) => [one.jurisdiction, one.standing.state]),
      [
        ['US', 'valid'],
        ['EU', 'open'],
      ],
    );
    assert.equal(dossier.answers.length, 1);
    const section = await nora.text('#what-it-is-to-regulators');
    for (const words of ['Holds', 'A person must look', 'Is it a medical device?']) assert.ok(section.includes(words), section);
    assert.equal(await nora.page.locator('summary', { hasText: 'Accept or refuse this claim' }).count(), 0, 'nobody judges their own claim');
  },

  async 'a reviewer sees the record beside the claim, and accepts what the data leave open'({ people: { clara }, kept }) {
    await clara.visit(`/requests/${kept.pulse}`);
    await clara.unfold('beside what was claimed');
    const beside = (await clara.page.locator('.beside').first().innerText()).replace(/\s+/g, ' ');
    assert.match(beside, /Number K250001 K250001/);
    assert.match(beside, /Manufacturer Alpha Imaging Inc Alpha Imaging, Inc\./);
    await clara.says('as of');
    const card = clara.page.locator('.claim', { hasText: 'European Union' });
    await card.locator('summary', { hasText: 'Accept or refuse this claim' }).click();
    await card.getByRole('button', { name: 'Sign off this opinion' }).click();
    await clara.says('Say whether you accept it.', '.error-summary');
    await card.getByText('I accept it').click();
    await card.getByText('at the latest').waitFor();
    await card.getByLabel('What you looked at, where and when').fill('The manual, page 12, today.');
    await card.getByLabel('To be looked at again by').fill(daysFromNow(60));
    await card.getByRole('button', { name: 'Sign off this opinion' }).click();
    await clara.see('Your acceptance is recorded.');
    await clara.settled();
    const { dossier } = await clara.ask(`/v1/submissions/${kept.pulse}`);
    assert.deepEqual([dossier.claims[1].standing.state, dossier.claims[1].standing.source], ['valid', 'reviewer']);
  },

  async 'the page of the tool tells it as a time line'({ people: { anna }, kept }) {
    const { tool } = await anna.ask(`/v1/submissions/${kept.pulse}`);
    await anna.visit(`/tools/${tool.id}`);
    await anna.see('How it came there');
    const told = await anna.text('#permissions-of-authorities');
    assert.match(told, /Confirmed by the authority’s data/);
    assert.match(told, /Accepted by a reviewer by Clara Lindqvist/);
    assert.ok(told.lastIndexOf('Ends') > told.indexOf('Accepted by a reviewer'), 'what will end stands last');
  },

  async 'the policy says where an authority must have permitted a tool, and two administrators change that'({ people: { ada, axel, nora } }) {
    await nora.visit('/policy');
    await nora.says('No permission of an authority is demanded.');
    assert.equal(await nora.page.locator('summary', { hasText: 'Which permissions' }).count(), 0);
    await ada.visit('/policy');
    await ada.unfold('Which permissions, documents and data there must be, and what recalls do');
    await ada.type('Name of the new version', 'With permissions');
    await ada.choose('High risk: where must an authority have permitted it?', 'US');
    await ada.press('Propose this version');
    await ada.see('This waits for a second administrator');
    await ada.says('No permission of an authority is demanded.', '#in-force');
    await axel.visit('/policy');
    await axel.says('High risk: where an authority must have permitted it none United States', '#waiting-for-a-second-administrator');
    await axel.press('Confirm: Put another policy into force: With permissions');
    await axel.see('Confirmed and done');
    await axel.says('An authority must have permitted it, where it is used in United States', '#in-force');
    await ada.visit('/policy');
    await ada.says('An authority must have permitted it, where it is used in United States');
  },

  async 'a document is handed in, accepted by a reviewer of its domain, and stands in the calendar'({ people: { nora, paul }, kept }) {
    await nora.visit(`/requests/${kept.pulse}`);
    await nora.unfold('Hand in a document');
    await nora.choose('What kind of document is it?', 'baa');
    await nora.press('Hand it in');
    await nora.says('Say this: Who signed', '.error-summary');
    await nora.type('Who signed', 'The hospital and Alpha Imaging');
    await nora.type('Day of the signature', daysFromNow(-10));
    await nora.type('Until when it counts', daysFromNow(45));
    await nora.press('Hand it in');
    await nora.see('is handed in');
    await nora.says('Waits for a reviewer', '#documents');
    await paul.visit(`/requests/${kept.pulse}`);
    await paul.follow('HIPAA business associate agreement');
    await paul.tick('I accept it');
    await paul.type('What you looked at', 'The signed agreement.');
    await paul.press('Sign off this opinion');
    await paul.see('Your acceptance is recorded.');
    kept.document = /documents\/([^/?]+)/.exec(paul.page.url())[1];
    await nora.visit('/calendar');
    await nora.says('HIPAA business associate agreement');
    await nora.says('Within 60 days');
  },

  async 'a recall is entered, and notice and tool stand side by side with what they have in common'({ people: { clara }, kept }) {
    await clara.visit('/recalls');
    await clara.says('No recall waits for anybody.');
    await clara.unfold('Enter a recall or a safety notice');
    await clara.type('Who published it?', 'FDA');
    await clara.type('Maker (optional)', 'Alpha Imaging, Inc.');
    await clara.type('Product (optional)', 'Pulse Reader');
    await clara.type('Which versions are affected? (optional)', 'All versions');
    await clara.type('What is wrong?', 'Pulse Reader may show the pulse of another patient.');
    await clara.press('Enter the notice');
    await clara.see('The notice is entered.');
    await soon(async () => (kept.recall = (await clara.ask('/v1/recall-matches')).items[0]?.id), () => 'the notice should meet the tool', 20_000);
    await clara.visit('/recalls');
    await clara.says('Decide whether it is about our version');
    await clara.follow('Decide whether it is about our version');
    await clara.see('Side by side');
    const marked = await clara.page.locator('.side-by-side mark').allTextContents();
    assert.ok(marked.some((one) => /pulse reader/i.test(one)) && marked.some((one) => /alpha imaging/i.test(one)), `marked: ${marked}`);
    await clara.says('This version is affected');
    assert.equal(await clara.page.getByRole('link', { name: 'entered by a person' }).count(), 0);
  },

  async 'the pages of the tool and of the request say that there is a recall, and lead to it'({ people: { nora }, kept }) {
    const { tool } = await nora.ask(`/v1/submissions/${kept.pulse}`);
    for (const page of [`/tools/${tool.id}`, `/requests/${kept.pulse}`]) {
      await nora.visit(page);
      await nora.see('A recall may be about it');
      assert.equal(await nora.page.getByRole('link', { name: 'Pulse Reader' }).first().getAttribute('href'), `#/recalls/${kept.recall}`);
    }
  },

  async 'a reviewer decides with a reason, and the department says that it knows'({ people: { clara, nora }, kept }) {
    await clara.press('Record the decision');
    await clara.says('Give the reason', '.error-summary');
    await clara.tick('It is about this version');
    await clara.type('Why? What did you compare, and where did you look?', 'The same product; the maker said so on the telephone.');
    await clara.press('Confirm');
    await clara.see('It is confirmed.');
    await clara.settled();
    assert.equal((await clara.ask(`/v1/recall-matches/${kept.recall}`)).state, 'confirmed');
    await nora.visit('/recalls');
    await nora.says('Say that the department knows of it');
    await nora.visit(`/recalls/${kept.recall}`);
    await nora.press('Our department knows of it');
    await nora.see('It is recorded that your department knows of it.');
    await nora.says('Yes', '#departments');
    await nora.says('A department knows of it', '#time-line');
  },
};
