// Every page of the list in routes.ts, as the people who use it see it: axe-core finds nothing in light and dark, nothing
// is wider than a small telephone (320 pixels: WCAG 2.2, success criterion 1.4.10), and every page has one first heading
// and a title of its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const listed = [...readFileSync(new URL('../../../web/src/routes.ts', import.meta.url), 'utf8').matchAll(/path: '(\/[^']*)'/g)].map((found) => found[1]);

/** Who looks at which page; `:name` is one of what the story kept. */
async function visits({ people: { nora, ada }, kept }) {
  const tool = (await nora.ask('/v1/tools?q=org.example.ward')).items[0].id;
  const pulse = (await nora.ask(`/v1/submissions/${kept.pulse}`)).tool.id;
  const person = (await ada.ask('/v1/users?limit=200')).items.find((one) => one.login === 'rita').id;
  return [
    ['/', 'nora'],
    ['/', 'rita'],
    ['/', 'anna'],
    ['/', 'ada'],
    ['/', 'axel'],
    ['/', 'otto'],
    ['/setup', 'nobody'],
    ['/login', 'nobody'],
    ['/emergency', 'nobody'],
    ['/welcome', 'nobody'],
    ['/submit', 'nora'],
    ['/requests', 'rita', '/requests?view=all'],
    ['/requests', 'nora'],
    ['/requests/:id', 'anna', `/requests/${kept.ward}`],
    ['/requests/:id', 'rita', `/requests/${kept.next}`],
    ['/requests/:id', 'anna', `/requests/${kept.debug}`],
    ['/requests/:id', 'nora', `/requests/${kept.web}`],
    ['/requests/:id', 'rita', `/requests/${kept.set}`],
    ['/requests/:id', 'rita', `/requests/${kept.mixed}`],
    ['/requests/:id', 'nora', `/requests/${kept.bundle}`],
    ['/requests/:id/first-answer', 'nora', `/requests/${kept.bundle}/first-answer`],
    ['/requests/:id/edit', 'nora', `/requests/${kept.light}/edit`],
    ['/requests/:id/first-answer', 'nora', `/requests/${kept.debug}/first-answer`],
    ['/requests/:id/dossier', 'nora', `/requests/${kept.pulse}/dossier`],
    ['/requests/:id', 'clara', `/requests/${kept.pulse}`],
    ['/requests/:id', 'nora', `/requests/${kept.pulse}`],
    ['/documents/:id', 'nora', `/documents/${kept.document}`],
    ['/datasets', 'ada'],
    ['/datasets/:id', 'ada', '/datasets/us-510k'],
    ['/imports/:id', 'nora', `/imports/${kept.import}`],
    ['/companies', 'clara'],
    ['/companies', 'nora'],
    ['/recalls', 'clara'],
    ['/recalls/:id', 'clara', `/recalls/${kept.recall}`],
    ['/calendar', 'nora'],
    ['/policy', 'ada'],
    ['/tools', 'nora'],
    ['/tools/:id', 'nora', `/tools/${pulse}`],
    ['/tools/:id', 'anna', `/tools/${tool}`],
    ['/gate', 'nora'],
    ['/rules', 'nora'],
    ['/people', 'ada'],
    ['/people/:id', 'ada', `/people/${person}`],
    ['/people/:id', 'axel', `/people/${kept.rosa}`],
    ['/proposals', 'ada'],
    ['/proposals', 'axel'],
    ['/proposals', 'otto', '/proposals?ended=rejected'],
    ['/proposals/:id', 'axel', `/proposals/${kept.waiting}`],
    ['/proposals/:id', 'otto', `/proposals/${kept.rejected}`],
    ['/identity-provider', 'ada'],
    ['/identity-provider', 'otto'],
    ['/audit', 'otto'],
    ['/tokens', 'ada'],
    ['/account', 'nora'],
    ['', 'nora', '/no/such/page'],
    ['', 'nora', '/requests/none'],
    ['', 'nora', '/requests/none/edit'],
    ['', 'nora', '/requests/none/first-answer'],
    ['', 'nora', '/tools/none'],
    ['', 'nora', '/requests/none/dossier'],
    ['', 'nora', '/documents/none'],
    ['', 'nora', '/datasets/none'],
    ['', 'nora', '/imports/none'],
    ['', 'nora', '/recalls/none'],
    ['', 'ada', '/people/none'],
    ['', 'ada', '/proposals/none'],
  ];
}

async function look(window, path, scheme) {
  await window.page.emulateMedia({ colorScheme: scheme });
  await window.visit(path);
  await window.page.evaluate(() => document.querySelectorAll('main details').forEach((one) => (one.open = true)));
  return (await window.inaccessible()).map((one) => `${path} (${scheme}): ${one}`);
}

export const everyPage = {
  async 'axe-core finds nothing on any page, light or dark'(world) {
    world.people.nobody = await world.browser.window();
    const all = await visits(world);
    for (const path of listed) assert.ok(all.some(([route]) => route === path), `the page ${path} is not looked at`);
    const found = [];
    for (const [route, who, path = route] of all) {
      for (const scheme of ['light', 'dark']) found.push(...(await look(world.people[who], path, scheme)));
    }
    assert.deepEqual(found, []);
  },

  async 'the form with its mistakes is as accessible as without'({ people: { nora } }) {
    await nora.visit('/submit');
    await nora.press('Send the request');
    assert.deepEqual(await nora.inaccessible(), []);
    await nora.visit('/gate');
    await nora.page.keyboard.press('?');
    assert.deepEqual(await nora.inaccessible(), []);
    await nora.page.keyboard.press('Escape');
  },

  async 'no page is wider than a small telephone, and each has one first heading and its title'(world) {
    const wrong = [];
    for (const [route, who, path = route] of await visits(world)) {
      const window = world.people[who];
      await window.page.setViewportSize({ width: 320, height: 844 });
      await window.visit(path);
      const seen = await window.page.evaluate(() => ({
        over: document.documentElement.scrollWidth - innerWidth,
        beyond: [...document.querySelectorAll('main *')].filter((one) => !one.closest('thead, .hidden') && one.getBoundingClientRect().right > innerWidth).map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 60)}`),
        headings: document.querySelectorAll('h1').length,
        title: document.title,
      }));
      if (seen.over > 0 || seen.headings !== 1 || !/ – Formulary$/.test(seen.title)) wrong.push([path, seen]);
      await window.page.setViewportSize({ width: 1280, height: 900 });
    }
    assert.deepEqual(wrong, []);
  },

  async 'light and dark can be chosen, and the choice is kept'({ people: { nora } }) {
    await nora.page.emulateMedia({ colorScheme: 'light' });
    await nora.visit('/');
    await nora.visit('/'); // afresh: a window in the background is not told of the system's change
    await nora.page.getByRole('button', { name: 'Dark colours' }).click();
    await nora.page.reload();
    await nora.settled();
    assert.equal(await nora.page.evaluate(() => document.documentElement.dataset.theme), 'dark');
    await nora.page.getByRole('button', { name: 'Light colours' }).click();
    assert.equal(await nora.page.evaluate(() => document.documentElement.dataset.theme), 'light');
  },
};
