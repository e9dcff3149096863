import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Something that takes connections and never says a word: to a TLS client a handshake that never ends. */
export interface SilentListener {
  readonly port: number;
  /** Destroys its connections and stops listening. */
  close(): Promise<void>;
}

/** Starts one on a loopback address, on whichever port is free. */
export async function startSilentListener(host: string): Promise<SilentListener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // the client's going away is what it is for
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
