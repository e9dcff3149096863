import {
  parsePageMemory,
  parseToPage,
  PROTOCOL_VERSION,
  type FromPage,
  type PageMemory,
  type ToPage,
} from '../../src/ui/preview/protocol.ts';

interface VsCodeApi {
  readonly postMessage: (message: unknown) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A press, without the version every message carries. */
export type Press = FromPage extends infer M ? (M extends FromPage ? Omit<M, 'protocol'> : never) : never;

/** The extension as the page sees it. */
export interface Host {
  readonly press: (press: Press) => void;
  readonly memory: () => PageMemory | undefined;
  readonly remember: (memory: PageMemory) => void;
  readonly onMessage: (listener: (message: ToPage) => void) => void;
}

/** Connects to the extension. VS Code hands out its API once per page; it stays in here. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    press: (press) => api.postMessage({ protocol: PROTOCOL_VERSION, ...press }),
    memory: () => parsePageMemory(api.getState()),
    remember: (memory) => api.setState(memory),
    onMessage: (listener) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = parseToPage(event.data);
        if (message !== undefined) listener(message);
      });
    },
  };
}
