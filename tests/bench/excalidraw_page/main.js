// The least page that shows Excalidraw: a button, behind which it is loaded as our room is.
document.querySelector('#open').addEventListener('click', async () => {
  performance.mark('open');
  const asked = fetch('strokes.json').then((answer) => answer.json());
  const { show } = await import('./board.js');
  show(document.querySelector('#place'), await asked);
});
