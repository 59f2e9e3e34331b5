/** Sheets on paper: one on a page, nothing of the room around them. */

/** Resolves when the browser's own dialog has closed. */
export async function printSheets(sheets: readonly SVGSVGElement[]): Promise<void> {
  const host = document.createElement('div');
  host.className = 'print-sheets';
  for (const svg of sheets) {
    const page = document.createElement('div');
    page.append(svg);
    host.append(page);
  }
  try {
    document.body.append(host);
    document.body.dataset['printing'] = '';
    const closed = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }));
    print();
    await closed;
  } finally {
    delete document.body.dataset['printing'];
    host.remove();
  }
}
