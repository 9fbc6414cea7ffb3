import { describe, expect, it } from 'vitest';
import { openingOf, toPlainText } from '../../../src/feeds/documents/plain-text.ts';

describe('toPlainText', () => {
  it.each([
    ['<p>One <b>bold</b>&nbsp;word &amp; more</p><p>Two</p>', 'One bold word & more Two'],
    ['A list<ul><li>one</li><li>two</li></ul>', 'A list • one • two'],
    ['<h2>Loud</h2><a href="https://x.example">link</a><img src="a.png" alt="pic">', 'Loud link'],
    ['<script>alert(1)</script><p>safe</p>', 'safe'],
    ['don&#8217;t', 'don’t'],
    ['two\n  lines\u0000 and\ttabs', 'two lines and tabs'],
    ['if x < y and y > z', 'if x < y and y > z'],
    ['tokens <s> and <mask>', 'tokens <s> and <mask>'],
    ['a map f<T> of $a<b$', 'a map f<T> of $a<b$'],
    ['AT&T & friends', 'AT&T & friends'],
    ['', ''],
  ])('makes %j plain', (text, plain) => {
    expect(toPlainText(text)).toBe(plain);
  });

  it('does not mind elements within elements without end', () => {
    expect(toPlainText(`${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}`)).toBe('…');
  });
});

describe('openingOf', () => {
  it.each([
    ['All of it.', 20, 'All of it.'],
    ['One sentence. Another one that is cut', 20, 'One sentence. …'],
    ['A sentence that never comes to an end', 20, 'A sentence that …'],
  ])('opens %j within %i characters', (text, maxChars, opening) => {
    expect(openingOf(text, maxChars)).toBe(opening);
  });
});
