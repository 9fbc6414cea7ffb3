import { SourceError } from '../source-error.ts';
import type { HttpClient } from './http-client.ts';
import type { RequestGate } from './request-gate.ts';

/** The client of a server that wants to be asked by one connection at a time, through a gate. */
export function createPoliteClient(client: HttpClient, gate: RequestGate): HttpClient {
  return {
    async get(request) {
      const { signal, isUrgent = false } = request;
      try {
        return await gate.pass(() => client.get(request), { signal, isUrgent });
      } catch (error) {
        if (error !== signal.reason) throw error;
        throw new SourceError('its turn did not come in time', { cause: error });
      }
    },
  };
}
