import { DEFAULT_MEANING_SHARE } from '../calibrate-meaning.ts';
import type { OramaPaperIndex } from '../orama/orama-paper-index.ts';
import { RANKING_WEIGHTS, type RankingWeights } from '../ranking-weights.ts';
import { fuseRankings } from './fuse-rankings.ts';
import type { Search } from './judge.ts';

/** A way to rank, up to the whole of it, named for what it has that those before it have not. */
export interface AblationStep {
  readonly name: string;
  readonly search: Search;
}

/** Words and meaning, added with one weight for every corpus and query, and nothing else. */
const FIXED_WEIGHTS: RankingWeights = {
  meaning: DEFAULT_MEANING_SHARE,
  isMeaningPerQuery: false,
  proximity: 0,
  related: 0,
  corrected: 0,
  doubtful: 0,
  spacing: 0,
  acronym: 0,
};

/** Without `meaning`, the corpus tells how much it counts. */
const { meaning: _, ...CALIBRATED } = FIXED_WEIGHTS;

/** What is added, step by step, to calibrated weights; the last step is what searches run with. */
const PARTS: readonly (readonly [name: string, keys: readonly (keyof RankingWeights)[]])[] = [
  ['+ less for unknown words', ['isMeaningPerQuery']],
  ['+ words that stand together', ['proximity']],
  ['+ related words', ['related']],
  ['+ spelling', ['corrected', 'doubtful']],
  ['+ spacing', ['spacing']],
  ['+ acronyms', ['acronym']],
];

/** The steps from one retriever alone to the ranking that people get, over one index. */
export function ablationSteps(index: OramaPaperIndex): AblationStep[] {
  const by =
    (mode: 'text' | 'vector'): Search =>
    async (query, limit) =>
      idsOf(await index.search({ query, limit, mode }));
  const withWeights =
    (weights: RankingWeights): Search =>
    async (query, limit) =>
      idsOf(await index.search({ query, limit }, weights));

  let weights: RankingWeights = CALIBRATED;
  const added = PARTS.map(([name, keys]) => {
    const set = Object.fromEntries(keys.map((key) => [key, RANKING_WEIGHTS[key]]));
    weights = { ...weights, ...set };
    return { name, search: withWeights(weights) };
  });
  return [
    { name: 'words alone (BM25F)', search: by('text') },
    { name: 'meaning alone', search: by('vector') },
    {
      name: 'both, by rank (RRF)',
      search: async (query, limit) =>
        fuseRankings([await by('text')(query, limit), await by('vector')(query, limit)]),
    },
    { name: 'both, one weight', search: withWeights(FIXED_WEIGHTS) },
    { name: 'both, calibrated', search: withWeights(CALIBRATED) },
    ...added,
  ];
}

function idsOf({ hits }: Awaited<ReturnType<OramaPaperIndex['search']>>): string[] {
  return hits.map(({ paper }) => paper.id);
}
