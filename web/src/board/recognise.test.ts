import { describe, expect, it } from 'vitest';
import { frameMiddle, type Point } from './geometry';
import { recognise, type Meant } from './recognise';
import { byHand, seeded, through, type Random } from './testing/hand';

const FULL = 2 * Math.PI;
const STROKES = 250;

type Drawn = (random: Random) => Point[];
const between = (random: Random, low: number, high: number): number => low + random() * (high - low);
const either = (random: Random): 1 | -1 => (random() < 0.5 ? 1 : -1);
const place = (random: Random): Point => [between(random, 250, 750), between(random, 300, 1100)];

/** Round about a middle: from 320° to a good round and a half, a little spiral, either way. */
function ring(random: Random, a: number, b: number, degrees: number): Point[] {
  const [cx, cy] = place(random);
  const start = between(random, 0, FULL);
  const sweep = between(random, (320 / 360) * FULL, (560 / 360) * FULL) * either(random);
  const drift = between(random, -0.09, 0.09);
  const tilt = (degrees * Math.PI) / 180;
  const path = (t: number): Point => {
    const swell = 1 + drift * (t - 0.5);
    const [u, v] = [a * swell * Math.cos(start + sweep * t), b * swell * Math.sin(start + sweep * t)];
    return [cx + u * Math.cos(tilt) - v * Math.sin(tilt), cy + u * Math.sin(tilt) + v * Math.cos(tilt)];
  };
  return byHand(random, path, a, 0.045);
}

function written(corners: readonly Point[], shake = 0.02): Drawn {
  return (random) => {
    const [x, y] = place(random);
    const size = between(random, 30, 160);
    const slant = between(random, -0.25, 0.25);
    const placed = corners.map(([u, v]): Point => [x + size * (u - slant * v), y + size * v]);
    return byHand(random, through(placed), size, shake);
  };
}

const arc = (cx: number, cy: number, r: number, from: number, to: number): Point[] =>
  Array.from({ length: 25 }, (_, at): Point => {
    const angle = ((from + ((to - from) * at) / 24) * Math.PI) / 180;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });

function arrowTo(random: Random, head: (tip: Point, at: number, reach: number, lean: number) => Point[]): Point[] {
  const from = place(random);
  const angle = between(random, 0, FULL);
  const shaft = between(random, 120, 450);
  const tip: Point = [from[0] + shaft * Math.cos(angle), from[1] + shaft * Math.sin(angle)];
  const reach = Math.max(20, shaft * between(random, 0.12, 0.3));
  return byHand(random, through([from, tip, ...head(tip, angle, reach, between(random, 0.4, 0.85))]), shaft, 0.008);
}

const MEANT: Readonly<Record<string, Drawn>> = {
  circle: (random) => {
    const r = between(random, 35, 260);
    return ring(random, r, r * between(random, 0.9, 1), between(random, 0, 180));
  },
  ellipse: (random) => {
    const a = between(random, 70, 300);
    return ring(random, a, a * between(random, 0.35, 0.68), between(random, 0, 180));
  },
  line: (random) => {
    const from = place(random);
    const [long, angle] = [between(random, 60, 600), between(random, 0, FULL)];
    const to: Point = [from[0] + long * Math.cos(angle), from[1] + long * Math.sin(angle)];
    return byHand(random, through([from, to]), long, 0.01);
  },
  'arrow, back and forth': (random) =>
    arrowTo(random, ([x, y], at, reach, lean) => {
      const barb = (side: number): Point => [
        x - reach * Math.cos(at + side * lean),
        y - reach * Math.sin(at + side * lean),
      ];
      const side = either(random);
      // A hand comes back to about the tip, not to the very point.
      const again: Point = [x + between(random, -0.2, 0.2) * reach, y + between(random, -0.2, 0.2) * reach];
      return [barb(side), again, barb(-side)];
    }),
  'arrow, barb to barb': (random) =>
    arrowTo(random, ([x, y], at, reach, lean) => {
      const barb = (side: number): Point => [
        x - reach * Math.cos(at + side * lean),
        y - reach * Math.sin(at + side * lean),
      ];
      return [barb(1), barb(-1), [x, y]];
    }),
  rectangle: (random) => {
    const [x, y] = place(random);
    const [w, h] = [between(random, 80, 400), between(random, 80, 400)];
    const slip = (): number => between(random, -0.03, 0.03) * Math.min(w, h);
    const corners: Point[] = [[0, 0], [w, 0], [w, h], [0, h], [slip(), slip() * 2]];
    const way = corners.map(([u, v]): Point => [x + u + slip(), y + v + slip()]);
    return byHand(random, through(random() < 0.5 ? way : [...way].reverse()), Math.min(w, h), 0.014);
  },
};

