import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/feeds/documents/decode-text.ts';

const xml = (encoding: string, text: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>${text}`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8 that says nothing', Buffer.from('<a>Iñtër</a>'), undefined, '<a>Iñtër</a>'],
    ['UTF-8 with a mark', Buffer.from('\uFEFF<a>é</a>'), undefined, '<a>é</a>'],
    ['UTF-16 with a mark', Buffer.from('\uFEFF<a>é</a>', 'utf16le'), undefined, '<a>é</a>'],
    ['UTF-16 the other way round', utf16be('\uFEFF<a>é</a>'), undefined, '<a>é</a>'],
    ['UTF-16 without a mark', Buffer.from('<a>é</a>', 'utf16le'), undefined, '<a>é</a>'],
    ['an encoding in the header', latin1('<a>é</a>'), 'text/xml; charset=iso-8859-1', '<a>é</a>'],
    ['one in quotation marks', latin1('<a>é</a>'), "text/xml;charset='ISO-8859-1'", '<a>é</a>'],
    [
      'an encoding in the document',
      latin1(xml('iso-8859-1', '<a>é</a>')),
      'text/xml',
      xml('iso-8859-1', '<a>é</a>'),
    ],
    [
      'the header over the document',
      Buffer.from([...latin1(xml('iso-8859-1', '<a>')), 0xe9]),
      'text/xml; charset=koi8-r',
      xml('iso-8859-1', '<a>И'),
    ],
    [
      'quotation marks of Windows-1252',
      Buffer.from([0x3c, 0x61, 0x3e, 0x93, 0x61, 0x94, 0xe9]),
      'text/xml; charset=windows-1252',
      '<a>“a”é',
    ],
    ['those in other encodings too', Buffer.from('<a>don\u0092t</a>'), undefined, '<a>don’t</a>'],
    [
      'UTF-8 that is called ISO-8859-1',
      Buffer.from('<a>é</a>'),
      'text/xml; charset=iso-8859-1',
      '<a>é</a>',
    ],
    [
      'an encoding that nobody knows',
      Buffer.from('<a>é</a>'),
      'text/xml; charset=bogus',
      '<a>é</a>',
    ],
  ])('reads %s', (_what, bytes, contentType, text) => {
    expect(decodeText(bytes, contentType)).toBe(text);
  });

  it('reads letters of several bytes, in the encoding that is named', () => {
    const korean = Buffer.from([0x3c, 0x61, 0x3e, 0xb3, 0xe2]);

    expect(decodeText(korean, 'text/xml; charset=euc-kr')).toBe('<a>년');
  });

  it('puts up with a letter that somebody cut in half', () => {
    const long = 'x'.repeat(2_000);
    const bytes = Buffer.concat([
      Buffer.from(`<a>${long}`),
      Buffer.from([0xc3]),
      Buffer.from('</a>'),
    ]);

    expect(decodeText(bytes, undefined)).toBe(`<a>${long}\uFFFD</a>`);
  });

  it.each([
    [latin1('<a>éèàù éèàù</a>'), undefined, /does not say in which encoding/],
    [
      latin1('<a>éèàù éèàù</a>'),
      'text/xml; charset=utf-8',
      /not in the encoding that it names, “utf-8”/,
    ],
    [Buffer.from([0, 0, 0, 0x3c, 0, 0, 0, 0x61]), undefined, /UTF-32/],
  ])('refuses what it would have to guess at', (bytes, contentType, reason) => {
    expect(() => decodeText(bytes, contentType)).toThrow(reason);
  });
});
