import type { Kysely } from 'kysely';
import type { Announcement } from '../paper-store.ts';
import type { PauseReason } from '../subscription-store.ts';

/*
 * Both databases hold nothing but text and whole numbers: times are epoch milliseconds, flags 0 or
 * 1, objects JSON, and an absent text in a key is empty, as NULL equals nothing.
 */

export interface Tables {
  last_id: LastIdTable;
  papers: PaperTable;
  sightings: SightingTable;
  sources: SourceTable;
  subscriptions: SubscriptionTable;
  skips: SkipTable;
  outbox: OutboxTable;
  posted: PostedTable;
  crossposts: CrosspostTable;
  lanes: LaneTable;
  leases: LeaseTable;
  feedback: FeedbackTable;
}

/** A connection or a transaction: what a query is run on. */
export type Database = Kysely<Tables>;

/** One row, the last id that was given out; see `takeTurn`. */
interface LastIdTable {
  value: number;
}

export interface PaperTable {
  id: string;
  /** JSON of the whole `Paper`. */
  paper: string;
  arxiv_id: string | null;
  doi: string | null;
  title_key: string | null;
  version: number | null;
  first_seen_at: number;
  revision: number;
}

export interface SightingTable {
  id: number;
  paper_id: string;
  source: string;
  announcement: Announcement;
  /** 0: the source knows no versions. */
  version: number;
  announced_at: number;
  /** Whether subscriptions are to be matched with it, or were. */
  matching: 'never' | 'waiting' | 'done';
}

export interface SourceTable {
  name: string;
  etag: string | null;
  last_modified: string | null;
  cursor: string | null;
  last_success_at: number | null;
  last_error: string | null;
  last_error_at: number | null;
  failures: number;
  next_run_at: number | null;
  /** `YYYY-MM-DD`; the three counts are of that day. */
  day: string;
  seen_papers: number;
  new_papers: number;
  bad_entries: number;
}

export interface SubscriptionTable {
  id: number;
  guild_id: string;
  channel_id: string;
  /** JSON of the whole `Wish`. */
  wish: string;
  created_at: number;
  /** NULL: active. */
  paused_at: number | null;
  pause_reason: PauseReason | null;
  pause_detail: string | null;
  are_admins_told: number;
  last_post_at: number | null;
}

interface SkipTable {
  subscription_id: number;
  day: string;
  reason: string;
  papers: number;
}

/** What waits or was given up; what was posted is in `posted` instead. */
export interface OutboxTable {
  id: number;
  subscription_id: number;
  paper_id: string;
  edition: string;
  reason: string;
  due_at: number;
  /** Nonce of the message that the row was claimed for; NULL: not claimed yet. */
  batch: string | null;
  /** Where that message was claimed for, and may be; NULL: not claimed yet. */
  channel_id: string | null;
  attempts: number;
  first_attempt_at: number | null;
  /** NULL: it waits. */
  died_at: number | null;
  cause: string | null;
}

/** That a paper was posted in a channel: kept for good, it is what nothing is posted twice by. */
interface PostedTable {
  paper_id: string;
  channel_id: string;
  edition: string;
  guild_id: string;
  message_id: string;
  posted_at: number;
  /** For which it was posted; NULL: it was posted before this was kept. */
  subscription_id: number | null;
}

interface CrosspostTable {
  channel_id: string;
  message_id: string;
  guild_id: string;
  created_at: number;
  attempts: number;
}

export type LaneKind = 'post' | 'crosspost';

/** The line in front of one channel: at most one message of it is in somebody's hands at a time. */
export interface LaneTable {
  kind: LaneKind;
  channel_id: string;
  guild_id: string;
  /** When the first in line is due; NULL: nobody is in line. */
  due_at: number | null;
  /** End of the claim that stands, or of the wait after a failure. */
  blocked_until: number;
  /** Of the failure that it waits after, in words; NULL: the last message went well. */
  cause: string | null;
  /** Grows with every claim. */
  claim: number;
}

interface LeaseTable {
  name: string;
  holder: string;
  token: number;
  expires_at: number;
}

interface FeedbackTable {
  id: number;
  question: string;
  /** JSON list. */
  paper_ids: string;
  is_useful: number;
  at: number;
}
