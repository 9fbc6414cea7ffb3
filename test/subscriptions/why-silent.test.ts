import { describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../src/feeds/source-health.ts';
import type { SkipCount, Subscription } from '../../src/store/subscription-store.ts';
import { whySilent } from '../../src/subscriptions/why-silent.ts';
import { NOW, wishFor } from '../store/samples.ts';

const TODAY = '2026-11-23';

const quiet: SourceHealth = {
  name: 'arxiv:cs.CL',
  title: 'arXiv cs.CL',
  status: 'well',
  failures: 0,
  today: { seen: 0, new: 0, bad: 0 },
  quietBecause: 'weekend: the source was empty',
};
const { quietBecause: _, ...busy } = quiet;

function silence(
  skips: readonly SkipCount[],
  rest: Partial<Subscription> = {},
  sources: readonly SourceHealth[] = [quiet],
): string {
  const subscription: Subscription = {
    id: 1,
    guildId: 'g1',
    channelId: 'c1',
    wish: wishFor(),
    createdAt: NOW,
    areAdminsTold: false,
    ...rest,
  };
  return whySilent({ subscription, skips, waiting: 0 }, sources, TODAY);
}

const skip = (papers: number, reason: string, day = TODAY): SkipCount => ({ day, reason, papers });

describe('whySilent', () => {
  it('says what today’s papers were passed over for, most first', () => {
    expect(silence([skip(9, 'not about the topic'), skip(3, 'excluded by “survey”')])).toBe(
      '12 new papers today, none matched: 9 not about the topic, 3 excluded by “survey”',
    );
  });

  it('speaks of the others only where some were posted', () => {
    expect(silence([skip(1, 'not about the topic')], { lastPostAt: NOW })).toBe(
      '1 new paper today not posted: 1 not about the topic',
    );
  });

  it('says what the sources say where they brought nothing', () => {
    expect(silence([skip(4, 'not about the topic', '2026-11-20')])).toBe(
      'arXiv cs.CL: weekend: the source was empty',
    );
  });

  it('goes back to the last day with papers where the sources say nothing', () => {
    expect(silence([skip(4, 'not about the topic', '2026-11-20')], {}, [busy])).toBe(
      '4 new papers on 2026-11-20 not posted: 4 not about the topic',
    );
  });

  it('heeds only the sources that are followed', () => {
    const wish = wishFor({ sources: ['lab'] });

    expect(silence([], { wish })).toBe('none of its sources is read any more');
    expect(silence([], { wish: wishFor({ sources: ['arxiv'] }) })).toMatch(/weekend/);
    expect(silence([], {}, [busy])).toBe('nothing came yet');
  });

  it('does not say that nothing came where all that came was posted', () => {
    expect(silence([], { lastPostAt: NOW }, [busy])).toBe('');
  });
});
