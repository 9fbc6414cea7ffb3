import { describe, expect, it } from 'vitest';
import { createUploads } from '../../../src/preview/web/uploads.ts';

const file = (filename: string) => ({
  filename,
  contentType: 'text/plain',
  bytes: new TextEncoder().encode('x'),
});

describe('uploads', () => {
  it('are taken once, numbered in the order of the message', () => {
    const uploads = createUploads();
    const [first, second] = [uploads.add(file('a.txt')), uploads.add(file('b.txt'))];

    const taken = uploads.take([second, first]);

    expect(taken.map(({ key, filename }) => [key, filename])).toEqual([
      ['0', 'b.txt'],
      ['1', 'a.txt'],
    ]);
    expect(() => uploads.take([first])).toThrow('Attach it again');
  });

  it.each([
    { given: 'my notes.txt', kept: 'my_notes.txt' },
    { given: '../../etc/passwd', kept: '.._.._etc_passwd' },
    { given: 'Größe (2).png', kept: 'Größe_(2).png' },
    { given: '', kept: 'file' },
  ])('keep of the name “$given” what is safe', ({ given, kept }) => {
    const uploads = createUploads();

    const [taken] = uploads.take([uploads.add(file(given))]);

    expect(taken?.filename).toBe(kept);
  });

  it('do not pile up when nobody sends them', () => {
    const uploads = createUploads();
    const ids = Array.from({ length: 21 }, (_, index) => uploads.add(file(`${index}.txt`)));

    expect(() => uploads.take(ids.slice(0, 1))).toThrow('got lost');
    expect(uploads.take(ids.slice(1))).toHaveLength(20);
  });
});
