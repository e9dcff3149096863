export type { ConnectionCounts } from './connections.ts';
export { startEntra, type Entra, type EntraOptions } from './entra/entra.ts';
export { sandboxEnvironment, type Environment } from './environment.ts';
export type { AwsOperation, Fault } from './fault.ts';
export type { Notification, StoredEvent } from './graph/event.ts';
export type { GraphFault } from './graph/fault.ts';
export { handEditSchema, type HandEdit } from './graph/hand-edit.ts';
export {
  KIND_SWITCHES,
  readSwitches,
  UNKIND_SWITCHES,
  switchesSchema,
  type Switches,
  type SwitchesInput,
} from './graph/switches.ts';
export type { OperationCounts, RecordedRequest, Timing } from './journal.ts';
export { makeScenario, type CustomerShorthand, type ScenarioShorthand } from './make-scenario.ts';
export type { Profile, ProfileCredentials, ProfileEndpoint, SsoState } from './profile.ts';
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { configForScenario, type ConfigCustomer } from './scenario-config.ts';
export {
  defaultScenario,
  parseScenario,
  readScenario,
  type Scenario,
  type ScenarioCustomer,
  type ScenarioInput,
} from './scenario.ts';