const INK: Readonly<Record<string, Drawn>> = {
  wave: (random) => {
    const [x, y] = place(random);
    const [long, high, turns] = [between(random, 150, 500), between(random, 25, 60), between(random, 1.5, 6)];
    return byHand(random, (t) => [x + long * t, y + high * Math.sin(turns * FULL * t)], high, 0.03);
  },
  scribble: (random) => {
    const [x, y] = place(random);
    const corners = Array.from({ length: 14 }, (_, at): Point => [
      x + (at % 2 === 0 ? 0 : 160) + between(random, -30, 30),
      y + at * 14 + between(random, -20, 20),
    ]);
    return byHand(random, through(corners), 160, 0.02);
  },
  'a knot of loops': (random) => {
    const [x, y] = place(random);
    const turns = between(random, 3.5, 6);
    return byHand(random, (t) => [x + 300 * t + 60 * Math.cos(turns * FULL * t), y + 60 * Math.sin(turns * FULL * t)], 60, 0.03);
  },
  spiral: (random) => {
    const [x, y] = place(random);
    const turns = between(random, 2, 4);
    return byHand(random, (t) => [x + 150 * t * Math.cos(turns * FULL * t), y + 150 * t * Math.sin(turns * FULL * t)], 150, 0.01);
  },
  heart: written([[0.5, 1], ...arc(0.25, 0.25, 0.28, 150, 360), ...arc(0.78, 0.25, 0.28, 180, 390), [0.5, 1]]),
  star: written([[0.5, 0], [0.8, 1], [0, 0.38], [1, 0.38], [0.2, 1], [0.5, 0]]),
  triangle: written([[0.5, 0], [1, 0.9], [0, 0.9], [0.5, 0]]),
  cloud: (random) => {
    const [x, y] = place(random);
    const bumps = Math.round(between(random, 5, 8));
    const round = (t: number): Point => {
      const r = 110 + 60 * Math.abs(Math.sin((bumps * FULL * t) / 2));
      return [x + r * Math.cos(FULL * t), y + r * Math.sin(FULL * t)];
    };
    return byHand(random, round, 150, 0.01);
  },
  house: written([[0, 1], [0, 0.4], [0.5, -0.2], [1, 0.4], [1, 1], [0, 1]]),
  'half a moon': written([...arc(0.5, 0.5, 0.5, -70, -290), ...arc(0.75, 0.5, 0.45, -240, -120)]),
  D: written([[0, 0], [0, 1], ...arc(0, 0.5, 0.5, 90, -90)]),
  'a tick': written([[0, 0.6], [0.3, 1], [1, 0]]),
  C: written(arc(0.5, 0.5, 0.5, -60, -300)),
  S: written([...arc(0.5, 0.25, 0.25, -30, -270), ...arc(0.5, 0.75, 0.25, -90, 150)]),
  U: written([[0, 0], ...arc(0.4, 0.6, 0.4, 180, 0), [0.8, 0]]),
  V: written([[0, 0], [0.4, 1], [0.8, 0]]),
  L: written([[0, 0], [0, 1], [0.6, 1]]),
  Z: written([[0, 0], [0.8, 0], [0, 1], [0.8, 1]]),
  M: written([[0, 1], [0.1, 0], [0.5, 0.7], [0.9, 0], [1, 1]]),
  W: written([[0, 0], [0.25, 1], [0.5, 0.3], [0.75, 1], [1, 0]]),
  a: written([...arc(0.4, 0.5, 0.4, -30, -390), [0.8, 0.1], [0.8, 0.9], [1, 0.9]]),
  e: written([[0.1, 0.5], [0.9, 0.5], ...arc(0.5, 0.5, 0.4, 0, -310)]),
  b: written([[0, -0.8], [0, 1], ...arc(0.35, 0.6, 0.38, 150, 480)]),
  d: written([...arc(0.4, 0.6, 0.38, -30, -360), [0.78, -0.8], [0.78, 1]]),
  h: written([[0, -0.8], [0, 1], ...arc(0.3, 0.5, 0.3, 180, 360), [0.6, 1]]),
  n: written([[0, 0], [0, 1], ...arc(0.3, 0.4, 0.3, 180, 360), [0.6, 1]]),
  g: written([...arc(0.4, 0.4, 0.38, -30, -360), [0.78, 1.2], ...arc(0.4, 1.2, 0.38, 0, 150)]),
  'two loops (8)': written([...arc(0.5, 0.25, 0.25, 90, -270), ...arc(0.5, 0.75, 0.25, -90, 270)]),
  6: written([[0.8, 0], [0.2, 0.5], ...arc(0.45, 0.75, 0.28, 180, -180)]),
  2: written([...arc(0.4, 0.3, 0.3, 200, 400), [0, 1], [0.8, 1]]),
  3: written([...arc(0.4, 0.25, 0.25, -140, 90), ...arc(0.4, 0.75, 0.25, -90, 140)]),
  7: written([[0, 0], [0.7, 0], [0.3, 1]]),
  4: written([[0.5, 0], [0, 0.6], [0.8, 0.6], [0.6, 0.3], [0.6, 1]]),
  T: written([[0.5, 1], [0.5, 0], [0, 0], [1, 0]]),
  P: written([[0, 1], [0, 0], ...arc(0.15, 0.28, 0.28, -90, 90), [0, 0.56]]),
};

