/** A model file as `data/model` writes it: each word's 8-bit numbers and its factor. */
export function wordModelFile(
  words: Readonly<Record<string, { numbers: readonly number[]; factor: number }>>,
): Buffer {
  const rows = Object.values(words);
  const list = Buffer.from(Object.keys(words).join('\n'));
  const wordList = Buffer.alloc(Math.ceil(list.length / 4) * 4, '\n');
  list.copy(wordList);
  const header = Buffer.alloc(20);
  header.write('PCWM', 'latin1');
  const sizes = [1, rows[0]?.numbers.length ?? 0, rows.length, wordList.length];
  for (const [i, size] of sizes.entries()) header.writeUInt32LE(size, 4 + i * 4);
  const factors = Float32Array.from(rows, ({ factor }) => factor);
  const numbers = Int8Array.from(rows.flatMap((row) => row.numbers));
  const parts = [factors.buffer, numbers.buffer].map((part) => new Uint8Array(part));
  return Buffer.concat([header, wordList, ...parts]);
}
