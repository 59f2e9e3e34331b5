/**
 * What people did to a document, kept apart from it, so that it can be told afterwards whether all of it
 * is there.
 *
 * A claim says: this person made this field of this element or sheet so. Claims come from comparing the
 * document before and after each act, undo and redo included.
 */
import { toBase64url } from '../../crypto/base64url';
import { BoardDocument } from '../document';

/** `id key` → value as text; absent when the element or sheet is. */
export type Plain = ReadonlyMap<string, string>;

const ABSENT = 'absent';

/** Everything a document holds, field by field; `id !` says that the element or sheet is there. */
export function plainOf(encoded: Uint8Array): Plain {
  const document = new BoardDocument();
  document.apply(encoded);
  document.takeTouched();
  const plain = new Map<string, string>();
  for (const things of [document.elements.values(), document.sheets()]) {
    for (const { id, ...fields } of things) {
      plain.set(`${id} !`, 'there');
      for (const [key, value] of Object.entries(fields))
        plain.set(`${id} ${key}`, value instanceof Uint8Array ? toBase64url(value) : JSON.stringify(value));
    }
  }
  document.destroy();
  return plain;
}

interface Claim {
  readonly who: number;
  readonly value: string;
  readonly act: number;
}

export class Claims {
  readonly #claims = new Map<string, Claim[]>();
  readonly #lost = new Set<number>();
  #acts = 0;

  /** @returns the act's number, to `lose` it by */
  add(who: number, before: Plain, after: Plain): number {
    const act = ++this.#acts;
    for (const place of changed(before, after)) {
      const claims = this.#claims.get(place) ?? [];
      claims.push({ who, value: after.get(place) ?? ABSENT, act });
      this.#claims.set(place, claims);
    }
    return act;
  }

  /** The log refused these acts: their authors were told. */
  lose(acts: Iterable<number>): void {
    for (const act of acts) this.#lost.add(act);
  }

  /** What *who* takes back must be what *who* made. @returns places where it was somebody else's */
  notOwn(who: number, before: Plain, after: Plain): string[] {
    return changed(before, after).filter((place) => {
      const value = before.get(place) ?? ABSENT;
      // A whole element comes and goes with its fields; whose it is stands beside its `!`.
      const [id = '', key = ''] = place.split(' ');
      const whole = key !== '!' && before.has(`${id} !`) !== after.has(`${id} !`);
      return !whole && !this.#of(place).some((claim) => claim.who === who && claim.value === value);
    });
  }

  /** @returns what is missing in *end*: places whose value nobody's last act made so */
  missing(end: Plain): string[] {
    const missing: string[] = [];
    for (const place of this.#claims.keys()) {
      const claims = this.#kept(place);
      if (claims.length === 0 || place.endsWith(' text')) continue;
      const last = new Map(claims.map((claim) => [claim.who, claim.value]));
      const value = end.get(place) ?? ABSENT;
      const [id = ''] = place.split(' ');
      // Somebody took the whole away, which is looked at by itself.
      if (value === ABSENT && !end.has(`${id} !`) && !place.endsWith(' !')) continue;
      if (![...last.values()].includes(value)) missing.push(`${place}: ${value}, not ${[...last.values()].join(' or ')}`);
    }
    return missing;
  }

  /** Whether somebody ever took it away. */
  everGone(id: string): boolean {
    return this.#kept(`${id} !`).some((claim) => claim.value === ABSENT);
  }

  #kept(place: string): readonly Claim[] {
    return this.#of(place).filter(({ act }) => !this.#lost.has(act));
  }

  #of(place: string): readonly Claim[] {
    return this.#claims.get(place) ?? [];
  }
}

function changed(before: Plain, after: Plain): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((place) => before.get(place) !== after.get(place));
}