const kindOf = (meant: Meant | null): string => {
  if (meant === null) return 'ink';
  const [, , w, h] = meant.frame;
  return meant.shape === 'ellipse' && w === h ? 'circle' : meant.shape;
};

/** How many of the strokes of each kind were taken for what. */
function confusion(of: Readonly<Record<string, Drawn>>): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const [name, draw] of Object.entries(of)) {
    const row: Record<string, number> = {};
    for (let seed = 0; seed < STROKES; seed++) {
      const kind = kindOf(recognise(draw(seeded(seed * 7919 + name.length))));
      row[kind] = (row[kind] ?? 0) + 1;
    }
    table[name] = row;
  }
  return table;
}

const meantTable = confusion(MEANT);
const inkTable = confusion(INK);
if (process.env['SHOW']) console.log(JSON.stringify({ ...meantTable, ...inkTable }, null, 0).replaceAll('},', '},\n'));

describe('of hand-drawn strokes, with 250 hands each', () => {
  it.each(Object.entries(meantTable))('%s is found in at least 97 of 100', (name, row) => {
    const kind = name.split(',')[0] ?? name;
    expect(row[kind] ?? 0, JSON.stringify(row)).toBeGreaterThanOrEqual(STROKES * 0.97);
  });

  it.each(Object.entries(inkTable))('%s stays ink in at least 97 of 100', (_, row) => {
    expect(row['ink'] ?? 0, JSON.stringify(row)).toBeGreaterThanOrEqual(STROKES * 0.97);
  });

  it('a hand that shakes twenty times as much is no longer understood, so the noise is felt', () => {
    let found = 0;
    for (let seed = 0; seed < 100; seed++) {
      const random = seeded(seed);
      const circle = byHand(random, (t) => [500 + 150 * Math.cos(FULL * t), 500 + 150 * Math.sin(FULL * t)], 150, 0.44);
      if (kindOf(recognise(circle)) === 'circle') found += 1;
    }
    expect(found).toBeLessThan(50);
  });
});

