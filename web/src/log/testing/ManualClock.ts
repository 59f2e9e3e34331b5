/** Time that a test moves by hand. */
import type { Clock } from '../clock';

export class ManualClock implements Clock {
  private timers: { readonly due: number; readonly act: () => void }[] = [];
  private steadyMs = 0;
  /** how far the machine's clock is ahead of the steady one */
  offset = 1_790_000_000_000;

  wall(): number {
    return this.offset + this.steadyMs;
  }

  steady(): number {
    return this.steadyMs;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { due: this.steadyMs + ms, act };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Run what falls due within the next *ms*, in order. */
  advance(ms: number): void {
    const until = this.steadyMs + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
      if (due === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.steadyMs = Math.max(this.steadyMs, due.due);
      due.act();
    }
    this.steadyMs = until;
  }
}
