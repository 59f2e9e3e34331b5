/**
 * What the coach has at hand: seven steps, and questions for each step and exercise.
 *
 * Keys only; the words are an area of `i18n/`. The steps are the usual order of a progress-focused
 * talk (README.md beside this file names its source), never a binding one: nothing here knows what
 * comes before or after.
 */
import type { nl } from '../i18n/coaching.nl';
import { TALK_STEPS } from '../wire/schema.gen';

export type QuestionKey = Extract<keyof typeof nl, `q_${string}`>;
export type CarefulKey = Extract<keyof typeof nl, `careful_${string}`>;

export const STEPS = TALK_STEPS;
export type StepId = (typeof STEPS)[number];

/** Where questions belong: a step, a part of an exercise, or a moment of its own. */
export const PLACES = [
  ...STEPS,
  'circles_inner', 'circles_ring', 'circles_choose',
  'scale_explain', 'scale_now', 'scale_low', 'scale_up',
  'again', 'heavy',
] as const;
export type Place = (typeof PLACES)[number];

export interface Chapter {
  readonly place: Place;
  readonly questions: readonly QuestionKey[];
  /** what is better left, in a line or two */
  readonly careful: readonly CarefulKey[];
}

export const GUIDE: readonly Chapter[] = [
  { place: 'use', questions: ['q_use_1', 'q_use_2', 'q_use_3', 'q_use_4', 'q_use_5'], careful: ['careful_use'] },
  { place: 'topic', questions: ['q_topic_1', 'q_topic_2', 'q_topic_3', 'q_topic_4'], careful: ['careful_topic'] },
  { place: 'wanted', questions: ['q_wanted_1', 'q_wanted_2', 'q_wanted_3', 'q_wanted_4'], careful: ['careful_wanted'] },
  { place: 'achieved', questions: ['q_achieved_1', 'q_achieved_2', 'q_achieved_3', 'q_achieved_4'], careful: ['careful_achieved'] },
  { place: 'worked', questions: ['q_worked_1', 'q_worked_2', 'q_worked_3', 'q_worked_4'], careful: [] },
  { place: 'ahead', questions: ['q_ahead_1', 'q_ahead_2', 'q_ahead_3', 'q_ahead_4', 'q_ahead_5'], careful: ['careful_ahead'] },
  { place: 'useful', questions: ['q_useful_1', 'q_useful_2', 'q_useful_3', 'q_useful_4'], careful: [] },
  { place: 'circles_inner', questions: ['q_inner_1', 'q_inner_2', 'q_inner_3', 'q_inner_4'], careful: ['careful_inner'] },
  { place: 'circles_ring', questions: ['q_ring_1', 'q_ring_2', 'q_ring_3'], careful: [] },
  { place: 'circles_choose', questions: ['q_choose_1', 'q_choose_2', 'q_choose_3'], careful: ['careful_choose'] },
  { place: 'scale_explain', questions: ['q_scale_explain_1', 'q_scale_explain_2'], careful: ['careful_scale'] },
  { place: 'scale_now', questions: ['q_scale_now_1', 'q_scale_now_2', 'q_scale_now_3', 'q_scale_now_4'], careful: [] },
  { place: 'scale_low', questions: ['q_scale_low_1', 'q_scale_low_2', 'q_scale_low_3'], careful: ['careful_scale_low'] },
  { place: 'scale_up', questions: ['q_scale_up_1', 'q_scale_up_2', 'q_scale_up_3', 'q_scale_up_4'], careful: [] },
  { place: 'again', questions: ['q_again_1', 'q_again_2', 'q_again_3'], careful: ['careful_again'] },
  { place: 'heavy', questions: ['q_heavy_1', 'q_heavy_2', 'q_heavy_3'], careful: ['careful_heavy'] },
];
