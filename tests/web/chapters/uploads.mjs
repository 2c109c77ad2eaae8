// Files on their way: a lost connection, an empty file, a file that is no package, two mistakes at once.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUse } from './requests.mjs';

export const uploads = {
  async 'a lost connection goes on where it stopped, in pieces of at most 8 MiB'({ service, people: { nora } }) {
    const file = join(service.folder, 'large.bin');
    writeFileSync(file, randomBytes(20 * 1024 * 1024));
    const pieces = [];
    let lost = 0;
    await nora.page.route('**/v1/uploads/*', async (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      const offset = Number((await request.allHeaders())['upload-offset']);
      if (offset > 0 && lost++ === 0) return route.abort('connectionreset');
      pieces.push(offset);
      return route.continue();
    });
    await nora.visit('/submit');
    await nora.tick('The installation file');
    await nora.field('The file').setInputFiles(file);
    await nora.see('The file has arrived.');
    await nora.page.unroute('**/v1/uploads/*');
    assert.ok(lost > 0, 'a piece was lost');
    assert.deepEqual(pieces, [0, 8 * 1024 * 1024, 16 * 1024 * 1024]);
  },

  async 'a file that is no package gets an answer in plain words, not an error'({ people: { nora } }) {
    await describeUse(nora, { purpose: 'Somebody sent me this.' });
    await nora.press('Send the request');
    await nora.see('What happens next');
    await nora.says('large.bin');
    assert.ok(!(await nora.text()).includes('Nothing found'), 'doubt is never a yes');
  },

  async 'an empty file is refused before it is sent'({ service, people: { nora } }) {
    const file = join(service.folder, 'empty.apk');
    writeFileSync(file, '');
    await nora.visit('/submit');
    await nora.field('The file').setInputFiles(file);
    await nora.see('is empty');
    await nora.press('Take another file');
    await nora.field('The file').waitFor();
  },
};
