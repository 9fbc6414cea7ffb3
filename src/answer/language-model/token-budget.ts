/** Tokens that were set aside for one answer. */
interface Reservation {
  /** Says what the answer took, so that the rest may be used again. */
  settle(usedTokens: number): void;
}

/** What each payer may still use of a language model today. */
export interface TokenBudget {
  /**
   * Sets tokens aside; `undefined` when the payer has not that many left today.
   *
   * They are set aside before they are used, so that many questions at once cannot together take
   * more than there is.
   *
   * @param payer everybody who is not named pays from one purse
   */
  reserve(payer: string | undefined, tokens: number): Reservation | undefined;
}

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/**
 * A budget in memory: a restart gives everybody a fresh day.
 *
 * @param dailyTokens for each payer, from midnight to midnight UTC; may be infinite
 * @param now milliseconds since 1970
 */
export function createTokenBudget(dailyTokens: number, now: () => number): TokenBudget {
  let day = Number.NaN;
  let used = new Map<string | undefined, number>();

  function usedToday(): Map<string | undefined, number> {
    const today = Math.floor(now() / MS_PER_DAY);
    if (today !== day) {
      day = today;
      used = new Map();
    }
    return used;
  }

  return {
    reserve(payer, tokens) {
      const ledger = usedToday();
      const before = ledger.get(payer) ?? 0;
      if (before + tokens > dailyTokens) return undefined;
      ledger.set(payer, before + tokens);
      return {
        settle(usedTokens) {
          // An answer that was begun yesterday settles with yesterday's ledger, which is gone.
          ledger.set(payer, (ledger.get(payer) ?? 0) - tokens + usedTokens);
        },
      };
    },
  };
}
