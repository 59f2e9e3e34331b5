/** Which browser this is, as far as the way to its settings goes. */

export type BrowserFamily =
  | 'chromium'
  | 'firefox'
  | 'safari'
  | 'ios'
  | 'ios_other'
  | 'android'
  | 'android_firefox';

/** @param touchPoints an iPad says that it is a Mac; no Mac has a touch screen */
export function browserFamily(userAgent: string, touchPoints: number): BrowserFamily {
  const firefox = /Firefox\/|FxiOS\//.test(userAgent);
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) {
    return /CriOS|FxiOS|EdgiOS|OPiOS|DuckDuckGo/.test(userAgent) ? 'ios_other' : 'ios';
  }
  if (/Android/.test(userAgent)) return firefox ? 'android_firefox' : 'android';
  if (firefox) return 'firefox';
  return /Chrome\/|Chromium\//.test(userAgent) || !/Safari\//.test(userAgent) ? 'chromium' : 'safari';
}
