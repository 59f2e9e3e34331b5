/** Focus on a thing as the list of the sheet has it; on the sheet when it is gone. */
export function focusOn(view: Element | null, id: string): void {
  const item = view?.querySelector<HTMLElement>(`[data-note="${id}"]`) ?? view?.querySelector<HTMLElement>('.sheet-stage');
  item?.focus({ preventScroll: true });
}
