import type { Engine } from '../../src/store/sql/engine.ts';
import type { Store } from '../../src/store/store.ts';

/** Gives each test of a block an empty database. */
export interface StoresUnderTest {
  /** Opens the test's database; what is still open at its end is closed then. */
  open(): Promise<Store>;
  /** The test's database without even a schema; closed at the end of the test. */
  openBare(): Promise<Engine>;
}

/** To be called once in a block of tests. */
export type UseStores = () => StoresUnderTest;
