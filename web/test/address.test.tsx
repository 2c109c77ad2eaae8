// An address that somebody else wrote becomes a link only where it leads to the web.
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Address } from '../src/parts/Address';

const draw = (text: string) => renderToString((<Address text={text} />) as VNode);

describe('an address', () => {
  it('of the web is a link that tells nothing of where it is followed from', () => {
    expect(draw('https://www.fda.gov/notice?id=1')).toMatch(/^<a href="https:\/\/www\.fda\.gov\/notice\?id=1" target="_blank" rel="noopener noreferrer">/);
  });
  it.each(['javascript:alert(1)', ' https://x.example', 'data:text/html,<script>1</script>', 'JaVaScRiPt://x.example/%0aalert(1)', 'https://x.example/ onclick=1', ''])('%j is text', (text) => {
    expect(draw(text)).not.toContain('<a');
  });
});