describe('what was meant', () => {
  const circle = (r: number, sweep = FULL): Point[] =>
    Array.from({ length: 90 }, (_, at): Point => {
      const angle = (sweep * at) / 89;
      return [500 + r * Math.cos(angle), 600 + r * Math.sin(angle)];
    });

  it('is where it was drawn, and as large', () => {
    const meant = recognise(circle(120));
    expect(meant?.shape).toBe('ellipse');
    const [middleX, middleY] = frameMiddle(meant?.frame ?? [0, 0, 0, 0, 0]);
    expect(Math.hypot(middleX - 500, middleY - 600)).toBeLessThan(2);
    expect(meant?.frame[2]).toBeCloseTo(240, -0.5);
    expect(meant?.frame[2]).toBe(meant?.frame[3]);
  });

  it('a circle that stays open by 50° is a circle, one that stays open by 90° an arc', () => {
    expect(kindOf(recognise(circle(120, (310 / 360) * FULL)))).toBe('circle');
    expect(recognise(circle(120, (270 / 360) * FULL))).toBeNull();
  });

  it('a line within 6° of level or upright snaps, one beyond does not; its direction stays', () => {
    const line = (degrees: number): Point[] => {
      const angle = (degrees * Math.PI) / 180;
      return Array.from({ length: 30 }, (_, at): Point => [400 + at * 8 * Math.cos(angle), 400 + at * 8 * Math.sin(angle)]);
    };
    expect(recognise(line(5))?.frame[4]).toBe(0);
    expect(recognise(line(94.5))?.frame[4]).toBe(90);
    expect(Math.abs(recognise(line(176))?.frame[4] ?? 0)).toBe(180);
    expect(recognise(line(-87))?.frame[4]).toBe(-90);
    expect(recognise(line(8))?.frame[4]).toBeCloseTo(8);
  });

  it('an arrow points where its head is', () => {
    for (let seed = 0; seed < 60; seed++) {
      const stroke = MEANT['arrow, back and forth']?.(seeded(seed)) ?? [];
      const [first] = stroke;
      const tip = stroke.reduce((far, here) =>
        Math.hypot(here[0] - (first?.[0] ?? 0), here[1] - (first?.[1] ?? 0)) >
        Math.hypot(far[0] - (first?.[0] ?? 0), far[1] - (first?.[1] ?? 0)) ? here : far);
      const [x, y, w, h, angle] = recognise(stroke)?.frame ?? [0, 0, 0, 0, 0];
      const turn = (angle * Math.PI) / 180;
      const end: Point = [x + w / 2 + (w / 2) * Math.cos(turn), y + h / 2 + (w / 2) * Math.sin(turn)];
      expect(Math.hypot(end[0] - tip[0], end[1] - tip[1])).toBeLessThan(0.13 * w);
    }
  });

  it('is nothing for a dot, for no points, and for what is no number', () => {
    expect(recognise([])).toBeNull();
    expect(recognise([[5, 5]])).toBeNull();
    expect(recognise(circle(8))).toBeNull();
    expect(recognise([[0, 0], [NaN, 4], [900, 900]])).toBeNull();
  });

  it('is found quickly in the longest stroke there is', () => {
    const long = Array.from({ length: 20_000 }, (_, at): Point => [500 + 400 * Math.cos(at / 3000), 700 + 400 * Math.sin(at / 3000)]);
    expect(kindOf(recognise(long))).toBe('circle');
    const scribbled = long.map(([x, y], at): Point => [x + (at % 2) * 300, y]);
    expect(recognise(scribbled)).toBeNull();
  });
});
