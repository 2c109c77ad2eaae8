// A department asks for a real package; reviewers look at it; somebody else approves. Then a question, a refusal, and a
// request without a file.
import assert from 'node:assert/strict';

/** Fills in the form of intended use. */
export async function describeUse(window, { purpose, data = 'Data about staff', role = 'Administration', patients }) {
  await window.type('What do you need it for?', purpose);
  await window.type('Who will use it?', 'About forty nurses of ward 3');
  await window.tick(data);
  await window.tick(role);
  if (patients) await window.type('For which patients?', patients);
  for (const remove of await window.page.locator('.chips button').all()) await remove.click();
  await window.choose('In which countries?', 'DE');
}

/** Asks for the tool in `file`; gives the id of the request when the first answer is there. */
export async function askFor(window, file, use) {
  await window.visit('/submit');
  await window.field('The file').setInputFiles(file);
  await describeUse(window, use);
  await window.see('The file has arrived.');
  await window.press('Send the request');
  await window.see('What happens next');
  return /requests\/([^/]+)/.exec(window.page.url())[1];
}

export async function review(window, id, opinion, comment, domain) {
  await window.visit(`/requests/${id}`);
  if (domain) await window.choose('Your domain', { label: domain });
  await window.tick(opinion);
  await window.type('What you looked at, and why you think so', comment);
  await window.press('Sign off this review');
  await window.see('is recorded.');
  await window.settled();
}

const care = { purpose: 'Nurses write their notes at the bedside.', data: 'Patient data', role: 'It informs care', patients: 'Adults after heart surgery' };

