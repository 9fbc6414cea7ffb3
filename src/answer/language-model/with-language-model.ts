import type { Answerer } from '../answer.ts';
import { createModelAnswerer, type ModelAnswererOptions } from './model-answerer.ts';
import type { LanguageModelSettings } from './settings.ts';

/**
 * Puts a language model before an answerer, if one is set.
 *
 * @returns `quoting` itself when none is: then nothing exists that could send a text anywhere
 */
export function withLanguageModel(
  settings: LanguageModelSettings | undefined,
  parts: Omit<ModelAnswererOptions, 'settings'>,
): Answerer {
  return settings === undefined ? parts.quoting : createModelAnswerer({ ...parts, settings });
}
