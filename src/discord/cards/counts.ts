const numbers = new Intl.NumberFormat('en');

/** `12,034` */
export function readableCount(count: number): string {
  return numbers.format(count);
}

/** `1 paper`, `12,034 papers` */
export function countPapers(count: number): string {
  return `${readableCount(count)} ${count === 1 ? 'paper' : 'papers'}`;
}
