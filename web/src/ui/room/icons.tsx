/** Line drawings for buttons, 24 × 24, in the colour of the text. Never without a word beside or under them. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const SLASH = <path d="M4 4l16 16" />;

export const ICONS = {
  microphone: (
    <Icon>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </Icon>
  ),
  microphoneOff: (
    <Icon>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
      {SLASH}
    </Icon>
  ),
  camera: (
    <Icon>
      <rect x="3" y="7" width="12" height="10" rx="2" />
      <path d="M15 11l6-3.5v9L15 13" />
    </Icon>
  ),
  cameraOff: (
    <Icon>
      <rect x="3" y="7" width="12" height="10" rx="2" />
      <path d="M15 11l6-3.5v9L15 13" />
      {SLASH}
    </Icon>
  ),
  screen: (
    <Icon>
      <rect x="3" y="5" width="18" height="12" rx="2" />
      <path d="M9 20.5h6M12 14V8.5M9.5 10.5L12 8l2.5 2.5" />
    </Icon>
  ),
  leave: (
    <Icon>
      <path d="M10 4H5v16h5M10 12h10M16.5 8l4 4-4 4" />
    </Icon>
  ),
  write: (
    <Icon>
      <path d="M4 5h16v11H11l-4 4v-4H4z" />
      <path d="M8 9h8M8 12h5" />
    </Icon>
  ),
  draw: (
    <Icon>
      <path d="M4 20l1-4L16 5l3 3L8 19z" />
      <path d="M14 7l3 3" />
    </Icon>
  ),
  hand: (
    <Icon>
      <path d="M6 3l12 9-5.5 1L10.5 19z" />
    </Icon>
  ),
  note: (
    <Icon>
      <path d="M5 5h14v9l-5 5H5z" />
      <path d="M19 14h-5v5" />
    </Icon>
  ),
  eraser: (
    <Icon>
      <path d="M8.5 19.5l-5-5L13 5l6.5 6.5-8 8z" />
      <path d="M8.5 9.5l6.5 6.5M8.5 19.5H20" />
    </Icon>
  ),
  highlighter: (
    <Icon>
      <path d="M9 15l-2.5-2.5L15 4l5 5-8.5 8.5z" />
      <path d="M9 15l-3 4h4.5l1-1.5M4 21.5h16" />
    </Icon>
  ),
  shapes: (
    <Icon>
      <circle cx="8.5" cy="8.5" r="5" />
      <path d="M11.5 11.5H20V20h-8.5z" />
    </Icon>
  ),
  line: (
    <Icon>
      <path d="M4.5 19.5l15-15" />
    </Icon>
  ),
  arrow: (
    <Icon>
      <path d="M4.5 19.5l15-15M11 4.5h8.5V13" />
    </Icon>
  ),
  rectangle: (
    <Icon>
      <path d="M3.5 6h17v12h-17z" />
    </Icon>
  ),
  ellipse: (
    <Icon>
      <circle cx="12" cy="12" r="8" />
    </Icon>
  ),
  text: (
    <Icon>
      <path d="M5 7V5h14v2M12 5v14M9.5 19h5" />
    </Icon>
  ),
  picture: (
    <Icon>
      <path d="M3.5 5h17v14h-17z" />
      <circle cx="8.5" cy="9.5" r="1.5" />
      <path d="M4 17l5-4 3.5 2.5L16 11l4.5 4.5" />
    </Icon>
  ),
  laser: (
    <Icon>
      <path d="M4 20l8-8" />
      <circle cx="15" cy="9" r="1.8" />
      <path d="M15 2.5v2M21.5 9h-2M19.6 4.4l-1.5 1.5M10.4 4.4l1.5 1.5M19.6 13.6l-1.5-1.5" />
    </Icon>
  ),
  undo: (
    <Icon>
      <path d="M9 6L4.5 10.5 9 15" />
      <path d="M5 10.5h9a5 5 0 0 1 0 10h-3" />
    </Icon>
  ),
  redo: (
    <Icon>
      <path d="M15 6l4.5 4.5L15 15" />
      <path d="M19 10.5h-9a5 5 0 0 0 0 10h3" />
    </Icon>
  ),
  more: (
    <Icon>
      <path d="M5 7h14M5 12h14M5 17h14" />
    </Icon>
  ),
  done: (
    <Icon>
      <path d="M5 12.5l4.5 4.5L19 7" />
    </Icon>
  ),
  sheet: (
    <Icon>
      <path d="M6 3h12v18H6z" />
      <path d="M9 7h6M9 11h6" />
    </Icon>
  ),
  only: (
    <Icon>
      <path d="M5 4h14v16H5z" />
      <path d="M8.5 8.5h7M8.5 12h7M8.5 15.5h4" />
    </Icon>
  ),
  steps: (
    <Icon>
      <path d="M4 6.5 6 8.5 9.5 4.5M4 16.5l2 2 3.5-4M13 7h7M13 17h7" />
    </Icon>
  ),
  question: (
    <Icon>
      <path d="M4 5h16v11H11l-4 4v-4H4z" />
      <path d="M10 9a2 2 0 1 1 2.6 2c-.4.2-.6.4-.6.9M12 13.6v.1" />
    </Icon>
  ),
  star: (
    <Icon>
      <path d="m12 4 2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9z" />
    </Icon>
  ),
} as const;

export type IconName = keyof typeof ICONS;
