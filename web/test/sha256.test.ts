// SHA-256 in the browser agrees with Node's for every way of cutting the input.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Sha256, sha256OfFile } from '../src/words/sha256';

const reference = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sample = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 7)) & 255);

describe('SHA-256', () => {
  it('knows the examples of FIPS 180-4', () => {
    expect(new Sha256().hex()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(new Sha256().add(new TextEncoder().encode('abc')).hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
  it('pads every length right', () => {
    for (let length = 0; length <= 200; ++length) expect(new Sha256().add(sample(length)).hex()).toBe(reference(sample(length)));
  });
  it('does not care how the input is cut', () => {
    const bytes = sample(1000);
    for (const piece of [1, 3, 63, 64, 65, 127, 128, 999]) {
      const sum = new Sha256();
      for (let at = 0; at < bytes.length; at += piece) sum.add(bytes.subarray(at, at + piece));
      expect(sum.hex()).toBe(reference(bytes));
    }
  });
  it('reads a file piece by piece and says how far it is', async () => {
    const bytes = sample(9 * 1024 * 1024 + 5);
    const parts: number[] = [];
    expect(await sha256OfFile(new Blob([bytes]), (part) => parts.push(part))).toBe(reference(bytes));
    expect(parts).toHaveLength(3);
    expect(parts.at(-1)).toBe(1);
  });
});