export const requests = {
  async 'a request that is not complete is not sent, and every question is named'({ people: { nora } }) {
    await nora.visit('/submit');
    await nora.press('Send the request');
    const summary = await nora.text('.error-summary');
    for (const sentence of ['Pick the file', 'Say what you need', 'Say who', 'Say which data', 'Say what part', 'Add at least one country']) {
      assert.ok(summary.includes(sentence), `${sentence} is missing in: ${summary}`);
    }
  },

  async 'the form says what follows from the answers'({ people: { nora } }) {
    await nora.tick('Patient data');
    await nora.tick('It informs care');
    await nora.see('From these answers: high risk');
    await nora.tick('No personal data');
    assert.equal(await nora.page.locator('label.choice', { hasText: 'Patient data' }).locator('input').isChecked(), false);
  },

  async 'a real package is asked for, and the first answer appears by itself'({ service, people: { nora }, kept }) {
    kept.ward = await askFor(nora, service.sample('ward-1.0.apk'), care);
    await nora.says('First answer: Ward Notes 1.0');
    await nora.says('What we found');
    await nora.follow('page of your request');
    await nora.see('Time line');
    await nora.says('org.example.ward');
    await nora.see('The signature holds');
    await nora.see('Take pictures and videos.');
  },

  async 'what it can do with data about people is drawn, and said in words'({ people: { nora }, kept }) {
    await nora.visit(`/requests/${kept.ward}`);
    const section = nora.page.getByRole('region', { name: 'Data about people' });
    await section.waitFor();
    const { assessment } = await nora.ask(`/v1/submissions/${kept.ward}`);
    const { picture } = assessment;
    assert.ok(picture.sources.some((one) => one.kind === 'camera') && picture.ways_out.some((one) => one.kind === 'servers'));
    assert.equal(await section.getByRole('img', { name: picture.summary }).count(), 1);
    const boxes = await section.locator('svg text').allTextContents();
    for (const one of [...picture.sources, ...picture.ways_out]) assert.ok(boxes.includes(one.title), `${one.title} is not drawn`);
    const words = await section.locator('.picture-words').innerText();
    for (const one of [...picture.sources, ...picture.ways_out, ...picture.protections]) {
      assert.ok(words.includes(one.sentence), `"${one.sentence}" is not said`);
    }
    const lit = () => section.locator('svg rect').first().evaluate((one) => getComputedStyle(one).fill);
    const light = await lit();
    await nora.page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
    assert.notEqual(await lit(), light, 'the drawing goes dark with the page');
    await nora.page.evaluate(() => delete document.documentElement.dataset.theme);
  },

  async 'the one who asked may neither review nor decide'({ people: { nora }, kept }) {
    await nora.visit(`/requests/${kept.ward}`);
    assert.equal(await nora.page.getByRole('button', { name: 'Sign off this review' }).count(), 0);
    assert.equal(await nora.page.getByRole('heading', { name: 'Decision' }).count(), 0);
  },

  async 'an approver sees what stands in the way'({ people: { anna }, kept }) {
    await anna.visit(`/requests/${kept.ward}`);
    await anna.says('What stands in the way of an approval');
  },

  async 'it waits on the start page of its reviewers, who sign off'({ people: { rita, paul, clara }, kept }) {
    await rita.visit('/');
    await rita.says('Ward Notes 1.0');
    await review(rita, kept.ward, 'I support it', 'Signed by the vendor; no weak settings.');
    await review(paul, kept.ward, 'I support it', 'Camera pictures stay in the app.');
    const { missing_reviews: still } = await clara.ask(`/v1/submissions/${kept.ward}`);
    if (still.includes('clinical')) await review(clara, kept.ward, 'I support it', 'Fits the intended use.', 'Clinical safety');
    if (still.includes('regulatory')) await review(clara, kept.ward, 'I support it', 'No claim that needs a permission.', 'Regulatory affairs');
  },

  async 'an old view cannot be decided on'({ people: { anna, rita }, kept }) {
    await anna.visit(`/requests/${kept.ward}`);
    await anna.tick('Reject');
    await anna.type('Reason', 'Decided on what I saw a minute ago.');
    await review(rita, kept.ward, 'I support it', 'Looked once more.');
    await anna.press('Reject');
    await anna.page.locator('.error-summary').waitFor();
    assert.equal((await anna.ask(`/v1/submissions/${kept.ward}`)).state, 'in_review');
    await anna.press('Show the latest state');
    await anna.see('Looked once more.');
    assert.equal(await anna.field('Reason').inputValue(), 'Decided on what I saw a minute ago.', 'what was typed stays');
  },

  async 'another person approves, with a condition and an end'({ people: { anna }, kept }) {
    await anna.page.reload();
    await anna.see('Outcome');
    await anna.tick('Approve with conditions');
    await anna.type('Reason', 'Well made, and the ward needs it.');
    await anna.page.getByLabel(/onditions$/).last().fill('Only on tablets of the hospital.');
    for (const exception of await anna.page.locator('.waiver input[type=checkbox]').all()) await exception.check();
    for (const why of await anna.page.getByLabel(/^Why can/).all()) await why.fill('Managed devices only.');
    await anna.press('Approve with conditions');
    await anna.see('The request is approved.');
    await anna.settled();
    const decided = await anna.ask(`/v1/submissions/${kept.ward}`);
    assert.equal(decided.state, 'approved_with_conditions');
    assert.ok(decided.decision.conditions.includes('Only on tablets of the hospital.'));
    assert.equal(decided.decision.expires, decided.max_expires ?? decided.decision.expires);
  },

  async 'a question goes to the department and its answer comes back'({ service, people: { nora, rita }, kept }) {
    kept.light = await askFor(nora, service.sample('flashlight-3.2.apk'), { purpose: 'A light for the night round.', data: 'No personal data', role: 'None' });
    await rita.visit(`/requests/${kept.light}`);
    await rita.unfold('Write a question');
    await rita.type('What should the department answer?', 'Why does a light need contacts?');
    await rita.press('Send the question');
    await rita.see('Your question was sent');
    await nora.visit('/');
    await nora.says('Needs an answer');
    await nora.follow('Flashlight 3.2');
    await nora.see('Why does a light need contacts?');
    await nora.follow('Answer');
    await nora.type('What do you need it for?', 'A light for the night round. It does not need contacts; the vendor says they are for sharing.');
    await nora.press('Send the answer');
    await nora.see('In review');
  },

  async 'a developer build fails, is objected to and rejected with a reason'({ service, people: { nora, rita, anna }, kept }) {
    kept.debug = await askFor(nora, service.sample('triage-debug-2.0.apk'), care);
    await nora.says('Fails');
    await nora.says('What would make it pass');
    await nora.says('Already approved here');
    await review(rita, kept.debug, 'I object', 'Anybody with a cable can read its data.');
    const reviews = await rita.text('#reviews');
    assert.match(reviews, /Security Objects .*cannot be approved until Rita Kowalski supports it in a new review\./);
    assert.equal(reviews.match(/Security/g).length, 1, `an objection is a review: ${reviews}`);
    assert.match(reviews, /Privacy Not reviewed yet/);
    await rita.visit('/requests');
    await rita.says('Objection: Security', 'tr:has-text("Triage")');
    await anna.visit(`/requests/${kept.debug}`);
    await anna.tick('Reject');
    await anna.type('Reason', 'Ask the vendor for the release build.');
    await anna.press('Reject');
    await anna.see('The request is rejected.');
  },

  async 'a draft is finished later'({ service, people: { nora }, kept }) {
    await nora.visit('/submit');
    await nora.type('What do you need it for?', 'Planning of shifts.');
    await nora.press('Keep as a draft');
    await nora.follow('Finish and send the draft');
    kept.draft = /requests\/([^/]+)/.exec(nora.page.url())[1];
    await nora.page.getByLabel('The file', { exact: true }).setInputFiles(service.sample('roster-4.0.apk'));
    await describeUse(nora, { purpose: 'Planning of shifts.' });
    await nora.see('The file has arrived.');
    await nora.press('Send the request');
    await nora.see('First answer: Roster 4.0');
  },

  async 'a request can be withdrawn'({ people: { nora }, kept }) {
    await nora.visit(`/requests/${kept.draft}`);
    await nora.unfold('Withdraw the request');
    await nora.type('Why do you withdraw it?', 'We use the central system instead.');
    await nora.press('Withdraw for good');
    await nora.see('The request is withdrawn.');
    assert.equal((await nora.ask(`/v1/submissions/${kept.draft}`)).state, 'withdrawn');
  },

  async 'what leaves unguarded is marked beside its name, and what a rule finds often is told once'({ service, people: { nora } }) {
    const id = await askFor(nora, service.sample('pulse-2.3.apk'), { ...care, purpose: 'Patients measure at home.' });
    await nora.visit(`/requests/${id}`);
    const section = nora.page.getByRole('region', { name: 'Data about people' });
    await section.getByText('Health data on the phone').first().waitFor();
    const { assessment } = await nora.ask(`/v1/submissions/${id}`);
    const open = assessment.picture.ways_out.filter((one) => one.concern).length;
    assert.ok(open >= 4, `${open} ways are open`);
    const gaps = await section.locator('svg g.picture-concern').evaluateAll((boxes) =>
      boxes.map((box) => {
        const [title, mark] = [...box.querySelectorAll('text')].map((one) => one.getBBox());
        return mark.x - title.x - title.width;
      }),
    );
    assert.equal(gaps.length, open);
    for (const gap of gaps) assert.ok(gap > 4, `a mark covers its title: ${gaps}`);
    const health = assessment.findings.filter((one) => one.rule === 'AND-MAN-014');
    assert.ok(health.length > 1);
    const told = nora.page.locator('.finding', { hasText: 'AND-MAN-014' });
    assert.equal(await told.count(), 1);
    for (const one of health) await nora.says(one.sentence, '.finding:has-text("AND-MAN-014")');
  },
};
