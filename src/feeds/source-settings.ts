import * as z from 'zod';
import { isTimeZone, scheduleProblem } from './polling/next-run.ts';

/** A source as the settings name it. */
export type SourceName =
  | { readonly kind: 'hugging-face' }
  | { readonly kind: 'arxiv'; readonly category: string }
  | { readonly kind: 'feed'; readonly name: string; readonly url: string };

/** Everything that the environment decides about sources. */
export interface SourceSettings {
  /** Empty: there are none, and nothing is polled. */
  readonly names: readonly SourceName[];
  /** Cron expression, in `timeZone`. */
  readonly schedule: string;
  readonly timeZone: string;
  /** How far Hugging Face and arXiv are read back at first; 0: no more than is needed for today. */
  readonly backfillDays: number;
  /** Whether feeds may be on this machine or its network. */
  readonly allowsPrivateAddresses: boolean;
  /** Where sources can reach the people who run the bot. */
  readonly contact?: string;
  readonly urls: SourceUrls;
}

/** The servers of the sources, or mirrors of them. */
interface SourceUrls {
  readonly huggingFace: string;
  readonly arxivLists: string;
  readonly arxivRecords: string;
  readonly arxivQueries: string;
}

const DEFAULT_SOURCES = 'hf-daily-papers, arxiv:cs.CL, arxiv:cs.LG';
const MAX_BACKFILL_DAYS = 365;
const CATEGORY = /^[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]{2,}(?:-[a-z]+)*)?$/;
/**
 * What a feed is not called: arXiv and Hugging Face are trusted to know more of a paper than who
 * links to it, and `examples` is what the preview feeds.
 */
const RESERVED = /^(?:arxiv|hf-|examples$)/i;

/** The variables of the environment that are about sources. */
export const sourceVariables = {
  SOURCES: z.string().default(DEFAULT_SOURCES).transform(readNames),
  POLL_SCHEDULE: z
    .string()
    .superRefine((schedule, context) => {
      const problem = scheduleProblem(schedule);
      if (problem === undefined) return;
      context.addIssue(`is no cron expression, such as “7 * * * *”: ${problem}`);
    })
    .default('7 * * * *'),
  POLL_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'is no time zone, such as UTC or Europe/Berlin')
    .default('UTC'),
  BACKFILL_DAYS: z
    .string()
    .regex(/^-?\d+$/, 'is no whole number')
    .transform(Number)
    .pipe(
      z
        .number()
        .min(0, 'is less than 0')
        .max(MAX_BACKFILL_DAYS, `is more than ${MAX_BACKFILL_DAYS}`),
    )
    .default(30),
  ALLOW_PRIVATE_ADDRESSES: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['yes', 'no'], 'is neither yes nor no'))
    .default('no'),
  // It goes into a header.
  CONTACT: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'has characters that a header cannot hold')
    .optional(),
  HUGGING_FACE_URL: webAddress('https://huggingface.co'),
  ARXIV_LISTS_URL: webAddress('https://rss.arxiv.org'),
  ARXIV_RECORDS_URL: webAddress('https://arxiv.org'),
  ARXIV_QUERIES_URL: webAddress('https://export.arxiv.org'),
};

type SourceVariables = z.infer<z.ZodObject<typeof sourceVariables>>;

export function readSourceSettings(variables: SourceVariables): SourceSettings {
  return {
    names: variables.SOURCES,
    schedule: variables.POLL_SCHEDULE,
    timeZone: variables.POLL_TIME_ZONE,
    backfillDays: variables.BACKFILL_DAYS,
    allowsPrivateAddresses: variables.ALLOW_PRIVATE_ADDRESSES === 'yes',
    ...(variables.CONTACT !== undefined && { contact: variables.CONTACT }),
    urls: {
      huggingFace: variables.HUGGING_FACE_URL,
      arxivLists: variables.ARXIV_LISTS_URL,
      arxivRecords: variables.ARXIV_RECORDS_URL,
      arxivQueries: variables.ARXIV_QUERIES_URL,
    },
  };
}

function webAddress(byDefault: string) {
  return z.url({ protocol: /^https?$/, error: 'is no http or https address' }).default(byDefault);
}

/** `none`, or a list such as `hf-daily-papers, arxiv:cs.CL, openai=https://openai.com/news/rss.xml`. */
function readNames(list: string, context: z.RefinementCtx): SourceName[] {
  if (list.toLowerCase() === 'none') return [];
  const names: SourceName[] = [];
  const taken = new Set<string>();
  for (const part of list.split(/[\s,]+/).filter((text) => text !== '')) {
    const name = readName(part);
    const id = name === undefined ? part : idOf(name);
    if (name === undefined) {
      context.addIssue({
        code: 'custom',
        message: `“${part}” is no source: hf-daily-papers, arxiv:cs.CL, an address, NAME=ADDRESS or none`,
      });
    } else if (taken.has(id)) {
      context.addIssue({
        code: 'custom',
        message: `“${id}” is there twice: give one a name of its own, as NAME=ADDRESS`,
      });
    } else {
      names.push(name);
    }
    taken.add(id);
  }
  return names;
}

function readName(part: string): SourceName | undefined {
  if (part.toLowerCase() === 'hf-daily-papers') return { kind: 'hugging-face' };
  const category = /^arxiv:(.+)$/i.exec(part)?.[1];
  if (category !== undefined) {
    return CATEGORY.test(category) ? { kind: 'arxiv', category } : undefined;
  }
  const [, given = '', url = ''] = /^(?:([\w.-]{1,40})=)?(https?:\/\/\S+)$/i.exec(part) ?? [];
  if (!URL.canParse(url) || RESERVED.test(given)) return undefined;
  const name = given || new URL(url).hostname.replace(/^www\./, '');
  return { kind: 'feed', name: name.toLowerCase(), url };
}

function idOf(name: SourceName): string {
  if (name.kind === 'hugging-face') return 'hf-daily-papers';
  return name.kind === 'arxiv' ? `arxiv:${name.category}` : name.name;
}
