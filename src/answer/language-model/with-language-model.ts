import type { Answerer } from '../answer.ts';
import type { ModelAnswererOptions } from './model-answerer.ts';
import type { LanguageModelSettings } from './settings.ts';

/**
 * Puts a language model before an answerer, if one is set.
 *
 * @returns `quoting` itself when none is: then nothing exists that could send a text anywhere
 */
export async function withLanguageModel(
  settings: LanguageModelSettings | undefined,
  parts: Omit<ModelAnswererOptions, 'settings'>,
): Promise<Answerer> {
  if (settings === undefined) return parts.quoting;
  // The SDK takes long to load, and most do without it.
  const { createModelAnswerer } = await import('./model-answerer.ts');
  return createModelAnswerer({ ...parts, settings });
}
