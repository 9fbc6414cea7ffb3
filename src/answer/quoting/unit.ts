/** An embedding at length 1; all zeros stay as they are. */
export function unit(embedding: Float32Array): Float32Array {
  const length = Math.sqrt(dot(embedding, embedding));
  return length === 0 ? embedding : embedding.map((x) => x / length);
}

/** Of two embeddings at unit length, their cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
