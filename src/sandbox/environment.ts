/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment for a program that must talk to the sandbox and nothing else: `base` without any variable that
 * configures AWS, Azure or Graph, plus the sandbox's own.
 */
export function sandboxEnvironment(
  base: Environment,
  sandbox: { readonly environment: Readonly<Record<string, string>> },
): Environment {
  const kept = Object.entries(base).filter(([name]) => !/^(AWS|AZURE|GRAPH)_/i.test(name));
  return { ...Object.fromEntries(kept), ...sandbox.environment };
}
