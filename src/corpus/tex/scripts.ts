const SUPERSCRIPTS = zip(
  '0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ∘⊤′*∗⋆†‡',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ°ᵀ′***†‡',
);
const SUBSCRIPTS = zip(
  '0123456789+-−=()aehijklmnoprstuvxβγρφχ',
  '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ',
);

/** From four letters on a script is a word, which small letters would make unreadable. */
const WORD = /\p{L}{4}/u;
const ONE_WORD = /^[\p{L}\p{N}\p{M}∞]+$/u;

/** Raises a text: `ⁿ⁺¹` where Unicode has the letters, else `^θ` or `^(k/2)`. */
export function superscript(text: string): string {
  return script(text, SUPERSCRIPTS, '^');
}

/** Lowers a text: `ᵢ₊₁` where Unicode has the letters, else `_KL` or `_(i,j)`. */
export function subscript(text: string): string {
  return script(text, SUBSCRIPTS, '_');
}

function script(text: string, letters: ReadonlyMap<string, string>, sign: '^' | '_'): string {
  const tight = text.trim().replace(/ ?([-+=−]) ?/g, '$1');
  if (tight === '') return '';
  const small = Array.from(tight, (letter) => letters.get(letter));
  if (!WORD.test(tight) && small.every((letter) => letter !== undefined)) return small.join('');
  return sign + (ONE_WORD.test(tight) ? tight : `(${tight})`);
}

function zip(from: string, to: string): ReadonlyMap<string, string> {
  const targets = Array.from(to);
  return new Map(Array.from(from, (letter, place) => [letter, targets[place] ?? letter]));
}
