/** How what is drawn finds its pictures, however deep it lies. */
import { createContext } from 'preact';
import type { PictureDesk } from './desk';

export const Pictures = createContext<PictureDesk | null>(null);
