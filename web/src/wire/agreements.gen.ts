// Generated from whiteboard/agreements.py by ./flipover generate.

export const MIN_ANSWER_MINUTES = 30;

export const MAX_ANSWER_MINUTES = 6000;

export const MAX_AWAY = 40;

/** `agreement` of a coach: within how much working time letters are answered. *minutes* null takes it back. Time counts on *days* (ISO, 1 is Monday) between *opens* and *closes*, not on public holidays of *country* ('' for none) and not while *away*. Terms hold for letters that the log has after them. */
export interface AnswerTerms {
  readonly type: "answer";
  /** minutes */
  readonly minutes: number | null;
  readonly days: readonly number[];
  /** minutes after midnight, in the coach's time zone */
  readonly opens: number;
  /** minutes after midnight, in the coach's time zone */
  readonly closes: number;
  /** IANA */
  readonly zone: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** first and last day */
  readonly away: readonly (readonly [string, string])[];
}

/** `agreement` of a coach: letters up to *seq* were answered aloud. */
export interface Answered {
  readonly type: "answered";
  readonly seq: number;
}
