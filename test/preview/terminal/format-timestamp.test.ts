import { describe, expect, it } from 'vitest';
import { formatTimestamp } from '../../../src/preview/terminal/format-timestamp.ts';

const NOW_MS = Date.UTC(2025, 0, 15, 12);

describe('formatTimestamp', () => {
  it.each([
    { style: 't', text: '12:00' },
    { style: 'T', text: '12:00:00' },
    { style: 'd', text: '15/01/2025' },
    { style: 'D', text: '15 January 2025' },
    { style: 'f', text: '15 January 2025 at 12:00' },
    { style: '?', text: '15 January 2025 at 12:00' },
  ])('shows a moment in style $style', ({ style, text }) => {
    expect(formatTimestamp(NOW_MS / 1_000, style, NOW_MS, 'UTC')).toBe(text);
  });

  it('names the day of the week in style F', () => {
    const text = formatTimestamp(NOW_MS / 1_000, 'F', NOW_MS, 'UTC');

    expect(text).toMatch(/^Wednesday,? 15 January 2025/);
  });

  it.each([
    { secondsFromNow: 0, text: 'now' },
    { secondsFromNow: -30, text: '30 seconds ago' },
    { secondsFromNow: 90 * 60, text: 'in 2 hours' },
    { secondsFromNow: -24 * 3_600, text: 'yesterday' },
    { secondsFromNow: -65 * 24 * 3_600, text: '2 months ago' },
    { secondsFromNow: 800 * 24 * 3_600, text: 'in 2 years' },
  ])('shows $secondsFromNow s from now as $text', ({ secondsFromNow, text }) => {
    expect(formatTimestamp(NOW_MS / 1_000 + secondsFromNow, 'R', NOW_MS)).toBe(text);
  });

  it('does not fail at a moment beyond the calendar', () => {
    expect(formatTimestamp(9e12, 'f', NOW_MS)).toBe('Invalid date');
  });
});
