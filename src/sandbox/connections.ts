import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections as the sandbox sees them; those that only administration used are left out. */
export interface ConnectionCounts {
  /** Since the sandbox started. */
  readonly opened: number;
  readonly open: number;
  /** The most that were open when a request came. */
  readonly peak: number;
}

/** Counts a server's connections. */
export interface ConnectionCounter {
  /** Tells of a request on a connection. */
  request(socket: Socket, isAdmin: boolean): void;
  readonly counts: () => ConnectionCounts;
}

/** Begins to count. A connection counts from its opening, until its first request shows it to be administration's. */
export function countConnections(server: Server): ConnectionCounter {
  const open = new Set<Socket>();
  const known = new WeakSet<Socket>();
  let opened = 0;
  let peak = 0;
  server.on('connection', (socket: Socket) => {
    opened += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    request: (socket, isAdmin) => {
      if (!known.has(socket) && isAdmin) {
        opened -= 1;
        open.delete(socket);
      }
      known.add(socket);
      if (!isAdmin) peak = Math.max(peak, open.size);
    },
    counts: () => ({ opened, open: open.size, peak }),
  };
}
