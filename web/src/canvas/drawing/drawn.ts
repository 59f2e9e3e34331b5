/** How an element is drawn now. */
export interface Drawn {
  /** not in the log yet, and not one's own */
  readonly preview: boolean;
  /** its words stand in the editor */
  readonly blank: boolean;
  /** which of its fields that is; 0 for what has no fields */
  readonly field: number;
  /** being moved or resized here */
  readonly held: boolean;
  /** of a scale's marks those that are drawn as ever; without it all are */
  readonly marks?: ReadonlySet<string>;
}

export const SETTLED: Drawn = { preview: false, blank: false, field: 0, held: false };

/** What every element's outermost node carries. */
export const marks = (element: { readonly id: string; readonly type: string }, { preview }: Drawn) => ({
  'data-type': element.type,
  'data-id': element.id,
  'data-preview': preview ? '' : undefined,
});
