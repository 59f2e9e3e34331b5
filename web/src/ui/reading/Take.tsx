/** Taking the page along: as PDF, as a web page, or as text. It is written here and sent nowhere. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { handOver } from '../../canvas/export/handOver';
import { Pictures } from '../../canvas/pictures/context';
import type { SheetThen } from '../../exercises/periods';
import { language } from '../../i18n/language';
import { asHtml, asText, type Line } from '../../reading/told';
import { Button } from '../Button';
import { saveText } from '../saveText';
import { q } from './words';

export interface TakeProps {
  readonly lines: ReadonlySignal<readonly Line[]>;
  /** the name behind an author, for notes that show whose they are */
  readonly ofPage: (id: string) => string;
}

type Form = 'pdf' | 'html' | 'text';
const FORMS: readonly Form[] = ['pdf', 'html', 'text'];

export function Take({ lines, ofPage }: TakeProps) {
  const desk = useContext(Pictures);
  const said = useSignal<'' | 'taken' | 'take_failed'>('');
  const done = useSignal<number | null>(null);

  async function drawing({ paper, elements, title, number }: SheetThen): Promise<SVGSVGElement> {
    const { sheetSvg } = await import('../../canvas/export/sheetSvg');
    return sheetSvg({ desk, paper, elements, ground: 'paper', title: title === '' ? q('sheet', { number }) : title, nameOf: ofPage });
  }
  async function page(): Promise<void> {
    const { withHandwriting } = await import('../../canvas/export/sheetSvg');
    const pictures = new Map<SheetThen, string>();
    const sheets = lines.peek().flatMap((line) => (line.is === 'sheet' ? [line.sheet] : []));
    for (const sheet of sheets) {
      const svg = await withHandwriting(await drawing(sheet));
      // As a picture of its own: its styles and names touch nothing of the page.
      pictures.set(sheet, `<img alt="" src="data:image/svg+xml;base64,${base64(svg)}">`);
      done.value = pictures.size / sheets.length;
    }
    saveText(asHtml(q('title'), language.value, lines.peek(), (sheet) => pictures.get(sheet) ?? ''), { type: 'text/html' });
  }
  async function pdf(): Promise<void> {
    const [{ newPdf }, { readingPdf }] = await Promise.all([import('../../canvas/export/pdf'), import('./readingPdf')]);
    const made = await readingPdf(await newPdf(language.value), lines.peek(), { title: q('title'), drawing, onProgress: (part) => (done.value = part) });
    handOver(made, `flipover-${new Date().toISOString().slice(0, 10)}.pdf`);
  }
  async function take(form: Form): Promise<void> {
    if (done.value !== null) return;
    said.value = '';
    done.value = 0;
    try {
      if (form === 'text') saveText(asText(q('title'), lines.peek()), { type: 'text/plain' });
      else await (form === 'html' ? page() : pdf());
      said.value = 'taken';
    } catch (error) {
      console.warn(error);
      said.value = 'take_failed';
    }
    done.value = null;
  }
  return (
    <details class="reading-take">
      <summary class="button plain">{q('take')}</summary>
      <div class="stack tight">
        <div class="row">
          {FORMS.map((form) => (
            <Button key={form} busy={done.value !== null} onClick={() => void take(form)}>
              {q(`take_${form}`)}
            </Button>
          ))}
        </div>
        {done.value === null ? null : <progress aria-label={q('take')} max={1} value={done.value} />}
        <p class="aside" role="status">
          {said.value === '' ? q('take_line') : q(said.value)}
        </p>
      </div>
    </details>
  );
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
