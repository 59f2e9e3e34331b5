/** Line drawings of the sheets' buttons, as in `room/icons`. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);
export const DotsIcon = () => (
  <Icon>
    <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3" />
  </Icon>
);
export const CirclesIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <circle cx="12" cy="12" r="4" />
  </Icon>
);
export const GridIcon = () => (
  <Icon>
    <rect x="4" y="3.5" width="6" height="8" rx="1" />
    <rect x="14" y="3.5" width="6" height="8" rx="1" />
    <path d="M4 15.5h6v5M14 15.5h6v5M4 15.5v5M14 15.5v5" />
  </Icon>
);
export const ArrowIcon = ({ back = false }: { readonly back?: boolean }) => (
  <Icon>
    <path d={back ? 'M14.5 5.5L8 12l6.5 6.5' : 'M9.5 5.5L16 12l-6.5 6.5'} />
  </Icon>
);
