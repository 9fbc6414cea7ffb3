import { FEEDBACK_KEPT_MS, type FeedbackLog } from '../../answer/feedback.ts';
import type { Database } from './tables.ts';
import { atomic, takeTurn } from './transactions.ts';

export function createFeedbackLog(db: Database): FeedbackLog {
  return {
    add: ({ question, paperIds, isUseful, at }) =>
      atomic(db, async (tx) => {
        await tx
          .insertInto('feedback')
          .values({
            id: await takeTurn(tx, 1),
            question,
            paper_ids: JSON.stringify(paperIds),
            is_useful: isUseful ? 1 : 0,
            at: at.getTime(),
          })
          .execute();
        const before = at.getTime() - FEEDBACK_KEPT_MS;
        await tx.deleteFrom('feedback').where('at', '<', before).execute();
      }),

    async list(limit) {
      const rows = await db
        .selectFrom('feedback')
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ question, paper_ids, is_useful, at }) => ({
        question,
        paperIds: JSON.parse(paper_ids),
        isUseful: is_useful === 1,
        at: new Date(at),
      }));
    },
  };
}
