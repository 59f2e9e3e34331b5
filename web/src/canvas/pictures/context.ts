/** How what is drawn finds its pictures, however deep it lies. */
import { createContext } from 'preact';
import type { PictureDesk } from './desk';
import type { Shown } from './shown';

export const Pictures = createContext<PictureDesk | null>(null);

/** Where pictures are only looked at; goes before the desk. */
export const LentPictures = createContext<Shown | null>(null);
