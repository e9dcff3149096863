/** What says yes, by who may answer. */
const YES = {
  'force update': (code) => `\`--answer ${code}\` or \`--force-update\``,
  'its code': (code) => `\`--answer ${code}\``,
  nobody: () => 'nothing',
};

/**
 * @param questions `QUESTIONS` of src/common/
 * @returns {string} a page of Markdown with every question: when it is asked, what answers it, what else to do
 */
export function questionsPage(questions) {
  const lines = [
    '# Questions before a send',
    '',
    'Made from the code by `npm run questions`.',
    '',
    'Some things only a person can decide. The editor asks in a dialog, whose details name the question by its code. The command line asks nobody: a dry run tells the question as a problem with its code and ends with status 0; a send (or cancel) ends with status 1, and nothing is sent. `--answer CODE[,CODE…]` says yes to exactly the questions named, wherever they come up; naming one that is not asked is no fault, and a code that is none, or that nobody can answer, is wrong usage (status 2). `--force-update` answers some of them too.',
    '',
    '| Code | Asked when | Yes | A yes is right if | If not |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const [code, { answeredBy, when, yesIf, otherwise }] of Object.entries(questions)) {
    const cells = [`\`${code}\``, when, YES[answeredBy](code), yesIf || '–', otherwise];
    lines.push(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}
