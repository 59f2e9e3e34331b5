/** The panels of the sheets: all of them, one of them, one as it was. Loaded when first asked for. */
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { AllSheets } from './AllSheets';
import { ForgetPast } from './ForgetPast';
import { KeptSheet } from './KeptSheet';
import { OneSheet } from './OneSheet';
import { createPastSheets } from './pastSheets';
import type { Panel } from './panel';
import './panels.css';

export interface SheetPanelsProps {
  readonly room: Room;
  readonly names: Names;
  readonly panel: Panel;
  readonly onPanel: (panel: Panel | null) => void;
  /** what else one does with all sheets */
  readonly children?: ComponentChildren;
}

export function SheetPanels({ room, names, panel, onPanel, children }: SheetPanelsProps) {
  // What was read of the past stays at hand as long as a panel is open.
  const past = useMemo(() => createPastSheets(room.log), [room]);
  switch (panel.is) {
    case 'all':
      return (
        <AllSheets room={room} names={names} onPanel={onPanel}>
          {children}
        </AllSheets>
      );
    case 'one':
      return <OneSheet key={panel.sheet} room={room} sheet={panel.sheet} fromAll={panel.fromAll === true} onPanel={onPanel} />;
    case 'forget':
      return <ForgetPast room={room} onPanel={onPanel} />;
    case 'kept':
      return <KeptSheet key={panel.kept.seq} room={room} kept={panel.kept} past={past} onPanel={onPanel} />;
  }
}
