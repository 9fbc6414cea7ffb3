import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config.ts';

const sourcesOf = (env: Record<string, string>) => readSettings(env).sources;

describe('the settings of sources', () => {
  it('need no variable at all', () => {
    expect(sourcesOf({})).toEqual({
      names: [
        { kind: 'hugging-face' },
        { kind: 'arxiv', category: 'cs.CL' },
        { kind: 'arxiv', category: 'cs.LG' },
      ],
      schedule: '7 * * * *',
      timeZone: 'UTC',
      backfillDays: 30,
      allowsPrivateAddresses: false,
      urls: {
        huggingFace: 'https://huggingface.co',
        arxivLists: 'https://rss.arxiv.org',
        arxivRecords: 'https://arxiv.org',
        arxivQueries: 'https://export.arxiv.org',
      },
    });
  });

  it('are read from every variable', () => {
    expect(
      sourcesOf({
        SOURCES:
          'HF-daily-papers, arxiv:hep-th\n https://www.lab.example/feed.xml, News=http://other.example/a,',
        POLL_SCHEDULE: '*/30 * * * *',
        POLL_TIME_ZONE: 'Europe/Berlin',
        BACKFILL_DAYS: '0',
        ALLOW_PRIVATE_ADDRESSES: 'Yes',
        CONTACT: 'bot@lab.example',
        HUGGING_FACE_URL: 'http://localhost:1',
        ARXIV_LISTS_URL: 'http://localhost:2',
        ARXIV_RECORDS_URL: 'http://localhost:3',
        ARXIV_QUERIES_URL: 'http://localhost:4',
      }),
    ).toEqual({
      names: [
        { kind: 'hugging-face' },
        { kind: 'arxiv', category: 'hep-th' },
        { kind: 'feed', name: 'lab.example', url: 'https://www.lab.example/feed.xml' },
        { kind: 'feed', name: 'news', url: 'http://other.example/a' },
      ],
      schedule: '*/30 * * * *',
      timeZone: 'Europe/Berlin',
      backfillDays: 0,
      allowsPrivateAddresses: true,
      contact: 'bot@lab.example',
      urls: {
        huggingFace: 'http://localhost:1',
        arxivLists: 'http://localhost:2',
        arxivRecords: 'http://localhost:3',
        arxivQueries: 'http://localhost:4',
      },
    });
  });

  it('may name no source at all', () => {
    expect(sourcesOf({ SOURCES: 'none' }).names).toEqual([]);
  });

  it.each([
    [{ SOURCES: 'arxiv:nonsense!' }, /“arxiv:nonsense!” is no source/],
    [{ SOURCES: 'arxiv=https://lab.example/feed.xml' }, /is no source/],
    [{ SOURCES: 'examples=https://lab.example/feed.xml' }, /is no source/],
    [{ SOURCES: 'ftp://lab.example/feed.xml' }, /is no source/],
    [
      { SOURCES: 'https://lab.example/a, https://lab.example/b' },
      /“lab\.example” is there twice: give one a name of its own/,
    ],
    [{ POLL_SCHEDULE: 'hourly' }, /is no cron expression/],
    [{ POLL_TIME_ZONE: 'Mars/Olympus' }, /is no time zone/],
    [{ BACKFILL_DAYS: '1000' }, /is more than 365/],
    [{ BACKFILL_DAYS: '-1' }, /is less than 0/],
    [{ ALLOW_PRIVATE_ADDRESSES: 'maybe' }, /is neither yes nor no/],
    [{ CONTACT: 'Jörg' }, /a header cannot hold/],
    [{ ARXIV_LISTS_URL: 'arxiv.org' }, /is no http or https address/],
  ])('say what is wrong with %j', (env, reason) => {
    expect(() => sourcesOf(env)).toThrow(reason);
  });

  it('name several mistakes at once', () => {
    expect(() => sourcesOf({ SOURCES: 'x', POLL_SCHEDULE: 'y', POLL_TIME_ZONE: 'z' })).toThrow(
      /at SOURCES[\s\S]*at POLL_SCHEDULE[\s\S]*at POLL_TIME_ZONE/,
    );
  });
});
