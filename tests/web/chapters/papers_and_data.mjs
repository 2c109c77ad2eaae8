// What the chapter about regulators leaves out: files of documents that come, are corrected and go out again; recalls that
// are lifted, or do not concern our version; names of companies; and data sets while they are imported.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { soon } from '../browser.mjs';
import { columns, daysFromNow, importFile, row } from './regulators.mjs';

const form = (answer) => `Question ID,Question,Answer,See note\nDOC-1,Manufacturer Name,Alpha Imaging,\nDOC-7,Document Release Date,${daysFromNow(-20)},\nPAUT-8,More than a password,${answer},\n`;

/** Presses what starts a download, and gives its name and content. */
async function downloaded(window, press) {
  const [download] = await Promise.all([window.page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

const linked = (window, name) => () => window.page.locator('main').getByRole('link', { name, exact: true }).first().click();

/** A notice of one recall, entered by hand; the id of its match with the tool of `kept.pulse`. */
async function enterNotice(window, { number, affected, wrong }, known) {
  await window.visit('/recalls');
  await window.unfold('Enter a recall or a safety notice');
  await window.type('Who published it?', 'FDA');
  await window.type('Number of the notice (optional)', number);
  await window.type('Maker (optional)', 'Alpha Imaging, Inc.');
  await window.type('Product (optional)', 'Pulse Reader');
  await window.type('Which versions are affected? (optional)', affected);
  await window.type('What is wrong?', wrong);
  await window.press('Enter the notice');
  await window.see('The notice is entered.');
  let found;
  await soon(async () => (found = (await window.ask('/v1/recall-matches')).items.find((one) => !known.includes(one.id))), () => 'the notice should meet the tool', 20_000);
  return found.id;
}

export const papersAndData = {
  async 'the form of the maker is handed in, and the registry says what it read'({ service, people: { nora }, kept }) {
    const file = join(service.folder, 'Prüfung "2026".csv');
    writeFileSync(file, form('Yes'));
    await nora.visit(`/requests/${kept.pulse}`);
    await nora.unfold('Hand in a document');
    await nora.choose('What kind of document is it?', 'mds2');
    await nora.field('The file').setInputFiles(file);
    await nora.see('The file has arrived.');
    await nora.press('Hand it in');
    await nora.see('is handed in');
    await nora.settled();
    const { items } = await nora.ask(`/v1/submissions/${kept.pulse}/documents`);
    kept.form = items.find((one) => one.kind === 'mds2').id;
    await nora.visit(`/documents/${kept.form}`);
    await nora.says('Alpha Imaging', '#what-it-says');
    await nora.unfold('statement');
    await nora.says('PAUT-8', '#what-the-registry-read-in-the-file');
  },

  async 'its file can be had again as it was, to keep and not to open; others may have it too'({ people: { nora, paul }, kept }) {
    for (const window of [nora, paul]) {
      await window.visit(`/documents/${kept.form}`);
      const { name, text } = await downloaded(window, linked(window, 'Download the file'));
      assert.equal(name, 'Prüfung _2026_.csv');
      assert.equal(text, form('Yes'));
    }
    const headers = await nora.page.evaluate(async (id) => Object.fromEntries((await fetch(`/v1/documents/${id}/file`)).headers), kept.form);
    assert.equal(headers['content-type'], 'application/octet-stream');
    assert.match(headers['content-disposition'], /^attachment; /);
    assert.match(headers['content-security-policy'], /sandbox/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  },

  async 'whoever had a file stands in the audit'({ people: { otto }, kept }) {
    let count = 0;
    const counted = async () => (count = (await otto.ask(`/v1/audit?action=document.download&object=${kept.form}`)).items.length) === 3;
    await soon(counted, () => `three downloads should be in the log, and ${count} are`);
    await otto.visit('/audit');
    await otto.type('Object (id)', kept.form);
    await otto.press('Filter', 'main');
    await otto.says('document.download');
    await otto.says('Nora Weiss');
  },

  async 'a corrected form is a new revision, and its findings follow'({ service, people: { nora }, kept }) {
    const file = join(service.folder, 'second form.csv');
    writeFileSync(file, form('No'));
    await nora.visit(`/documents/${kept.form}`);
    await nora.unfold('Change what it says, or take a newer file');
    await nora.field('The file').setInputFiles(file);
    await nora.see('The file has arrived.');
    await nora.press('Save the correction');
    await nora.see('The document is corrected.');
    await nora.settled();
    await nora.says('Revision By Handed in', '#revisions');
    const { text } = await downloaded(nora, linked(nora, 'Download the file'));
    assert.equal(text, form('No'));
    const { assessment } = await nora.ask(`/v1/submissions/${kept.pulse}`);
    assert.ok(assessment.findings.some((one) => one.rule === 'MDS-009' && one.subject === 'PAUT-8'), JSON.stringify(assessment.findings.map((one) => one.rule)));
  },

  async 'a tool without a file is judged by what its maker says'({ service, people: { nora }, kept }) {
    await nora.visit(`/requests/${kept.web}`);
    const before = (await nora.ask(`/v1/submissions/${kept.web}`)).assessment;
    assert.equal(before.verdict, 'unverifiable');
    await nora.unfold('Hand in a document');
    await nora.choose('What kind of document is it?', 'mds2');
    await nora.field('The file').setInputFiles(join(service.folder, 'second form.csv'));
    await nora.see('The file has arrived.');
    await nora.press('Hand it in');
    await nora.see('is handed in');
    await nora.settled();
    const { assessment } = await nora.ask(`/v1/submissions/${kept.web}`);
    assert.equal(assessment.verdict, 'unverifiable');
    assert.ok(assessment.findings.some((one) => one.rule === 'MDS-009'));
    await nora.says('An answer in the form that the hospital cannot leave unasked');
  },

  async 'an approver lifts a recall with a reason'({ people: { nora, anna }, kept }) {
    await nora.visit(`/recalls/${kept.recall}`);
    assert.equal(await nora.page.getByRole('button', { name: 'Lift it' }).count(), 0);
    await anna.visit(`/recalls/${kept.recall}`);
    if (await anna.page.locator('main label.choice', { hasText: 'It does not matter any more' }).count()) await anna.tick('It does not matter any more');
    await anna.press('Lift it');
    await anna.says('Give the reason', '.error-summary');
    await anna.type('Why? What did you compare, and where did you look?', 'Version 0.9.1 mends it; the maker’s letter says so.');
    await anna.press('Lift it');
    await anna.see('It is lifted.');
    await anna.settled();
    assert.equal((await anna.ask(`/v1/recall-matches/${kept.recall}`)).state, 'lifted');
    await anna.says('Version 0.9.1 mends it', '#time-line');
    assert.deepEqual(await anna.inaccessible(), []);
  },

  async 'a reviewer says that our version is not affected, and names the evidence'({ people: { clara }, kept }) {
    const match = await enterNotice(clara, { number: 'FSN-7', affected: 'Software versions 7.0 and later may be affected', wrong: 'It may lose its settings.' }, [kept.recall]);
    await clara.visit(`/recalls/${match}`);
    await clara.tick('It is about this tool, but not this version');
    await clara.press('Say that this version is not affected');
    await clara.says('Give the reason', '.error-summary');
    await clara.type('Why? What did you compare, and where did you look?', 'Ours is 0.9; the maker confirmed it in writing.');
    await clara.press('Say that this version is not affected');
    await clara.see('It is recorded: this version is not affected.');
    await clara.settled();
    assert.equal((await clara.ask(`/v1/recall-matches/${match}`)).decision.decision, 'not_affected');
    await clara.visit('/recalls?state=open%2Cconfirmed%2Cdismissed%2Clifted');
    const { name, text } = await downloaded(clara, linked(clara, 'As a file (CSV)'));
    assert.equal(name, 'recalls.csv');
    assert.match(text, /FSN-7/);
    assert.match(text, /lifted/);
  },

  async 'a notice that changes while a reviewer writes is read again, and what was written stays'({ service, people: { ada, clara } }) {
    const file = join(service.folder, 'notices.csv');
    const publish = async (grave, published) => {
      writeFileSync(file, `number,manufacturer,name,class,affected,reason\nFSN-8,"Alpha Imaging, Inc.",Pulse Reader,${grave},All versions,It may freeze.\n`);
      await ada.visit('/datasets');
      await ada.unfold('Import data');
      await ada.choose('Which data are they?', 'csv-recalls');
      await ada.type('Name (optional)', 'au');
      await importFile(ada, file, { published: daysFromNow(published), form: null, choose: false });
      await ada.says('The data are in force');
    };
    let found;
    const met = (grave) => soon(async () => (found = (await clara.ask('/v1/recall-matches')).items.find((one) => one.recall.number === 'FSN-8'))?.recall.class === grave, () => `the notice should meet the tool as class ${grave}`, 20_000);
    await publish('III', -2);
    await met('III');
    const why = 'Why? What did you compare, and where did you look?';
    await clara.visit(`/recalls/${found.id}`);
    await clara.tick('It is about another product');
    await clara.type(why, 'Theirs is for children.');
    await publish('I', -1);
    await met('I');
    await clara.press('Say that it is another product');
    await clara.says('The notice changed since you read it', '.error-summary');
    await clara.says('What follows became graver', '#time-line');
    assert.equal(await clara.field(why).inputValue(), 'Theirs is for children.');
    assert.equal((await clara.ask(`/v1/recall-matches/${found.id}`)).state, 'open');
    assert.deepEqual(await clara.inaccessible(), []);
    await clara.press('Say that it is another product');
    await clara.see('It is recorded: another product.');
    await clara.settled();
    assert.equal((await clara.ask(`/v1/recall-matches/${found.id}`)).decision.reason, 'Theirs is for children.');
  },

  async 'two names become one company by the word of a reviewer of regulatory affairs alone'({ people: { nora, paul, clara } }) {
    await nora.visit('/companies');
    await nora.says('Nobody has confirmed any names yet.');
    for (const window of [nora, paul]) {
      await window.visit('/companies');
      assert.equal(await window.page.locator('summary', { hasText: 'Confirm that two names' }).count(), 0);
    }
    await clara.visit('/companies');
    await clara.unfold('Confirm that two names are one company');
    await clara.press('They are one company');
    const wrong = await clara.text('.error-summary');
    for (const sentence of ['Enter the name of a company.', 'Enter the other name.', 'Say how you know.']) assert.ok(wrong.includes(sentence), wrong);
    await clara.type('One name', 'Alpha Imaging');
    await clara.type('Another name', 'ALPHA IMAGING, Inc.');
    await clara.type('How do you know?', 'They look alike.');
    await clara.press('They are one company');
    await clara.says('the same name already', '.error-summary');
    await clara.type('Another name', 'Beta Health');
    await clara.type('How do you know?', 'Bought in 2025: register of companies.');
    await clara.press('They are one company');
    await clara.see('It is recorded that both names are one company.');
    await clara.settled();
    await nora.visit('/companies');
    const line = await nora.text('tbody tr');
    assert.match(line, /Alpha Imaging Beta Health Clara Lindqvist.* Bought in 2025: register of companies\./);
    const check = await nora.ask('/v1/claim-check?jurisdiction=US&scheme=us-510k&number=K250002&manufacturer=Alpha%20Imaging&device_name=Viewer');
    assert.notEqual(check.checks.find((one) => one.what === 'holder').result, 'contradicted');
    for (const scheme of ['light', 'dark']) {
      await clara.page.emulateMedia({ colorScheme: scheme });
      await clara.page.evaluate(() => document.querySelectorAll('main details').forEach((one) => (one.open = true)));
      assert.deepEqual(await clara.inaccessible(), []);
    }
  },

  async 'and two again when it is taken back'({ people: { clara, otto } }) {
    await clara.visit('/companies');
    await clara.unfold('Take it back');
    await clara.press('They are not one company');
    await clara.says('Say why they are not one company.', '.error-summary');
    await clara.type('Why?', 'It was another Beta.');
    await clara.press('They are not one company');
    await clara.see('It is taken back.');
    await clara.says('Nobody has confirmed any names yet.');
    const check = await clara.ask('/v1/claim-check?jurisdiction=US&scheme=us-510k&number=K250002&manufacturer=Alpha%20Imaging&device_name=Viewer');
    assert.equal(check.checks.find((one) => one.what === 'holder').result, 'contradicted');
    assert.equal((await otto.ask('/v1/audit?action=company.alias_withdraw')).items.length, 1);
  },

  async 'an older publication is imported all the same when an administrator insists'({ service, people: { ada } }) {
    const file = join(service.folder, 'forced.txt');
    const rest = Array.from({ length: 27 }, (_, i) => row(`K2400${10 + i}`, `Maker ${i}`, `Device ${i}`));
    writeFileSync(file, `${[columns, row('K250001', 'Alpha Imaging, Inc.', 'Pulse Reader'), row('K250002', 'Beta Health', 'Older Viewer'), ...rest].join('\n')}\n`);
    await ada.visit('/datasets/us-510k');
    await ada.unfold('Import into this data set');
    await ada.tick('Import all the same');
    await importFile(ada, file, { published: daysFromNow(-20), form: null, choose: false });
    await ada.says('The data are in force');
    await ada.says('imported all the same');
    await ada.visit('/datasets/us-510k');
    await ada.says('Age 20 days old');
  },

  async 'several files are one import, and additions remove nothing; who looks on sees it come'({ service, people: { ada, nora } }) {
    const files = ['one.txt', 'two.txt'].map((name, part) => {
      const rows = Array.from({ length: 40_000 }, (_, i) => row(`K${100_000 + part * 50_000 + i}`, `Maker ${i % 500}`, `Device ${i}`));
      const file = join(service.folder, name);
      writeFileSync(file, `${[columns, ...rows, ...(part === 0 ? ['K1|cut'] : [])].join('\n')}\n`);
      return file;
    });
    await ada.visit('/datasets');
    await ada.unfold('Import data');
    await ada.choose('Which data are they?', 'us-510k');
    await ada.field('The files').setInputFiles(files);
    await soon(async () => (await ada.page.locator('main').getByText('It has arrived.').count()) === 2, () => 'both files should arrive', 60_000);
    await ada.type('Published on (optional)', daysFromNow(-1));
    await ada.tick('Only additions');
    await ada.press('Import');
    await ada.page.locator('h1', { hasText: /^Import \d+/ }).waitFor();

    // Somebody else has the list before them, and never loads it again.
    await nora.visit('/datasets');
    await nora.page.evaluate(() => (window.sameWindow = true));
    const line = nora.page.locator('tr', { hasText: 'us-510k' });
    await line.getByText(/^Import \d+/).waitFor();
    await soon(async () => /records so far|% read/.test(await line.innerText()), () => 'the line should say how far it is', 60_000);
    assert.deepEqual(await nora.inaccessible(), []);
    await soon(async () => (await line.getByText(/^Import \d+/).count()) === 0, () => 'the import should end', 120_000);
    assert.match((await line.innerText()).replace(/\s+/g, ' '), / 80,029 /);
    assert.equal(await nora.page.evaluate(() => window.sameWindow), true);

    await ada.says('The data are in force');
    await ada.says('80,000 records are new');
    await ada.says('0 removed');
    await ada.says('Rows not taken 1');
    await ada.says('40,002 one.txt', '#rows-that-were-not-taken');
    await nora.visit('/datasets/us-510k?number=K250001');
    await nora.says('Alpha Imaging, Inc.', '#what-is-in-it');
    await nora.says('Age 20 days old'); // additions make nothing younger
  },

  async 'lists go out as files in which no formula is left'({ people: { nora } }) {
    await nora.visit('/datasets');
    const sets = await downloaded(nora, linked(nora, 'As a file (CSV)'));
    assert.equal(sets.name, 'datasets.csv');
    assert.match(sets.text, /^id,name,/);
    assert.match(sets.text, /us-510k/);
    await nora.visit('/datasets/us-510k?number=K250002');
    const records = await downloaded(nora, linked(nora, 'As a file (CSV)'));
    assert.equal(records.text.trim().split('\r\n').length, 2);
    await nora.visit('/calendar');
    const calendar = await downloaded(nora, linked(nora, 'As a file (CSV)'));
    assert.equal(calendar.name, 'calendar.csv');
    assert.match(calendar.text, /HIPAA business associate agreement/);
    for (const { text } of [sets, records, calendar]) assert.ok(!/(^|[,;"])[=@]/m.test(text), text.slice(0, 500));
  },
};
