// The web application in a real browser on the real service, told as one story: a new registry, its people, a package
// that is asked for, reviewed, approved and let through the gate, and what can go wrong on the way. The chapters build on
// each other and run in this order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { missing, startService } from './service.mjs';
import { access } from './chapters/access.mjs';
import { accounts } from './chapters/accounts.mjs';
import { duties } from './chapters/duties.mjs';
import { everyPage } from './chapters/every_page.mjs';
import { firstStart } from './chapters/first_start.mjs';
import { gate } from './chapters/gate.mjs';
import { keyboard } from './chapters/keyboard.mjs';
import { lookingBack } from './chapters/looking_back.mjs';
import { packages } from './chapters/packages.mjs';
import { paper } from './chapters/paper.mjs';
import { regulators } from './chapters/regulators.mjs';
import { papersAndData } from './chapters/papers_and_data.mjs';
import { proposals } from './chapters/proposals.mjs';
import { requests } from './chapters/requests.mjs';
import { strangers } from './chapters/strangers.mjs';
import { uploads } from './chapters/uploads.mjs';
import { webSites } from './chapters/web_sites.mjs';

const chapters = { ...firstStart, ...requests, ...webSites, ...packages, ...gate, ...keyboard, ...strangers, ...uploads, ...regulators, ...papersAndData, ...proposals, ...accounts, ...access, ...duties, ...lookingBack, ...paper, ...everyPage };

const reason = missing();
test('the web application', { skip: reason ? `skipped: ${reason}` : false }, async (story) => {
  const service = await startService();
  const browser = await openBrowser(service.address);
  const world = { service, browser, people: {}, kept: {} };
  try {
    for (const [name, chapter] of Object.entries(chapters)) {
      await story.test(name, async () => {
        browser.complaints.length = 0;
        await chapter(world);
        assert.deepEqual(browser.complaints, [], 'the browser complains');
      });
    }
  } finally {
    await browser.close();
    await service.stop();
  }
});
