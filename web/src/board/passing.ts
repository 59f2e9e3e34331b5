/** What passes by live and is nobody's act yet: ink and shapes being drawn, lasers, pointers, what is held. */
import { batch, computed } from '@preact/signals';
import type { PageId } from '../log/types';
import { Cursors } from './cursors';
import { OwnHeld, RemoteHeld } from './held';
import { OwnLaser, RemoteLasers } from './laser';
import type { LiveMessage, LiveSender } from './live';
import { RemoteInk } from './liveInk';
import { RemoteShapes } from './liveShape';
import type { Previews } from './preview';
import type { ElementId } from './types';
import type { World } from './world';

export class Passing {
  readonly laser: OwnLaser;
  readonly held: OwnHeld;
  readonly #previews: Previews;
  readonly #ink: RemoteInk;
  readonly #shapes: RemoteShapes;
  readonly #lasers: RemoteLasers;
  readonly #cursors: Cursors;
  readonly #held: RemoteHeld;

  constructor(page: PageId, previews: Previews, sender: LiveSender, world: World) {
    this.#previews = previews;
    this.laser = new OwnLaser(page, sender, world);
    this.held = new OwnHeld(sender, world);
    this.#ink = new RemoteInk(world);
    this.#shapes = new RemoteShapes(world);
    this.#lasers = new RemoteLasers(world);
    this.#cursors = new Cursors(world);
    this.#held = new RemoteHeld(world);
  }

  /** What is shown of it. */
  get shown() {
    return {
      liveInk: this.#ink.shown,
      liveShapes: this.#shapes.shown,
      lasers: computed(() => [...this.#lasers.shown.value, ...this.laser.shown.value]),
      cursors: this.#cursors.shown,
      held: this.#held.shown,
    };
  }

  /** @param lies whether the document has an element */
  hear(page: PageId, message: LiveMessage, lies: (id: ElementId) => boolean): void {
    batch(() => {
      if (message.t === 'c') this.#cursors.hear(page, message);
      else if (message.t === 'h') this.#held.hear(page, message);
      else if (message.t === 'l') this.#lasers.hear(page, message);
      else if (message.t === 'x') this.arrived([message.id], page);
      else if (message.t === 'p') this.arrived(this.#previews.hear(message));
      else if (lies(message.id) || this.#previews.overlay.value.has(message.id)) return;
      else if (message.t === 's') {
        this.#shapes.hear(page, message, this.#ink.pointsOf(message.id));
        this.#ink.drop([message.id], page);
      } else if (!this.#shapes.has(message.id)) this.#ink.hear(page, message);
    });
  }

  /** What was seen while it was drawn lies on the board now, or is previewed. */
  arrived(ids: Iterable<ElementId>, page?: PageId): void {
    this.#ink.drop(ids, page);
    this.#shapes.drop(ids, page);
  }

  /** Nothing more is shown of pages for which *hidden* holds. */
  dropOf(hidden: (page: PageId) => boolean): void {
    batch(() => {
      this.#ink.dropOf(hidden);
      this.#previews.dropOf(hidden);
    });
  }

  sweep(): void {
    const all = [this.#cursors, this.#held, this.#ink, this.#shapes, this.laser, this.#lasers, this.#previews];
    batch(() => {
      for (const one of all) one.sweep();
    });
  }

  stop(): void {
    this.laser.lift();
    this.held.stop();
  }
}
