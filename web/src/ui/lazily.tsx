/** A page or panel whose code comes when it is first shown. */
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';

/** Shows nothing but words after 400 ms while it loads, and a way on when it did not come. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): FunctionComponent<P> {
  let Loaded: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [, setState] = useState<'waiting' | 'here' | 'failed'>(Loaded === null ? 'waiting' : 'here');
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Loaded !== null) return;
      load().then(
        (component) => {
          Loaded = component;
          setState('here');
        },
        () => setFailed(true),
      );
    }, []);
    if (Loaded !== null) return <Loaded {...props} />;
    if (failed)
      return (
        <div class="notice" role="alert">
          <p>{t('error_offline')}</p>
          <Button onClick={() => location.reload()}>{t('again')}</Button>
        </div>
      );
    return (
      <p class="wait" role="status">
        {t('wait')}
      </p>
    );
  };
}
