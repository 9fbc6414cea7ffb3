import { describe, expect, it } from 'vitest';
import { calendarDate, instantOf } from '../../../src/feeds/documents/dates.ts';

describe('calendarDate', () => {
  it.each([
    ['Thu, 18 Sep 2025 00:00:00 -0400', '2025-09-18'],
    ['Tue, 30 Jun 2026 23:30:00 +0900', '2026-06-30'],
    ['Tue, 30 Jun 2026 00:30:00 +0900', '2026-06-30'],
    ['2004-04-06T23:05:43-05:00', '2004-04-06'],
    ['2025-10-16T17:59:37Z', '2025-10-16'],
    ['Wed, 2 Oct 02 15:00:00 EST', '2002-10-02'],
    ['Wed, 02 Oct 2002 15:00:00 CET', '2002-10-02'],
    ['01 Jan 2024', '2024-01-01'],
    ['Thu, 29 Feb 2024 23:30:00 EST', '2024-02-29'],
    ['February 29, 2024 23:30 EST', '2024-02-29'],
    ['Mon Mar 2 2026 10:00:00', '2026-03-02'],
    ['31/Dec/2025 23:59', '2025-12-31'],
    ['2024-01-01T00:00:00', '2024-01-01'],
    ['2024-05-17', '2024-05-17'],
    ['2024-05', '2024-05'],
    ['2024', '2024'],
  ])('finds the day in %s', (text, day) => {
    expect(calendarDate(text)).toBe(day);
  });

  it.each([
    undefined,
    '',
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    'Tue, 31 Feb 2026 10:00:00 GMT',
    '2026-02-30T10:00:00Z',
    '2026-02-29 10:00',
    '2026-4-31',
    '31 Apr 26 10:00 EST',
    '31-Feb-2026',
    'Feb 30, 2026',
    '02/30/2026 10:00:00',
    '목, 29 7월 2004 12:53:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '0001-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
  ])('makes nothing of %s', (text) => {
    expect(calendarDate(text)).toBeUndefined();
  });
});

describe('instantOf', () => {
  it.each([
    ['2025-10-16T17:59:37Z', '2025-10-16T17:59:37.000Z'],
    ['Thu, 18 Sep 2025 00:00:00 -0400', '2025-09-18T04:00:00.000Z'],
    ['2025-10-16 17:59', '2025-10-16T17:59:00.000Z'],
  ])('finds the moment in %s, in UTC unless it has a zone', (text, instant) => {
    expect(new Date(instantOf(text) ?? 0).toISOString()).toBe(instant);
  });

  it('is not taken in by a day that there never was', () => {
    expect(instantOf('Tue, 31 Feb 2026 10:00:00 GMT')).toBeUndefined();
    expect(instantOf('2026-02-30')).toBeUndefined();
  });
});
