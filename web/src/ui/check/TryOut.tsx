/** Trying picture, sound and connection before going in: two parts, each optional. */
import { useEffect, useState } from 'preact/hooks';
import { createEchoCheck, type EchoCheck, type EchoRoutes } from '../../call/EchoCheck';
import { ConnectionCheck } from './ConnectionCheck';
import { Recorder } from './Recorder';
import './check.css';

export interface TryOutProps {
  /** one's own; null where the browser gave nothing */
  readonly stream: MediaStream | null;
  readonly picture: boolean;
  /** absent in a preview, which asks the server nothing */
  readonly loadEcho?: (() => Promise<EchoRoutes>) | undefined;
}

export function TryOut({ stream, picture, loadEcho }: TryOutProps) {
  const [check, setCheck] = useState<EchoCheck | null>(null);
  useEffect(() => {
    let made: EchoCheck | null = null;
    let wanted = true;
    void loadEcho?.().then(
      (routes) => {
        if (!wanted) return;
        made = createEchoCheck(routes);
        setCheck(made);
      },
      () => undefined, // the part stays away; going in does not hang on it
    );
    return () => {
      wanted = false;
      made?.stop();
    };
  }, []);
  return (
    <div class="try-out">
      {stream === null ? null : <Recorder stream={stream} picture={picture} />}
      {check === null ? null : <ConnectionCheck check={check} />}
    </div>
  );
}
