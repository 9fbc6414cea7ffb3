/** The ways to rank that an evaluation compares. */
export const ENGINES = ['hybrid', 'text', 'vector', 'orama-default'] as const;

export type EngineName = (typeof ENGINES)[number];
