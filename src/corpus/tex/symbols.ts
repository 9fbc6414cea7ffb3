import { latex2unicode } from 'unicode2latex';

/** What the table of `unicode2latex` lacks, or renders in a way that is hard to read or to search. */
const OWN_SYMBOLS: Readonly<Record<string, string>> = {
  cdot: '·',
  colon: ':',
  coloneqq: '≔',
  degree: '°',
  diamond: '⋄',
  dots: '…',
  dotsb: '⋯',
  dotsc: '…',
  dotsi: '⋯',
  dotsm: '⋯',
  dotso: '…',
  emptyset: '∅',
  eps: 'ε',
  epsilon: 'ε',
  eqdef: '≝',
  euro: '€',
  EUR: '€',
  gets: '←',
  ge: '≥',
  geqslant: '≥',
  iff: '⇔',
  implies: '⇒',
  impliedby: '⇐',
  land: '∧',
  lbrack: '[',
  le: '≤',
  leadsto: '⇝',
  leqslant: '≤',
  lor: '∨',
  lq: '‘',
  lVert: '‖',
  lvert: '|',
  mid: '|',
  phi: 'φ',
  rbrack: ']',
  rq: '’',
  rVert: '‖',
  rvert: '|',
  setminus: '∖',
  smallsetminus: '∖',
  sim: '∼',
  slash: '/',
  square: '□',
  star: '⋆',
  textasciigrave: '`',
  textmu: 'µ',
  textperiodcentered: '·',
  textquotesingle: "'",
  triangle: '△',
  unlhd: '⊴',
  unrhd: '⊵',
  xrightarrow: '→',
  xleftarrow: '←',
  yen: '¥',
};

/** Names printed upright, with a space around them: `n\log n` is “n log n”. */
const OPERATORS = new Set(
  `arccos arcsin arctan arg argmax argmin bmod cos cosh cot coth cov csc deg det diag dim exp gcd
  hom inf ker KL lg lim liminf limsup ln log max min mod poly polylog Pr rank sec sgn sign sin sinh
  softmax sup supp tan tanh tr Tr Var`.split(/\s+/),
);

/** Words that authors keep in a command. */
const WORDS: Readonly<Record<string, string>> = {
  BibTeX: 'BibTeX',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
  cf: 'cf.',
  eg: 'e.g.',
  etal: 'et al.',
  etc: 'etc.',
  ie: 'i.e.',
  iid: 'i.i.d.',
  vs: 'vs.',
  wrt: 'w.r.t.',
};

const MATH_ALPHANUMERIC = /^[\u{1d400}-\u{1d7ff}]$/u;
const COMBINING_OR_INVISIBLE = /[\p{M}\p{Cf}]/u;

/**
 * The character that a command such as `lambda` or `leq` stands for, or `undefined`.
 *
 * Letters that the table gives in mathematical italics come back as plain letters, which more fonts
 * have and which people type when they search.
 */
export function symbolFor(name: string): string | undefined {
  if (Object.hasOwn(OWN_SYMBOLS, name)) return OWN_SYMBOLS[name];
  const symbol = tableEntry(`\\${name}`);
  if (symbol === undefined || COMBINING_OR_INVISIBLE.test(symbol)) return undefined;
  return MATH_ALPHANUMERIC.test(symbol) ? symbol.normalize('NFKC') : symbol;
}

/** A function's or operator's name that is printed as it stands, such as `log`. */
export function isOperator(name: string): boolean {
  return OPERATORS.has(name);
}

/** The words behind a command such as `LaTeX` or `eg`, or `undefined`. */
export function wordsFor(name: string): string | undefined {
  return Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
}

/** Alphabets whose letters mean something of their own, by the commands that choose them. */
const ALPHABETS: Readonly<Record<string, string>> = {
  mathbb: 'mathbb',
  mathbbm: 'mathbb',
  mathds: 'mathbb',
  mathcal: 'mathscr',
  mathscr: 'mathscr',
  mathfrak: 'mathfrak',
};

/** Whether a command chooses an alphabet: blackboard, script or Fraktur. */
export function isAlphabet(command: string): boolean {
  return Object.hasOwn(ALPHABETS, command);
}

/**
 * A letter in the alphabet of a command: `ℝ` for `mathbb` and `R`. A longer text stays as it is,
 * because a word in such letters could neither be read aloud nor searched for.
 */
export function letterInAlphabet(command: string, letter: string): string {
  return tableEntry(`\\${ALPHABETS[command]}{${letter}}`) ?? letter;
}

function tableEntry(tex: string): string | undefined {
  const table: Readonly<Record<string, unknown>> = latex2unicode;
  const entry = Object.hasOwn(table, tex) ? table[tex] : undefined;
  return typeof entry === 'string' ? entry.normalize('NFC') : undefined;
}
