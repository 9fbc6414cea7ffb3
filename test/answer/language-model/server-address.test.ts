import { expect, it } from 'vitest';
import { parseServerAddress } from '../../../src/answer/language-model/server-address.ts';

it.each([
  {
    url: 'http://localhost:11434/v1',
    address: { baseURL: 'http://localhost:11434/v1', queryParams: {}, headers: {} },
  },
  {
    url: 'http://localhost:11434/v1/chat/completions/',
    address: { baseURL: 'http://localhost:11434/v1', queryParams: {}, headers: {} },
  },
  {
    url: 'https://a.example/openai?api-version=2024',
    address: {
      baseURL: 'https://a.example/openai',
      queryParams: { 'api-version': '2024' },
      headers: {},
    },
  },
  {
    url: 'https://ada:p%40ss@a.example/v1',
    address: {
      baseURL: 'https://a.example/v1',
      queryParams: {},
      headers: { authorization: `Basic ${btoa('ada:p@ss')}` },
    },
  },
])('takes $url apart', ({ url, address }) => {
  expect(parseServerAddress(url, undefined)).toEqual(address);
});

it('takes a password as it stands when it is not encoded as it should be', () => {
  expect(parseServerAddress('https://ada:100%@a.example', undefined).headers).toEqual({
    authorization: `Basic ${btoa('ada:100%')}`,
  });
});

it('prefers a key to a name and password', () => {
  expect(parseServerAddress('https://ada:pass@a.example', 'key').headers).toEqual({
    authorization: 'Bearer key',
  });
});
