/** What others did, act by act, for whoever wants to hear of it; costs nothing while nobody does. */
import type { Entry } from '../log/types';
import type { BoardDocument, Touched } from './document';
import type { OthersAct } from './types';

const NOTHING: Touched = { elements: new Set(), sheets: false };

export class OthersActs {
  readonly #listeners = new Set<(act: OthersAct) => void>();
  /** what told acts touched, and the board has not published */
  #touched = NOTHING;

  /** @returns stops it */
  listen(listener: (act: OthersAct) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An entry was folded into *document*, and nothing of it was published yet. */
  folded({ kind, own, author, seq }: Entry, document: BoardDocument): void {
    if (kind !== 'board' || own || this.#listeners.size === 0) return;
    const before = [...document.touched].map((id) => [id, document.elements.get(id) ?? null] as const);
    this.#touched = this.take(document);
    const changes = before.map(([id, was]) => ({ before: was, after: document.elements.get(id) ?? null }));
    for (const listener of this.#listeners) listener({ author, seq, changes });
  }

  /** All that *document* touched since this was last asked. */
  take(document: BoardDocument): Touched {
    const [told, newest] = [this.#touched, document.takeTouched()];
    this.#touched = NOTHING;
    if (told.elements.size === 0 && !told.sheets) return newest;
    return { elements: new Set([...told.elements, ...newest.elements]), sheets: told.sheets || newest.sheets };
  }
}
