/** The account (12 digits) that an IAM role's ARN names, or `undefined` when the text is no role ARN (AWS IAM docs: ARNs). */
export function accountOfRole(roleArn: string): string | undefined {
  return /^arn:aws(?:-[a-z]+)*:iam::(\d{12}):role\/[\w+=,.@/-]+$/.exec(roleArn)?.[1];
}

/** STS limits a role session's name to 64 characters. */
const LONGEST = 64;
const SUFFIX = '-ses-session';

/** The role session's name for a customer, `<code>-ses-session`, within what STS allows: 2–64 of `[\w+=,.@-]`. */
export function sessionName(customerCode: string): string {
  const code = customerCode.replace(/[^\w+=,.@-]/g, '-').slice(0, LONGEST - SUFFIX.length);
  return `${code}${SUFFIX}`;
}
