/** Why a file is not on the sheet, in one word; texts live in i18n/pictures. */
export type PictureWord =
  /** nothing in it */
  | 'empty'
  /** no picture, whatever its name says */
  | 'no_picture'
  | 'svg'
  | 'pdf'
  /** a photo of an iPhone that this browser cannot open */
  | 'heic'
  /** begins like a picture and cannot be opened */
  | 'broken'
  | 'too_large'
  /** the browser hides drawn pixels, as some do against tracking */
  | 'hidden';

export class PictureError extends Error {
  override readonly name = 'PictureError';
  constructor(readonly word: PictureWord) {
    super(word);
  }
}
