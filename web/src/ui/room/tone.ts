/** One soft tone: somebody has come, or dropped out. Nothing else in the room makes a sound. */

let context: AudioContext | null = null;

/** 0.5 s, −26 dB at most; down a fourth for going. Silent where the browser has not allowed sound yet. */
export function playTone(what: 'came' | 'went'): void {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const now = context.currentTime;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = 'sine';
    oscillator.frequency.value = what === 'came' ? 523.25 : 392;
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(0.05, now + 0.04);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + 0.5);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(now);
    oscillator.stop(now + 0.55);
  } catch {
    // No sound device; the words stand in the top line anyway.
  }
}
