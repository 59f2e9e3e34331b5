/** Which page this address means. The secret leaves the address bar before anything else happens. */
import { render } from 'preact';
import { loadCommon } from './i18n';
import { followLanguage } from './i18n/language';
import { loadThreshold } from './i18n/threshold';
import { fits, readPlace } from './ui/address';
import { Home } from './ui/Home';
import { lazily } from './ui/lazily';
import { NoSecret, Nowhere } from './ui/DeadEnds';
import { listenForEscape, prepareToLeave } from './ui/quickExit';
import { ofTab, remembered, takeSecret } from './ui/secrets';
import './ui/styles/index.css';

const loadCoach = () => import('./workspace/CoachPage').then(({ CoachPage, loadWords }) => loadWords().then(() => CoachPage));
const loadDoor = () => import('./ui/ThresholdPage').then((module) => module.ThresholdPage);
const loadReplay = () => import('./replay/ReplayPage').then((module) => module.ReplayPage);
const Coach = lazily(loadCoach);
const Door = lazily(loadDoor);
const Replay = lazily(loadReplay);

async function show(root: HTMLElement): Promise<void> {
  const taken = takeSecret(location, history);
  const place = readPlace(location.pathname);
  // The page comes while its words do; if it does not, it says so itself.
  if (place.page === 'coach') void loadCoach().catch(() => undefined);
  if (place.page === 'room') void loadDoor().catch(() => undefined);
  if (place.page === 'replay') void loadReplay().catch(() => undefined);
  await Promise.all([loadCommon(), loadThreshold()]);
  if (place.page === 'home') return render(<Home />, root);
  if (place.page === 'nowhere') return render(<Nowhere />, root);
  const fragment = taken ?? ofTab(location.pathname) ?? (await remembered(location.pathname));
  if (fragment === null || !fits(place, fragment)) return render(<NoSecret page={place.page} />, root);
  // A key of its own per secret: another link in the same tab is another visit.
  const key = fragment.letter + fragment.code;
  if (place.page === 'replay') return render(<Replay key={key} share={place.log} fragment={fragment} />, root);
  if (place.page === 'coach') return render(<Coach key={key} fragment={fragment} />, root);
  listenForEscape();
  void prepareToLeave().catch(() => undefined); // then an empty page takes its place
  render(<Door key={key} log={place.log} fragment={fragment} root={root} />, root);
}

const root = document.getElementById('app');
// Below the browser floor, assets/floor.1.js has said why already.
if (root !== null && document.documentElement.dataset['floor'] === undefined) {
  followLanguage(document.documentElement);
  void show(root);
  // Back to a page that was left quickly: it is asked anew who may see it.
  addEventListener('pageshow', (event) => {
    if (event.persisted && /^\/(r\/|coach)/.test(location.pathname) && ofTab(location.pathname) === null) location.reload();
  });
  addEventListener('hashchange', () => {
    // A room that is open would go on underneath: start afresh, the secret is kept for this tab.
    if (takeSecret(location, history) !== null) location.reload();
  });
}
