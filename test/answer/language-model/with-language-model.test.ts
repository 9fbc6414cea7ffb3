import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import type { Answerer } from '../../../src/answer/answer.ts';
import { withLanguageModel } from '../../../src/answer/language-model/with-language-model.ts';
import { readSettings } from '../../../src/config.ts';
import { createLogger } from '../../../src/log.ts';
import { startFakeLanguageModel } from '../../fake-language-model.ts';
import { preferences, quotedAnswer } from './stage.ts';

const quoting: Answerer = { answer: async () => quotedAnswer };
const parts = {
  quoting,
  retrievePapers: async () => [{ paper: preferences, score: 1 }],
  log: createLogger({ level: 'silent', secrets: [], stream: new PassThrough() }),
};

it('makes nothing that could send a text anywhere when no model is set', async () => {
  expect(await withLanguageModel(readSettings({}).languageModel, parts)).toBe(quoting);
});

it('asks the model that the environment names', async () => {
  const server = await startFakeLanguageModel();
  onTestFinished(() => server.close());
  const { languageModel } = readSettings({ LLM_BASE_URL: server.url, LLM_MODEL: 'test-model' });

  const answerer = await withLanguageModel(languageModel, parts);

  const answer = await answerer.answer({ text: 'Is it stable?' });

  expect(answer).toHaveProperty('claims');
  expect(server.requests).toMatchObject([{ body: { model: 'test-model', max_tokens: 1_000 } }]);
});
