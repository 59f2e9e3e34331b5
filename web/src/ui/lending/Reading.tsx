/** While the sheets are looked up, and a way on where they cannot be. */
import { t } from '../../i18n';
import { Button } from '../Button';
import { Notice } from '../Notice';
import type { Whole } from './useWhole';
import { l } from './words';

export function Reading({ whole, failed }: { readonly whole: Whole; readonly failed: 'reading_failed' | 'reading_failed_client' }) {
  if (whole.failed.value !== null)
    return (
      <Notice>
        <p>{l(failed)}</p>
        <Button onClick={() => whole.again()}>{t('again')}</Button>
      </Notice>
    );
  return (
    <label class="kept-reading wait">
      {l('reading')}
      <progress max={1} value={whole.done.value} />
    </label>
  );
}
