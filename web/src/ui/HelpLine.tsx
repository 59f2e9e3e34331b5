/** One quiet line: help for who needs it now, and a way out of sight. It watches nothing and asks nothing. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/threshold';
import { Dialog } from './Dialog';
import { operatorsHelp, readHelp } from './helpText';
import { leaveQuickly } from './quickExit';

export interface HelpLineProps {
  /** what the coach wrote; empty for nothing */
  readonly help: string;
  readonly coach: string;
}

export function HelpLine({ help, coach }: HelpLineProps) {
  const [open, setOpen] = useState(false);
  return (
    <div class="help-line small">
      <button type="button" class="button quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('help')}
      </button>
      <ExitButton />
      {open ? (
        <Dialog title={t('help_title')} onClose={() => setOpen(false)}>
          <div class="stack loose">
            {help === '' ? null : (
              <section class="stack tight">
                <h3>{t('help_coach', { coach })}</h3>
                <HelpWords text={help} />
              </section>
            )}
            <HelpWords text={operatorsHelp() || t('help_default')} />
            <p class="aside">{t('help_here')}</p>
            <div class="stack tight">
              <div class="row">
                <ExitButton />
              </div>
              <p class="aside">{t('exit_what')}</p>
            </div>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}

export function ExitButton() {
  return (
    <button type="button" class="button quiet exit" onClick={() => leaveQuickly()}>
      {t('exit')}
    </button>
  );
}

function HelpWords({ text }: { readonly text: string }) {
  return (
    <>
      {readHelp(text).map((line, at) => (
        <p key={at} dir="auto">
          {line.map(({ text, tel }, part) =>
            tel === null ? (
              text
            ) : (
              <a key={part} href={`tel:${tel}`}>
                {text}
              </a>
            ),
          )}
        </p>
      ))}
    </>
  );
}
