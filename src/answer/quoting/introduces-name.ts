/**
 * Whether a sentence says what a name stands for: gives it in brackets behind its long form,
 * proposes it, or says that it is something.
 */
export function introducesName(sentence: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const whole = `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
  const forms = [
    `\\(\\s*${escaped}s?\\s*[),;]`,
    `\\b(?:call(?:ed)?|name[dly]*|dubb?(?:ed)?|term(?:ed)?|coin(?:ed)?|introduc\\w+|propos\\w+|present\\w*|defin\\w+|concept of|notion of|develop\\w*)\\b[^.;]{0,80}?${whole}`,
    `${whole}(?:\\s+(?:is|are|refers?|means?|arises?|denotes?|stands? for)\\b|,\\s+(?:an?|the|which)\\b|\\s*\\()`,
  ];
  return forms.some((form) => new RegExp(form, 'iu').test(sentence));
}
