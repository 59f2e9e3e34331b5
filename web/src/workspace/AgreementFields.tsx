/** What coach and client agreed, where a room is made and where it is arranged. */
import { t } from '../i18n/coach';
import { Choice } from '../ui/Choice';
import { TextField } from '../ui/TextField';
import type { Knock, Writers } from '../wire/protocol.gen';
import type { Agreements } from './roomActs';

export const NO_AGREEMENTS: Agreements = { agreed: '', answer: '', help: '', knock: 'new', writers: 'all' };

/** In order of how often they fit. */
const KNOCKS: readonly Knock[] = ['new', 'every', 'never'];
const WRITERS: readonly Writers[] = ['all', 'coach'];

export interface AgreementFieldsProps {
  readonly value: Agreements;
  readonly onChange: (value: Agreements) => void;
}

export function AgreementFields({ value, onChange }: AgreementFieldsProps) {
  return (
    <>
      <TextField
        label={t('agreed')}
        hint={t('agreed_hint')}
        value={value.agreed}
        onInput={(agreed) => onChange({ ...value, agreed })}
        maxLength={300}
      />
      <TextField
        label={t('answer_time')}
        hint={t('answer_time_hint')}
        value={value.answer}
        onInput={(answer) => onChange({ ...value, answer })}
        maxLength={120}
      />
      <TextField
        label={t('help_text')}
        hint={t('help_text_hint')}
        value={value.help}
        onInput={(help) => onChange({ ...value, help })}
        lines={2}
        maxLength={400}
      />
      <Choice
        legend={t('knock')}
        options={KNOCKS.map((one) => ({ value: one, label: t(`knock_${one}`), line: t(`knock_${one}_line`) }))}
        value={value.knock}
        onChoose={(knock) => onChange({ ...value, knock })}
      />
      <Choice
        legend={t('writers')}
        layout="across"
        options={WRITERS.map((one) => ({ value: one, label: t(`writers_${one}`) }))}
        value={value.writers}
        onChoose={(writers) => onChange({ ...value, writers })}
      />
    </>
  );
}
