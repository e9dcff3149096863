import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stretch of road to Graph where a test can hold up or lose what passes. */
export interface SlowGraph {
  readonly url: string;
  /** Settles when the first request that writes has arrived here. */
  readonly firstWrite: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Forwards to Graph at `target`; requests that write go through `onWrite` first.
 * @param onWrite `pass` lets it through; `lose` carries it out but never answers
 */
export async function slowGraph(target: string, onWrite: () => Promise<'pass' | 'lose'>): Promise<SlowGraph> {
  let arrived = (): void => undefined;
  const firstWrite = new Promise<void>((resolve) => (arrived = resolve));
  const server: Server = createServer((incoming, answer) => {
    void handle(incoming, answer);
  });
  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const writes = incoming.method !== 'GET';
    if (writes) arrived();
    const fate = writes ? await onWrite() : 'pass';
    const onward = forward(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
      (reply) => {
        if (fate === 'lose') {
          reply.resume();
          answer.destroy();
          return;
        }
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    onward.end(Buffer.concat(chunks));
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    firstWrite,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
