import fc from 'fast-check';

/**
 * Property tests try the same cases in each run, so that a change fails for what it did and not by
 * chance. `PROPERTY_SEED=$RANDOM npm test` looks elsewhere, and `PROPERTY_RUNS=5000` further.
 */
const { PROPERTY_SEED = '20231', PROPERTY_RUNS } = process.env;

fc.configureGlobal({
  seed: Number(PROPERTY_SEED),
  ...(PROPERTY_RUNS !== undefined && { numRuns: Number(PROPERTY_RUNS) }),
});

export { fc };
