/** The numbers themselves, or a copy with half as much room again, so that `length` of them fit. */
export function withRoom<T extends Uint8Array | Uint32Array | Int32Array>(
  numbers: T,
  length: number,
): T {
  if (length <= numbers.length) return numbers;
  const Numbers = numbers.constructor as new (length: number) => T;
  const grown = new Numbers(Math.max(length, Math.ceil(numbers.length * 1.5)));
  grown.set(numbers);
  return grown;
}
