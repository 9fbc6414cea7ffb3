import type { Logger } from 'pino';
import type { PaperStore } from '../store/paper-store.ts';
import type { Store } from '../store/store.ts';
import { createArxivListSource } from './arxiv/arxiv-list-source.ts';
import { createArxivRecordsSource } from './arxiv/arxiv-records-source.ts';
import { createPaperLookup, type FetchPaper } from './arxiv/paper-lookup.ts';
import { coalesce } from './coalesce.ts';
import type { ParseDocument } from './documents/parse-document.ts';
import { createWorkerParser } from './documents/parse-in-worker.ts';
import { createHttpClient, type HttpClient } from './http/http-client.ts';
import { createPoliteClient } from './http/polite-client.ts';
import { createAddressGuard } from './http/public-address.ts';
import { createRequestGate } from './http/request-gate.ts';
import { createHuggingFaceSource } from './hugging-face/hugging-face-source.ts';
import { createIndexFeeder, type FedIndex } from './index-feeder.ts';
import type { PollReport } from './polling/poll-source.ts';
import { createPoller, type Poller } from './polling/poller.ts';
import type { Source } from './source.ts';
import { type SourceHealth, sourceHealth } from './source-health.ts';
import type { SourceName, SourceSettings } from './source-settings.ts';
import { createWebFeedSource } from './web-feed-source.ts';

/** arXiv asks for one request in three seconds, over everything that one runs. */
const ARXIV_PAUSE_MS = 3_000;
/** How soon a process knows what another one has recorded. */
const FOLLOW_MS = 30_000;

/** Where new papers come from, ready to be read. */
export interface Feeds {
  readonly sources: readonly Source[];
  readonly poller: Poller;
  readonly fetchPaper: FetchPaper;

  /**
   * Fills the index from the store, and from then on reads sources when they are due and follows
   * what other processes record.
   */
  start(): Promise<void>;

  stop(): Promise<void>;

  /**
   * Reads these sources now, due or not, and waits until what came is in the index and told.
   *
   * @returns a report for each; none while another process is the poller
   */
  poll(sources: readonly Source[]): Promise<PollReport[]>;

  /** Every source with how it is doing, in the order of the settings. */
  health(): Promise<SourceHealth[]>;
}

export interface FeedParts {
  readonly settings: SourceSettings;
  /** Sources beside those that the settings name. */
  readonly furtherSources?: readonly Source[];
  readonly store: Pick<Store, 'sources' | 'leases' | 'transaction'> & {
    readonly papers: Pick<PaperStore, 'find' | 'record' | 'read'>;
  };
  /** Holds the corpus; absent where nobody searches. */
  readonly index?: FedIndex;
  readonly now: () => Date;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly log: Logger;
  /** Tells this process from all others of the store. */
  readonly holder: string;
  /**
   * Called when papers may have been recorded, by this process or another, once they are in the
   * index; never while it is under way.
   */
  readonly onNews?: () => Promise<unknown>;
}

/** Puts together the sources that the settings name, who reads them, and the look-up at arXiv. */
export function openFeeds(parts: FeedParts): Feeds {
  const { settings, furtherSources = [], store, now, log } = parts;
  const { contact, schedule, timeZone } = settings;
  const guard = settings.allowsPrivateAddresses ? undefined : createAddressGuard();
  const http = createHttpClient({ contact, guard, now });
  const arxivHttp = createPoliteClient(
    createHttpClient({ contact, guard, now, minRetryDelayMs: ARXIV_PAUSE_MS }),
    createRequestGate({ pauseMs: ARXIV_PAUSE_MS, now: () => performance.now() }),
  );
  const sources = [...createSources(settings, { http, arxivHttp }), ...furtherSources];
  const follow = createFollower(parts);
  const poller = createPoller({
    ...parts,
    sources,
    timetable: { schedule, timeZone },
    onRecorded: () => void follow(),
  });
  let timer: NodeJS.Timeout | undefined;
  return {
    sources,
    poller,
    fetchPaper: createPaperLookup({
      http: arxivHttp,
      parse: parseHere,
      baseUrl: settings.urls.arxivQueries,
      papers: store.papers,
      now,
      log,
      onRecorded: follow,
    }),
    async start() {
      await follow();
      poller.start();
      timer = setInterval(follow, FOLLOW_MS);
    },
    async stop() {
      clearInterval(timer);
      await poller.stop();
    },
    async poll(wanted) {
      const reports = await Promise.all(wanted.map((source) => poller.poll(source)));
      await follow();
      return reports.filter((report) => report !== undefined);
    },
    async health() {
      const states = new Map((await store.sources.list()).map((state) => [state.name, state]));
      return sources.map((source) => sourceHealth(source, states.get(source.name), now()));
    },
  };
}

/** Brings what was recorded into the index, then tells of it; what fails is tried again later. */
function createFollower({ store, index, onNews, log }: FeedParts): () => Promise<void> {
  const feeder = index && createIndexFeeder({ papers: store.papers, index });
  return coalesce(async () => {
    try {
      await feeder?.catchUp();
      await onNews?.();
    } catch (error) {
      log.error({ err: error }, 'new papers could not be taken in');
    }
  });
}

/** JSON is read by the engine itself, and answers to a look-up are small. */
const parseHere: ParseDocument = async (job) => {
  // Parsers take half a second to load, and most processes never look up a paper.
  const { parseDocument } = await import('./documents/parse-document.ts');
  return parseDocument(job);
};

function createSources(settings: SourceSettings, clients: Clients): Source[] {
  const parse = createWorkerParser();
  return settings.names.flatMap((name) => createSource(name, { settings, clients, parse }));
}

interface Clients {
  readonly http: HttpClient;
  /** For everything of arXiv. */
  readonly arxivHttp: HttpClient;
}

/** The source of a name, and what fills its gaps if there is something. */
function createSource(
  name: SourceName,
  {
    settings: { urls, backfillDays: days },
    clients: { http, arxivHttp },
    parse,
  }: { settings: SourceSettings; clients: Clients; parse: ParseDocument },
): Source[] {
  if (name.kind === 'hugging-face') {
    return [createHuggingFaceSource({ http, parse: parseHere, baseUrl: urls.huggingFace, days })];
  }
  if (name.kind === 'feed') return [createWebFeedSource({ http, parse, ...name })];
  const { category } = name;
  const arxiv = { http: arxivHttp, parse, category };
  const list = createArxivListSource({ ...arxiv, baseUrl: urls.arxivLists });
  if (days === 0) return [list];
  return [list, createArxivRecordsSource({ ...arxiv, baseUrl: urls.arxivRecords, days })];
}
