/** In what the page was opened: the real browser, or a window inside another app. */

/** Apps whose built-in windows are known to withhold camera and microphone, or to forget storage. */
const IN_APP = /\b(FBAN|FBAV|FB_IAB|Instagram|LinkedInApp|Snapchat|TikTok|BytedanceWebview|musical_ly|Line\/|Twitter|Pinterest|GSA\/|MicroMessenger)/i;
/** Android's own mark of a web view */
const WEB_VIEW = /;\s*wv\)/;

export interface Surroundings {
  readonly userAgent: string;
  readonly canAskMedia: boolean;
}

/** True when camera and microphone probably cannot be had here, but could be in the real browser. */
export function insideApp({ userAgent, canAskMedia }: Surroundings): boolean {
  if (IN_APP.test(userAgent) || WEB_VIEW.test(userAgent)) return true;
  // iOS web views name no version of Safari; those that cannot ask are somebody else's window.
  return !canAskMedia && /iPhone|iPad/.test(userAgent) && !/Safari\//.test(userAgent);
}

export function surroundings(): Surroundings {
  return {
    userAgent: navigator.userAgent,
    // Missing in some windows although the types promise it.
    canAskMedia: typeof (navigator as Partial<Navigator>).mediaDevices?.getUserMedia === 'function',
  };
}
