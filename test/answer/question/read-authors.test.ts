import { describe, expect, it } from 'vitest';
import { readAuthors } from '../../../src/answer/question/read-authors.ts';

/** The mention that is looked up first. */
const first = (text: string) => readAuthors(text)[0];

describe('readAuthors', () => {
  it.each([
    ['papers by Ada Lovelace', ['Ada Lovelace'], ''],
    ['papers written by Ada Lovelace?', ['Ada Lovelace'], ''],
    ['show me papers by Ada Lovelace on engines', ['Ada Lovelace'], 'show me on engines'],
    ['papers by Ada Lovelace and Mary Somerville', ['Ada Lovelace', 'Mary Somerville'], ''],
    ['what did Lovelace publish on engines', ['Lovelace'], 'on engines'],
    ['has Ada Lovelace written anything', ['Ada Lovelace'], 'anything'],
    ['and by Somerville?', ['Somerville'], ''],
  ])('is sure that “%s” names authors', (text, names, rest) => {
    expect(first(text)).toEqual({ names, rest, isCertain: true });
  });

  it.each([
    ['papers on engines by Ada Lovelace', ['Ada Lovelace'], 'on engines'],
    ['Ada Lovelace’s papers', ['Ada Lovelace'], ''],
    ['papers that Ada Lovelace wrote', ['Ada Lovelace'], ''],
    ['papers from Ada Lovelace', ['Ada Lovelace'], ''],
    ['who is Ada Lovelace?', ['Ada Lovelace'], ''],
    ['do detectors find articles written by Machine?', ['Machine'], 'do detectors find'],
  ])('leaves it open whether “%s” does', (text, names, rest) => {
    expect(first(text)).toEqual({ names, rest, isCertain: false });
  });

  it('tries less of what may run on into the subject', () => {
    const names = readAuthors('papers by Ada Lovelace engines').map((mention) => mention.names);

    expect(names).toContainEqual(['Ada Lovelace engines']);
    expect(names).toContainEqual(['Ada Lovelace']);
  });

  it.each(['robots', 'papers by them'])('finds none in “%s”', (text) => {
    expect(readAuthors(text)).toEqual([]);
  });

  it('takes no single common word for a name in a question of something else', () => {
    const names = readAuthors('does it work by chance?').flatMap((mention) => mention.names);

    expect(names).not.toContain('chance');
  });

  it('is quick with 2,000 characters of anything', () => {
    const mentions = readAuthors('papers by the and of works by '.repeat(66));

    expect(mentions.length).toBeLessThanOrEqual(24);
  });
});
