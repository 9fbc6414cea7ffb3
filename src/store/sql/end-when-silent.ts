import pg from 'pg';

/** What of a client is used here. */
interface AskedClient {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
  end(): Promise<void>;
}

/**
 * Ends a client's connection once a query got no answer on it: the server's word is waited for still,
 * and every query behind it would wait as well. A pool lets go of a client that was ended. What the
 * server does answer, a refusal too, leaves a connection as good as it was.
 */
export function endWhenSilent(client: AskedClient): void {
  const ask = client.query.bind(client);
  let failure: unknown;
  client.query = async (sql, parameters) => {
    if (failure !== undefined) throw failure;
    try {
      return await ask(sql, parameters);
    } catch (error) {
      if (error instanceof pg.DatabaseError) throw error;
      failure = error;
      client.end().catch(() => {});
      throw error;
    }
  };
}
