/** NL | EN, on every page, remembered per person. */
import { language, LANGUAGES, switchLanguage, t } from '../i18n';

const NAMES = { nl: 'Nederlands', en: 'English' } as const;

export function LanguageSwitch() {
  return (
    <div class="languages no-print" role="group" aria-label={t('language')}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={language.value === one}
          aria-label={`${one.toUpperCase()}, ${NAMES[one]}`}
          onClick={() => switchLanguage(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
