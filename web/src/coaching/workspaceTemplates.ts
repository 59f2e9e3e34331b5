/** A coach's own sheets, from the workspace whose key is at hand in this tab or on this device. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { foldTemplate, templateItem, type OwnTemplate } from './ownTemplates';
import { openWorkspaceLog } from './workspaceQuestions';

export interface OwnTemplates {
  readonly templates: ReadonlySignal<readonly OwnTemplate[]>;
  /** Settles when it is kept for every room; rejects with what stood in the way. */
  keep(template: OwnTemplate): Promise<void>;
  dispose(): void;
}

/** @returns null when the workspace was not opened in this tab and is not remembered here */
export async function openOwnTemplates(): Promise<OwnTemplates | null> {
  const log = await openWorkspaceLog();
  if (log === null) return null;
  const templates = signal<readonly OwnTemplate[]>([]);
  let state: ReadonlyMap<string, OwnTemplate> = new Map();
  const fold = (data: unknown): void => {
    state = foldTemplate(state, data);
    templates.value = [...state.values()];
  };
  const stops = [
    log.onEntry((entry) => {
      if (entry.kind === 'item') fold(entry.data);
    }),
    log.onRestart(() => {
      state = new Map();
    }),
  ];
  log.open();
  return {
    templates,
    async keep(template) {
      const { kept } = await log.append('item', templateItem(template));
      await kept;
    },
    dispose() {
      for (const stop of stops) stop();
      log.close();
    },
  };
}
