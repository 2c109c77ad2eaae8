// Text from strangers: it is shown, it is harmless, and what hides in it is visible.
import assert from 'node:assert/strict';
import { describeUse } from './requests.mjs';

export const strangers = {
  async 'a web address that turns itself around is shown as what it is'({ people: { nora }, kept }) {
    await nora.visit('/submit');
    await nora.tick('Its name in a store');
    await nora.choose('What is it?', 'web');
    await nora.type('Web address', 'https://bank.example/\u202egpj.exe');
    await describeUse(nora, { purpose: '<img src=x onerror="document.title=1"><script>1</script>\u202eback' });
    await nora.press('Send the request');
    await nora.page.waitForFunction(() => /first-answer$/.test(location.hash) || document.querySelector('.error-summary'));
    if (await nora.page.locator('.error-summary').count()) {
      // The service may refuse such a name outright; an imitation by letters is left.
      await nora.type('Web address', 'https://bаnk.example/');
      await nora.type('What do you need it for?', '<img src=x onerror="document.title=1"><script>1</script>');
      await nora.press('Send the request');
    }
    await nora.see('What happens next');
    kept.web = /requests\/([^/]+)/.exec(nora.page.url())[1];
    await nora.visit(`/requests/${kept.web}`);
    await nora.see('Intended use');
    assert.ok((await nora.page.locator('.unseen').count()) > 0, 'what hides is named');
    assert.equal(await nora.page.locator('main img, main script').count(), 0);
    assert.ok((await nora.text()).includes('<script>'), 'the text is shown as typed');
    assert.doesNotMatch(await nora.page.title(), /[\u202a-\u202e\u2066-\u2069]/);
  },

  async 'without a file the gate stays closed'({ people: { nora }, kept }) {
    const { claim } = await nora.ask(`/v1/submissions/${kept.web}`);
    const answer = await nora.ask(`/v1/gate?platform=web&id=${encodeURIComponent(claim.identifier)}&version=${encodeURIComponent(claim.version || '1')}`);
    assert.ok(['hold', 'unknown', 'denied'].includes(answer.verdict), answer.verdict);
  },
};
