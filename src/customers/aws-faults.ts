import type { AwsFileFault } from './parse-aws-file.ts';

/** What is wrong with a line, for a sentence, e.g. `line 7 has a colon where the equals sign belongs`. Never quotes it. */
export function describeFault(fault: AwsFileFault): string {
  const line = `line ${fault.line}`;
  switch (fault.kind) {
    case 'before-heading':
      return `${line} stands before the first heading`;
    case 'heading':
      return `${line} looks like a heading, but lacks a bracket`;
    case 'no-name':
      return `${line} has no name before its equals sign`;
    case 'no-equals':
      return `${line} is neither a heading nor a setting with an equals sign nor a comment`;
    case 'continuation':
      return `${line} is indented, but there is no setting above that it could continue`;
    case 'nested-no-equals':
      return `${line} stands under a setting without a value, but has no equals sign`;
    case 'nested-no-name':
      return `${line} stands under a setting without a value, but has no name before its equals sign`;
    case 'colon':
      return `${line} has a colon where the equals sign belongs`;
    case 'indented-heading':
      return `${line} looks like a heading, but is indented and so continues the setting above it`;
    case 'twice':
      return `${fault.setting ?? 'a setting'} stands twice, in lines ${fault.earlierLine ?? fault.line} and ${fault.line}`;
    case 'default-twice':
      return `[default] in line ${fault.line} stands beside [profile default] in line ${fault.earlierLine ?? fault.line}, and the tools of AWS differ in which of them counts`;
    case 'padded':
      return fault.earlierLine === undefined
        ? `the heading in ${line} has white space in its brackets and that in the other file has none, and the tools of AWS differ in whether they are one profile`
        : `one of the headings in lines ${fault.earlierLine} and ${fault.line} has white space in its brackets and the other none, and the tools of AWS differ in whether they are one profile`;
    case 'continued':
      return `${fault.setting ?? 'a setting'} in ${line} goes on in the next line, which is indented`;
  }
}
