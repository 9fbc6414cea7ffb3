/** Discord's ids begin to count with 2015, in the bits above the lowest 22. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** When something with this id was made, in milliseconds since 1970. */
export function timeOfId(id: string): bigint {
  return (BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
}
