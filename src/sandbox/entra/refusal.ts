import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../answer.ts';

/** Thrown inside the sandbox's Entra to answer an error (Microsoft identity platform docs: error response). */
export class EntraRefusal extends Error {
  readonly error: string;
  readonly number: number;

  constructor(error: string, number: number, message: string) {
    super(message);
    this.name = 'EntraRefusal';
    this.error = error;
    this.number = number;
  }
}

/** A wrong secret and an unknown client are 401, all other refusals 400. */
export function refusalAnswer({ error, number, message }: EntraRefusal, nowMs: number): Answer {
  const [traceId, correlationId] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonAnswer(error === 'invalid_client' ? 401 : 400, {
    error,
    error_description: `AADSTS${number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  });
}
