/** Through which speaker something plays. */

/** True where a page may choose: Chromium, Firefox from 116, Safari from 18.4. */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** Let *element* play through the speaker *id*, or through whichever there is once that one is gone. Never throws. */
export async function playThrough(element: HTMLMediaElement, id: string): Promise<void> {
  if (!canChooseSpeaker() || element.sinkId === id) return;
  try {
    await element.setSinkId(id);
  } catch {
    if (element.sinkId !== '') await element.setSinkId('').catch(() => undefined);
  }
}
