// The gate in the browser: yes for what was approved, never for anything else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

async function pick(window, file) {
  await window.visit('/gate');
  await window.page.locator('#gate-file').setInputFiles(file);
  await window.page.locator('#gate-answer').waitFor();
  return window.text('.gate');
}

export const gate = {
  async 'the gate says yes to the approved file, whose bytes never leave the computer'({ service, people: { anna } }) {
    const sent = [];
    anna.page.on('request', (request) => sent.push(request));
    const answer = await pick(anna, service.sample('ward-1.0.apk'));
    assert.ok(answer.includes('Yes, as long as the conditions are kept.'), answer);
    assert.ok(answer.includes('Only on tablets of the hospital.'), answer);
    assert.deepEqual(sent.filter((request) => request.method() !== 'GET' || request.postData()).map((request) => request.url()), []);
    anna.page.removeAllListeners('request');
  },

  async 'a dropped file is asked about, too'({ service, people: { anna } }) {
    await anna.visit('/gate');
    const bytes = readFileSync(service.sample('ward-1.0.apk')).toString('base64');
    const data = await anna.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'dropped.apk'));
      return transfer;
    }, bytes);
    await anna.page.locator('.drop').dispatchEvent('drop', { dataTransfer: data });
    await anna.page.locator('#gate-answer').waitFor();
    await anna.says('dropped.apk', '.gate');
    await anna.says('Allowed with conditions', '.gate');
  },

  async 'the gate says yes to its name and version'({ people: { nora } }) {
    await nora.visit('/gate');
    await nora.type('Package name', 'org.example.ward');
    await nora.type('Version', '1.0');
    await nora.press('Ask the gate');
    await nora.see('Yes, as long as the conditions are kept.');
    await nora.says('compare the signer');
  },

  async 'where it will be used is part of the question'({ people: { nora } }) {
    await nora.visit('/gate');
    await nora.choose('Where will it be used? (optional)', 'JP');
    await nora.type('Package name', 'org.example.ward');
    await nora.type('Version', '1.0');
    await nora.press('Ask the gate');
    await nora.says('org.example.ward 1.0, in Japan', '.gate');
    const elsewhere = await nora.text('.gate');
    assert.ok(!elsewhere.includes('Yes'), elsewhere);
    assert.ok(!/ Ends /.test(elsewhere), 'what may not be bought has no end');
    await nora.choose('Where will it be used? (optional)', '');
    await nora.press('Ask the gate');
    await nora.says('Yes, as long as the conditions are kept.', '.gate');
  },

  async 'a rejected file is denied and a file nobody asked for is unknown; neither is a yes'({ service, people: { nora } }) {
    const denied = await pick(nora, service.sample('triage-debug-2.0.apk'));
    assert.ok(denied.includes('No. It may not be bought or installed.'), denied);
    const unknown = await pick(nora, service.sample('ward-1.1.apk'));
    assert.ok(!unknown.includes('Yes'), unknown);
    assert.ok(unknown.includes('Unknown'), unknown);
  },

  async 'a malformed fingerprint is explained'({ people: { nora } }) {
    await nora.type('Or its SHA-256 fingerprint', 'abc');
    await nora.press('Ask by fingerprint');
    await nora.says('A SHA-256 has 64 characters', '.error-summary');
  },

  async 'suspending holds the gate at once, lifting opens it again'({ service, people: { rita, anna } }) {
    const { items } = await anna.ask('/v1/tools?q=org.example.ward');
    const page = `/tools/${items[0].id}`;
    await rita.visit(page);
    await rita.unfold('Suspend');
    await rita.type('Reason', 'A safety notice of the vendor.');
    await rita.press('Suspend');
    await rita.see('The approval is suspended.');
    assert.equal(await rita.page.locator('summary', { hasText: 'Lift' }).count(), 0, 'a reviewer cannot lift');
    assert.ok((await pick(anna, service.sample('ward-1.0.apk'))).includes('On hold'));
    await anna.visit('/');
    await anna.says('A safety notice of the vendor.', '#suspended-approvals');
    await anna.visit(page);
    await anna.unfold('Lift the suspension');
    await anna.page.getByRole('form', { name: 'Lift the suspension' }).getByLabel('Reason').fill('The notice concerns another version.');
    await anna.press('Lift the suspension');
    await anna.see('The suspension is lifted.');
    assert.ok((await pick(anna, service.sample('ward-1.0.apk'))).includes('Yes'));
  },
};
