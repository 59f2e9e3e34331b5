/**
 * A picture on its way onto a sheet: its act is made by a one-off author, apart from the document,
 * and enters it from the log like anybody's. So nothing ever builds on a picture whose bytes may
 * still fail to arrive, and nothing waits for them.
 */
import type { SealedLog } from '../log/types';
import { BoardDocument } from './document';
import type { Bringing, Picture } from './types';

export async function bringPicture(log: SealedLog, picture: Picture): Promise<Bringing> {
  const { author, n, kept } = await log.appendApart('board', (author) => [[0, birth(author, picture)]], {
    blobs: [picture.blob],
  });
  return { id: picture.id, kept, takeBack: () => log.takeBack({ author, n }) };
}

/** The update by which *author* puts an element on a sheet, building on nothing. */
function birth(author: string, picture: Picture): Uint8Array {
  const document = new BoardDocument();
  const update = document.act(author, () => document.set(picture.id, 'element', picture));
  document.destroy();
  if (update === null) throw new TypeError('nothing was put down');
  return update;
}
