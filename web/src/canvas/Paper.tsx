/** The sheet itself: torn from its block, punched, faintly fibrous, plain or ruled. */
import type { Paper as PaperKind } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { seededUnits } from '../board/seed';

/** Board units. */
const HOLES = [
  [318, 46],
  [682, 46],
] as const;
const HOLE = 14;
const TEAR = 4.2;
const FIBRES = 460;
/** Where the block is glued; ruling begins below it. */
const FOLD = 91;
/** A flipchart block's 25 mm on 65 cm; two squares are a line that the middle letters fit between. */
const SQUARE = 40;
const LINE = 80;

const sheet = tornPath();
const whole = sheet + holes();
const [dark, light] = [fibres('dark'), fibres('light')];

/** The printed ruling of a sheet, as one path in board units; '' on plain paper. */
export function rulingOf(kind: PaperKind): string {
  return RULINGS[kind];
}

const RULINGS: Readonly<Record<PaperKind, string>> = {
  plain: '',
  squared: ruling(SQUARE, true),
  lined: ruling(LINE, false),
};

function ruling(step: number, both: boolean): string {
  let path = '';
  for (let y = FOLD + step; y < SHEET_HEIGHT; y += step) path += `M0 ${y}H${SHEET_WIDTH}`;
  if (both) for (let x = step; x < SHEET_WIDTH; x += step) path += `M${x} ${FOLD}V${SHEET_HEIGHT}`;
  return path;
}

export function Paper({ kind = 'plain' }: { readonly kind?: PaperKind }) {
  return (
    <svg class="sheet-paper" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      <clipPath id="flipover-paper">
        <path d={whole} clip-rule="evenodd" />
      </clipPath>
      <path class="paper-ground" d={whole} fill-rule="evenodd" />
      <g clip-path="url(#flipover-paper)">
        {kind === 'plain' ? null : <path class="paper-ruling" d={rulingOf(kind)} />}
        <path class="paper-fibre-dark" d={dark} />
        <path class="paper-fibre-light" d={light} />
        <path class="paper-edge" d={sheet} />
        <path class="paper-edge paper-edge-near" d={sheet} />
        <path class="paper-edge paper-edge-fine" d={whole} />
      </g>
      <path class="paper-fold" d={`M0 ${FOLD}H${SHEET_WIDTH}`} />
    </svg>
  );
}

/** Outline with a torn head. */
function tornPath(): string {
  const random = seededUnits('sheet', 'tear');
  let path = `M0 ${SHEET_HEIGHT}V${TEAR}`;
  let x = 0;
  while (x < SHEET_WIDTH) {
    // A perforation tears in small bites, with a longer shred now and then.
    const bite = 4 + random.next().value * 9;
    const deep = random.next().value ** 2 * TEAR * (random.next().value > 0.93 ? 1.8 : 1);
    x = Math.min(SHEET_WIDTH, x + bite);
    path += `L${round(x - bite / 2)} ${round(deep)}L${round(x)} ${round(TEAR * 0.9)}`;
  }
  return `${path}L${SHEET_WIDTH} ${SHEET_HEIGHT}Z`;
}

function holes(): string {
  const half = (across: number): string => `a${HOLE} ${HOLE} 0 1 0 ${across} 0`;
  return HOLES.map(([x, y]) => `M${x - HOLE} ${y}${half(2 * HOLE)}${half(-2 * HOLE)}Z`).join('');
}

/** Short curved hairs, lying anyhow. */
function fibres(salt: string): string {
  const random = seededUnits('sheet', salt);
  const next = (): number => random.next().value;
  let path = '';
  for (let index = 0; index < FIBRES; index++) {
    const angle = next() * Math.PI * 2;
    const length = 5 + next() ** 3 * 34;
    const bend = (next() - 0.5) * length * 0.7;
    const dx = Math.cos(angle) * length;
    const dy = Math.sin(angle) * length;
    const [x, y] = [next() * SHEET_WIDTH, next() * SHEET_HEIGHT];
    path += `M${round(x)} ${round(y)}q${round(dx / 2 - (dy / length) * bend)} ${round(dy / 2 + (dx / length) * bend)} ${round(dx)} ${round(dy)}`;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
