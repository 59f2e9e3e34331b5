import { handOver } from '../canvas/export/handOver';

/** Hand a text to the person as a file. */
export function saveText(text: string): void {
  handOver(new Blob([text], { type: 'text/markdown' }), `flipover-${new Date().toISOString().slice(0, 10)}.md`);
}
