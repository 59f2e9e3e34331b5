// Excalidraw as its README embeds it, with strokes on it.
import { Excalidraw } from '@excalidraw/excalidraw';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import '@excalidraw/excalidraw/index.css';

/** @param strokes for each its points, [x, y] in px of the page */
export function show(place, strokes) {
  const elements = strokes.map((points, index) => {
    const [x, y] = points[0];
    const inside = points.map(([px, py]) => [px - x, py - y]);
    const width = Math.max(...inside.map(([px]) => px));
    return {
      ...{ id: `s${index}`, type: 'freedraw', x, y, width, height: 20, angle: 0 },
      ...{ strokeColor: '#1f4e9e', backgroundColor: 'transparent', fillStyle: 'solid' },
      ...{ strokeWidth: 1, strokeStyle: 'solid', roughness: 1, opacity: 100, groupIds: [] },
      ...{ frameId: null, index: null, roundness: null, seed: index + 1, version: 1 },
      ...{ versionNonce: index + 1, isDeleted: false, boundElements: null, updated: 1 },
      ...{ link: null, locked: false, points: inside, pressures: [], simulatePressure: true },
      lastCommittedPoint: null,
    };
  });
  const ready = (api) => {
    globalThis.excalidraw = api;
  };
  const initialData = { elements, appState: { scrollX: 0, scrollY: 0, zoom: { value: 1 } } };
  createRoot(place).render(createElement(Excalidraw, { excalidrawAPI: ready, initialData }));
}
