/** Addresses that lead nowhere, or not far enough: what is missing and what to do. */
import { t } from '../i18n/threshold';
import { PageFrame, ViewTitle } from './PageFrame';
import { PasteLink } from './PasteLink';

export function Nowhere() {
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{t('nowhere_title')}</ViewTitle>
        <p>{t('nowhere_what')}</p>
        <p>
          <a class="button" href="/">
            {t('nowhere_home')}
          </a>
        </p>
      </div>
    </PageFrame>
  );
}

export function NoSecret({ page }: { readonly page: 'room' | 'coach' | 'replay' }) {
  return (
    <PageFrame>
      <div class="stack loose">
        <div class="stack">
          <ViewTitle>{t('no_secret_title')}</ViewTitle>
          <p>{t(`no_secret_${page}`)}</p>
          <p>{t('no_secret_kept')}</p>
        </div>
        <PasteLink />
      </div>
    </PageFrame>
  );
}
