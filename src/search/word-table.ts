import { withRoom } from './with-room.ts';

/** What a place holds, side by side so that a look-up reads one line of memory. */
const PLACE_ENTRIES = 4;
const [HASH, NUMBER, START, LENGTH] = [0, 1, 2, 3];
/** No word is empty. */
const FREE = 0;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Words, numbered from 0 in the order in which they came, and found by their bytes: who reads a
 * text need not make a string of every word of it, nor look it up in a `Map`.
 *
 * The words lie one after another in UTF-8; an open-addressed table, with linear probing and FNV-1a
 * as its hash, is kept at most half full.
 */
export class WordTable {
  #size = 0;
  #bytes = new Uint8Array(1 << 12);
  /** Where each word begins in `#bytes`; the one after the last says where that ends. */
  #starts = new Uint32Array(1 << 9);
  #places = new Int32Array(PLACE_ENTRIES << 10);

  /** Words held. */
  get size(): number {
    return this.#size;
  }

  /** The number of the word that lies in `bytes` from `start` to before `end`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const place = this.#placeOf(bytes, start, end, hash(bytes, start, end));
    return this.#places[place + LENGTH] === FREE ? -1 : this.#places[place + NUMBER]!;
  }

  /** As `find`, but a word that is not held is taken in: its number is then `size` before. */
  findOrAdd(bytes: Uint8Array, start: number, end: number): number {
    const wordHash = hash(bytes, start, end);
    const place = this.#placeOf(bytes, start, end, wordHash);
    if (this.#places[place + LENGTH] !== FREE) return this.#places[place + NUMBER]!;
    return start === end ? -1 : this.#add(bytes.subarray(start, end), wordHash, place);
  }

  /** The bytes of a word that is held. */
  bytesOf(number: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[number], this.#starts[number + 1]);
  }

  /** The place of the word in `#places`, or the free one where it would stand. */
  #placeOf(bytes: Uint8Array, start: number, end: number, wordHash: number): number {
    const places = this.#places;
    const held = this.#bytes;
    const length = end - start;
    const mask = places.length - 1;
    let place = firstPlace(wordHash, mask);
    for (;;) {
      const ownLength = places[place + LENGTH]!;
      if (ownLength === FREE) return place;
      if (ownLength === length && places[place + HASH] === wordHash) {
        const own = places[place + START]!;
        let same = 0;
        while (same < length && held[own + same] === bytes[start + same]) same++;
        if (same === length) return place;
      }
      place = (place + PLACE_ENTRIES) & mask;
    }
  }

  #add(word: Uint8Array, wordHash: number, place: number): number {
    const number = this.#size++;
    const start = this.#starts[number]!;
    this.#bytes = withRoom(this.#bytes, start + word.length);
    this.#bytes.set(word, start);
    this.#starts = withRoom(this.#starts, number + 2);
    this.#starts[number + 1] = start + word.length;
    this.#places.set([wordHash, number, start, word.length], place);
    if (this.#size * 2 * PLACE_ENTRIES > this.#places.length) this.#spread();
    return number;
  }

  /** Twice as many places for the same words. */
  #spread(): void {
    const old = this.#places;
    const places = new Int32Array(old.length * 2);
    const mask = places.length - 1;
    for (let at = 0; at < old.length; at += PLACE_ENTRIES) {
      if (old[at + LENGTH] === FREE) continue;
      let place = firstPlace(old[at + HASH]!, mask);
      while (places[place + LENGTH] !== FREE) place = (place + PLACE_ENTRIES) & mask;
      places.set(old.subarray(at, at + PLACE_ENTRIES), place);
    }
    this.#places = places;
  }
}

/** Where the search for a word begins; the hash's upper half is the better one. */
function firstPlace(wordHash: number, mask: number): number {
  return ((wordHash ^ (wordHash >>> 15)) * PLACE_ENTRIES) & mask;
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = FNV_OFFSET | 0;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at]!, FNV_PRIME);
  return value;
}
