/**
 * Exercises as they come onto a sheet: labels in the room's language, and where they lie. Data, no
 * components; a coach changes every word afterwards. The sentences are our own; README.md names
 * what they follow.
 */
import type { Frame, NewElement } from '../board/types';

export type Language = 'nl' | 'en';
type Words = Readonly<Record<Language, string>>;

/** What the two circles are called. */
export interface CircleLabels {
  readonly id: string;
  readonly inner: Words;
  readonly ring: Words;
}

export const CIRCLE_LABELS: readonly CircleLabels[] = [
  { id: 'works', inner: { nl: 'lukt al', en: 'works already' }, ring: { nl: 'wil ik nog', en: 'still want' } },
  { id: 'achieved', inner: { nl: 'bereikt', en: 'achieved' }, ring: { nl: 'te bereiken', en: 'to achieve' } },
  { id: 'keep', inner: { nl: 'behouden', en: 'keep' }, ring: { nl: 'leren', en: 'learn' } },
];

/** What 0 and 10 are called until somebody says it in own words. */
export const SCALE_ENDS: { readonly low: Words; readonly high: Words } = {
  low: { nl: 'nog niets van', en: 'nothing of it yet' },
  high: { nl: 'zoals ik het wil', en: 'how I want it' },
};

/** A card: labelled fields in columns. */
export interface CardTemplate {
  readonly id: string;
  readonly title: Words;
  readonly columns: 1 | 2 | 3;
  /** board units */
  readonly height: number;
  readonly labels: readonly Words[];
}

export const CARDS: readonly CardTemplate[] = [
  {
    id: 'step', title: { nl: 'Mijn stapje', en: 'My step' }, columns: 1, height: 780,
    labels: [
      { nl: 'wat ga ik doen', en: 'what I will do' },
      { nl: 'wanneer en waar', en: 'when and where' },
      { nl: 'als … dan …', en: 'if … then …' },
    ],
  },
  {
    id: 'closing', title: { nl: 'Tot slot', en: 'To close' }, columns: 1, height: 560,
    labels: [{ nl: 'dit neem ik mee', en: 'what I take with me' }],
  },
  {
    id: 'better', title: { nl: 'Wat gaat er al beter', en: 'What goes better already' }, columns: 2, height: 1000,
    labels: [
      { nl: 'wat gaat beter', en: 'what goes better' }, { nl: 'hoe lukte dat', en: 'how that worked out' },
      { nl: '', en: '' }, { nl: '', en: '' }, { nl: '', en: '' }, { nl: '', en: '' },
    ],
  },
  {
    id: 'keep', title: { nl: 'Behouden', en: 'Keep' }, columns: 1, height: 900,
    labels: [{ nl: 'gaat goed genoeg, mag zo blijven', en: 'goes well enough, may stay as it is' }],
  },
  {
    id: 'instead', title: { nl: 'In plaats van', en: 'Instead' }, columns: 2, height: 1000,
    labels: [{ nl: 'hier heb ik nu last van', en: 'what bothers me now' }, { nl: 'dit wil ik in plaats daarvan', en: 'what I want instead' }],
  },
  {
    id: 'success', title: { nl: 'Wat werkte', en: 'What worked' }, columns: 2, height: 1000,
    labels: [
      { nl: 'wanneer ging het beter', en: 'when it went better' }, { nl: 'wat deed ik toen', en: 'what I did then' },
      { nl: 'wat hielp daarbij', en: 'what helped' }, { nl: 'wat gebruik ik weer', en: 'what I will use again' },
    ],
  },
  {
    id: 'reflection', title: { nl: 'Terug en vooruit', en: 'Back and ahead' }, columns: 2, height: 1000,
    labels: [
      { nl: 'wat ging goed', en: 'what went well' }, { nl: 'wat wil ik behouden', en: 'what I want to keep' },
      { nl: 'wat werd beter', en: 'what got better' }, { nl: 'waar kijk ik naar uit', en: 'what I look forward to' },
      { nl: 'wat ving ik goed op', en: 'what I dealt with well' }, { nl: 'waarin wil ik vooruit', en: 'where I want to get ahead' },
    ],
  },
  {
    id: 'roles', title: { nl: 'Vier manieren om te helpen', en: 'Four ways to help' }, columns: 2, height: 1000,
    labels: [
      { nl: 'trainen en adviseren: hun behoefte, mijn ideeën', en: 'training and advising: their need, my ideas' },
      { nl: 'instrueren: mijn behoefte, mijn ideeën', en: 'instructing: my need, my ideas' },
      { nl: 'helpen: hun behoefte, hun ideeën', en: 'helping: their need, their ideas' },
      { nl: 'sturen: mijn behoefte, hun ideeën', en: 'steering: my need, their ideas' },
    ],
  },
];

/** Where each lies on an empty sheet, board units. */
const CIRCLES_FRAME: Frame = [45, 207, 910, 910, 0];
/** A scale lies in the first of its places that is free. */
export const LEVEL_FRAMES: readonly [Frame, ...Frame[]] = [
  [120, 530, 760, 120, 0], [120, 1162, 760, 120, 0], [120, 430, 760, 120, 0], [120, 860, 760, 120, 0],
];
export const UPRIGHT_FRAMES: readonly [Frame, ...Frame[]] = [
  [300, 270, 120, 960, 0], [707, 270, 120, 960, 0], [300, 950, 120, 360, 0], [300, 150, 120, 470, 0],
];
const CARD_FRAME = { x: 110, y: 180, width: 780 } as const;

export const newCircles = (topic: string, labels: { readonly inner: string; readonly ring: string }): Extract<NewElement, { type: 'circles' }> => ({
  type: 'circles', frame: CIRCLES_FRAME, topic, inner: labels.inner, ring: labels.ring, outside: '', drawn: 1,
});

export const newScale = (topic: string, upright: boolean, language: Language): NewElement => ({
  type: 'scale',
  frame: (upright ? UPRIGHT_FRAMES : LEVEL_FRAMES)[0],
  topic,
  low: SCALE_ENDS.low[language],
  high: SCALE_ENDS.high[language],
  marks: [],
  ...(upright ? { upright } : {}),
});

/** Own words in place of those that ship; a grid is as high as its rows want. */
export function newOwn({ name, kind, title, labels, columns }: OwnWords): NewElement {
  if (kind === 'circles') return { ...newCircles(title, { inner: labels[0] ?? '', ring: labels[1] ?? '' }), outside: labels[2] ?? '' };
  const { x, y, width } = CARD_FRAME;
  const height = Math.min(1000, 140 + 300 * Math.ceil(labels.length / columns));
  return { type: 'card', frame: [x, y, width, height, 0], kind: name, title: title || name, labels, cells: labels.map(() => ''), columns, value: null };
}
export interface OwnWords {
  readonly name: string;
  readonly kind: 'circles' | 'card';
  readonly title: string;
  readonly labels: readonly string[];
  readonly columns: 1 | 2 | 3;
}

export function newCard(template: CardTemplate, language: Language): NewElement {
  const { x, y, width } = CARD_FRAME;
  return {
    type: 'card',
    frame: [x, y, width, template.height, 0],
    kind: template.id,
    title: template.title[language],
    labels: template.labels.map((label) => label[language]),
    cells: template.labels.map(() => ''),
    columns: template.columns,
    value: null,
  };
}
