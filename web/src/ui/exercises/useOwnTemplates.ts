/** A coach's own sheets, while a panel that shows them is open. */
import { useEffect, useState } from 'preact/hooks';
import { openOwnTemplates, type OwnTemplates } from '../../coaching/workspaceTemplates';

/** @returns null until they are there, and where there is no workspace at hand */
export function useOwnTemplates(wanted: boolean): OwnTemplates | null {
  const [own, setOwn] = useState<OwnTemplates | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    let opened: OwnTemplates | null = null;
    openOwnTemplates().then(
      (found) => {
        opened = found;
        if (here) setOwn(found);
        else found?.dispose();
      },
      () => undefined, // without a network only what ships is offered
    );
    return () => {
      here = false;
      opened?.dispose();
    };
  }, [wanted]);
  return own;
}
