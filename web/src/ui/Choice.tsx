/** One of a few: equal fields, each with a plain line under it. */
import { useId } from 'preact/hooks';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly line?: string | undefined;
}

export interface ChoiceProps<V extends string> {
  readonly legend: string;
  /** The legend is only for those who cannot see it: a heading above already says it. */
  readonly legendUnseen?: boolean;
  readonly options: readonly Option<V>[];
  readonly value: V | null;
  readonly onChoose: (value: V) => void;
  readonly layout?: 'down' | 'across';
  readonly big?: boolean;
}

export function Choice<V extends string>({
  legend,
  legendUnseen = false,
  options,
  value,
  onChoose,
  layout = 'down',
  big = false,
}: ChoiceProps<V>) {
  const name = useId();
  const classes = ['choice', layout === 'across' ? 'across' : '', big ? 'big' : ''];
  return (
    <fieldset class={classes.filter(Boolean).join(' ')}>
      <legend class={legendUnseen ? 'unseen' : ''}>{legend}</legend>
      <div class="options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span class="option">
              <span class="label">{option.label}</span>
              {option.line ? <span class="line">{option.line}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
