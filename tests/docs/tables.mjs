// Tables and headings of a Markdown document, as far as our own documents use them.

const cells = (line) => line.replace(/^\|/, '').replace(/\|\s*$/, '').split('|').map((cell) => cell.trim());

/** What a heading is linked to as. */
export const anchorOf = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').trim().replaceAll(' ', '-');

export const anchorsIn = (text) => new Set([...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading)));

/** All tables: the heading above, the names of the columns, and the rows as objects by these names. */
export function tablesIn(text) {
  const tables = [];
  let heading = '';
  let table = null;
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
    if (!line.startsWith('|')) {
      table = null;
    } else if (table === null) {
      table = { heading, columns: cells(line), rows: [] };
      tables.push(table);
    } else if (!/^\|[-| :]+\|$/.test(line)) {
      const values = cells(line);
      if (values.length !== table.columns.length) throw new Error(`${heading}: a row has ${values.length} cells instead of ${table.columns.length}: ${line}`);
      table.rows.push(Object.fromEntries(table.columns.map((column, i) => [column, values[i]])));
    }
  }
  return tables;
}

/** What stands between backticks. */
export const codeIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
