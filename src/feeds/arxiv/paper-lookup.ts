import type { Logger } from 'pino';
import type { Paper } from '../../corpus/paper.ts';
import { findArxivId } from '../../corpus/paper-reference.ts';
import type { PaperStore } from '../../store/paper-store.ts';
import type { ParseDocument } from '../documents/parse-document.ts';
import type { HttpClient } from '../http/http-client.ts';
import { mergePapers } from '../merge-papers.ts';
import type { AnnouncedPaper } from '../source.ts';
import { SourceError } from '../source-error.ts';

/** Somebody waits for the answer. */
const TIMEOUT_MS = 5_000;
/** A paper that arXiv does not have may come out any day, but not within the hour. */
const FORGET_MISS_MS = 60 * 60_000;
const MAX_MISSES = 1_000;

/**
 * Fetches a paper by its arXiv id or a link that holds one; it is kept, so that it is fetched once.
 * `undefined` when there is no such paper or it cannot be told now.
 */
export type FetchPaper = (reference: string) => Promise<Paper | undefined>;

export interface PaperLookupOptions {
  /** One that asks arXiv politely. */
  readonly http: HttpClient;
  readonly parse: ParseDocument;
  /** `https://export.arxiv.org`, or a mirror of it. */
  readonly baseUrl: string;
  readonly papers: Pick<PaperStore, 'find' | 'record'>;
  readonly now: () => Date;
  readonly log: Logger;
  /** Called after a paper was recorded. */
  readonly onRecorded: () => Promise<unknown>;
  readonly timeoutMs?: number;
}

/**
 * Looks papers up in arXiv's query interface, which refuses to answer even below the rate that it
 * allows: only on demand, never twice for one id at a time, and not again within the hour for an id
 * that it did not know. After it has refused, it is left alone for as long as it asks.
 */
export function createPaperLookup(options: PaperLookupOptions): FetchPaper {
  const { papers, now, log, onRecorded, timeoutMs = TIMEOUT_MS } = options;
  const misses = new Map<string, number>();
  const underWay = new Map<string, Promise<Paper | undefined>>();
  let askAgainAt = 0;

  async function lookUp(id: string): Promise<Paper | undefined> {
    const [held] = await papers.find([id]);
    if (held !== undefined) return held.paper;
    const at = now().getTime();
    if (at < askAgainAt || at < (misses.get(id) ?? 0) + FORGET_MISS_MS) return undefined;
    const found = await ask(id, options, AbortSignal.timeout(timeoutMs));
    if (found === undefined) {
      misses.delete(id);
      misses.set(id, at);
      if (misses.size > MAX_MISSES) misses.delete(misses.keys().next().value ?? '');
      return undefined;
    }
    return keep(found, at);
  }

  /** What cannot be kept can be shown all the same. */
  async function keep(found: AnnouncedPaper, at: number): Promise<Paper> {
    try {
      const [recorded] = await papers.record([{ ...found, source: LOOKUP }], {
        now: at,
        merge: mergePapers,
        isForMatching: false,
      });
      await onRecorded();
      return recorded?.paper ?? found.paper;
    } catch (error) {
      log.warn({ id: found.paper.id, err: error }, 'a paper that was looked up is not kept');
      return found.paper;
    }
  }

  return async (reference) => {
    const id = findArxivId(reference);
    if (id === undefined) return undefined;
    const looking =
      underWay.get(id) ??
      lookUp(id).catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error;
        askAgainAt = now().getTime() + (error.retryAfterMs ?? 0);
        log.warn({ id, reason: error.message }, 'arXiv was not there to look up a paper');
        return undefined;
      });
    underWay.set(id, looking);
    return looking.finally(() => underWay.delete(id));
  };
}

/** Under which name papers are kept that somebody asked for. */
const LOOKUP = 'arxiv-lookup';

async function ask(
  id: string,
  { http, parse, baseUrl }: PaperLookupOptions,
  signal: AbortSignal,
): Promise<AnnouncedPaper | undefined> {
  const url = new URL('/api/query', baseUrl);
  url.search = new URLSearchParams({ id_list: id, max_results: '1' }).toString();
  const answer = await http.get({ url: url.href, signal, isUrgent: true });
  if (answer.isNotModified) return undefined;
  const { papers } = await parse({ document: answer, format: 'arxiv-query', kind: 'arxiv' });
  return papers.find(({ paper }) => paper.id === id);
}
