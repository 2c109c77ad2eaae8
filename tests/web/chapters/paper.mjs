// The evidence sheet: on paper everything is open, nothing can be pressed, and the sheet says what it is.
import assert from 'node:assert/strict';

export const paper = {
  async 'a request prints as its evidence sheet'({ people: { rita }, kept }) {
    await rita.visit(`/requests/${kept.ward}`);
    await rita.see('Stated by');
    await rita.unfold('note').catch(() => undefined);
    await rita.page.emulateMedia({ media: 'print' });
    await rita.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const seen = await rita.page.evaluate(() => ({
      closed: [...document.querySelectorAll('main details:not([open])')].length,
      pressable: [...document.querySelectorAll('button, nav, .filter')].filter((one) => one.checkVisibility()).length,
      ground: getComputedStyle(document.documentElement).backgroundColor,
      facts: document.querySelectorAll('.facts tbody tr').length,
    }));
    const { facts } = await rita.ask(`/v1/submissions/${kept.ward}/report`);
    assert.deepEqual(seen, { closed: 0, pressable: 0, ground: 'rgb(255, 255, 255)', facts: facts.length });
    await rita.says('Evidence sheet of request');
    await rita.says('SHA-256 fingerprint');
    await rita.page.evaluate(() => dispatchEvent(new Event('afterprint')));
    const sheet = await rita.page.pdf({ format: 'A4' });
    assert.ok(sheet.length > 10_000 && sheet.subarray(0, 4).toString() === '%PDF');
    await rita.page.emulateMedia({ media: 'screen' });
  },

  async 'claims, permissions of a tool, a recall and the calendar print whole, with nothing to press'({ people: { clara }, kept }) {
    const { tool } = await clara.ask(`/v1/submissions/${kept.pulse}`);
    const sheets = [
      [`/requests/${kept.pulse}`, 'In the record'],
      [`/tools/${tool.id}`, 'Accepted by a reviewer'],
      [`/recalls/${kept.recall}`, 'Side by side'],
      ['/calendar', 'HIPAA business associate agreement'],
    ];
    for (const [path, words] of sheets) {
      await clara.visit(path);
      await clara.page.emulateMedia({ media: 'print' });
      await clara.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await clara.says(words);
      const pressable = await clara.page.evaluate(() => [...document.querySelectorAll('button, input, nav, .filter')].filter((one) => one.checkVisibility()).length);
      assert.equal(pressable, 0, path);
      await clara.page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await clara.page.emulateMedia({ media: 'screen' });
    }
  },
};
