import { findArxivId } from '../../corpus/paper-reference.ts';

/** An arXiv id, and which version of the paper it names. */
export interface VersionedId {
  /** Without version. */
  readonly id: string;
  readonly version?: number;
}

/** The id in what arXiv calls an entry: `oai:arXiv.org:2301.12345v2`, `http://arxiv.org/abs/…`. */
export function readArxivId(text: string | undefined): VersionedId | undefined {
  const bare = text?.trim().replace(/^oai:arxiv\.org:/i, '') ?? '';
  const id = findArxivId(bare);
  if (id === undefined) return undefined;
  const version = /v(\d{1,4})(?:\.pdf)?\/?$/.exec(bare)?.[1];
  return { id, ...(version !== undefined && { version: Number(version) }) };
}
