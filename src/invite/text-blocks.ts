/** A stretch of a text that is laid out in one way. */
export interface TextBlock {
  /**
   * `text`: lines of a paragraph. `code`: to be shown as it stands, letter below letter. `table`: a table in Markdown
   * (GitHub's form, with its row of dashes). `cells`: lines whose cells tabs separate.
   */
  readonly kind: 'text' | 'code' | 'table' | 'cells';
  /** At least one; of `code` without the marks around it. */
  readonly lines: readonly string[];
}

/** With the language's name at most, so that nothing of a text is lost. */
const FENCE = /^\s*(`{3,}|~{3,})\s*[\w+#.-]{0,20}\s*$/;
const DELIMITER_ROW = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$/;
/** A line of a table drawn with signs: it begins and ends with a border. */
const DRAWN = /^\s*[+|\u2500-\u257F].*[+|\u2500-\u257F]\s*$/;
/** Two things on one line with a gap that no sentence has. */
const COLUMNS = /\S {3,}\S/;

/**
 * Takes a plain text apart: paragraphs at its blank lines, and within them what people lay out in columns or mark as code.
 * @param text with LF
 */
export function textBlocks(text: string): readonly TextBlock[] {
  const lines = text.split('\n');
  const blocks: TextBlock[] = [];
  let paragraph: string[] = [];
  const end = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'text', lines: paragraph });
    paragraph = [];
  };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const special = specialAt(lines, at);
    if (special !== undefined) {
      end();
      if (special.block.lines.length > 0) blocks.push(special.block);
      at += special.taken;
      continue;
    }
    if (line.trim() === '') end();
    else paragraph.push(line);
    at += 1;
  }
  end();
  return blocks;
}

interface Special {
  readonly block: TextBlock;
  /** How many lines it takes up. */
  readonly taken: number;
}

function specialAt(lines: readonly string[], at: number): Special | undefined {
  const line = lines[at] ?? '';
  const mark = FENCE.exec(line)?.[1];
  if (mark !== undefined) {
    const closes = lines.findIndex((one, index) => index > at && one.trim().startsWith(mark));
    // A mark that nothing closes is a text like any other.
    if (closes > at)
      return { block: { kind: 'code', lines: lines.slice(at + 1, closes) }, taken: closes - at + 1 };
  }
  if (line.includes('|') && DELIMITER_ROW.test(lines[at + 1] ?? '')) {
    return special(
      'table',
      run(lines, at, (one) => one.includes('|')),
    );
  }
  const drawn = run(lines, at, (one) => DRAWN.test(one));
  if (drawn.length > 1) return special('code', drawn);
  const columns = run(lines, at, (one) => COLUMNS.test(one));
  if (columns.length > 1) return special('code', columns);
  const tabs = line.trim().split('\t').length;
  const cells = run(lines, at, (one) => tabs > 1 && one.trim().split('\t').length === tabs);
  if (cells.length > 1)
    return special(
      'cells',
      cells.map((one) => one.trim()),
    );
  return undefined;
}

const special = (kind: TextBlock['kind'], lines: readonly string[]): Special => ({
  block: { kind, lines },
  taken: lines.length,
});

/** The lines from one on for which something holds, up to a blank one. */
function run(lines: readonly string[], at: number, holds: (line: string) => boolean): readonly string[] {
  let end = at;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && holds(lines[end] ?? '')) end += 1;
  return lines.slice(at, end);
}
