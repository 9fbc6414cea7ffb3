import type { PostOutcome } from '../../subscriptions/notifier.ts';

/** What became of a test post; absent when there was no paper for it. */
export function describeTest(outcome: PostOutcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return 'No paper of late matches, so there is none for a test.';
    case 'posted':
      return 'The newest paper that matches is posted as a test, without a ping.';
    case 'later':
      return `The test could not be posted just now. ${outcome.cause}`;
    case 'barred':
      return `The test could not be posted. ${outcome.detail}`;
    case 'refused':
      return `The test could not be posted. ${outcome.cause}`;
  }
}
