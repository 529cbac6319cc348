/**
 * 0: nothing at or above the fail level. 1: findings, or an error in a header that was read. 2: wrong usage, unreadable
 * input, or an internal error.
 */
export type ExitStatus = 0 | 1 | 2;
