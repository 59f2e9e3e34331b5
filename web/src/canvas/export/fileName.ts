/** What a file is called: nothing of whom or what it is about, for it lies about in a folder. */

export interface FileNameOptions {
  /** number of the one sheet, from 1; null for several; two beside each other */
  readonly sheet: number | null | 'compared';
  readonly extension: 'svg' | 'png' | 'pdf' | 'zip';
  readonly now: Date;
  readonly language: 'nl' | 'en';
}

export function fileName({ sheet, extension, now, language }: FileNameOptions): string {
  const [one, several, compared] = language === 'nl' ? ['vel', 'vellen', 'toen-en-nu'] : ['sheet', 'sheets', 'then-and-now'];
  const pad = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const what = sheet === 'compared' ? compared : sheet === null ? several : `${one}-${sheet}`;
  return `flipover-${what}-${date}.${extension}`;
}
