import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A road to Graph on which everything takes a while, so that a kill has moments to fall on. */
export interface SlowRoad {
  readonly url: string;
  /** Settles when so many more requests have arrived from now on; 0: at once. */
  readonly afterRequests: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Forwards to `target`, each request and each answer so many milliseconds late. A request that is on the road arrives
 * even when whoever sent it is gone.
 */
export async function slowRoad(
  target: string,
  lateMs: { readonly reads: number; readonly writes: number },
): Promise<SlowRoad> {
  const server = createServer((incoming, answer) => {
    void handle(incoming, answer).catch(() => answer.destroy());
  });
  const watchers: { left: number; readonly tell: () => void }[] = [];
  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    for (const watcher of watchers) {
      watcher.left -= 1;
      if (watcher.left === 0) watcher.tell();
    }
    const late = incoming.method === 'GET' ? lateMs.reads : lateMs.writes;
    await sleep(late);
    const { host } = new URL(target);
    const onward = forward(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: { ...incoming.headers, host } },
      (reply) => {
        void sleep(late).then(() => {
          answer.writeHead(reply.statusCode ?? 500, reply.headers);
          reply.pipe(answer);
        });
      },
    );
    onward.on('error', () => answer.destroy());
    onward.end(Buffer.concat(chunks));
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    afterRequests: (count) =>
      new Promise((tell) => {
        if (count === 0) tell();
        else watchers.push({ left: count, tell });
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
