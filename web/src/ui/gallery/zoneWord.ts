/** What a zone is called on its sheet. */
import type { Zone } from '../../board/exercises';
import type { Circles, Element } from '../../board/types';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { SUMMARY_WORDS } from '../../exercises/summaryWords';

export function zoneWord(zone: Zone, elements: readonly Element[]): string {
  const circles = elements.find((element): element is Circles => element.type === 'circles');
  return circles?.[zone] || SUMMARY_WORDS[sheetLanguage.value][zone];
}
