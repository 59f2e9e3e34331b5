/** Taking the page along: as PDF, as a web page, or as text. It is written here and sent nowhere. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Language } from '../../exercises/templates';
import { language as read } from '../../i18n/language';
import { asHtml, asText, type Line } from '../../reading/told';
import { Button } from '../Button';
import { saveText } from '../saveText';
import { q } from './words';

export interface TakeProps {
  readonly lines: ReadonlySignal<readonly Line[]>;
  /** of the sheets */
  readonly language: Language;
}

type Form = 'html' | 'text';
const FORMS: readonly Form[] = ['html', 'text'];

export function Take({ lines }: TakeProps) {
  const said = useSignal('');
  function take(form: Form): void {
    const title = q('title');
    if (form === 'text') saveText(asText(title, lines.value), { type: 'text/plain' });
    else saveText(asHtml(title, read.value, lines.value), { type: 'text/html' });
    said.value = q('taken');
  }
  return (
    <details class="reading-take">
      <summary class="button plain">{q('take')}</summary>
      <div class="stack tight">
        <div class="row">
          {FORMS.map((form) => (
            <Button key={form} onClick={() => take(form)}>
              {q(`take_${form}`)}
            </Button>
          ))}
        </div>
        <p class="aside" role="status">
          {said.value === '' ? q('take_line') : said.value}
        </p>
      </div>
    </details>
  );
}
