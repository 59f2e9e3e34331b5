/** Two soft notes by which one hears whether the speaker works: a WAV file, made here. */

const RATE_HZ = 24_000;
const NOTE_S = 0.45;
/** C and the G above it */
const NOTES_HZ = [523.25, 783.99];
/** −14 dB: clearly heard, never a fright */
const LOUD = 0.2;

/** @returns a whole RIFF file: 16-bit mono, 0.9 s */
export function makeTestTone(): Blob {
  const perNote = Math.round(RATE_HZ * NOTE_S);
  const count = perNote * NOTES_HZ.length;
  const bytes = new DataView(new ArrayBuffer(44 + 2 * count));
  const words = (at: number, text: string): void => {
    for (const [index, letter] of [...text].entries()) bytes.setUint8(at + index, letter.charCodeAt(0));
  };
  words(0, 'RIFF');
  bytes.setUint32(4, 36 + 2 * count, true);
  words(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE_HZ, true);
  bytes.setUint32(28, 2 * RATE_HZ, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  words(36, 'data');
  bytes.setUint32(40, 2 * count, true);
  for (let index = 0; index < count; index += 1) {
    const inNote = (index % perNote) / perNote;
    const hz = NOTES_HZ[Math.floor(index / perNote)] ?? 0;
    // Rises in a twentieth, fades over the rest: no click at either end.
    const envelope = Math.min(1, inNote * 20) * (1 - inNote) ** 2;
    const sample = Math.sin((2 * Math.PI * hz * index) / RATE_HZ) * envelope * LOUD;
    bytes.setInt16(44 + 2 * index, Math.round(sample * 32_767), true);
  }
  return new Blob([bytes.buffer], { type: 'audio/wav' });
}
