import { handOver } from '../canvas/export/handOver';

export interface SavedText {
  /** what it is called, but for the day; nothing of whom or what it is about */
  readonly name?: string;
  readonly type?: 'text/markdown' | 'text/plain' | 'text/html' | 'text/calendar' | 'application/json';
}
const EXTENSIONS = { 'text/markdown': 'md', 'text/plain': 'txt', 'text/html': 'html', 'text/calendar': 'ics', 'application/json': 'json' } as const;

/** Hand a text to the person as a file. */
export function saveText(text: string, { name = 'flipover', type = 'text/markdown' }: SavedText = {}): void {
  handOver(new Blob([text], { type: `${type};charset=utf-8` }), `${name}-${new Date().toISOString().slice(0, 10)}.${EXTENSIONS[type]}`);
}
