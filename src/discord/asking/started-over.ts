/** Said when somebody wants earlier questions to count no more. */
export const STARTED_OVER = 'Done: I start afresh. What would you like to know?';
