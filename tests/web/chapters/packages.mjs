// Packages that come in several parts, and packages that are not as they should be: what was noticed is said in sentences.
import assert from 'node:assert/strict';
import { askFor } from './requests.mjs';

const use = { purpose: 'The same list for everybody on the round.', data: 'Patient data', role: 'It informs care', patients: 'All patients of the ward' };

/** Everything that the scanner found odd stands on the page: its sentence, its id beside it, its place on demand. */
async function oddities(window, id) {
  await window.visit(`/requests/${id}`);
  const section = window.page.getByRole('region', { name: 'Things that should not be in the file' });
  await section.waitFor();
  const { anomalies } = await window.ask(`/v1/submissions/${id}/report`);
  const said = (await section.textContent()).replace(/\s+/g, ' ');
  for (const one of anomalies) {
    assert.ok(one.sentence.length > 20 && said.includes(one.sentence), `"${one.sentence}" is missing in: ${said}`);
    assert.equal(await section.locator('code', { hasText: new RegExp(`^${one.id}$`) }).count(), 1, one.id);
  }
  return { anomalies, said };
}

export const packages = {
  async 'a set of packages is one application'({ service, people: { nora }, kept }) {
    kept.set = await askFor(nora, service.sample('rounds-2.0.apks'), use);
    await nora.says('First answer: Ward Rounds 2.0');
    const { said } = await oddities(nora, kept.set);
    assert.ok(said.includes('None were noticed.'), said);
    await nora.says('The signature holds');
    await nora.says('org.example.rounds');
    await nora.says('For one language (de)', '#parts-of-the-app');
    await nora.says('For one kind of processor', '#parts-of-the-app');
  },

  async 'a part that somebody else has signed is told apart from the others'({ service, people: { nora, rita }, kept }) {
    kept.mixed = await askFor(nora, service.sample('rounds-2.1-mixed.apks'), use);
    await nora.says('Fails');
    const { anomalies } = await oddities(rita, kept.mixed);
    assert.ok(anomalies.some((one) => one.id === 'apk_set.signer-differs'));
    await rita.says('is signed by somebody else than the base');
  },

  async 'what is odd in a file with two contents is said once, with every place'({ service, people: { nora }, kept }) {
    kept.odd = await askFor(nora, service.sample('twofaced-1.0.apk'), use);
    const { anomalies } = await oddities(nora, kept.odd);
    assert.ok(anomalies.some((one) => one.id === 'zip.duplicate-name'));
    await nora.says('so that readers may disagree on its content');
  },

  async 'a bundle says that nobody can install it'({ service, people: { nora, rita }, kept }) {
    kept.bundle = await askFor(nora, service.sample('meals-1.2.aab'), use);
    await nora.says('First answer: Meal Orders 1.2');
    await nora.says('This file cannot be installed');
    await nora.says('What to do: Submit the package that the store or the vendor delivers');
    await oddities(rita, kept.bundle);
    await rita.says('This file cannot be installed');
    await rita.says('Not signed for devices');
    await rita.says('When it is asked for', '#parts-of-the-app');
    await rita.says('org.example.meals');
  },
};
