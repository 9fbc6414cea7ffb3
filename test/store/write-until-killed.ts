import { openStore } from '../../src/store/open-store.ts';
import { foundPaper, NOW, RECORDING, subscribe } from './samples.ts';

/*
 * Run as a process of its own: writes batches of papers, each with posts for them, into the data
 * folder that it is given, and says the number of each batch once the store has it.
 */
const [dataDir = '', firstBatch = '0'] = process.argv.slice(2);
const store = await openStore({ dataDir });
const subscription = await subscribe(store);
process.stdout.write('open\n');
for (let batch = Number(firstBatch); ; batch += 1) {
  const ids = ['a', 'b', 'c'].map((letter) => `${batch}-${letter}`);
  await store.transaction(async ({ papers, outbox }) => {
    await papers.record(
      ids.map((id) => foundPaper({ id })),
      RECORDING,
    );
    await outbox.add(
      ids.map((paperId) => ({
        subscriptionId: subscription.id,
        paperId,
        reason: '',
        dueAt: NOW,
      })),
      { maxWaiting: 1_000_000 },
    );
  });
  process.stdout.write(`${batch}\n`);
}
