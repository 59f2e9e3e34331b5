/** The steps of this room, each to be taken along from the goodbye page as well. */
import { useSignal } from '@preact/signals';
import type { Card } from '../board/types';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { loadTakeCard } from './exercises/loadTakeCard';
import { lazily } from './lazily';

const TakeCard = lazily(loadTakeCard);

export function Steps({ cards }: { readonly cards: readonly Card[] }) {
  const taking = useSignal<Card | null>(null);
  return (
    <>
      {cards.map((card) => (
        <div key={card.id} class="row">
          <Button onClick={() => (taking.value = card)}>{t('bye_step', { title: card.title })}</Button>
        </div>
      ))}
      {taking.value === null ? null : <TakeCard card={taking.value} onClose={() => (taking.value = null)} />}
    </>
  );
}
