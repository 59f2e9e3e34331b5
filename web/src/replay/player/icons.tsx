/** Signs of a player, as on every other. Never without a word for those who do not see them. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const PlayIcon = () => (
  <Icon>
    <path d="M8 5.2v13.6L19 12z" fill="currentColor" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M8 5.5v13M16 5.5v13" stroke-width="3.5" stroke-linecap="butt" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M18 6.5v11L9.5 12zM6.5 6.5v11" />
  </Icon>
);
export const OnIcon = () => (
  <Icon>
    <path d="M6 6.5v11l8.5-5.5zM17.5 6.5v11" />
  </Icon>
);
export const LargeIcon = () => (
  <Icon>
    <path d="M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15" />
  </Icon>
);
export const SmallIcon = () => (
  <Icon>
    <path d="M4.5 9H9V4.5M19.5 9H15V4.5M4.5 15H9v4.5M19.5 15H15v4.5" />
  </Icon>
);
export const LinkIcon = () => (
  <Icon>
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" />
  </Icon>
);
