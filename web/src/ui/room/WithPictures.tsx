/** The room's pictures, for all that is drawn inside. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Pictures } from '../../canvas/pictures/context';
import { createDesk } from '../../canvas/pictures/desk';
import { browserShown } from '../../canvas/pictures/shown';
import type { Room } from './openRoom';

export function WithPictures({ room, children }: { readonly room: Room; readonly children: ComponentChildren }) {
  const desk = useMemo(
    () =>
      createDesk({
        log: room.log,
        board: room.board,
        shown: browserShown((id) => room.log.getBlob(id)),
        // Seldom needed, and not before the first picture.
        intake: async (file) => (await import('../../canvas/pictures/intake')).takePicture(file),
      }),
    [room],
  );
  useEffect(() => () => desk.dispose(), [desk]);
  return <Pictures.Provider value={desk}>{children}</Pictures.Provider>;
}
