import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/answer/language-model/claim-schema.ts';
import { StatementReader } from '../../../src/answer/language-model/statement-reader.ts';
import { fc } from '../../fast-check.ts';

const LINE = '{"claim": "It works.", "quotes": [{"paper": 1, "quote": "it works well"}]}';
const CLAIM: Statement = {
  kind: 'claim',
  claim: { text: 'It works.', quotes: [{ citation: 1, text: 'it works well' }] },
};

function read(text: string): Statement[] {
  return new StatementReader().read(text);
}

describe('StatementReader', () => {
  it.each([
    { form: 'a line', reply: LINE },
    { form: 'a fenced block', reply: `\`\`\`json\n${LINE}\n\`\`\`` },
    { form: 'a list', reply: `[\n${LINE}\n]` },
    { form: 'an object around a list', reply: `{"claims": [${LINE}], "answered": true}` },
    { form: 'many lines', reply: JSON.stringify(JSON.parse(LINE), null, 2) },
    { form: 'a sentence before and after', reply: `Here you're: {1, 2}\n${LINE}\nI "hope` },
    { form: 'an open bracket before', reply: `The set {a "b\n${LINE}` },
    { form: 'a flat object', reply: '{"claim":"It works.","citation":1,"quote":"it works well"}' },
    {
      form: 'quotes as strings',
      reply: '{"text":"It works.","paper":"[1]","quotes":["it works well"]}',
    },
    {
      form: 'a number as text',
      reply: '{"claim":"It works.","quotes":[{"citation":"1","text":"it works well"}]}',
    },
    {
      form: 'one quote of a wrong shape',
      reply: '{"claim":"It works.","quotes":[7,{"quote":"x"},{"paper":1,"quote":"it works well"}]}',
    },
  ])('reads a claim out of $form', ({ reply }) => {
    expect(read(reply)).toEqual([CLAIM]);
  });

  it.each([
    '{"answered": false}',
    '```json\n{"answered": false}\n```',
    '{"claims": [], "answered": false}',
  ])('understands that the abstracts do not answer: %s', (reply) => {
    expect(read(reply)).toEqual([{ kind: 'not-answered' }]);
  });

  it.each([
    '',
    'I think that it works.',
    '{"answered": true}',
    '{"a": {}}',
    '{{{',
    '}}}',
    '{"claim"',
  ])('reads nothing out of %j', (reply) => {
    expect(read(reply)).toEqual([]);
  });

  it('keeps TeX that stands in a string with single backslashes', () => {
    const reply = String.raw`{"claim": "So.", "quote": "a $\lambda$ of $\beta\times\Theta\\nu$", "paper": 1}`;

    expect(read(reply)).toMatchObject([
      { claim: { quotes: [{ text: String.raw`a $\lambda$ of $\beta\times\Theta\nu$` }] } },
    ]);
  });

  it('does not try what is nested without end, nor keep it', () => {
    expect(read(`${'{"a":'.repeat(50_000)}\n${LINE}`)).toEqual([CLAIM]);
  });

  it('reads the same whatever the pieces are', () => {
    const reply = `Sure!\n${LINE}\n[${LINE}]\n{"answered": false}`;

    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sizes) => {
        const reader = new StatementReader();
        const statements: Statement[] = [];
        for (let at = 0, i = 0; at < reply.length; i++) {
          const size = sizes[i % sizes.length]!;
          statements.push(...reader.read(reply.slice(at, at + size)));
          at += size;
        }

        expect(statements).toEqual([CLAIM, CLAIM, { kind: 'not-answered' }]);
      }),
    );
  });

  it('reads from a reply that breaks off what was finished', () => {
    const reply = `[${LINE},${LINE},${LINE}]`;

    fc.assert(
      fc.property(fc.nat(reply.length), (end) => {
        const finished = Math.min(3, Math.floor(end / (LINE.length + 1)));

        expect(read(reply.slice(0, end))).toHaveLength(finished);
      }),
    );
  });
});
