import Database from 'libsql';
import { isStopWord } from '../../../src/search/terms.ts';
import { splitWords } from '../../../src/search/words.ts';
import { type Engine, HITS } from '../engine.ts';

/** SQLite's full-text search in memory, with its own Porter stemmer. */
export function createFts5(): Engine {
  const database = new Database(':memory:');
  database.exec(`
    CREATE VIRTUAL TABLE papers USING fts5(
      id UNINDEXED, title, abstract, tokenize = "porter unicode61 remove_diacritics 2"
    );
    -- Ordering by the rank column is faster than by a call of bm25() with the same weights.
    INSERT INTO papers(papers, rank) VALUES ('rank', 'bm25(0.0, 2.0, 1.0)');
  `);
  const insert = database.prepare('INSERT INTO papers(id, title, abstract) VALUES (?, ?, ?)');
  const find = database.prepare(
    `SELECT id FROM papers WHERE papers MATCH ? ORDER BY rank LIMIT ${HITS}`,
  );
  return {
    modes: ['text'],

    async add(papers) {
      database.exec('BEGIN');
      for (const { id, title, abstract } of papers) insert.run(id, title, abstract);
      database.exec('COMMIT');
    },

    async search(query) {
      const words = splitWords(query).filter((word) => !isStopWord(word));
      if (words.length === 0) return [];
      // Every word is quoted: nothing in it is an operator then.
      const rows = find.all(words.map((word) => `"${word}"`).join(' OR '));
      return (rows as { id: string }[]).map(({ id }) => id);
    },
  };
}
