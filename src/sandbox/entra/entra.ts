import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { writeAnswer } from '../answer.ts';
import { createDeviceCodes } from './device-codes.ts';
import { parseDirectory, type DirectoryInput } from './directory.ts';
import { answerEntra, type EntraWorld } from './service.ts';
import { createTokenBook, type Judgement } from './token-book.ts';

/** A running stand-in for Microsoft Entra. */
export interface Entra {
  /** What a program takes as `AZURE_AUTHORITY_HOST`, e.g. `https://localhost:41234`. */
  readonly url: string;
  /** Every request since the start: method and path. */
  readonly requests: () => readonly string[];
  /** What Graph makes of a token handed out here; for `startSandbox`. */
  readonly judge: (token: string) => Judgement;
  /** Ends all tokens handed out so far, as if their time were over. */
  readonly expireTokens: () => void;
  /** How many device codes wait for somebody. */
  readonly pendingCodes: () => number;
  /** The person enters every code shown so far, or says no to it. */
  readonly enterCodes: (how: 'entered' | 'declined') => void;
  readonly close: () => Promise<void>;
}

/** How to start it: PEM texts of a certificate for `localhost`, which whoever signs in has to trust. */
export interface EntraOptions {
  readonly key: string;
  readonly cert: string;
  readonly directory: DirectoryInput;
}

/** Starts a stand-in for Microsoft Entra over https on a loopback address and whichever port is free. */
export async function startEntra({ key, cert, directory: input }: EntraOptions): Promise<Entra> {
  const directory = parseDirectory(input);
  const now = (): number => Date.now();
  const tokens = createTokenBook(now);
  const codes = createDeviceCodes(directory, now);
  const world: EntraWorld = { directory, tokens, codes, now };
  const seen: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url: path = '/' } = request;
      seen.push(`${method} ${path}`);
      const body = Buffer.concat(chunks).toString('utf8');
      writeAnswer(response, answerEntra({ method, path, origin: url, body }, world));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests: () => [...seen],
    judge: tokens.judge,
    expireTokens: tokens.expire,
    pendingCodes: codes.pending,
    enterCodes: codes.enterAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
