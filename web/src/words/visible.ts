// Text from packages and from people may hold characters that nobody sees and that turn, hide or imitate others. Here
// they are found and named; parts/Raw.tsx shows them.

export interface Piece {
  text: string;
  /** Set for a character that would not be seen: its code point. */
  code?: string;
}

// Control characters (but not tab and line feed), soft hyphen, Arabic letter mark, Mongolian separator, zero-width and
// direction characters, invisible operators, interlinear marks, byte order mark, Hangul fillers, tags.
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc]|\udb40[\udc00-\uddef]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(unseen)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: match[0], code: codeOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** For places that take only a string (the window's title, an attribute). */
export function visible(text: string): string {
  return pieces(text)
    .map((piece) => (piece.code ? `[${piece.code}]` : piece.text))
    .join('');
}

/** Letters outside ASCII in something that people take for a technical name: an imitation is likely. */
export function looksForeign(identifier: string): boolean {
  return /[^\u0000-\u007f]/.test(identifier);
}
