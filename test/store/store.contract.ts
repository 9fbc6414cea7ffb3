import { describe } from 'vitest';
import { describeCrossposts } from './crossposts.contract.ts';
import { describeLeases } from './leases.contract.ts';
import { describeMigrate } from './migrate.contract.ts';
import { describeMoving } from './moving.contract.ts';
import { describeOutbox } from './outbox.contract.ts';
import { describeOutboxUpkeep } from './outbox-upkeep.contract.ts';
import { describePaperIdentity } from './paper-identity.contract.ts';
import { describePapers } from './papers.contract.ts';
import { describeStates } from './states.contract.ts';
import type { UseStores } from './store-under-test.ts';
import { describeSubscriptions } from './subscriptions.contract.ts';

/** What every store keeps to, whatever its database. */
export function describeStore(name: string, useStores: UseStores): void {
  describe(name, () => {
    const stores = useStores();
    describePapers(stores);
    describePaperIdentity(stores);
    describeLeases(stores);
    describeStates(stores);
    describeSubscriptions(stores);
    describeOutbox(stores);
    describeOutboxUpkeep(stores);
    describeMoving(stores);
    describeCrossposts(stores);
    describeMigrate(stores);
  });
}
