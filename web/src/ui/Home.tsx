/** `/`: what this is, and a place to paste a link. Creates and lists nothing. */
import { t } from '../i18n/threshold';
import { PageFrame, ViewTitle } from './PageFrame';
import { PasteLink } from './PasteLink';

export function Home() {
  return (
    <PageFrame>
      <div class="stack loose">
        <div class="stack">
          <ViewTitle>{t('home_title')}</ViewTitle>
          <p>{t('home_what')}</p>
          <p>{t('home_private')}</p>
        </div>
        <section class="stack">
          <h2>{t('home_have_link')}</h2>
          <PasteLink />
        </section>
        <p class="aside">{t('home_coach')}</p>
      </div>
    </PageFrame>
  );
}
