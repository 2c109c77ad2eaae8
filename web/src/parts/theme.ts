// Light or dark: what the person chose in this browser, else what the system prefers. Paper is always light.
export type Theme = 'light' | 'dark';
const stored = 'formulary.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function theme(): Theme {
  const chosen = localStorage.getItem(stored);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return system.matches ? 'dark' : 'light';
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
  dispatchEvent(new Event('formulary:theme'));
}

export function chooseTheme(chosen: Theme): void {
  // Back to what the system prefers: follow it again when it changes.
  if (chosen === (system.matches ? 'dark' : 'light')) localStorage.removeItem(stored);
  else localStorage.setItem(stored, chosen);
  applyTheme();
}

export function followTheme(): void {
  applyTheme();
  system.addEventListener('change', applyTheme);
}
