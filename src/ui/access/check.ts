import type { ConfigLoad, ReadTextFile } from '../../customers/index.ts';
import { sameAccount } from '../../invite/index.ts';
import type {
  AccessDeps,
  AccessFindings,
  AccessRequest,
  CustomerAccessResult,
} from '../../recipients/index.ts';
import type { AccessState, CheckedCustomer } from './state.ts';

/** What a check is about, as the person's settings have it. */
export interface CheckRequest extends Omit<AccessRequest, 'customerCodes' | 'config'> {
  /** Absolute path of the config.json whose customers are checked. */
  readonly configFile: string;
  readonly uri: string;
  readonly sandbox: boolean;
  readonly remoteName?: string;
}

/** The outside world, as arguments. */
export interface CheckDeps extends Omit<AccessDeps, 'onResult'> {
  readonly readTextFile: ReadTextFile;
  readonly load: (read: ReadTextFile, request: CheckRequest) => Promise<ConfigLoad>;
  readonly check: (request: AccessRequest, deps: AccessDeps) => Promise<AccessFindings>;
  readonly onState: (state: AccessState) => void;
}

/**
 * Checks every customer of a config.json at once and tells each state on the way. Never rejects for a customer's sake.
 * @param only with `before`: these customers alone, the others keep what that check found
 */
export async function checkAccess(
  request: CheckRequest,
  deps: CheckDeps,
  again?: { readonly only: readonly string[]; readonly before: AccessState },
): Promise<AccessState> {
  const { configFile, uri, sandbox, topicName, remoteName } = request;
  let state: AccessState = {
    uri,
    configFile,
    topicName,
    sandbox,
    phase: 'checking',
    customers: [],
    problems: [],
    awsFiles: [],
    ...(remoteName === undefined ? {} : { remoteName }),
  };
  const become = (change: Partial<AccessState>): AccessState => {
    state = { ...state, ...change };
    deps.onState(state);
    return state;
  };

  const config = await deps.load(deps.readTextFile, request);
  if (config.kind === 'failed') return become({ phase: 'failed', problems: config.problems });
  const before = new Map(again?.before.customers.map((customer) => [customer.customerCode, customer]));
  const customers =
    config.kind === 'loaded'
      ? configuredCustomers(config, (code) =>
          again !== undefined && !again.only.includes(code) ? before.get(code)?.result : undefined,
        )
      : [];
  become({ customers, problems: config.problems });
  const codes = customers
    .filter(({ result }) => result === undefined)
    .map(({ customerCode }) => customerCode);

  const { aws, clock, signal, askMfaCode } = deps;
  const { awsFiles } = await deps.check(
    { ...request, customerCodes: codes, config },
    {
      aws,
      clock,
      signal,
      ...(askMfaCode === undefined ? {} : { askMfaCode }),
      onResult: (result) => become({ customers: withResult(state.customers, result) }),
    },
  );
  const results = state.customers.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const problems = [...config.problems, ...sameAccount(results, config)];
  const phase = signal.aborted ? 'cancelled' : 'checked';
  return become({ phase, problems, awsFiles, checkedAt: clock.now() });
}

/** Every customer of the file, those whose entry cannot be used as well: their check says why. */
function configuredCustomers(
  { config }: Extract<ConfigLoad, { kind: 'loaded' }>,
  resultOf: (code: string) => CustomerAccessResult | undefined,
): readonly CheckedCustomer[] {
  const codes = [...config.customers.keys(), ...(config.invalidCustomers?.keys() ?? [])];
  return codes.map((customerCode) => {
    const customerName = config.customers.get(customerCode)?.customerName;
    const result = resultOf(customerCode);
    return {
      customerCode,
      ...(customerName === undefined ? {} : { customerName }),
      ...(result === undefined ? {} : { result }),
    };
  });
}

function withResult(
  customers: readonly CheckedCustomer[],
  result: CustomerAccessResult,
): readonly CheckedCustomer[] {
  return customers.map((customer) =>
    customer.customerCode === result.customerCode ? { ...customer, result } : customer,
  );
}
