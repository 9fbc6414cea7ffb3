import { expect, it } from 'vitest';
import { toPlainText } from '../../../src/answer/language-model/plain-text.ts';
import { fc } from '../../fast-check.ts';

it.each([
  ['DPO needs no sampling.', 'DPO needs no sampling.'],
  ['It is  stable\nand\tfast.', 'It is stable and fast.'],
  ['See [the code](https://evil.example/x) for more.', 'See the code for more.'],
  ['See https://evil.example/x?y=1 or www.evil.example now.', 'See or now.'],
  ['Open discord://invite/abc now.', 'Open now.'],
  ['See _https://evil.example_ or 1://evil.example now.', 'See or now.'],
  ['<@123456789012345678> <@&1> <#2> <:emoji:3> <t:4:R> <https://evil.example> hi', 'hi'],
  ['<b>Bold</b> claims <script>alert(1)</script>.', 'Bold claims alert(1).'],
  ['<<b>@123> hides', 'hides'],
  ['ht<i>tps://evil.example hides', 'hides'],
  ['It holds for p < 0.05 and q > 0.1.', 'It holds for p < 0.05 and q > 0.1.'],
  ['**DPO** is `stable` and ||hidden||.', 'DPO is stable and hidden.'],
  ['# DPO is stable', 'DPO is stable'],
  ['- DPO is stable', 'DPO is stable'],
  ['DPO is stable [1], and fast [2, 3].', 'DPO is stable, and fast.'],
  ['\u202eDPO\u202c \u200bis\u0007 \u{e0041}stable\ufeff', 'DPO is stable'],
  ['pass@1 and A* stay, as does f_name.', 'pass@1 and A* stay, as does f_name.'],
  ['', ''],
])('makes %j plain', (text, plain) => {
  expect(toPlainText(text)).toBe(plain);
});

it('leaves no address, tag or unseen character in any text, and nothing to do a second time', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('https://', 'www.', '<', '>', '[', '](', ')', '**', '`', '[1]', '\u202e', '\0'),
  );

  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 20 }), (fragments) => {
      const plain = toPlainText(fragments.join(''));

      expect(plain).not.toMatch(/\w:\/\/|<[a-z@#:!/][^<>]*>|[\p{Cc}\p{Bidi_Control}]/u);
      expect(toPlainText(plain)).toBe(plain);
    }),
  );
});
