import * as z from 'zod';

/**
 * Layout of a snapshot: `PCIS` and the version (4 bytes each); the chunks of all sections, without
 * a gap; the table of contents as JSON; the length of that, its CRC-32, and `SICP` (4 bytes each).
 * Numbers of the frame are little-endian; those of sections are as the machine has them, and the
 * fingerprint names its byte order.
 *
 * What a file vouches for stands at its end: one that was cut off has none.
 */
export const HEAD_MAGIC = 'PCIS';
export const TAIL_MAGIC = 'SICP';
export const VERSION = 1;
export const HEAD_BYTES = 8;
export const TAIL_BYTES = 12;

/** What an index was made of and by; it is of use where all of it is the same. Values by words for them. */
export type Fingerprint = Readonly<Record<string, string>>;

export const tableOfContents = z.object({
  fingerprint: z.record(z.string(), z.string()),
  /** What `PaperSource.fingerprint` said of the papers; absent when it changed while they were read. */
  papers: z.string().optional(),
  /** In the order of the file, with length and CRC-32 of every chunk. */
  sections: z.array(
    z.object({
      name: z.string(),
      chunks: z.array(z.tuple([z.int().min(0), z.int().min(0)])),
    }),
  ),
});

export type TableOfContents = z.infer<typeof tableOfContents>;
