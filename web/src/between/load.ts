/** All that belongs to the time between two sessions, with its words; it comes soon after the room. */
import { createLetterApi } from '../log/letterApi';
import { createResting } from '../log/resting';
import './between.css';
import { b, loadBetweenWords } from './words';

export async function load() {
  const [rest, choice, notice, line, panel, who, desk] = await Promise.all([
    import('./RestingLetters'), import('./RestChoice'), import('./noticeDesk'), import('./NoticeLine'), import('./NoticePanel'), import('./WhoMail'), import('./restingDesk'),
    loadBetweenWords(),
  ]);
  return { ...rest, ...choice, ...notice, ...line, ...panel, ...who, ...desk, b, createLetterApi, createResting };
}
