import type { FailureFacts } from './failure.ts';
import { redact } from '../../common/index.ts';

/**
 * A container's credentials that a variable of the environment promises and that cannot be had.
 * @param said by the AWS SDK's provider, which tells what happened by its text alone
 */
export function containerUnusable(variable: string, said: string): FailureFacts {
  const facts = { code: 'CredentialsMissing', cause: `variable ${variable}` } as const;
  const correct = `Correct ${variable}, or unset it where this is no container of AWS's.`;
  const status = Number(/status: (\d{3})/.exec(said)?.[1] ?? Number.NaN);
  if (said.includes('line break'))
    return {
      ...facts,
      message: `the token that ${variable} gives has a line break, which no header can hold`,
      remedy: `Have the token written without one, or correct ${variable}.`,
    };
  if (/Invalid URL|URL not accepted/.test(said))
    return {
      ...facts,
      message: `${variable} is no address that container credentials may come from`,
      remedy: `${correct} It must be https, loopback, or the address of ECS or EKS.`,
    };
  if (status === 429 || status >= 500)
    return {
      ...facts,
      message: `the credentials service that ${variable} names is in trouble (HTTP ${status})`,
      remedy: 'Ask again in a moment.',
      retry: 'transient',
    };
  if (status === 401 || status === 403)
    return {
      ...facts,
      message: `the credentials service that ${variable} names does not accept the token (HTTP ${status})`,
      remedy:
        'Check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE or AWS_CONTAINER_AUTHORIZATION_TOKEN, and that the container has a role.',
    };
  if (status >= 300)
    return {
      ...facts,
      message: `the credentials service that ${variable} names gave none (HTTP ${status})`,
      remedy: `${correct} Check that the container has a role.`,
    };
  if (/required format|JSON|Unexpected (token|end)/.test(said))
    return {
      ...facts,
      message: `what ${variable} leads to answered with something that is no credentials`,
      remedy: correct,
    };
  return {
    ...facts,
    message: `the credentials service that ${variable} names cannot be reached: ${redact(said)}`,
    remedy: correct,
    retry: 'later',
  };
}

/** No EC2 instance, none with a role, or one whose metadata service is off: they cannot be told apart from inside. */
export const instanceSilent = (): FailureFacts => ({
  code: 'CredentialsMissing',
  message:
    'the metadata service of EC2 gave no credentials: this is no instance with a role, or the service is off',
  remedy: 'Give the instance a role (instance profile), or name other credentials.',
});
