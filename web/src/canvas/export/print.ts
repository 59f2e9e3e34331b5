/** Sheets on paper: one on a page, nothing of the room around them. */

/** @param sheets SVG files. Resolves when the browser's own dialog has closed. */
export async function printSheets(sheets: readonly string[]): Promise<void> {
  const urls = sheets.map((svg) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
  const host = document.createElement('div');
  host.className = 'print-sheets';
  const images = urls.map((url) => {
    const image = new Image();
    image.src = url;
    image.alt = '';
    return image;
  });
  host.append(...images);
  try {
    await Promise.all(images.map((image) => image.decode()));
    document.body.append(host);
    document.body.dataset['printing'] = '';
    const closed = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }));
    print();
    await closed;
  } finally {
    delete document.body.dataset['printing'];
    host.remove();
    for (const url of urls) URL.revokeObjectURL(url);
  }
}
