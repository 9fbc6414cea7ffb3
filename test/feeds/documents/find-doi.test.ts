import { expect, it } from 'vitest';
import { findDoi } from '../../../src/feeds/documents/find-doi.ts';

it.each([
  [['doi:10.1038/S41586-021-03819-2'], '10.1038/s41586-021-03819-2'],
  [['https://doi.org/10.1145/3442188.3445922'], '10.1145/3442188.3445922'],
  [['http://dx.doi.org/10.1145%2F3442188'], '10.1145/3442188'],
  [[undefined, 'https://lab.example/10', '10.1000/182'], '10.1000/182'],
  [['10.48550/arXiv.2301.12345'], undefined],
  [['100%', '10.1/x'], undefined],
  [[], undefined],
])('finds in %j the DOI %s', (texts, doi) => {
  expect(findDoi(texts)).toBe(doi);
});
